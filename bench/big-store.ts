import type { Database } from '../db/client';
import { addDays, type CalendarDate } from '../engine/calendar';
import { operator } from '../services/operator';
import { recordFacts } from '../services/record-facts';
import { playDay } from '../services/run-day';

/** Stores as large as one likes, made by the engine itself: facts, and a run each day. */

export interface BigStore {
  merchantId: string;
  orders: number;
  /** In how many of the last days it sells them. */
  days: number;
}

export const DAYS = 600;
const LAST: CalendarDate = '2026-09-30';
/** Facts that travel in one transaction. */
const BATCH = 5000;
const TRANSIT_DAYS = 9;

/**
 * Plays 600 days of stores in one database without others, each selling alike on each of its days: paid, shipped on the same day,
 * delivered nine days later, one order in fifty refunded. What the last sixty days have frozen is open: a tenth of the
 * orders.
 *
 * @param onDay told after each day how many of how many are played
 */
export async function makeBigStores(
  database: Database,
  stores: BigStore[],
  onDay?: (done: number, total: number) => void,
): Promise<{ last: CalendarDate }> {
  const actor = operator();
  const first = addDays(LAST, 1 - DAYS);
  const at = (day: number, hour: number) => `${addDays(first, day)}T${String(hour).padStart(2, '0')}:00:00Z`;
  const opened = stores.map(({ merchantId }) => ({
    ...{ id: `${merchantId} opened`, type: 'merchant.opened', merchant: merchantId, name: merchantId },
    at: `${addDays(first, -400)}T00:00:00Z`,
  }));
  await recordFacts(database, actor, opened);
  for (let day = 0; day < DAYS; day += 1) {
    await playDay(database, addDays(first, day));
    let facts: Record<string, unknown>[] = [];
    const send = async () => {
      const answers = await recordFacts(database, actor, facts);
      const refused = answers.find(({ status }) => status !== 'applied');
      if (refused !== undefined) throw new Error(`not applied: ${JSON.stringify(refused)}`);
      facts = [];
    };
    for (const { merchantId, orders, days } of stores) {
      const ofDay = (of: number) => {
        const sold = (until: number) => Math.floor((Math.max(0, until - DAYS + days) * orders) / days);
        const from = sold(of);
        return Array.from({ length: sold(of + 1) - from }, (_, index) => from + index);
      };
      const name = (order: number) => `${merchantId}-${String(order).padStart(8, '0')}`;
      for (const order of ofDay(day)) {
        const id = name(order);
        facts.push(
          {
            ...{ id: `paid ${id}`, type: 'order.paid', at: at(day, 2), order: id, merchant: merchantId },
            ...{ amount: 1000 + ((order * 7919) % 20_000), currency: 'USD', fee_bps: 800 },
          },
          { id: `shipped ${id}`, type: 'order.shipped', at: at(day, 6), order: id },
        );
        if (facts.length >= BATCH) await send();
      }
      for (const order of day < TRANSIT_DAYS ? [] : ofDay(day - TRANSIT_DAYS)) {
        const id = name(order);
        facts.push({ id: `delivered ${id}`, type: 'order.delivered', at: at(day, 7), order: id });
        if (order % 50 === 0) {
          facts.push({
            ...{ id: `refunded ${id}`, type: 'refund.settled', at: at(day, 8), order: id, refund: '1' },
            ...{ amount: 500, reason: 'no_reason_return' },
          });
        }
        if (facts.length >= BATCH) await send();
      }
    }
    if (facts.length > 0) await send();
    onDay?.(day + 1, DAYS);
  }
  return { last: LAST };
}
