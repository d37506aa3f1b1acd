import type { Database } from '../../db/client';
import { readPolicyVersion } from '../../db/queries/marketplace';
import { readAttempts } from '../../db/queries/run-record';
import { listStillLeft, type StillLeft } from '../../db/queries/run-skips';
import { SKIP_REASONS, type SkipReason } from '../../db/schema/runs';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { authorize } from '../authorize';
import { cursorOf, readCursor } from './cursor';

/** What a run left for a reason and is there still, a page at a time. */

export interface LeftPage {
  reason: SkipReason;
  currency: string | null;
  rows: StillLeft[];
  /** Where the list goes on. */
  next: string | null;
}

export interface LeftAsk {
  runOn: CalendarDate;
  /** One that there is no reason of that name for lists nothing. */
  reason: string;
  currency: string | null;
  /** A `next`. */
  after: string | null;
  limit: number;
}

/**
 * The orders, or the holds, that were due by the date and that an open dispute or the exposure cap still stops, by the
 * terms of that run and as their merchants stand now.
 */
export async function listLeft(database: Database, actor: Actor, ask: LeftAsk): Promise<LeftPage> {
  authorize(actor, 'runs.read');
  const { runOn, currency, limit } = ask;
  const reason = SKIP_REASONS.find((each) => each === ask.reason);
  const run = (await readAttempts(database.drizzle, runOn)).at(-1);
  if (run === undefined || reason === undefined)
    return { reason: reason ?? SKIP_REASONS[0], currency, rows: [], next: null };
  const policy = await readPolicyVersion(database.drizzle, run.policyVersion);
  if (policy === null) throw new Error(`policy version ${run.policyVersion} is not recorded`);
  const key = readCursor(ask.after);
  const after = key === null ? null : { merchantId: key[0], orderId: key[1] };
  const of = { reason, currency, policy, on: runOn, after };
  const rows = await listStillLeft(database.drizzle, of, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last !== undefined ? cursorOf(last.merchantId, last.orderId) : null;
  return { reason, currency, rows: page, next };
}
