'use client';

import { Play } from 'lucide-react';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { type StartOutcome, startRun } from './actions';

/** The button that starts a run, and what came of it. The form says which run it means. */
export function StartForm({
  date,
  label,
  labelStarting,
  isOffered,
}: {
  date: string;
  label: string;
  labelStarting: string;
  isOffered: boolean;
}) {
  const [outcome, start, isStarting] = useActionState<StartOutcome | null, FormData>(startRun, null);
  return (
    <form action={start} className="flex flex-col items-start gap-3">
      <input type="hidden" name="date" value={date} />
      {isOffered && (
        <Button type="submit" disabled={isStarting}>
          <Play aria-hidden="true" />
          {isStarting ? labelStarting : label}
        </Button>
      )}
      <div role="status" className="w-full empty:hidden">
        {outcome !== null && <Notice tone={outcome.tone}>{outcome.text}</Notice>}
      </div>
    </form>
  );
}
