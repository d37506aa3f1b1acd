'use client';

import { useTranslations } from 'next-intl';
import { SCOPES, type Scope } from '@/engine/actor';
import { Boxes } from '../../../forms/boxes';
import { ActionForm, Submit, TextField } from '../../../forms/form';

/** A scope's name in the messages, which know no colon. */
const NAMES = { 'facts:write': 'facts_write', read: 'read' } as const satisfies Record<Scope, string>;

function Scopes() {
  const t = useTranslations('access.keys');
  const boxes = SCOPES.map((value) => ({ value, what: t(`scopes.${NAMES[value]}`) }));
  return <Boxes form="make-key" name="scopes" legend={t('make.scopes')} boxes={boxes} />;
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
