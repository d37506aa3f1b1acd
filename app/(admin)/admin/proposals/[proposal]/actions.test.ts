import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { PersonActor } from '@/engine/actor';
import { proposeAdjustment } from '@/services/proposals/propose-adjustment';
import { form } from '@/tests/make-people';
import { makeProposals, type ProposalBooks, REASON } from '@/tests/make-proposals';
import { decideAction } from './actions';

/** The form of a decision, posted by hand by somebody whom the page shows none. */

let books: ProposalBooks;
let visitor: PersonActor;
beforeAll(async () => {
  books = await makeProposals();
});
afterAll(() => books.drop());

vi.mock('@/app/actor', () => ({ requireActor: async () => visitor }));
vi.mock('@/services/portal', () => ({ portalDatabase: () => books.database }));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));
vi.mock('next/navigation', () => ({
  redirect: (address: string) => {
    throw new Error(`sent to ${address}`);
  },
}));
vi.mock('next-intl/server', () => ({
  getLocale: async () => 'en',
  getTranslations: async () => (key: string) => key,
}));

function posted(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const statusOf = async (id: string) =>
  (await books.ask<{ status: string }>('select status from proposals where proposal_id = $1', [id]))[0]
    ?.status;

it('approves nothing of one’s own, and sends another to what was approved', async () => {
  const proposer = await books.addStaff('turncoat', 'reviewer');
  const ask = { merchantId: 'steady', currency: 'USD', direction: 'credit', amount: '5' } as const;
  const made = await proposeAdjustment(books.database, proposer, { ...form(), ...ask, why: REASON });
  const proposal = made.status === 'made' ? made.proposalId : '';
  visitor = await books.become(proposer, 'approver');
  for (const id of [proposal, proposal.toUpperCase()]) {
    const answer = await decideAction(null, posted({ proposal: id, to: 'approved' }));
    expect(answer.text).toBe('refused.own_proposal');
    const declined = await decideAction(null, posted({ proposal: id, to: 'declined', why: REASON }));
    expect(declined.text).toBe('refused.own_proposal');
    const withdrawn = await decideAction(null, posted({ proposal: id, to: 'withdrawn' }));
    expect(withdrawn.text).toBe('refused.bad_form');
  }
  expect(await statusOf(proposal)).toBe('open');
  visitor = books.approver;
  const changed = await decideAction(null, posted({ proposal, to: 'approved', seen: 'something else' }));
  expect(changed.text).toBe('refused.changed');
  expect(await statusOf(proposal)).toBe('open');
  await expect(decideAction(null, posted({ proposal, to: 'approved' }))).rejects.toThrow(
    `sent to /admin/proposals/${proposal}`,
  );
  expect(await statusOf(proposal)).toBe('approved');
});
