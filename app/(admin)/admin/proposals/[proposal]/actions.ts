'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { portalDatabase } from '@/services/portal';
import { approveProposal } from '@/services/proposals/approve-proposal';
import type { ProposalDecided } from '@/services/proposals/decide';
import { declineProposal } from '@/services/proposals/decline-proposal';
import { listProposals } from '@/services/proposals/list-proposals';
import type { ProposalRefused } from '@/services/proposals/refusal';
import { withdrawProposal } from '@/services/proposals/withdraw-proposal';
import { proposalAddress } from '../address';
import { refusalWords } from '../refusal-words';
import type { DecisionOutcome } from './outcome';

/** Longer than anything that is taken, so that the verb can say what is wrong. */
const text = z.string().max(4000);
const FORM = z.object({
  proposal: text,
  to: z.enum(['approved', 'declined', 'withdrawn']),
  why: text.default(''),
  seen: text.optional(),
});

const BAD_FORM: ProposalRefused = { status: 'refused', code: 'bad_form', figures: {} };

/** Done, the page shows what became of it; refused, it says why beside what was written. */
async function outcomeOf(
  answer: ProposalDecided | ProposalRefused,
  { proposal, to, why }: { proposal: string; to: string; why: string },
  timezone: () => Promise<string>,
): Promise<DecisionOutcome> {
  revalidatePath('/admin', 'layout');
  if (answer.status === 'decided') redirect(proposalAddress(proposal.toLowerCase()));
  const words = await refusalWords(answer, await timezone());
  return { id: randomUUID(), form: to, text: words, isAboutWhy: answer.code.startsWith('why_'), why };
}

/** Approves or declines a proposal. */
export async function decideAction(
  _before: DecisionOutcome | null,
  form: FormData,
): Promise<DecisionOutcome> {
  const actor = await requireActor('proposals.decide');
  const database = portalDatabase();
  const timezone = async () => (await listProposals(database, actor, { limit: 1 })).timezone;
  const read = FORM.safeParse(textsOf(form));
  if (!read.success || read.data.to === 'withdrawn')
    return outcomeOf(BAD_FORM, { proposal: '', to: '', why: '' }, timezone);
  const { proposal: proposalId, to, why, seen } = read.data;
  const answer =
    to === 'approved'
      ? await approveProposal(database, actor, { proposalId, why, seen })
      : await declineProposal(database, actor, { proposalId, why });
  return outcomeOf(answer, read.data, timezone);
}

/** Takes back a proposal of one's own. */
export async function withdrawAction(
  _before: DecisionOutcome | null,
  form: FormData,
): Promise<DecisionOutcome> {
  const actor = await requireActor('proposals.make');
  const database = portalDatabase();
  const timezone = async () => (await listProposals(database, actor, { limit: 1 })).timezone;
  const read = FORM.safeParse(textsOf(form));
  if (!read.success) return outcomeOf(BAD_FORM, { proposal: '', to: '', why: '' }, timezone);
  const answer = await withdrawProposal(database, actor, { proposalId: read.data.proposal });
  return outcomeOf(answer, read.data, timezone);
}
