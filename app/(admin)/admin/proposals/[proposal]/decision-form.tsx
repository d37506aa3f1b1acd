'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { TextArea } from '../text-area';
import { decideAction, withdrawAction } from './actions';
import type { DecisionOutcome } from './outcome';

interface DecisionFormProps {
  to: 'approved' | 'declined' | 'withdrawn';
  proposal: string;
  /** The mark of what is shown to follow. */
  seen?: string;
  /** What opens it. */
  open: string;
  /** What follows from it, said before it is done. */
  follows: ReactNode;
  submit: string;
  /** The field for a reason, where one is asked for or may be given. */
  why?: { label: string; hint: string; example?: string; isNeeded: boolean };
}

const VARIANT = { approved: 'default', declined: 'danger', withdrawn: 'danger' } as const;

/** A decision, which is not made in one click: the first one opens what follows from it. */
export function DecisionForm({ to, proposal, seen, open, follows, submit, why }: DecisionFormProps) {
  const t = useTranslations('proposals.decide');
  const action = to === 'withdrawn' ? withdrawAction : decideAction;
  const [outcome, send, isPending] = useActionState<DecisionOutcome | null, FormData>(action, null);
  const whyId = `${to}-why`;
  return (
    <details open={outcome !== null || undefined} className="group/decision">
      <summary className="inline-flex h-10 w-fit list-none items-center rounded-md border border-input bg-card px-4 text-sm font-medium hover:bg-muted group-open/decision:bg-muted [&::-webkit-details-marker]:hidden">
        {open}
      </summary>
      <form action={send} className="mt-3 flex max-w-xl flex-col gap-4 rounded-md border bg-background p-4">
        <input type="hidden" name="proposal" value={proposal} />
        <input type="hidden" name="to" value={to} />
        {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
        <FormProblem answer={outcome}>
          {outcome?.isAboutWhy ? (
            <a href={`#${whyId}`} className="underline underline-offset-4">
              {outcome.text}
            </a>
          ) : (
            outcome?.text
          )}
        </FormProblem>
        <div className="text-sm text-pretty">{follows}</div>
        {why !== undefined && (
          <Field
            id={whyId}
            label={why.label}
            hint={why.hint}
            problem={outcome?.isAboutWhy ? outcome.text : undefined}
          >
            {(control) => (
              <TextArea
                {...control}
                key={outcome?.id}
                name="why"
                required={why.isNeeded}
                placeholder={why.example}
                defaultValue={outcome?.why}
              />
            )}
          </Field>
        )}
        <Button
          type="submit"
          variant={VARIANT[to]}
          disabled={isPending}
          className="h-auto min-h-10 self-start whitespace-normal py-2 text-left"
        >
          {isPending ? t('pending') : submit}
        </Button>
      </form>
    </details>
  );
}
