'use client';

import { useTranslations } from 'next-intl';
import { WEBHOOK_EVENTS, type WebhookEvent } from '@/engine/webhooks';
import { Boxes } from '../forms/boxes';
import { ActionForm, Submit, TextField } from '../forms/form';
import { EVENT_NAMES } from './event-name';

function Events({ form, begin }: { form: string; begin: readonly WebhookEvent[] }) {
  const t = useTranslations('webhooks');
  const boxes = WEBHOOK_EVENTS.map((value) => ({ value, what: t(`events.${EVENT_NAMES[value]}`) }));
  return <Boxes form={form} name="events" legend={t('form.events')} boxes={boxes} begin={begin} />;
}

interface EndpointFormProps {
  id: 'make' | 'change';
  submission: string;
  isPrivateAllowed: boolean;
  /** What it is now; without it, it is a new one. */
  endpoint?: { endpointId: string; name: string; url: string; events: readonly WebhookEvent[] };
}

/** Adds an endpoint, or changes one. */
export function EndpointForm({ id, submission, isPrivateAllowed, endpoint }: EndpointFormProps) {
  const t = useTranslations('webhooks.form');
  return (
    <ActionForm
      id={id}
      submission={submission}
      about={endpoint === undefined ? {} : { endpoint: endpoint.endpointId }}
      className="flex flex-col gap-4"
    >
      <TextField
        form={id}
        name="name"
        label={t('name')}
        hint={t('name_hint')}
        placeholder={t('name_example')}
        defaultValue={endpoint?.name}
        required
        maxLength={200}
        autoComplete="off"
      />
      <TextField
        form={id}
        name="url"
        type="url"
        label={t('url')}
        hint={t(isPrivateAllowed ? 'url_hint_private' : 'url_hint')}
        placeholder={t('url_example')}
        defaultValue={endpoint?.url}
        required
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
      />
      <Events form={id} begin={endpoint?.events ?? WEBHOOK_EVENTS} />
      <Submit className="self-start">{t(`${id}_submit`)}</Submit>
    </ActionForm>
  );
}
