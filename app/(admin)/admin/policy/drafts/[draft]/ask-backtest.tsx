import { randomUUID } from 'node:crypto';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { type Actor, mayDo } from '@/engine/actor';
import type { DraftView } from '@/services/policy/get-draft';
import { askBacktestAction } from '../../actions';
import { PolicyForm, Submit, TextField } from '../../policy-form';

/** Asks for a period to be played again under the draft as it is now. */
export function AskBacktest({ actor, view }: { actor: Actor; view: DraftView }) {
  const t = useTranslations('backtests.ask');
  const ended = useTranslations('backtests.refused');
  const locale = useLocale();
  const { draft, span } = view;
  if (!mayDo(actor, 'policy.backtest'))
    return <p className="text-sm text-muted-foreground">{t('not_yours')}</p>;
  if (draft.endedAt !== null) return <p className="text-sm text-muted-foreground">{ended('draft_ended')}</p>;
  if (span === null) return <p className="text-sm text-muted-foreground">{t('no_runs')}</p>;
  const { first, last, from } = span;
  return (
    <PolicyForm
      id="backtest"
      action={askBacktestAction}
      about={{ submission: randomUUID(), draft: draft.draftId, revision: String(draft.revision) }}
      className="flex flex-col gap-4"
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="from"
          type="date"
          label={t('from')}
          hint={t('hint_from', { date: dateWords(first, locale) })}
          begin={from}
          min={first}
          max={last}
        />
        <TextField
          name="to"
          type="date"
          label={t('to')}
          hint={t('hint_to', { date: dateWords(last, locale) })}
          begin={last}
          min={first}
          max={last}
        />
      </div>
      <Submit pending={t('pending')}>{t('submit')}</Submit>
    </PolicyForm>
  );
}
