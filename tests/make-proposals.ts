import type { PersonActor, StaffRole } from '@/engine/actor';
import { replayBooks } from '@/services/replay-books';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR, staff } from './actors';
import { apply, fact, makeBooks, type TestBooks, violationsOf } from './make-books';

/** A small marketplace in which there is something to propose of each kind, and the people who do. */

/** The latest run, and the morning after it in Shanghai. */
export const LAST_RUN = '2026-01-11';
export const NOW = new Date('2026-01-12T02:00:00Z');

/** A reason that somebody else can judge by. */
export const REASON = 'The receiver confirmed in writing that nothing more can be paid.';

export interface ProposalBooks extends TestBooks {
  reviewer: PersonActor;
  otherReviewer: PersonActor;
  approver: PersonActor;
  otherApprover: PersonActor;
  addStaff(id: string, role: StaffRole): Promise<PersonActor>;
  /** The person as what an administrator makes them now. */
  become(person: PersonActor, role: StaffRole): Promise<PersonActor>;
  /** A merchant's balances in dollars. */
  balance(merchantId: string): Promise<Record<string, bigint>>;
  /** Where the books are not what they must be, or not what a replay makes of the record. */
  faults(): Promise<string[]>;
}

const sold = (merchant: string, order: string) => [
  fact(`paid ${order}`, 'order.paid', '2026-01-02', { order, merchant, amount: 10_000, currency: 'USD' }),
  fact(`shipped ${order}`, 'order.shipped', '2026-01-06', { order }),
];

/**
 * `debtor` was paid early, withdrew all and was refunded: it owes 90.00 USD; `steady` is enrolled with
 * tier A, has 50.00 USD in its marketplace account and orders in several states; `poor` has sold nothing; `gone` has
 * closed; `out` has opted out.
 */
export async function makeProposals(): Promise<ProposalBooks> {
  const books = await makeBooks();
  const { database, ask } = books;
  await setPolicy(database, OPERATOR, {
    assessment: { min_orders: 1, min_store_age_days: 30, max_refund_bps: 5000, max_late_shipment_bps: 5000 },
    tiers: [
      { name: 'A', min_score: 80, release_after_days: 3, deposit_bps: 1000 },
      { name: 'B', min_score: 1, release_after_days: 5, deposit_bps: 2000 },
      { name: 'C', min_score: 0, release_after_days: 7, deposit_bps: 3000 },
    ],
  });
  await apply(database, [
    ...['debtor', 'steady', 'poor', 'gone', 'out'].map((merchant) =>
      fact(`opened ${merchant}`, 'merchant.opened', '2024-01-01', {
        merchant,
        name: `The ${merchant} store`,
      }),
    ),
    ...sold('debtor', 'debtor-1'),
    ...sold('steady', 'steady-early'),
    ...sold('out', 'out-1'),
    fact('out', 'merchant.opted_out', '2026-01-07', { merchant: 'out' }),
    fact('gone', 'merchant.closed', '2026-01-08', { merchant: 'gone', reason: 'withdrawn' }),
  ]);
  await runDay(database, OPERATOR, '2026-01-10');
  const dollars = { merchant: 'steady', amount: 10_000, currency: 'USD' };
  await apply(database, [
    fact('withdrawn', 'withdrawal.settled', '2026-01-10', { ...dollars, merchant: 'debtor', amount: 9000 }),
    fact('refunded', 'refund.settled', '2026-01-10', {
      ...{ refund: 'r', order: 'debtor-1', amount: 10_000, reason: 'seller_fault' },
    }),
    fact('rebate', 'adjustment.posted', '2026-01-10', { ...dollars, amount: 5000 }),
    fact('paid waiting', 'order.paid', '2026-01-10', { ...dollars, order: 'waiting' }),
    fact('paid shipped', 'order.paid', '2026-01-10', {
      ...{ ...dollars, order: 'shipped', ship_by: '2026-01-09T04:00:00Z' },
    }),
    fact('shipped', 'order.shipped', '2026-01-10', { order: 'shipped' }),
    fact('paid received', 'order.paid', '2026-01-10', { ...dollars, order: 'received' }),
    fact('shipped received', 'order.shipped', '2026-01-10', { order: 'received' }),
    fact('delivered', 'order.delivered', '2026-01-11', { order: 'received' }),
    fact('paid cancelled', 'order.paid', '2026-01-10', { ...dollars, order: 'cancelled' }),
    fact('cancelled', 'order.cancelled', '2026-01-10', { order: 'cancelled' }),
  ]);
  await runDay(database, OPERATOR, LAST_RUN);
  const addStaff = async (id: string, role: StaffRole): Promise<PersonActor> => {
    const person = { ...staff(role), personId: id, name: `Name of ${id}`, email: `${id}@example.com` };
    await ask('insert into people (person_id, name, email, role) values ($1, $2, $3, $4)', [
      ...[id, person.name, person.email, role],
    ]);
    return person;
  };
  return {
    ...books,
    addStaff,
    reviewer: await addStaff('rui', 'reviewer'),
    otherReviewer: await addStaff('rex', 'reviewer'),
    approver: await addStaff('ada', 'approver'),
    otherApprover: await addStaff('abe', 'approver'),
    async become(person, role) {
      await ask('update people set role = $2 where person_id = $1', [person.personId, role]);
      return { ...staff(role), personId: person.personId, name: person.name, email: person.email };
    },
    async balance(merchantId) {
      const [row] = await ask<Record<string, bigint>>(
        `select * from balances where merchant_id = $1 and currency = 'USD' order by booked_on desc limit 1`,
        [merchantId],
      );
      return row ?? {};
    },
    async faults() {
      const { differences } = await replayBooks(database, OPERATOR);
      return [...(await violationsOf(database)), ...differences];
    },
  };
}
