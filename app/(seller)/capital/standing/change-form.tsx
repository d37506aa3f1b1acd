'use client';

import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { changeParticipationAction, type ParticipationOutcome } from './actions';

interface ChangeFormProps {
  to: 'opted_out' | 'opted_in';
  /** The form's own id, made anew each time that the page is: sent twice, it acts once. */
  submission: string;
  /** What came of it, in words. */
  answers: Record<ParticipationOutcome, string>;
  words: { open: string; follows: string; submit: string; sending: string };
  /** What follows, said before it is done. */
  children: ReactNode;
}

const TONES: Partial<Record<ParticipationOutcome, 'good' | 'warn'>> = {
  opted_out: 'good',
  opted_in: 'good',
  repeated: 'warn',
};

/** Opting out or back in: the first click opens what follows, the second does it. Both work without a script. */
export function ChangeForm({ to, submission, answers, words, children }: ChangeFormProps) {
  const [answer, send, isPending] = useActionState(changeParticipationAction, null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer !== null) box.current?.focus();
  }, [answer]);
  return (
    <div className="flex flex-col gap-4">
      {answer !== null && (
        <Notice
          ref={box}
          tabIndex={-1}
          role={TONES[answer.outcome] === undefined ? 'alert' : 'status'}
          tone={TONES[answer.outcome] ?? 'bad'}
        >
          {answers[answer.outcome]}
        </Notice>
      )}
      {/* Done, it is closed: what is shown then is another. */}
      <details key={to} className="group/change">
        <summary className="inline-flex h-10 w-fit list-none items-center rounded-md border border-input bg-card px-4 text-sm font-medium hover:bg-muted group-open/change:bg-muted [&::-webkit-details-marker]:hidden">
          {words.open}
        </summary>
        <form
          action={send}
          className="mt-3 flex max-w-3xl flex-col gap-4 rounded-md border bg-background p-4"
        >
          <input type="hidden" name="to" value={to} />
          <input type="hidden" name="submission" value={submission} />
          <div className="flex flex-col gap-2 text-sm text-pretty">
            <h3 className="font-semibold">{words.follows}</h3>
            {children}
          </div>
          <Button
            type="submit"
            variant={to === 'opted_out' ? 'danger' : 'default'}
            disabled={isPending}
            className="self-start"
          >
            {isPending ? words.sending : words.submit}
          </Button>
        </form>
      </details>
    </div>
  );
}
