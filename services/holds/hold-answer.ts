import type { readOpenHolds } from '../../db/queries/answers';
import type { HoldAnswer } from '../../engine/api/holds';

type HoldRow = Awaited<ReturnType<typeof readOpenHolds>>[number];

/** What is told of a hold to programs. */
export function holdAnswer(hold: HoldRow): HoldAnswer {
  return {
    order: hold.orderId,
    currency: hold.currency,
    amount: hold.amountMinor.toString(),
    frozen: hold.frozenMinor.toString(),
    release_on: hold.releaseOn,
    release_on_at_first: hold.releaseOnAtFirst,
    deadline_on: hold.deadlineOn,
    opened_on: hold.openedOn,
    tier: hold.tier,
    deposit_bps: hold.depositBps,
    policy_version: hold.policyVersion,
    entry: Number(hold.entrySeq),
  };
}
