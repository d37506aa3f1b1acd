import type { Executor } from '../db/client';
import type { readBalances, readMerchant } from '../db/queries/answers';
import { amountsOf, isKnownMerchant, loadDueOrders, loadExposure } from '../db/queries/books';
import { readFirstWaiting } from '../db/queries/waiting-orders';
import { Book, type Scene } from '../engine/book';
import { addDays, type CalendarDate, earlier, later } from '../engine/calendar';
import type { Policy } from '../engine/policy';
import {
  daysFromShipment,
  type Exposure,
  receivedDueBy,
  releaseDueOrders,
  shippedDueBy,
} from '../engine/release';

/** What a coming run is expected to pay out in one currency: the merchant's part, and what of it is frozen. */
export interface ExpectedRelease {
  on: CalendarDate;
  paidMinor: bigint;
  frozenMinor: bigint;
}

/**
 * The next release of the merchant in one currency, decided by the engine on what is known today: the orders that
 * wait, the standing, the policy of the next run. Null where no date is known.
 */
export async function forecastRelease(
  executor: Executor,
  merchant: NonNullable<Awaited<ReturnType<typeof readMerchant>>>,
  balances: Awaited<ReturnType<typeof readBalances>>,
  currency: string,
  policy: Policy,
  nextRunOn: CalendarDate,
): Promise<ExpectedRelease | null> {
  if (!isKnownMerchant(merchant)) return null;
  const book = new Book({ ...merchant });
  for (const row of balances) book.balances.set(row.currency, amountsOf(row));
  const days = daysFromShipment(book, policy);
  const isClosed = merchant.enrolment === 'closed';
  const first = await readFirstWaiting(executor, merchant.merchantId, currency);
  const byShipment = days === null || first.shippedOn === null ? null : addDays(first.shippedOn, days);
  const dueOn = earlier(byShipment, isClosed ? null : first.standardDueOn);
  if (dueOn === null) return null;
  const on = later(dueOn, nextRunOn) ?? nextRunOn;

  const dueBy = { merchantId: merchant.merchantId, shippedDueBy: shippedDueBy(book, policy, on), isClosed };
  for (const order of await loadDueOrders(executor, [dueBy], on)) book.orders.set(order.orderId, order);
  const exposure: Exposure = new Map();
  if (policy.exposure_cap_minor !== null) {
    const rows = await loadExposure(executor, [merchant.merchantId], receivedDueBy(policy, on));
    for (const row of rows) exposure.set(row.currency, row.exposedMinor);
  }
  const scene: Scene = { openOn: on, policy, cause: { runOn: on }, actsOn: on };
  releaseDueOrders(book, scene, on, exposure);

  const expected: ExpectedRelease = { on, paidMinor: 0n, frozenMinor: 0n };
  for (const entry of book.entries) {
    if (entry.currency !== currency) continue;
    expected.paidMinor += entry.amounts.payment_account + entry.amounts.receivable;
    expected.frozenMinor += entry.amounts.deposit;
  }
  return expected.paidMinor + expected.frozenMinor === 0n ? null : expected;
}
