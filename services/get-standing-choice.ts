import type { Executor } from '../db/client';
import { readHoldDays, readWaiting } from '../db/queries/summaries';
import { addDays, addMonths, type CalendarDate, earlier, later } from '../engine/calendar';
import { type Outlook, outlookOf } from '../engine/outlook';
import type { Policy } from '../engine/policy';
import type { DailyCount, Merchant } from '../engine/records';

/** What would follow if the store opted out now, or back in: said before it is done. */

/** What one currency has at stake. */
export interface AtStake {
  currency: string;
  holds: number;
  depositMinor: bigint;
  /** By when the last of it is back; null where nothing is frozen. */
  latestOn: CalendarDate | null;
  /** How many of the holds an open dispute stops, whatever their date. */
  stoppedHolds: number;
  /** Orders whose money is not released yet, and what they hold. */
  waitingOrders: number;
  waitingMinor: bigint;
}

export interface OptingOut {
  to: 'opted_out';
  /** The assessment that would cancel it; null for a store that takes no part. */
  noticeOn: CalendarDate | null;
  depositBackBy: CalendarDate | null;
  mayReenrolOn: CalendarDate | null;
  stakes: AtStake[];
}

export interface OptingIn {
  to: 'opted_in';
  /** Where it has been cancelled: not enrolled again before this. */
  mayReenrolOn: CalendarDate | null;
  /** The first coming assessment that would enrol it if nothing else happens; null where none would. */
  enrolledOn: CalendarDate | null;
  tier: string | null;
}

export type Choice = OptingOut | OptingIn;

export async function stakesOf(
  executor: Executor,
  { merchantId, currencies }: Merchant,
  deadlineOn: CalendarDate | null,
): Promise<AtStake[]> {
  const stakes: AtStake[] = [];
  for (const currency of currencies) {
    const holds = await readHoldDays(executor, merchantId, currency);
    const waiting = await readWaiting(executor, merchantId, currency, null);
    const last = holds.reduce<CalendarDate | null>((date, day) => later(date, day.releaseOn), null);
    stakes.push({
      currency,
      holds: holds.reduce((sum, day) => sum + day.holds, 0),
      depositMinor: holds.reduce((sum, day) => sum + day.amountMinor, 0n),
      latestOn: last === null ? null : earlier(last, deadlineOn),
      stoppedHolds: holds.reduce((sum, day) => sum + (day.inDispute ? day.holds : 0), 0),
      waitingOrders: waiting.reduce((sum, group) => sum + group.orders, 0),
      waitingMinor: waiting.reduce((sum, group) => sum + group.heldMinor, 0n),
    });
  }
  return stakes.filter((stake) => stake.holds > 0 || stake.waitingOrders > 0);
}

const turnTo = (outlook: Outlook | null, kind: 'enrolled' | 'cancelled') =>
  outlook?.turns.find((turn) => turn.change?.kind === kind) ?? null;

/** The one thing that the store can choose now, with what follows from it by the rules; null for a closed one. */
export async function choiceOf(
  executor: Executor,
  merchant: Merchant,
  days: DailyCount[],
  policy: Policy,
  nextRunOn: CalendarDate | null,
  wasEligible: boolean,
): Promise<Choice | null> {
  if (merchant.enrolment === 'closed') return null;
  const { reenrol_after_days } = policy.assessment;
  const ifChosen = { ...merchant, isOptedOut: !merchant.isOptedOut };
  const outlook = nextRunOn === null ? null : outlookOf(ifChosen, days, policy, nextRunOn, wasEligible);
  if (merchant.isOptedOut) {
    const enrolled = turnTo(outlook, 'enrolled');
    const waitsFrom = merchant.enrolment === 'cancelled' ? merchant.cancelledOn : null;
    return {
      to: 'opted_in',
      mayReenrolOn: waitsFrom === null ? null : addDays(waitsFrom, reenrol_after_days),
      enrolledOn: enrolled?.on ?? null,
      tier: enrolled?.change?.tierAfter ?? null,
    };
  }
  const noticeOn = turnTo(outlook, 'cancelled')?.on ?? null;
  const depositBackBy =
    noticeOn === null ? null : addMonths(noticeOn, policy.cancellation.deposit_refund_months);
  return {
    to: 'opted_out',
    noticeOn,
    depositBackBy,
    mayReenrolOn: noticeOn === null ? null : addDays(noticeOn, reenrol_after_days),
    stakes: noticeOn === null ? [] : await stakesOf(executor, merchant, depositBackBy),
  };
}
