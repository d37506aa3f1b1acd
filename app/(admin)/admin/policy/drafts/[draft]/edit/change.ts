'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { PolicyRefused, readPolicy } from '@/engine/policy';
import { type PolicyChange, policyDifference } from '@/engine/policy-difference';
import { POLICY_FIELDS, type PolicyFieldName, TIER_FIELDS, type TierFieldName } from '@/engine/policy-fields';
import { type FormTexts, policyOfForm, withoutTier, withTier } from '@/engine/policy-form';
import { changeDraft } from '@/services/policy/change-draft';
import { portalDatabase } from '@/services/portal';

/** What came of sending the form of a draft; what was written is in it, so that nothing is written twice. */
export interface ChangeOutcome {
  id: string;
  status: 'refused' | 'rows' | 'conflict' | 'repeated';
  texts: FormTexts;
  name: string;
  /** The revision that the form now goes by. */
  revision: number;
  /** A form's id of its own for the next time it is sent. */
  submission: string;
  /** In words, at the head. */
  text: string;
  /** By the name of a field. */
  problems: Record<string, string>;
  /** What is kept now, and what was written, say differently. */
  conflict: { by: string; at: Date; changes: PolicyChange[]; name: string } | null;
}

const text = z
  .string()
  .max(2000)
  .refine((value) => !value.includes('\0'));
const HEAD = z.object({
  submission: text,
  draft: text.min(1).max(200),
  revision: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  name: text,
  do: text.default('save'),
});

/** The texts of the policy alone. */
function policyTexts(all: Record<string, string>): FormTexts {
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, value]) => (name.includes('.') || name in POLICY_FIELDS) && !value.includes('\0'),
    ),
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'policy.form.problems'>>>;

/** The field that a place of the policy belongs to, and what is wrong with it. */
function problemAt(t: Words, place: string, reason: string): [field: string, text: string] {
  if (place === 'assessment.weights') return ['assessment.weights.store_age', t('weights')];
  if (place === 'tiers') return ['tiers', reason.includes('two tiers') ? t('tiers_twice') : t('tiers_none')];
  const tier = /^tiers\.\d+\.(\w+)$/.exec(place)?.[1];
  if (tier === 'name') return [place, t('name')];
  const ofTier = tier === undefined ? null : TIER_FIELDS[tier as TierFieldName];
  const field = ofTier ?? POLICY_FIELDS[place as PolicyFieldName] ?? null;
  switch (field?.unit) {
    case 'sources':
      return [`${place}.0`, t('sources')];
    case 'share':
      return [place, t('share')];
    case 'score':
      return [place, t('score')];
    case 'cap':
      return [place, t('cap')];
    case 'timezone':
      return [place, t('timezone')];
    case undefined:
    case 'reasons':
      return [place, t('other', { reason })];
    default:
      return [place, t('number', { least: field?.least ?? 0 })];
  }
}

function problemsOf(t: Words, problems: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const problem of problems) {
    const [place = '', ...reason] = problem.split(': ');
    // What a list holds is told of the list.
    const list = place.startsWith('deduction_order') ? 'deduction_order' : place;
    const [field, said] = problemAt(t, list, reason.join(': '));
    found[field] ??= said;
  }
  return found;
}

function changesAgainst(kept: Parameters<typeof policyDifference>[0], texts: FormTexts): PolicyChange[] {
  try {
    return policyDifference(kept, readPolicy(policyOfForm(texts), kept));
  } catch (error) {
    if (error instanceof PolicyRefused) return [];
    throw error;
  }
}

/** Saves the draft, or adds a row to its tiers, or takes one away: that alone saves nothing. */
export async function changeDraftAction(
  _before: ChangeOutcome | null,
  form: FormData,
): Promise<ChangeOutcome> {
  const actor = await requireActor('policy.draft');
  const t = await getTranslations('policy');
  const problemWords = await getTranslations('policy.form.problems');
  const all = textsOf(form);
  const texts = policyTexts(all);
  const read = HEAD.safeParse(all);
  const base = {
    ...{ id: randomUUID(), submission: randomUUID(), texts, problems: {}, conflict: null },
    ...{ name: all.name ?? '', revision: Number(all.revision) || 0 },
  };
  if (!read.success) return { ...base, status: 'refused', text: t('refused.bad_form') };
  const { submission: submissionId, draft: draftId, revision, name, do: intent } = read.data;
  const gone = /^remove_tier (\d{1,3})$/.exec(intent)?.[1];
  if (intent === 'add_tier')
    return { ...base, status: 'rows', texts: withTier(texts), text: t('form.tiers_changed') };
  if (gone !== undefined)
    return {
      ...base,
      status: 'rows',
      texts: withoutTier(texts, Number(gone)),
      text: t('form.tiers_changed'),
    };

  const ask = { submissionId, draftId, revision, name, policy: policyOfForm(texts) };
  const answer = await changeDraft(portalDatabase(), actor, ask);
  if (answer.status === 'done') {
    revalidatePath('/admin/policy', 'layout');
    redirect(`/admin/policy/drafts/${draftId}?saved=${answer.isChanged ? answer.revision : 'same'}`);
  }
  if (answer.status === 'repeated') return { ...base, status: 'repeated', text: t('form.sent_before') };
  if (answer.code === 'draft_changed') {
    const { by, at, policy } = answer;
    const conflict = { by, at, name: answer.name, changes: changesAgainst(policy, texts) };
    return { ...base, status: 'conflict', revision: answer.revision, text: '', conflict };
  }
  if (answer.code === 'policy_refused') {
    const problems = problemsOf(problemWords, answer.problems);
    return {
      ...base,
      status: 'refused',
      problems,
      text: t('form.summary', { count: Object.keys(problems).length }),
    };
  }
  const field = { bad_name: 'name', timezone_fixed: 'timezone' }[answer.code as string];
  const said = t(`refused.${answer.code}`);
  return { ...base, status: 'refused', text: said, problems: field === undefined ? {} : { [field]: said } };
}
