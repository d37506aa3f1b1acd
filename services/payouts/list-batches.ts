import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { listBatchRows } from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { type CalendarDate, parseInstant } from '../../engine/calendar';
import { authorize } from '../authorize';

/** A batch, and how far its withdrawals are. */
export interface BatchShown {
  batchId: string;
  messageId: string;
  currency: string;
  totalMinor: bigint;
  withdrawals: number;
  executeOn: CalendarDate;
  madeAt: Date;
  madeByName: string;
  waiting: number;
  sent: number;
  returned: number;
}

export interface BatchList {
  batches: BatchShown[];
  timezone: string;
  next: string | null;
}

export const BATCHES_PER_PAGE = 20;

function readPlace(cursor: string | null): { madeAt: string; batchId: string } | null {
  const [madeAt, batchId] = cursor?.split('~') ?? [];
  if (madeAt === undefined || batchId === undefined || parseInstant(madeAt) === null) return null;
  return { madeAt, batchId };
}

/** Batches, the latest first. */
export async function listBatches(
  database: Database,
  actor: Actor,
  ask: { cursor: string | null; limit?: number },
): Promise<BatchList> {
  authorize(actor, 'payouts.read');
  const limit = ask.limit ?? BATCHES_PER_PAGE;
  const { policy } = await readMarketplace(database.drizzle);
  const rows = await listBatchRows(database.drizzle, readPlace(ask.cursor), limit + 1);
  const batches = rows.slice(0, limit).map(({ batch, madeByName, waiting, sent, returned }): BatchShown => {
    const { batchId, messageId, currency, totalMinor, withdrawals, executeOn, madeAt } = batch;
    return {
      ...{ batchId, messageId, currency, totalMinor, withdrawals, executeOn, madeAt },
      ...{ madeByName, waiting, sent, returned },
    };
  });
  const last = batches.at(-1);
  return {
    ...{ batches, timezone: policy.timezone },
    next: rows.length > limit && last !== undefined ? `${last.madeAt.toISOString()}~${last.batchId}` : null,
  };
}
