'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { MarkAction } from './outcome';

interface MarkFormProps {
  action: MarkAction;
  /** What it is about, such as the id of the withdrawal. */
  about: Record<string, string>;
  /** What opens it. */
  open: string;
  /** What follows from it, said before it is done. */
  follows: ReactNode;
  submit: string;
  tone?: 'default' | 'danger';
  /** Whether what the bank said is asked for. */
  asksWhy?: boolean;
}

/** Something that is not done in one click: the first one opens what follows from it. */
export function MarkForm({ action, about, open, follows, submit, tone = 'default', asksWhy }: MarkFormProps) {
  const t = useTranslations('payouts');
  const [outcome, send, isPending] = useActionState(action, null);
  const refused = outcome?.status === 'refused' ? outcome : null;
  return (
    <div className="flex flex-col gap-3">
      {outcome?.status === 'done' && (
        <Notice key={outcome.id} tone="good" role="status">
          {outcome.text}
        </Notice>
      )}
      <details
        // Done, it is closed; refused, it stays open.
        key={refused === null ? outcome?.id : 'refused'}
        open={refused !== null || undefined}
        className="group/confirm"
      >
        <summary className="inline-flex h-9 w-fit list-none items-center rounded-md border border-input bg-card px-3 text-sm font-medium hover:bg-muted group-open/confirm:bg-muted [&::-webkit-details-marker]:hidden">
          {open}
        </summary>
        <form action={send} className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-background p-4">
          {Object.entries(about).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <FormProblem answer={refused}>{refused?.text}</FormProblem>
          <p className="text-sm text-pretty">{follows}</p>
          {asksWhy && (
            <Field id="why" label={t('one.mark.why')} hint={t('one.mark.why_hint')}>
              {(control) => (
                <Input
                  {...control}
                  key={outcome?.id}
                  name="why"
                  required
                  minLength={10}
                  maxLength={500}
                  autoComplete="off"
                  placeholder={t('one.mark.why_example')}
                  defaultValue={refused?.why}
                />
              )}
            </Field>
          )}
          <Button type="submit" variant={tone} disabled={isPending} className="self-start">
            {isPending ? t('pending') : submit}
          </Button>
        </form>
      </details>
    </div>
  );
}
