'use client';

import { createContext, type ReactNode, use, useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { PolicyAction, PolicyOutcome } from './outcome';

/** The short forms of these pages: each says at its head what came of it. They work without a script. */

interface Scope {
  id: string;
  outcome: PolicyOutcome | null;
  isPending: boolean;
}

const ScopeContext = createContext<Scope | null>(null);

function useScope(): Scope {
  const scope = use(ScopeContext);
  if (scope === null) throw new Error('a field stands in a PolicyForm');
  return scope;
}

function Outcome({ id, outcome }: { id: string; outcome: PolicyOutcome }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer anew, even where it says the same
  useEffect(() => box.current?.focus(), [outcome.id]);
  return (
    <div ref={box} tabIndex={-1} role={outcome.tone === 'bad' ? 'alert' : 'status'}>
      <Notice tone={outcome.tone}>
        {outcome.field === null ? (
          outcome.text
        ) : (
          <a href={`#${id}-${outcome.field}`} className="underline underline-offset-4">
            {outcome.text}
          </a>
        )}
      </Notice>
    </div>
  );
}

interface PolicyFormProps {
  /** Which form of the page it is. */
  id: string;
  action: PolicyAction;
  /** Hidden fields: the form's own id, what it is about. */
  about: Record<string, string>;
  className?: string;
  children: ReactNode;
}

export function PolicyForm({ id, action, about, className, children }: PolicyFormProps) {
  const [outcome, send, isPending] = useActionState<PolicyOutcome | null, FormData>(action, null);
  return (
    <ScopeContext value={{ id, outcome, isPending }}>
      <form action={send} className={className}>
        {outcome !== null && <Outcome id={id} outcome={outcome} />}
        {Object.entries(about).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    </ScopeContext>
  );
}

interface TextFieldProps {
  name: string;
  label: string;
  hint?: string;
  type?: 'text' | 'date';
  begin?: string;
  example?: string;
  min?: string;
  max?: string;
  maxLength?: number;
}

/** A field of one line; after a refusal it holds what was written. */
export function TextField({ name, label, hint, begin = '', example, ...rest }: TextFieldProps) {
  const { id, outcome } = useScope();
  const problem = outcome?.tone === 'bad' && outcome.field === name ? outcome.text : undefined;
  const written = outcome?.tone === 'bad' ? (outcome.values[name] ?? begin) : begin;
  return (
    <Field id={`${id}-${name}`} label={label} hint={hint} problem={problem}>
      {(control) => (
        <Input
          key={outcome?.id}
          {...control}
          name={name}
          defaultValue={written}
          placeholder={example}
          required
          autoComplete="off"
          {...rest}
        />
      )}
    </Field>
  );
}

interface LongFieldProps {
  name: string;
  label: string;
  hint: string;
  example: string;
}

/** A field of several lines. */
export function LongField({ name, label, hint, example }: LongFieldProps) {
  const { id, outcome } = useScope();
  const problem = outcome?.tone === 'bad' && outcome.field === name ? outcome.text : undefined;
  return (
    <Field id={`${id}-${name}`} label={label} hint={hint} problem={problem}>
      {(control) => (
        <textarea
          key={outcome?.id}
          {...control}
          name={name}
          rows={3}
          maxLength={2000}
          required
          defaultValue={outcome?.tone === 'bad' ? outcome.values[name] : ''}
          placeholder={example}
          className="w-full min-w-0 rounded-md border border-input bg-card px-3 py-2 text-base text-foreground placeholder:text-muted-foreground aria-invalid:border-bad sm:text-sm"
        />
      )}
    </Field>
  );
}

interface SubmitProps {
  pending: string;
  tone?: 'default' | 'outline' | 'danger';
  children: ReactNode;
}

export function Submit({ pending, tone = 'default', children }: SubmitProps) {
  const { isPending } = useScope();
  return (
    <Button type="submit" variant={tone} disabled={isPending} className="self-start">
      {isPending ? pending : children}
    </Button>
  );
}
