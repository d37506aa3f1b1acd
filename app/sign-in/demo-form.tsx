'use client';

import { type ReactNode, useActionState } from 'react';
import { FormProblem } from '@/components/ui/form-problem';
import { signInAsDemo } from './actions';

interface DemoFormProps {
  next: string | null;
  /** What it says where nobody was signed in. */
  refusal: string;
  /** Buttons, each of which names a person. */
  children: ReactNode;
}

/** One form for all of the demo's people. */
export function DemoForm({ next, refusal, children }: DemoFormProps) {
  const [answer, submit] = useActionState(signInAsDemo, null);
  return (
    <form action={submit} className="flex flex-col gap-8">
      <FormProblem answer={answer}>{answer && refusal}</FormProblem>
      {next !== null && <input type="hidden" name="next" value={next} />}
      {children}
    </form>
  );
}
