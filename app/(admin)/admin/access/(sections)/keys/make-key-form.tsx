'use client';

import { useTranslations } from 'next-intl';
import { SCOPES, type Scope } from '@/engine/actor';
import { ActionForm, Submit, TextField, useProblem } from '../../../forms/form';
import { useOutcome } from '../../../forms/scope';

/** A scope's name in the messages, which know no colon. */
const NAMES = { 'facts:write': 'facts_write', read: 'read' } as const satisfies Record<Scope, string>;

function Scopes() {
  const t = useTranslations('access.keys');
  const outcome = useOutcome('make-key');
  const problem = useProblem('make-key', 'scopes');
  const chosen = outcome?.status === 'refused' ? outcome.chosen : [];
  return (
    <fieldset
      className="flex flex-col gap-2"
      id="make-key-scopes"
      tabIndex={-1}
      aria-describedby={problem === undefined ? undefined : 'make-key-scopes-problem'}
    >
      <legend className="mb-1.5 text-sm font-medium">{t('make.scopes')}</legend>
      {SCOPES.map((scope) => (
        <label
          key={scope}
          className="flex items-start gap-3 rounded-md border px-3 py-2 text-sm hover:bg-muted has-checked:border-primary has-checked:bg-primary-soft"
        >
          <input
            type="checkbox"
            name="scopes"
            value={scope}
            defaultChecked={chosen.includes(scope)}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="flex min-w-0 flex-col">
            <code className="font-mono font-medium">{scope}</code>
            <span className="text-pretty text-muted-foreground">{t(`scopes.${NAMES[scope]}`)}</span>
          </span>
        </label>
      ))}
      {problem !== undefined && (
        <p id="make-key-scopes-problem" className="text-sm font-medium text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

interface MakeKeyFormProps {
  submission: string;
  today: string;
  timezone: string;
}

/** Makes an API key, which is shown once. */
export function MakeKeyForm({ submission, today, timezone }: MakeKeyFormProps) {
  const t = useTranslations('access.keys.make');
  return (
    <ActionForm id="make-key" submission={submission} className="flex flex-col gap-4">
      <TextField
        form="make-key"
        name="name"
        label={t('name')}
        hint={t('name_hint')}
        placeholder={t('name_example')}
        required
        maxLength={200}
        autoComplete="off"
      />
      <Scopes />
      <TextField
        form="make-key"
        name="expires_on"
        type="date"
        label={t('expires_on')}
        hint={t('expires_on_hint', { timezone })}
        min={today}
        className="max-w-48"
      />
      <Submit className="self-start">{t('submit')}</Submit>
    </ActionForm>
  );
}
