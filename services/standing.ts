import type { Executor } from '../db/client';
import type { readMerchant } from '../db/queries/answers';
import { readLatestChange } from '../db/queries/standings';
import type { CalendarDate } from '../engine/calendar';
import type { Enrolment } from '../engine/records';

/** A store's part in early release, and since when where that has ended. */
export interface Standing {
  enrolment: Enrolment;
  tier: string | null;
  /** The notice's date, while it is cancelled; the closing date of a closed store. */
  endedOn: CalendarDate | null;
}

/** The merchant's standing at the end of a past date; without one, now. */
export async function standingOn(
  executor: Executor,
  merchant: NonNullable<Awaited<ReturnType<typeof readMerchant>>>,
  asOf: CalendarDate | null,
): Promise<Standing> {
  if (asOf === null) {
    const { enrolment, tier, cancelledOn, closedOn } = merchant;
    const endedOn = { none: null, enrolled: null, cancelled: cancelledOn, closed: closedOn }[enrolment];
    return { enrolment, tier, endedOn };
  }
  const change = await readLatestChange(executor, merchant.merchantId, asOf);
  if (change === null) return { enrolment: 'none', tier: null, endedOn: null };
  const { enrolment, tier, changedOn } = change;
  return { enrolment, tier, endedOn: enrolment === 'cancelled' || enrolment === 'closed' ? changedOn : null };
}
