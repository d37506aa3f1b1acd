'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import type { PersonActor } from '@/engine/actor';
import { portalDatabase } from '@/services/portal';
import type { ProposalDone, ProposalWeighed, Reasoned } from '@/services/proposals/propose';
import { proposeAdjustment } from '@/services/proposals/propose-adjustment';
import { proposeCorrection } from '@/services/proposals/propose-correction';
import { proposeOverride } from '@/services/proposals/propose-override';
import { proposeWriteOff } from '@/services/proposals/propose-write-off';
import type { ProposalRefusal, ProposalRefused } from '@/services/proposals/refusal';
import { type ProposalAsk, weighProposal } from '@/services/proposals/weigh-proposal';
import { proposalAddress } from '../../address';
import { whatIsProposed } from '../../proposal-words';
import { refusalWords } from '../../refusal-words';
import type { ProposeOutcome, Written } from './outcome';

/** Longer than anything that is taken, so that the verb can say what is wrong; the database knows no NUL. */
const text = z
  .string()
  .max(4000)
  .refine((value) => !value.includes('\0'));

const head = { submission: text, step: z.enum(['weigh', 'send', 'edit']), why: text, seen: text.optional() };
const merchant = { merchant: text };
const FORM = z.discriminatedUnion('kind', [
  z.object({
    ...{ kind: z.literal('override'), ...head, ...merchant },
    ...{ decision: text.default(''), tier: text.default(''), until: text.default('') },
  }),
  z.object({
    ...{ kind: z.literal('write_off'), ...head, ...merchant, currency: text },
    ...{ part: z.enum(['whole', 'part']), amount: text.default('') },
  }),
  z.object({
    ...{ kind: z.literal('adjustment'), ...head, ...merchant, currency: text },
    ...{ direction: z.enum(['credit', 'debit']), amount: text },
  }),
  z.object({
    ...{ kind: z.literal('correction'), ...head, order: text, event: text },
    ...{ did: z.enum(['happened', 'not']), on: text.default('') },
  }),
]);
type Sent = z.output<typeof FORM>;

const FIELD_OF: Partial<Record<ProposalRefusal, string>> = {
  ...{ why_short: 'why', why_long: 'why', why_filler: 'why' },
  ...{ unknown_tier: 'tier', bad_until: 'until', until_past: 'until', until_too_far: 'until' },
  ...{ no_amount: 'amount', too_many_decimals: 'amount', not_positive: 'amount', too_large: 'amount' },
  ...{ more_than_owed: 'amount', insufficient_funds: 'amount' },
  ...{ unknown_currency: 'currency', nothing_owed: 'currency' },
  ...{ bad_date: 'on', date_ahead: 'on', before_shipment: 'on', after_receipt: 'on' },
};

function askOf(sent: Sent): ProposalAsk {
  switch (sent.kind) {
    case 'override':
      return { ...sent, merchantId: sent.merchant };
    case 'write_off':
    case 'adjustment':
      return { ...sent, merchantId: sent.merchant };
    case 'correction':
      return { ...sent, orderId: sent.order };
  }
}

function propose(
  actor: PersonActor,
  ask: ProposalAsk & Reasoned & { submissionId: string },
): Promise<ProposalDone | ProposalRefused> {
  const database = portalDatabase();
  switch (ask.kind) {
    case 'override':
      return proposeOverride(database, actor, ask);
    case 'write_off':
      return proposeWriteOff(database, actor, ask);
    case 'adjustment':
      return proposeAdjustment(database, actor, ask);
    case 'correction':
      return proposeCorrection(database, actor, ask);
  }
}

async function refusedOutcome(refusal: ProposalRefused, written: Written): Promise<ProposeOutcome> {
  const { openId } = refusal.figures;
  return {
    ...{ id: randomUUID(), written, status: 'refused' },
    field: FIELD_OF[refusal.code] ?? null,
    // No refusal of a form tells an instant.
    text: await refusalWords(refusal, 'UTC'),
    seeOpen: openId === undefined ? null : proposalAddress(openId),
  };
}

async function confirmOutcome(
  { proposed, follows, mark }: ProposalWeighed,
  written: Written,
  changed: string | null,
): Promise<ProposeOutcome> {
  const t = await getTranslations('proposals');
  const what = whatIsProposed(t, await getLocale(), { proposed, policy: null });
  return { id: randomUUID(), written, status: 'confirm', what, follows, mark, changed };
}

/** Says what follows from a proposal; confirmed, makes it. Where something else follows by then, says that first. */
export async function proposeAction(_before: ProposeOutcome | null, form: FormData): Promise<ProposeOutcome> {
  const actor = await requireActor('proposals.make');
  const { submission: _submission, step: _step, seen: _seen, ...written } = textsOf(form);
  const read = FORM.safeParse(textsOf(form));
  if (!read.success) return refusedOutcome({ status: 'refused', code: 'bad_form', figures: {} }, written);
  const { submission: submissionId, step, seen, why } = read.data;
  if (step === 'edit') return { id: randomUUID(), written, status: 'editing' };
  const ask = { ...askOf(read.data), why };
  let changed: ProposalRefused | null = null;
  if (step === 'send') {
    const made = await propose(actor, { ...ask, submissionId, seen: seen ?? '' });
    if (made.status === 'made') {
      revalidatePath('/admin', 'layout');
      redirect(proposalAddress(made.proposalId));
    }
    if (made.code !== 'changed') return refusedOutcome(made, written);
    changed = made;
  }
  const weighed = await weighProposal(portalDatabase(), actor, { ...ask, seen: undefined });
  if (weighed.status === 'refused') return refusedOutcome(weighed, written);
  return confirmOutcome(weighed, written, changed === null ? null : await refusalWords(changed, 'UTC'));
}
