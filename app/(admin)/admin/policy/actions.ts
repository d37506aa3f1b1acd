'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { dateWords } from '@/components/date-words';
import { askBacktest } from '@/services/policy/ask-backtest';
import { endDraft } from '@/services/policy/end-draft';
import { type DraftOrigin, makeDraft } from '@/services/policy/make-draft';
import { proposePolicy } from '@/services/policy/propose-policy';
import { stopBacktest } from '@/services/policy/stop-backtest';
import { portalDatabase } from '@/services/portal';
import type { PolicyOutcome } from './outcome';

/** What is done with drafts and backtests. Whatever a form is about is read from the database by the verb. */

const text = z
  .string()
  .max(4000)
  .refine((value) => !value.includes('\0'));
const id = text.min(1).max(200);
const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

function outcome(
  form: FormData,
  said: Pick<PolicyOutcome, 'tone' | 'text'> & { field?: string },
): PolicyOutcome {
  return { id: randomUUID(), field: null, values: textsOf(form), ...said };
}

async function badForm(form: FormData): Promise<PolicyOutcome> {
  const t = await getTranslations('policy.refused');
  return outcome(form, { tone: 'bad', text: t('bad_form') });
}

const NEW_DRAFT = z.object({ submission: text, name: text, origin: text.default('in_force') });

/** `in_force`, `version 3`, `draft ID`. */
function originOf(written: string): DraftOrigin | null {
  if (written === 'in_force') return { kind: 'in_force' };
  const version = /^version (\d{1,9})$/.exec(written)?.[1];
  if (version !== undefined) return { kind: 'version', version: Number(version) };
  const draftId = /^draft (\S{1,200})$/.exec(written)?.[1];
  return draftId === undefined ? null : { kind: 'draft', draftId };
}

export async function makeDraftAction(_before: PolicyOutcome | null, form: FormData): Promise<PolicyOutcome> {
  const actor = await requireActor('policy.draft');
  const read = NEW_DRAFT.safeParse(textsOf(form));
  const origin = read.success ? originOf(read.data.origin) : null;
  if (!read.success || origin === null) return badForm(form);
  const { submission: submissionId, name } = read.data;
  const answer = await makeDraft(portalDatabase(), actor, { submissionId, name, origin });
  if (answer.status === 'made') {
    revalidatePath('/admin/policy', 'layout');
    redirect(`/admin/policy/drafts/${answer.draftId}`);
  }
  const t = await getTranslations('policy.refused');
  const field = answer.code === 'bad_name' ? 'name' : undefined;
  return outcome(form, { tone: 'bad', text: t(answer.code), field });
}

const OF_DRAFT = z.object({ submission: text, draft: id });

export async function endDraftAction(_before: PolicyOutcome | null, form: FormData): Promise<PolicyOutcome> {
  const actor = await requireActor('policy.draft');
  const read = OF_DRAFT.safeParse(textsOf(form));
  if (!read.success) return badForm(form);
  const { submission: submissionId, draft: draftId } = read.data;
  const answer = await endDraft(portalDatabase(), actor, { submissionId, draftId });
  if (answer.status === 'refused') {
    const t = await getTranslations('policy.refused');
    return outcome(form, { tone: 'bad', text: t(answer.code) });
  }
  revalidatePath('/admin/policy', 'layout');
  redirect('/admin/policy');
}

const BACKTEST = OF_DRAFT.extend({ revision: whole, from: text, to: text });
const FIELD_OF_PERIOD: Record<string, string> = {
  bad_from: 'from',
  bad_to: 'to',
  bad_period: 'from',
  before_runs: 'from',
  after_runs: 'to',
};

export async function askBacktestAction(
  _before: PolicyOutcome | null,
  form: FormData,
): Promise<PolicyOutcome> {
  const actor = await requireActor('policy.backtest');
  const read = BACKTEST.safeParse(textsOf(form));
  if (!read.success) return badForm(form);
  const { submission: submissionId, draft: draftId, revision, from, to } = read.data;
  const ask = { submissionId, draftId, revision, from: from.trim(), to: to.trim() };
  const answer = await askBacktest(portalDatabase(), actor, ask);
  if (answer.status === 'made') {
    revalidatePath('/admin/policy', 'layout');
    redirect(`/admin/policy/backtests/${answer.backtestId}`);
  }
  const t = await getTranslations('backtests.refused');
  return outcome(form, { tone: 'bad', text: t(answer.code), field: FIELD_OF_PERIOD[answer.code] });
}

const OF_BACKTEST = z.object({ submission: text, backtest: id });

export async function stopBacktestAction(
  _before: PolicyOutcome | null,
  form: FormData,
): Promise<PolicyOutcome> {
  const actor = await requireActor('policy.backtest');
  const read = OF_BACKTEST.safeParse(textsOf(form));
  if (!read.success) return badForm(form);
  const { submission: submissionId, backtest: backtestId } = read.data;
  const answer = await stopBacktest(portalDatabase(), actor, { submissionId, backtestId });
  const t = await getTranslations('backtests');
  if (answer.status === 'refused') return outcome(form, { tone: 'bad', text: t(`refused.${answer.code}`) });
  revalidatePath('/admin/policy', 'layout');
  return outcome(form, { tone: 'good', text: t('stopped') });
}

const PROPOSAL = OF_DRAFT.extend({
  revision: whole,
  effective_from: text.default(''),
  why: text,
  first: text.default(''),
});
const FIELD_OF_PROPOSAL: Record<string, string> = {
  ...{ bad_date: 'effective_from', date_past: 'effective_from' },
  ...{ why_short: 'why', why_long: 'why', why_filler: 'why' },
};

export async function proposePolicyAction(
  _before: PolicyOutcome | null,
  form: FormData,
): Promise<PolicyOutcome> {
  const actor = await requireActor('proposals.make');
  const read = PROPOSAL.safeParse(textsOf(form));
  if (!read.success) return badForm(form);
  const { submission: submissionId, draft: draftId, revision, effective_from, why, first } = read.data;
  const ask = { submissionId, draftId, revision, effectiveFrom: effective_from.trim(), why };
  const answer = await proposePolicy(portalDatabase(), actor, ask);
  if (answer.status === 'made') {
    revalidatePath('/admin', 'layout');
    redirect(`/admin/proposals/${answer.proposalId}`);
  }
  const t = await getTranslations('policy');
  const { code } = answer;
  const field = FIELD_OF_PROPOSAL[code];
  const locale = await getLocale();
  const say = () => {
    switch (code) {
      case 'date_past':
        return t('propose.date_past', {
          date: /^\d{4}-\d\d-\d\d$/.test(first) ? dateWords(first, locale) : first,
        });
      case 'backtest_needed':
      case 'nothing_changes':
      case 'bad_date':
      case 'why_short':
      case 'why_long':
      case 'why_filler':
        return t(`propose.${code}`);
      case 'already_open':
        return t('propose.open');
      case 'unknown_draft':
      case 'draft_ended':
      case 'draft_changed':
        return t(`refused.${code}`);
      default:
        return t('refused.bad_form');
    }
  };
  return outcome(form, { tone: 'bad', text: say(), field });
}
