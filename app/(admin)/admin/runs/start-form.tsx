'use client';

import { Play } from 'lucide-react';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { type StartOutcome, startRun } from './actions';

interface StartFormProps {
  /** The run that the form means. */
  date: string;
  label: string;
  labelStarting: string;
  state: 'offered' | 'under_way' | 'not_due';
  /** The latest run that is done, with the sentence that says so. */
  done: { date: string; text: string } | null;
}

/** The button that starts a run, and what came of it. */
export function StartForm({ date, label, labelStarting, state, done }: StartFormProps) {
  const [outcome, start, isStarting] = useActionState<StartOutcome | null, FormData>(startRun, null);
  const isOver = outcome !== null && outcome.goesOn !== null && outcome.goesOn === done?.date;
  const text = isOver ? done.text : outcome?.text;
  const isStale = outcome !== null && outcome.goesOn !== null && !isOver && state !== 'under_way';
  return (
    <form action={start} className="flex flex-col items-start gap-3">
      <input type="hidden" name="date" value={date} />
      {state !== 'under_way' && (
        <Button
          type="submit"
          disabled={isStarting || state === 'not_due'}
          variant={state === 'not_due' ? 'outline' : 'default'}
        >
          <Play aria-hidden="true" />
          {isStarting ? labelStarting : label}
        </Button>
      )}
      <div role="status" className="w-full empty:hidden">
        {outcome !== null && !isStale && <Notice tone={outcome.tone}>{text}</Notice>}
      </div>
    </form>
  );
}
