import type { ReactNode } from 'react';
import { Label } from './label';

/** What a field's control carries, so that its label, its hint and its problem belong to it. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FieldProps {
  id: string;
  label: string;
  /** What may be written, said beforehand. */
  hint?: ReactNode;
  /** What is wrong with what was written. */
  problem?: ReactNode;
  children: (control: FieldControl) => ReactNode;
}

/** A field of a form: its label, its control, what may be written in it and what is wrong with it. */
export function Field({ id, label, hint, problem, children }: FieldProps) {
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-pretty text-muted-foreground">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': problem ? true : undefined,
      })}
      {problem && (
        <p id={`${id}-problem`} className="text-sm font-medium text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
