import type { Database } from '../db/client';
import { addDays, type CalendarDate } from '../engine/calendar';
import { operator } from '../services/operator';
import { recordFacts } from '../services/record-facts';
import { playDay } from '../services/run-day';
import { setPolicy } from '../services/set-policy';

/** One store whose orders come due on the days that follow, made by the engine: facts, and a run each day. */

export interface DueStore {
  merchantId: string;
  /** How many orders come due on each of the days. */
  orders: number;
  days: number;
  /** Orders from before: released early, received, and their holds given back. */
  earlier: number;
}

const FIRST: CalendarDate = '2026-01-01';
/** On so many days the earlier orders are shipped. */
const EARLIER_DAYS = 100;
const RELEASE_DAYS = 10;
const TRANSIT_DAYS = 12;
const HOLD_DAYS = 60;
/** Facts that travel in one transaction. */
const BATCH = 5000;

const POLICY = {
  timezone: 'UTC',
  assessment: { min_orders: 0, min_store_age_days: 0, every_days: 365 },
  tiers: [{ name: 'A', min_score: 0, release_after_days: RELEASE_DAYS, deposit_bps: 1000 }],
  deposit: { release_days_after_shipment: HOLD_DAYS },
};

/** What is the same of all the orders that it makes; the floor needs to know. */
export const TERMS = { depositBps: 1000, holdDays: HOLD_DAYS, releaseDays: RELEASE_DAYS };

function paidAndShipped(merchant: string, order: number, on: CalendarDate): Record<string, unknown>[] {
  const id = `${merchant}-${String(order).padStart(6, '0')}`;
  const amount = 1000 + ((order * 7919) % 20_000);
  return [
    {
      ...{ id: `paid ${id}`, type: 'order.paid', at: `${on}T02:00:00Z`, order: id, merchant, amount },
      ...{ currency: 'USD', fee_bps: 800, ship_by: `${on}T20:00:00Z` },
    },
    { id: `shipped ${id}`, type: 'order.shipped', at: `${on}T06:00:00Z`, order: id },
  ];
}

/**
 * Sets the policy and plays the store until its orders are due.
 *
 * @returns the date of the first of the runs that release
 */
export async function makeDueStore(
  database: Database,
  { merchantId, orders, days, earlier }: DueStore,
): Promise<CalendarDate> {
  if (days > RELEASE_DAYS) throw new Error(`they are due on ${RELEASE_DAYS} days at most`);
  const actor = operator();
  await setPolicy(database, actor, POLICY);
  let facts: Record<string, unknown>[] = [];
  const send = async () => {
    for (let start = 0; start < facts.length; start += BATCH) {
      const answers = await recordFacts(database, actor, facts.slice(start, start + BATCH));
      const refused = answers.find(({ status }) => status !== 'applied');
      if (refused !== undefined) throw new Error(`not applied: ${JSON.stringify(refused)}`);
    }
    facts = [];
  };
  const opened = { id: `${merchantId} opened`, type: 'merchant.opened', merchant: merchantId };
  facts.push({ ...opened, name: merchantId, at: `${addDays(FIRST, -400)}T00:00:00Z` });
  await send();

  // The last of the holds is back before anything is shipped that is to be due.
  const dueFrom = earlier === 0 ? 2 : EARLIER_DAYS + HOLD_DAYS + 2;
  const shippedOn = (order: number) => Math.floor((order * EARLIER_DAYS) / earlier);
  let paid = 0;
  let delivered = 0;
  for (let day = 0; day < dueFrom + RELEASE_DAYS; day += 1) {
    const on = addDays(FIRST, day);
    await playDay(database, on);
    for (; paid < earlier && shippedOn(paid) <= day; paid += 1)
      facts.push(...paidAndShipped(merchantId, paid, on));
    for (; delivered < earlier && shippedOn(delivered) + TRANSIT_DAYS <= day; delivered += 1) {
      const order = `${merchantId}-${String(delivered).padStart(6, '0')}`;
      facts.push({ id: `delivered ${order}`, type: 'order.delivered', at: `${on}T07:00:00Z`, order });
    }
    if (day >= dueFrom && day < dueFrom + days) {
      const first = earlier + (day - dueFrom) * orders;
      for (let order = first; order < first + orders; order += 1)
        facts.push(...paidAndShipped(merchantId, order, on));
    }
    await send();
  }
  return addDays(FIRST, dueFrom + RELEASE_DAYS);
}
