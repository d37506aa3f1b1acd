import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { readParkedFact, readRecordedFact, readRefusals } from '../../db/queries/one-fact';
import type { Actor } from '../../engine/actor';
import type { AwaitedKind } from '../../engine/apply-fact';
import type { CalendarDate } from '../../engine/calendar';
import type { FactType, FailureCode } from '../../engine/facts';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';

/** One fact, and whatever became of it. */

export interface RecordedFact {
  merchantId: string;
  /** What to call the merchant: its name, or else its id. */
  merchantName: string;
  type: FactType;
  at: Date;
  /** Its date in the policy's time zone. */
  on: CalendarDate;
  recordedAt: Date;
  orderId: string | null;
  policyVersion: number;
  content: Record<string, unknown>;
  /** The entries that it made, as their places. */
  entrySeqs: bigint[];
}

export interface FactView {
  factId: string;
  today: CalendarDate | null;
  timezone: string;
  recorded: RecordedFact | null;
  parked: {
    awaitedKind: AwaitedKind;
    awaitedId: string;
    recordedAt: Date;
    content: Record<string, unknown>;
  } | null;
  /** Each time that it was refused when what it waited for had come, latest first. */
  refusals: { code: FailureCode; refusedAt: Date; content: Record<string, unknown> }[];
}

/** Null where no fact of this id was ever recorded, parked or refused after it had waited. Throws `Refused`. */
export async function getFact(database: Database, actor: Actor, factId: string): Promise<FactView | null> {
  authorize(actor, 'assessments.read');
  if (factId.includes('\0')) return null;
  return inSnapshot(database, actor, async (executor) => {
    const row = await readRecordedFact(executor, factId);
    const parked = row === null ? await readParkedFact(executor, factId) : null;
    const refusals = await readRefusals(executor, factId);
    if (row === null && parked === null && refusals.length === 0) return null;
    const { openOn, policy } = await readMarketplace(executor);
    const made = Array.from({ length: row?.fact.entries ?? 0 }, (_, place) => BigInt(place));
    const first = row?.fact.firstEntrySeq ?? 0n;
    return {
      ...{ factId, today: openOn, timezone: policy.timezone, parked },
      recorded: row && {
        ...row.fact,
        type: row.fact.type as FactType,
        on: row.fact.effectiveOn,
        merchantName: row.merchantName ?? row.fact.merchantId,
        entrySeqs: made.map((place) => first + place),
      },
      refusals,
    };
  });
}
