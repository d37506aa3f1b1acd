import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addDays, type CalendarDate } from '../engine/calendar';

/** A file of facts as a shop would bring them: payments, shipments, deliveries and refunds, in the order of their time. */

const FIRST: CalendarDate = '2026-01-05';
const SECONDS_A_DAY = 86_400;
/** After so many days an order is shipped, delivered, refunded. */
const SHIPPED = 1;
const DELIVERED = 9;
const REFUNDED = 12;
/** Of so many orders one is refunded: with it, 25 facts to 8 orders. */
const REFUND_EVERY = 8;
const ORDERS_PER_MERCHANT = 320;
const LINES_A_WRITE = 1000;

interface Slot {
  /** In how many days after its payment it happens. */
  after: number;
  line(order: string, merchant: string, number: number): Record<string, unknown>;
}

const SLOTS: Slot[] = [
  {
    after: 0,
    line: (order, merchant, number) => ({
      ...{ id: `paid-${order}`, type: 'order.paid', order, merchant },
      ...{ amount: 1000 + ((number * 7919) % 20_000), currency: 'USD', fee_bps: 800 },
    }),
  },
  { after: SHIPPED, line: (order) => ({ id: `shipped-${order}`, type: 'order.shipped', order }) },
  { after: DELIVERED, line: (order) => ({ id: `delivered-${order}`, type: 'order.delivered', order }) },
  {
    after: REFUNDED,
    line: (order) => ({
      ...{ id: `refunded-${order}`, type: 'refund.settled', order, refund: '1' },
      ...{ amount: 500, reason: 'no_reason_return' },
    }),
  },
];

/** How many orders make so many facts. */
export function ordersOf(facts: number): number {
  return Math.floor((facts * REFUND_EVERY) / (3 * REFUND_EVERY + 1));
}

function* lines(orders: number): Generator<string> {
  const merchants = Math.ceil(orders / ORDERS_PER_MERCHANT);
  const merchantOf = (order: number) => `store-${String(order % merchants).padStart(6, '0')}`;
  const opened = { type: 'merchant.opened', at: `${addDays(FIRST, -400)}T00:00:00Z` };
  for (let merchant = 0; merchant < merchants; merchant += 1)
    yield JSON.stringify({ id: `opened-${merchantOf(merchant)}`, ...opened, merchant: merchantOf(merchant) });
  // So many orders a day that all are paid in ninety days.
  const perDay = Math.ceil(orders / 90);
  const lastDay = Math.floor((orders - 1) / perDay) + REFUNDED;
  for (let day = 0; day <= lastDay; day += 1) {
    for (let place = 0; place < perDay; place += 1) {
      const second = Math.floor((place * SECONDS_A_DAY) / perDay);
      const time = new Date(second * 1000).toISOString().slice(11, 19);
      const at = `${addDays(FIRST, day)}T${time}Z`;
      for (const { after, line } of SLOTS) {
        const order = (day - after) * perDay + place;
        if (order < 0 || order >= orders || (after === REFUNDED && order % REFUND_EVERY !== 0)) continue;
        const id = `order-${String(order).padStart(9, '0')}`;
        yield JSON.stringify({ ...line(id, merchantOf(order), order), at });
      }
    }
  }
}

function* blocks(orders: number): Generator<string> {
  let block: string[] = [];
  for (const line of lines(orders)) {
    block.push(line);
    if (block.length < LINES_A_WRITE) continue;
    yield `${block.join('\n')}\n`;
    block = [];
  }
  if (block.length > 0) yield `${block.join('\n')}\n`;
}

/** Writes a file of about so many facts, one a line. */
export async function writeFactFile(path: string, facts: number): Promise<void> {
  await pipeline(Readable.from(blocks(ordersOf(facts))), createWriteStream(path));
}
