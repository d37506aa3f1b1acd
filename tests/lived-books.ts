import type { Database } from '@/db/client';
import { insertPolicy } from '@/db/queries/marketplace';
import { addDays } from '@/engine/calendar';
import { readPolicy } from '@/engine/policy';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR } from './actors';
import { apply, fact, type Raw } from './make-books';

/** Two months of a marketplace with a merchant in every state, three policy versions, and a day that was run twice. */

export const LIVED_FROM = '2026-01-10';
export const LIVED_TO = '2026-03-11';
/** The first day of the version that was published for a date. */
export const DATED_FROM = '2026-02-10';

export const LIVED_POLICY = {
  assessment: { min_orders: 1, min_store_age_days: 30, max_refund_bps: 9000, max_dispute_bps: 9000 },
  tiers: [
    { name: 'A', min_score: 70, release_after_days: 3, deposit_bps: 1000 },
    { name: 'B', min_score: 0, release_after_days: 5, deposit_bps: 2000 },
  ],
  deposit: { release_days_after_shipment: 20 },
};

const OLD = '2025-01-01';
const day = (count: number) => addDays(LIVED_FROM, count);

function sold(merchant: string, order: string, shippedOn: string, amount = 10_000, currency = 'USD'): Raw[] {
  return [
    fact(`paid ${order}`, 'order.paid', shippedOn, { order, merchant, amount, currency, fee_bps: 500 }),
    fact(`shipped ${order}`, 'order.shipped', shippedOn, { order }),
  ];
}

const refund = (order: string, on: string, amount: number, reason: string) =>
  fact(`refund ${order} ${amount}`, 'refund.settled', on, { refund: `r${amount}`, order, amount, reason });

/** By the day on which they are recorded, counted from the first run. */
function factsOf(dayNo: number): Raw[] {
  const on = day(dayNo);
  const facts: Raw[] = [];
  // Two of each a week: the one sells steadily, the other takes two currencies.
  if (dayNo % 3 === 0) facts.push(...sold('steady', `steady ${dayNo}`, on));
  if (dayNo % 3 === 0 && dayNo < 20) facts.push(...sold('gone', `gone ${dayNo}`, on));
  if (dayNo % 4 === 0)
    facts.push(...sold('twofold', `twofold ${dayNo}`, on, 7_777, dayNo % 8 === 0 ? 'JPY' : 'USD'));
  if (dayNo % 10 === 5) facts.push(...sold('spent', `spent ${dayNo}`, on, 20_000));
  if (dayNo === 4 || dayNo === 9)
    facts.push(
      fact(`delivered ${dayNo}`, 'order.delivered', on, { order: dayNo === 4 ? 'young 1' : 'argued 1' }),
    );
  if (dayNo >= 7 && dayNo % 3 === 1)
    facts.push(fact(`delivered ${dayNo}`, 'order.delivered', on, { order: `steady ${dayNo - 4}` }));
  switch (dayNo) {
    case 1:
      facts.push(...sold('out', 'out 1', on), ...sold('argued', 'argued 1', on));
      facts.push(
        fact('override', 'override.set', on, { merchant: 'chosen', decision: 'eligible', tier: 'B' }),
      );
      break;
    case 3:
      facts.push(fact('dispute', 'dispute.opened', on, { order: 'argued 1', dispute: 'd' }));
      facts.push(...sold('chosen', 'chosen 1', on));
      break;
    case 7:
      facts.push(fact('delivered', 'order.delivered', on, { order: 'steady 0' }));
      break;
    case 8:
      facts.push(fact('spends', 'withdrawal.settled', on, { merchant: 'spent', amount: 1, currency: 'USD' }));
      break;
    case 12: {
      const amount = 15_000;
      facts.push(fact('empties', 'withdrawal.settled', on, { merchant: 'spent', amount, currency: 'USD' }));
      facts.push(refund('spent 5', on, 19_000, 'seller_fault'));
      facts.push(
        refund('steady 0', on, 4_000, 'carrier_fault'),
        refund('steady 3', on, 900, 'no_reason_return'),
      );
      break;
    }
    case 20:
      facts.push(fact('opts out', 'merchant.opted_out', on, { merchant: 'out' }));
      facts.push(fact('closes', 'merchant.closed', on, { merchant: 'gone', reason: 'withdrawn' }));
      facts.push(fact('solved', 'dispute.closed', on, { order: 'argued 1', dispute: 'd' }));
      facts.push(
        fact('rebate', 'adjustment.posted', on, { merchant: 'steady', amount: 350, currency: 'USD' }),
      );
      break;
    case 33:
      facts.push(refund('steady 9', on, 10_000, 'order_problem'));
      facts.push(fact('fee', 'adjustment.posted', on, { merchant: 'steady', amount: -200, currency: 'USD' }));
      break;
    case 40: {
      const amount = 9_000;
      facts.push(fact('takes', 'withdrawal.settled', on, { merchant: 'steady', amount, currency: 'USD' }));
      facts.push(
        fact('comes back', 'withdrawal.returned', on, { merchant: 'steady', amount, currency: 'USD' }),
      );
      facts.push(fact('opened late', 'merchant.opened', on, { merchant: 'late' }));
      break;
    }
    default:
  }
  return facts;
}

/** Lives it. The books are empty before. */
export async function liveBooks(database: Database): Promise<void> {
  await setPolicy(database, OPERATOR, LIVED_POLICY);
  const stores = ['steady', 'gone', 'twofold', 'spent', 'out', 'argued', 'chosen', 'idle'];
  await apply(database, [
    ...stores.map((merchant) =>
      fact(`opened ${merchant}`, 'merchant.opened', OLD, { merchant, name: `The ${merchant} store` }),
    ),
    fact('opened young', 'merchant.opened', '2026-01-08', { merchant: 'young' }),
    ...sold('steady', 'steady early', '2026-01-05'),
    ...sold('young', 'young 1', '2026-01-09'),
    ...sold('spent', 'spent early', '2026-01-05', 1_000),
  ]);
  const changed = { ...LIVED_POLICY, exposure_cap_minor: 200_000 };
  for (let dayNo = 0; day(dayNo) <= LIVED_TO; dayNo += 1) {
    await runDay(database, OPERATOR, day(dayNo));
    await apply(database, factsOf(dayNo));
    if (dayNo === 15) await insertPolicy(database.drizzle, 3, readPolicy(changed), DATED_FROM);
    if (dayNo === 25) await runDay(database, OPERATOR, day(dayNo));
    if (dayNo === 25)
      await apply(database, [
        fact('praise', 'feedback.left', day(dayNo), { order: 'steady 0', positive: true }),
      ]);
  }
}
