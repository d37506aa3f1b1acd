'use client';

import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { ImportAction, ImportOutcome } from './outcome';

/** What came of a form, said at its head; what is wrong leads to its field. */
export function OutcomeNotice({ outcome }: { outcome: ImportOutcome | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome !== null) box.current?.focus();
  }, [outcome]);
  if (outcome === null) return null;
  return (
    <div ref={box} tabIndex={-1} role={outcome.tone === 'bad' ? 'alert' : 'status'}>
      <Notice tone={outcome.tone}>
        <ul className="flex flex-col gap-1">
          {outcome.said.map(({ text, field }) => (
            <li key={`${field} ${text}`}>
              {field === null ? (
                text
              ) : (
                <a href={`#${field}`} className="underline underline-offset-4">
                  {text}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

interface ImportFormProps {
  action: ImportAction;
  /** Hidden fields: the form's own id, what it is about. */
  about: Record<string, string>;
  submit: string;
  pending: string;
  tone?: 'default' | 'outline' | 'danger';
  className?: string;
  children?: ReactNode;
}

/** A form of one button. It works without a script. */
export function ImportForm({
  action,
  about,
  submit,
  pending,
  tone = 'default',
  className = 'flex flex-col gap-4',
  children,
}: ImportFormProps) {
  const [outcome, send, isPending] = useActionState<ImportOutcome | null, FormData>(action, null);
  return (
    <form action={send} className={className}>
      <OutcomeNotice outcome={outcome?.tone === 'bad' ? outcome : null} />
      {Object.entries(about).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button type="submit" variant={tone} disabled={isPending} className="self-start">
        {isPending ? pending : submit}
      </Button>
    </form>
  );
}
