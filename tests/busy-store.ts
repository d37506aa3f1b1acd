import { addDays } from '@/engine/calendar';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR } from './actors';
import { apply, fact, makeBooks, type Raw, type TestBooks } from './make-books';

/** A store to which much happens in forty days: what its pages tell is compared with its books. */

export const STORE = 'store';
export const FIRST = '2026-01-05';
export const DAYS = 40;
export const LAST = addDays(FIRST, DAYS - 1);

const POLICY = {
  timezone: 'UTC',
  assessment: {
    ...{ min_store_age_days: 0, min_orders: 0, max_refund_bps: 10_000, max_dispute_bps: 10_000 },
    ...{ max_late_shipment_bps: 10_000, min_positive_feedback_bps: 0 },
  },
  tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
  deposit: { release_days_after_shipment: 15 },
  standard_release: { auto_confirm_days: 2, return_window_days: 3 },
};

const REASONS = ['seller_fault', 'goodwill', 'no_reason_return', 'carrier_fault'];

function factsOf(day: number): Raw[] {
  const on = addDays(FIRST, day);
  const facts: Raw[] = [];
  const say = (type: string, fields: Record<string, unknown>) =>
    facts.push(fact(`${day}-${facts.length}`, type, on, fields));
  for (let each = 0; each < 1 + (day % 4); each += 1) {
    const currency = each === 2 ? 'JPY' : 'USD';
    say('order.paid', {
      ...{ order: `o${day}-${each}`, merchant: STORE, currency },
      ...{ amount: 1_000 + 137 * day + 11 * each, fee_bps: each === 1 ? 0 : 725 },
    });
  }
  const ofDay = (days: number, each = 0) => (day >= days ? `o${day - days}-${each}` : null);
  const first = ofDay(1);
  if (first !== null) say('order.shipped', { order: first });
  // Received on the day it was sent: the standard rule is due no later than early release.
  if (first !== null && day % 6 === 0) say('order.confirmed', { order: first });
  // Due on the next day, as the evening before could not know.
  if (day === 25) say('dispute.opened', { dispute: 'late', order: 'o22-0' });
  if (day === 30) {
    say('refund.settled', {
      ...{ refund: 'all', order: 'o26-0', amount: 1_000 + 137 * 26, reason: 'goodwill' },
    });
  }
  if (day >= 2 && (day - 2) % 4 >= 1) say('order.shipped', { order: `o${day - 2}-1` });
  const arrived = ofDay(6);
  if (arrived !== null && day % 3 !== 0) say('order.delivered', { order: arrived });
  if (day >= 9 && day % 5 === 0) say('dispute.opened', { dispute: 'd', order: `o${day - 5}-0` });
  if (day >= 19 && day % 10 === 5) say('dispute.closed', { dispute: 'd', order: `o${day - 10}-0` });
  if (day >= 8 && day % 2 === 0) {
    say('refund.settled', {
      ...{ refund: 'r', order: `o${day - 7}-0`, amount: day % 8 === 0 ? 900 : 61 * (day % 5) + 5 },
      reason: REASONS[(day / 2) % 4],
    });
  }
  if (day % 7 === 3) say('adjustment.posted', { merchant: STORE, amount: 250, currency: 'USD' });
  return facts;
}

/** The books after forty days, each begun with its run; `beforeRun` is told each day before its run. */
export async function makeBusyStore(
  beforeRun?: (books: TestBooks, on: string) => Promise<void>,
): Promise<TestBooks> {
  const books = await makeBooks();
  const { database } = books;
  await setPolicy(database, OPERATOR, POLICY);
  await apply(database, [fact('opened', 'merchant.opened', '2025-01-01', { merchant: STORE, name: 'Busy' })]);
  for (let day = 0; day < DAYS; day += 1) {
    const on = addDays(FIRST, day);
    if (day > 0) await beforeRun?.(books, on);
    await runDay(database, OPERATOR, on);
    await apply(database, factsOf(day));
    if (day === 20) {
      // Everything that can be withdrawn is: what refunds take from then on must be found elsewhere.
      const [row] = await books.ask<{ payment_account: bigint }>(
        "select payment_account from balances where currency = 'USD' order by booked_on desc limit 1",
      );
      await apply(database, [
        fact('withdrawal', 'withdrawal.settled', on, {
          ...{ merchant: STORE, currency: 'USD', amount: Number(row?.payment_account) },
        }),
      ]);
      const refunds = ['o10-0', 'o11-0', 'o12-0', 'o13-0'].map((order) =>
        fact(`big refund of ${order}`, 'refund.settled', on, {
          ...{ refund: 'big', order, amount: 2_300, reason: 'seller_fault' },
        }),
      );
      await apply(database, refunds);
      // A part of what these have left owed is given up, before anything comes in.
      await apply(database, [
        fact('written off', 'receivable.written_off', on, { merchant: STORE, amount: 321, currency: 'USD' }),
      ]);
    }
  }
  return books;
}
