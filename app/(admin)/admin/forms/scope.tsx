'use client';

import { createContext, type ReactNode, use, useActionState, useEffect, useRef } from 'react';
import { Notice } from '@/components/ui/notice';
import type { FormAction, FormOutcome } from './outcome';
import { ShownOnce } from './shown-once';

interface Scope {
  outcome: FormOutcome | null;
  send: (form: FormData) => void;
  isPending: boolean;
}

const ScopeContext = createContext<Scope | null>(null);

/** The part of the page that a form stands in. */
export function useScope(): Scope {
  const scope = use(ScopeContext);
  if (scope === null) throw new Error('a form of this page stands in an ActionScope');
  return scope;
}

/** What came of sending this form the last time; null where another one of its part was sent since. */
export function useOutcome(form: string): FormOutcome | null {
  const { outcome } = useScope();
  return outcome?.form === form ? outcome : null;
}

const TONES = { done: 'good', repeated: 'warn', refused: 'bad' } as const;

/** What came of the last form, and where the reader then is. */
function Outcome({ outcome }: { outcome: FormOutcome }) {
  const box = useRef<HTMLDivElement>(null);
  const { id, status, field, form, text, secret } = outcome;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer anew, even where it says the same
  useEffect(() => box.current?.focus(), [id]);
  return (
    <div ref={box} tabIndex={-1} role={status === 'refused' ? 'alert' : 'status'}>
      <Notice tone={TONES[status]}>
        {field === null ? (
          text
        ) : (
          <a href={`#${form}-${field}`} className="underline underline-offset-4">
            {text}
          </a>
        )}
        {secret !== null && <ShownOnce key={id} secret={secret} />}
      </Notice>
    </div>
  );
}

/**
 * A part of a page whose forms all do the same: what came of the last one stands at its head. It stays where a form
 * does not, such as that of a row that is gone once it has done its work.
 */
export function ActionScope({
  action,
  className,
  children,
}: {
  action: FormAction;
  /** The space around what came of it. */
  className?: string;
  children: ReactNode;
}) {
  const [outcome, send, isPending] = useActionState<FormOutcome | null, FormData>(action, null);
  return (
    <ScopeContext value={{ outcome, send, isPending }}>
      {outcome !== null && (
        <div className={className}>
          <Outcome outcome={outcome} />
        </div>
      )}
      {children}
    </ScopeContext>
  );
}
