import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Database, withOwner } from '../db/client';
import { importFacts } from '../services/import-facts';
import { operator } from '../services/operator';
import { verifyBooks } from '../services/verify-books';
import { writeFactFile } from './fact-file';
import type { Bound, Result } from './report';
import { ROUNDS, sized } from './scale';
import { withScratchDatabase } from './scratch-database';
import { inTurns, timed } from './turns';

/** A file of facts taken into an empty database, against COPY of the rows that come of it into the same tables. */

export const FACTS = sized(1_000_000);
const BOUND: Bound = { is: 'at most', must: 4, aim: 2, unit: 'times' };

/**
 * What an import writes, in an order that the foreign keys allow. The tables of sums are not among them: their triggers
 * fill them, for COPY as for us.
 */
const TABLES = [
  'merchants',
  'order_routes',
  'fact_routes',
  'facts',
  'orders',
  'refunds',
  'entries',
  'balances',
  'daily_counts',
];
const SUMS = ['entry_days', 'waiting_days', 'hold_days', 'transit_days', 'release_months'];
/** Of what waited once and waits no more, a row of zeros may stay. */
const KEPT: Record<string, string> = { waiting_days: 'orders > 0', hold_days: 'holds > 0' };
/** What differs from one time to the next. */
const OF_THE_MOMENT = ['recorded_at', 'lock_count'];

/** Takes the file in, and says how many facts that were. Throws where one was not taken. */
export async function takeFile(database: Database, file: string): Promise<number> {
  const { applied, duplicates, parked, rejected, badLines } = await importFacts(
    database,
    operator(),
    [file],
    {
      ...{ runDaily: false, until: null, onRefused: () => {} },
    },
  );
  if (duplicates + parked + rejected + badLines > 0)
    throw new Error('not every fact of the file was applied');
  return applied;
}

/** A mark of what stands in each table, without what differs from one time to the next. */
async function marks(client: Client): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of [...TABLES, ...SUMS]) {
    const { rows } = await client.query<{ mark: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(t) - $1::text[])::text, 0)::numeric), 0) as mark
       from ${table} as t where ${KEPT[table] ?? true}`,
      [OF_THE_MOMENT],
    );
    found[table] = rows[0]?.mark ?? '';
  }
  return found;
}

async function copyOut(client: Client, folder: string): Promise<void> {
  for (const table of TABLES) {
    const rows = client.query(copyTo(`copy ${table} to stdout`));
    await pipeline(rows, createWriteStream(join(folder, table)));
  }
}

async function copyIn(client: Client, folder: string): Promise<void> {
  for (const table of TABLES) {
    const rows = client.query(copyFrom(`copy ${table} from stdin`));
    await pipeline(createReadStream(join(folder, table)), rows);
  }
}

export async function measureImport(onProgress: (done: number, total: number) => void): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  try {
    const file = join(folder, 'facts.ndjson');
    await writeFactFile(file, FACTS);
    let facts = 0;
    const expected = await withScratchDatabase(async (database, ownerUrl) => {
      facts = await takeFile(database, file);
      const broken = (await verifyBooks(database, operator())).filter(({ wrong }) => wrong > 0);
      if (broken.length > 0) throw new Error(`the books do not hold: ${broken.map(({ name }) => name)}`);
      return withOwner(ownerUrl, async (client) => {
        await copyOut(client, folder);
        return marks(client);
      });
    });
    const compare = async (ownerUrl: string) => {
      const found = await withOwner(ownerUrl, marks);
      const differing = Object.keys(expected).filter((table) => expected[table] !== found[table]);
      if (differing.length > 0) throw new Error(`the rows differ: ${differing.join(', ')}`);
    };
    const { middle, ratio } = await inTurns(
      {
        import: (round) =>
          withScratchDatabase(async (database, ownerUrl) => {
            await withOwner(ownerUrl, (client) => client.query('checkpoint'));
            const ms = await timed(() => takeFile(database, file));
            if (round === 0) await compare(ownerUrl);
            return ms;
          }),
        copy: (round) =>
          withScratchDatabase(async (_database, ownerUrl) => {
            await withOwner(ownerUrl, (client) => client.query('checkpoint'));
            const ms = await timed(() => withOwner(ownerUrl, (client) => copyIn(client, folder)));
            if (round === 0) await compare(ownerUrl);
            return ms;
          }),
      },
      onProgress,
    );
    const rows = (['import', 'copy'] as const).map((way) => ({
      way,
      facts,
      seconds: Number((middle[way].median / 1000).toFixed(2)),
      spread: Number((middle[way].spread / 1000).toFixed(2)),
      'us a fact': Number(((middle[way].median * 1000) / facts).toFixed(1)),
      rounds: ROUNDS,
    }));
    return [{ name: 'import', value: ratio('import', 'copy').median, bound: BOUND, rows }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
