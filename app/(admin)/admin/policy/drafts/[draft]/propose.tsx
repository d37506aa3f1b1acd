import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { type Actor, mayDo } from '@/engine/actor';
import type { DraftView } from '@/services/policy/get-draft';
import { proposePolicyAction } from '../../actions';
import { LongField, PolicyForm, Submit, TextField } from '../../policy-form';

/** Why nothing can be proposed yet; null where it can be. */
function useHindrance(actor: Actor, { draft, changes, done, span, openProposalId }: DraftView) {
  const t = useTranslations('policy.propose');
  const refused = useTranslations('policy.refused');
  if (openProposalId !== null) {
    return (
      <>
        {t('open')}{' '}
        <Link
          href={`/admin/proposals/${openProposalId}`}
          className="text-primary underline underline-offset-4"
        >
          {t('open_link')}
        </Link>
      </>
    );
  }
  if (draft.endedAt !== null) return refused('draft_ended');
  if (changes.length === 0) return t('nothing_changes');
  if (done === null && span !== null) return t('backtest_needed');
  return mayDo(actor, 'proposals.make') ? null : t('not_yours');
}

/** Proposes the draft as it is now, with its date and a reason. */
export function Propose({ actor, view }: { actor: Actor; view: DraftView }) {
  const t = useTranslations('policy.propose');
  const backtests = useTranslations('backtests');
  const locale = useLocale();
  const { draft, done, firstDate } = view;
  const hindrance = useHindrance(actor, view);
  const by = done !== null && (
    <p className="text-sm">
      {t('by')}{' '}
      <Link
        href={`/admin/policy/backtests/${done.backtestId}`}
        className="text-primary underline underline-offset-4"
      >
        {backtests('period', { from: dateWords(done.fromOn, locale), to: dateWords(done.toOn, locale) })}
      </Link>
    </p>
  );
  if (hindrance !== null) {
    return (
      <div className="flex flex-col gap-3">
        {by}
        <p className="text-sm text-muted-foreground">{hindrance}</p>
      </div>
    );
  }
  return (
    <PolicyForm
      id="propose"
      action={proposePolicyAction}
      about={{
        ...{ submission: randomUUID(), draft: draft.draftId, revision: String(draft.revision) },
        first: firstDate ?? '',
      }}
      className="flex flex-col gap-4"
    >
      {by}
      {firstDate === null ? (
        <p className="text-sm">{t('at_once')}</p>
      ) : (
        <TextField
          name="effective_from"
          type="date"
          label={t('date')}
          hint={t('date_hint', { date: dateWords(firstDate, locale) })}
          begin={firstDate}
          min={firstDate}
        />
      )}
      <LongField name="why" label={t('why')} hint={t('why_hint')} example={t('why_example')} />
      <p className="text-sm text-pretty text-muted-foreground">{t('follows')}</p>
      <Submit pending={t('pending')}>{t('submit')}</Submit>
    </PolicyForm>
  );
}
