'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Notice } from '@/components/ui/notice';
import { type NoteOutcome, writeNoteAction } from './actions';

interface NoteFormProps {
  merchantId: string;
  /** The form's own id, made anew each time that the page is: sent twice, it acts once. */
  submission: string;
  mostCharacters: number;
}

const AT_THE_FIELD: Partial<Record<Extract<NoteOutcome, { status: 'refused' }>['code'], true>> = {
  files_not_kept: true,
  text_needed: true,
  text_too_long: true,
};

/** A note to write. What was written stays where it was refused. */
export function NoteForm({ merchantId, submission, mostCharacters }: NoteFormProps) {
  const t = useTranslations('notes');
  const [answer, send, isPending] = useActionState(writeNoteAction, null);
  const refused = answer?.status === 'refused' ? answer : null;
  const taken = answer?.status === 'refused' ? null : answer;
  const most = { most: mostCharacters };
  const problem = refused === null ? undefined : t(`refused.${refused.code}`, most);
  return (
    <form action={send} className="flex flex-col gap-4">
      <input type="hidden" name="submission" value={submission} />
      <input type="hidden" name="merchant" value={merchantId} />
      <FormProblem answer={refused}>{problem}</FormProblem>
      {taken !== null && (
        <Notice role="status" tone={taken.status === 'done' ? 'good' : 'warn'}>
          {t(taken.status)}
        </Notice>
      )}
      <Field
        id="note-text"
        label={t('text')}
        hint={`${t('hint', most)} ${t('files')}`}
        problem={refused !== null && AT_THE_FIELD[refused.code] ? problem : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            key={refused === null ? submission : 'refused'}
            name="text"
            rows={5}
            required
            defaultValue={refused?.text ?? ''}
            placeholder={t('example')}
            className="min-h-28 w-full rounded-md border border-input bg-card px-3 py-2 text-base aria-invalid:border-bad sm:text-sm"
          />
        )}
      </Field>
      <Button type="submit" disabled={isPending} className="self-start">
        {t(isPending ? 'sending' : 'send')}
      </Button>
    </form>
  );
}
