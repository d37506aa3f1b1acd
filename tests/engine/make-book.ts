import { type Amounts, noAmounts } from '@/engine/accounts';
import { Book, newMerchant, type Scene } from '@/engine/book';
import { DEFAULT_POLICY, type Policy, readPolicy } from '@/engine/policy';
import type { Hold, Merchant, Order } from '@/engine/records';

/** Small books for the engine's tests: whatever a test does not name is as plain as can be. */

export const OPEN_ON = '2026-03-10';

export function merchantWith(over: Partial<Merchant> = {}): Merchant {
  return { ...newMerchant('m', null, '2024-01-01'), ...over };
}

/** An order of 10 000 USD minor units, shipped and still held. */
export function orderWith(over: Partial<Order> & { orderId: string }): Order {
  const amountMinor = over.amountMinor ?? 10_000n;
  return {
    currency: 'USD',
    amountMinor,
    feeBps: 0,
    paidOn: '2026-02-28',
    shipByOn: null,
    shippedOn: '2026-03-01',
    deliveredOn: null,
    confirmedOn: null,
    standardDueOn: null,
    state: 'held',
    heldMinor: (over.state ?? 'held') === 'held' ? amountMinor : 0n,
    releasedOn: null,
    releaseEntrySeq: null,
    feeMinor: 0n,
    advancedMinor: 0n,
    refundedMinor: 0n,
    borneMinor: 0n,
    openDisputes: 0,
    firstDisputeOn: null,
    firstBorneRefundOn: null,
    ...over,
  };
}

export function holdWith(over: Partial<Hold> & { orderId: string }): Hold {
  const amountMinor = over.amountMinor ?? 500n;
  return {
    currency: 'USD',
    frozenMinor: amountMinor,
    amountMinor,
    releaseOn: '2026-04-30',
    deadlineOn: null,
    shippedOn: '2026-03-01',
    openedOn: '2026-03-04',
    tier: 'A',
    depositBps: 500,
    entrySeq: 1n,
    movementCount: 0,
    ...over,
  };
}

export function amountsWith(lines: Partial<Amounts>): Amounts {
  return { ...noAmounts(), ...lines };
}

export interface Contents {
  merchant?: Partial<Merchant>;
  orders?: Order[];
  holds?: Hold[];
  balances?: Record<string, Partial<Amounts>>;
}

export function bookWith({ merchant, orders = [], holds = [], balances = {} }: Contents = {}): Book {
  const book = new Book(merchantWith({ currencies: Object.keys(balances), ...merchant }));
  for (const order of orders) book.orders.set(order.orderId, order);
  for (const hold of holds) book.holds.set(hold.orderId, hold);
  for (const [currency, lines] of Object.entries(balances)) book.balances.set(currency, amountsWith(lines));
  return book;
}

/** A policy that differs from the default one only in what is named. */
export function policyWith(changes: object): Policy {
  return readPolicy(changes);
}

/** The scene of a run on a date. */
export function runOn(date: string = OPEN_ON, policy: Policy = DEFAULT_POLICY): Scene {
  return { openOn: date, policy, cause: { runOn: date }, actsOn: date };
}

/** The scene of a fact dated `date`, on the open day. */
export function factOn(date: string = OPEN_ON, policy: Policy = DEFAULT_POLICY): Scene {
  return { openOn: OPEN_ON, policy, cause: { factSeq: 1n }, actsOn: date };
}

/** What an entry moves, without the accounts that it leaves alone. */
export function moved(amounts: Amounts): Record<string, bigint> {
  return Object.fromEntries(Object.entries(amounts).filter(([, minor]) => minor !== 0n));
}
