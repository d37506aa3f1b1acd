import { sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { parkedFacts } from '../schema/facts';
import { imports } from '../schema/imports';

/** What waits in the database: facts for what they name, brought files for their check or their recording. */
export interface Waiting {
  factsParked: number;
  /** How long the oldest of them has waited; 0 where none does. */
  parkedSeconds: number;
  importsUnderWay: number;
}

export async function readWaiting(executor: Executor, now: Date): Promise<Waiting> {
  const { rows } = await executor.execute<{
    parked: bigint;
    parkedAge: number | null;
    underWay: bigint;
  }>(sql`
    select parked.*, moving.*
    from (select count(*) as parked,
            extract(epoch from ${now.toISOString()}::timestamptz - min(recorded_at))::float8 as "parkedAge"
          from ${parkedFacts}) parked,
         (select count(*) as "underWay" from ${imports} where status in ('checking', 'recording')) moving`);
  const [row] = rows;
  return {
    factsParked: Number(row?.parked ?? 0),
    parkedSeconds: Math.max(0, row?.parkedAge ?? 0),
    importsUnderWay: Number(row?.underWay ?? 0),
  };
}
