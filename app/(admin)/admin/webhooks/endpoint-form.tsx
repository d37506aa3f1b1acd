'use client';

import { useTranslations } from 'next-intl';
import { WEBHOOK_EVENTS, type WebhookEvent } from '@/engine/webhooks';
import { ActionForm, Submit, TextField, useProblem } from '../forms/form';
import { useOutcome } from '../forms/scope';
import { EVENT_NAMES } from './event-name';

function Events({ form, begin }: { form: string; begin: readonly WebhookEvent[] }) {
  const t = useTranslations('webhooks');
  const outcome = useOutcome(form);
  const problem = useProblem(form, 'events');
  const chosen: readonly string[] = outcome?.status === 'refused' ? outcome.chosen : begin;
  return (
    <fieldset
      className="flex flex-col gap-2"
      id={`${form}-events`}
      tabIndex={-1}
      aria-describedby={problem === undefined ? undefined : `${form}-events-problem`}
    >
      <legend className="mb-1.5 text-sm font-medium">{t('form.events')}</legend>
      {WEBHOOK_EVENTS.map((event) => (
        <label
          key={event}
          className="flex items-start gap-3 rounded-md border px-3 py-2 text-sm hover:bg-muted has-checked:border-primary has-checked:bg-primary-soft"
        >
          <input
            type="checkbox"
            name="events"
            value={event}
            defaultChecked={chosen.includes(event)}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="flex min-w-0 flex-col">
            <code className="font-mono font-medium">{event}</code>
            <span className="text-pretty text-muted-foreground">{t(`events.${EVENT_NAMES[event]}`)}</span>
          </span>
        </label>
      ))}
      {problem !== undefined && (
        <p id={`${form}-events-problem`} className="text-sm font-medium text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  );
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
