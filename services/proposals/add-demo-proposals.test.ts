import { afterAll, beforeAll, expect, it } from 'vitest';
import { updateMarketplace } from '@/db/queries/marketplace';
import { DEMO_PROPOSALS } from '@/demo/proposals';
import { OPERATOR } from '@/tests/actors';
import { apply, fact } from '@/tests/make-books';
import { makeProposals, NOW, type ProposalBooks } from '@/tests/make-proposals';
import { addDemoProposals } from './add-demo-proposals';
import { readReason } from './read-reason';

let books: ProposalBooks;
beforeAll(async () => {
  books = await makeProposals();
  const stores = [...new Set(DEMO_PROPOSALS.map(({ merchant }) => merchant))];
  await apply(
    books.database,
    stores.map((merchant) => fact(`opened ${merchant}`, 'merchant.opened', '2024-01-01', { merchant })),
  );
});
afterAll(() => books.drop());

const all = () =>
  books.ask('select merchant_id, kind, status, proposed_by, decided_by from proposals order by proposal_id');

it('every reason of the demo is one', () => {
  for (const { why, decision } of DEMO_PROPOSALS)
    for (const each of [why, ...(decision === undefined ? [] : [decision.why])])
      expect(readReason(each)).toEqual({ ok: true, why: each });
});

it('is for the demo’s own books, and there once', async () => {
  await books.addStaff('demo-reviewer', 'reviewer');
  await books.addStaff('demo-approver', 'approver');
  await addDemoProposals(books.database, OPERATOR, NOW);
  expect(await all()).toEqual([]);
  await updateMarketplace(books.database.drizzle, { demoUntil: '2026-01-11' });
  await addDemoProposals(books.database, OPERATOR, NOW);
  await addDemoProposals(books.database, OPERATOR, NOW);
  const override = { kind: 'override', proposed_by: 'demo-reviewer' };
  expect(await all()).toEqual([
    { merchant_id: 'moss-and-mortar', ...override, status: 'approved', decided_by: 'demo-approver' },
    { merchant_id: 'tangerine-tents', ...override, status: 'open', decided_by: null },
    // Here nobody of that name owes anything.
    { merchant_id: 'night-market', ...override, status: 'declined', decided_by: 'demo-approver' },
  ]);
  expect(await books.faults()).toEqual([]);
});
