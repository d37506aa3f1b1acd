import { amountsOf } from '../../db/queries/books';
import type { readWholeEntries } from '../../db/queries/order-for-staff';
import { ACCOUNTS, type Account, type EntryKind } from '../../engine/accounts';
import type { EntryAnswer } from '../../engine/api/entries';

type EntryRow = Awaited<ReturnType<typeof readWholeEntries>>[number];

/** What is told of an entry to programs. */
export function entryAnswer({ entry, factId }: EntryRow): EntryAnswer {
  const amounts = amountsOf(entry);
  const lines = Object.fromEntries(ACCOUNTS.map((account) => [account, amounts[account].toString()]));
  return {
    entry: Number(entry.entrySeq),
    kind: entry.kind as EntryKind,
    rule: entry.rule,
    order: entry.orderId,
    currency: entry.currency,
    booked_on: entry.bookedOn,
    due_on: entry.effectiveOn,
    lines: lines as Record<Account, string>,
    cause: factId === null ? { run_on: entry.runOn ?? entry.bookedOn } : { fact: factId },
    policy_version: entry.policyVersion,
    recorded_at: entry.recordedAt.toISOString(),
  };
}
