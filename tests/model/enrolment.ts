import { addMonths, type Day } from './calendar';
import type { Marketplace } from './marketplace';
import type { Merchant } from './merchant';
import type { Tier } from './policy';

/** What an assessment does to a merchant: enrolment (section 5), and cancellation with its deadlines (section 8). */

export function enrol(marketplace: Marketplace, merchant: Merchant, tier: Tier, today: Day): void {
  if (merchant.enrolment === 'cancelled') {
    const notice = merchant.cancelledOn ?? today;
    if (today - notice < marketplace.policy.assessment.reenrol_after_days) return;
    marketplace.note('enrolled again');
  }
  if (merchant.enrolment === 'none') marketplace.note('enrolled');
  if (merchant.enrolment === 'enrolled' && merchant.tier !== tier.name) marketplace.note('tier changed');
  if (merchant.enrolment === 'enrolled' && merchant.failures > 0) marketplace.note('failures forgiven');
  merchant.enrolment = 'enrolled';
  merchant.tier = tier.name;
  merchant.failures = 0;
}

export function cancel(marketplace: Marketplace, merchant: Merchant, today: Day): void {
  marketplace.note('cancelled');
  merchant.enrolment = 'cancelled';
  merchant.tier = null;
  merchant.cancelledOn = today;
  const deadline = addMonths(today, marketplace.policy.cancellation.deposit_refund_months);
  for (const hold of marketplace.openHolds(merchant.id)) {
    marketplace.note('cancelled with holds');
    if (hold.deadline !== null) marketplace.note('cancelled twice with one hold');
    hold.deadline = hold.deadline === null ? deadline : Math.min(hold.deadline, deadline);
    if (hold.deadline < hold.releaseOn) marketplace.note('deadline brought a hold forward');
    hold.releaseOn = Math.min(hold.releaseOn, hold.deadline);
  }
}
