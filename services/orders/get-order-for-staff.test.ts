import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACCOUNTS } from '@/engine/accounts';
import { sellerOf, staff } from '@/tests/actors';
import { makeFullBooks } from '@/tests/full-books';
import type { TestBooks } from '@/tests/make-books';
import { getOrder } from '../get-order';
import { getFact } from '../search/get-fact';
import { getOrderForStaff } from './get-order-for-staff';

const AUDITOR = staff('auditor');
const PROPOSAL = '0b0b1f0e-aaaa-4f0e-8f5e-6d6f1c3a2b10';

let books: TestBooks;
beforeAll(async () => {
  books = await makeFullBooks(['n']);
  await books.ask(
    `insert into proposals (proposal_id, kind, merchant_id, order_id, content, why, proposed_by)
     values ('${PROPOSAL}', 'correction', 'm', 'early', '{"event":"shipped"}', 'the carrier told us another date', 'ann')`,
  );
});
afterAll(() => books.drop());

const order = (orderId: string) => getOrderForStaff(books.database, AUDITOR, orderId);

it('is what the seller sees', async () => {
  for (const orderId of ['early', 'held', 'awaited']) {
    const life = await getOrder(books.database, sellerOf('m'), orderId);
    expect(life).not.toBeNull();
    expect((await order(orderId))?.paid).toMatchObject({ merchantId: 'm', life });
  }
});

it('has every record that it rests on, and none of another store', async () => {
  const paid = (await order('early'))?.paid;
  expect(paid?.facts.map(({ factId, type }) => [factId, type])).toEqual([
    ['f2', 'order.paid'],
    ['f3', 'order.shipped'],
    ['f9', 'refund.settled'],
    ['f10', 'order.delivered'],
  ]);
  expect(paid?.facts[0]).toMatchObject({
    ...{ content: { order: 'early', merchant: 'm', amount: expect.anything(), currency: 'USD' } },
    ...{ recordedAt: expect.any(Date), policyVersion: expect.any(Number) },
  });
  expect(paid?.entries.map(({ kind, cause }) => [kind, cause])).toEqual([
    ['order_payment', { factId: 'f2' }],
    ['release_early', { runOn: '2026-01-20' }],
    ['deduction', { factId: 'f9' }],
  ]);
  for (const { amounts } of paid?.entries ?? [])
    expect(ACCOUNTS.reduce((sum, account) => sum + amounts[account], 0n)).toBe(0n);
  expect(paid?.hold).toMatchObject({ orderId: 'early', releaseOnAtFirst: expect.any(String) });
  expect(paid?.refunds).toMatchObject([{ refundId: 'r', amountMinor: 200n, isBorne: true }]);
  expect(paid?.proposals).toMatchObject([
    { proposalId: PROPOSAL, status: 'open', proposedBy: 'Ann', decidedBy: null, decidedAt: null },
  ]);
  expect((await order('held'))?.paid).toMatchObject({
    ...{ hold: null, movements: [], refunds: [], proposals: [] },
    disputes: [{ disputeId: 'd', openedOn: '2026-01-01', closedOn: null }],
  });
});

it('is only waited for where nobody has paid it, and nothing where nobody has named it', async () => {
  expect(await order('unknown')).toMatchObject({
    paid: null,
    waiting: [{ factId: 'p1', type: 'order.shipped', recordedAt: expect.any(Date) }],
  });
  for (const orderId of ['nobody named it', 'early\0', '']) expect(await order(orderId)).toBeNull();
});

it('rests on facts that are told one by one', async () => {
  const fact = (factId: string) => getFact(books.database, AUDITOR, factId);
  expect(await fact('f9')).toMatchObject({
    recorded: { merchantId: 'm', type: 'refund.settled', orderId: 'early' },
    ...{ parked: null, refusals: [] },
  });
  const seqs = (await fact('f9'))?.recorded?.entrySeqs;
  const made = (await order('early'))?.paid?.entries.filter(({ kind }) => kind === 'deduction');
  expect(seqs).toEqual(made?.map(({ entrySeq }) => entrySeq));
  expect((await fact('f3'))?.recorded?.entrySeqs).toEqual([]);
  expect(await fact('p1')).toMatchObject({
    ...{ recorded: null, refusals: [] },
    parked: { awaitedKind: 'order', awaitedId: 'unknown', content: { type: 'order.shipped' } },
  });
  // Two facts opened the same dispute before the order was paid.
  const told = [await fact('p2'), await fact('p3')];
  expect(told.filter((each) => each?.recorded != null)).toHaveLength(1);
  expect(told.flatMap((each) => each?.refusals ?? [])).toMatchObject([{ code: expect.any(String) }]);
  for (const factId of ['nobody sent it', 'f9\0']) expect(await fact(factId)).toBeNull();
});
