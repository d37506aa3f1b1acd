'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useOutcome, useScope } from './scope';

interface ActionFormProps {
  /** Which form of the page it is; another for each row. */
  id: string;
  /** The form's own id, made anew each time that the page is: sent twice, it acts once. */
  submission: string;
  /** What it is about, such as the id of the key. */
  about?: Record<string, string>;
  className?: string;
  children: ReactNode;
}

/** A form that is sent to the action of the part that it stands in. */
export function ActionForm({ id, submission, about = {}, className, children }: ActionFormProps) {
  const { send } = useScope();
  return (
    <form action={send} className={className}>
      <input type="hidden" name="form" value={id} />
      <input type="hidden" name="submission" value={submission} />
      {Object.entries(about).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

/** The button that sends a form. */
export function Submit({ children, ...props }: Omit<ComponentProps<typeof Button>, 'type' | 'disabled'>) {
  const t = useTranslations('access');
  const { isPending } = useScope();
  return (
    <Button type="submit" disabled={isPending} {...props}>
      {isPending ? t('pending') : children}
    </Button>
  );
}

/** What is wrong with a field of a form, in words. */
export function useProblem(form: string, field: string): string | undefined {
  const outcome = useOutcome(form);
  return outcome?.status === 'refused' && outcome.field === field ? outcome.text : undefined;
}

/** What a field begins with: after a refusal, what was written. */
export function useWritten(form: string, field: string, begin = ''): string {
  const outcome = useOutcome(form);
  return outcome?.status === 'refused' ? (outcome.values[field] ?? begin) : begin;
}

type TextFieldProps = Omit<ComponentProps<'input'>, 'form' | 'id'> & {
  form: string;
  name: string;
  label: string;
  hint?: string;
  defaultValue?: string;
};

/** A field of one line. */
export function TextField({ form, name, label, hint, defaultValue, ...props }: TextFieldProps) {
  const problem = useProblem(form, name);
  const written = useWritten(form, name, defaultValue);
  return (
    <Field id={`${form}-${name}`} label={label} hint={hint} problem={problem}>
      {(control) => <Input {...control} name={name} defaultValue={written} {...props} />}
    </Field>
  );
}

/** What a reason is asked for. */
export type WhyOf = 'role' | 'end' | 'second_factor' | 'key' | 'webhook';

/** Why something is done: kept with it in the audit log. For a role it is asked for where that is another. */
export function WhyField({ form, of }: { form: string; of: WhyOf }) {
  const t = useTranslations('access.why');
  return (
    <TextField
      form={form}
      name="why"
      label={t('label')}
      hint={t(of === 'role' ? 'hint_role' : 'hint')}
      placeholder={t(`examples.${of}`)}
      required={of !== 'role'}
      minLength={10}
      maxLength={500}
      autoComplete="off"
    />
  );
}
