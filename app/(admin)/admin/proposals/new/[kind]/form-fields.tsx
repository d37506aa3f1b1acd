'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { TextArea } from '../../text-area';
import type { ProposeOutcome } from './outcome';

/** Fields that keep what was written, and say what is wrong with it. */

export const OutcomeContext = createContext<ProposeOutcome | null>(null);

function useField(name: string, begin = '') {
  const outcome = use(OutcomeContext);
  const isRefused = outcome?.status === 'refused' && outcome.field === name;
  return {
    key: outcome?.id,
    written: outcome?.written[name] ?? begin,
    problem: isRefused ? outcome.text : undefined,
  };
}

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  begin?: string;
}

export function ChoiceField({
  name,
  label,
  hint,
  begin,
  choices,
}: FieldProps & { choices: { value: string; name: string }[] }) {
  const { key, written, problem } = useField(name, begin);
  return (
    <Field id={name} label={label} hint={hint} problem={problem}>
      {(control) => (
        <Select {...control} key={key} name={name} defaultValue={written}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

export function RadioField({
  name,
  label,
  begin,
  choices,
}: FieldProps & { choices: { value: string; name: string; hint?: string }[] }) {
  const { key, written, problem } = useField(name, begin);
  return (
    <fieldset key={key} id={name} className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex items-start gap-3 rounded-md border px-3 py-2 text-sm hover:bg-muted has-checked:border-primary has-checked:bg-primary-soft"
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            required
            defaultChecked={choice.value === written}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="flex min-w-0 flex-col">
            <span className="font-medium">{choice.name}</span>
            {choice.hint !== undefined && (
              <span className="text-pretty text-muted-foreground">{choice.hint}</span>
            )}
          </span>
        </label>
      ))}
      {problem !== undefined && <p className="text-sm font-medium text-bad">{problem}</p>}
    </fieldset>
  );
}

export function DateField({ name, label, hint, min, max }: FieldProps & { min?: string; max: string }) {
  const { key, written, problem } = useField(name);
  return (
    <Field id={name} label={label} hint={hint} problem={problem}>
      {(control) => (
        <Input
          {...control}
          key={key}
          name={name}
          type="date"
          min={min}
          max={max}
          defaultValue={written}
          className="max-w-60"
        />
      )}
    </Field>
  );
}

export function AmountField({ label, hint, example }: Omit<FieldProps, 'name'> & { example: string }) {
  const { key, written, problem } = useField('amount');
  return (
    <Field id="amount" label={label} hint={hint} problem={problem}>
      {(control) => (
        <Input
          {...control}
          key={key}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          placeholder={example}
          maxLength={40}
          defaultValue={written}
          className="max-w-60 tabular-nums"
        />
      )}
    </Field>
  );
}

export function WhyField({ hint, example }: { hint: string; example: string }) {
  const t = useTranslations('proposals.new.fields');
  const { key, written, problem } = useField('why');
  return (
    <Field id="why" label={t('why')} hint={hint} problem={problem}>
      {(control) => (
        <TextArea {...control} key={key} name="why" required placeholder={example} defaultValue={written} />
      )}
    </Field>
  );
}

/** Shown where a choice of the same form is made, with or without a script. */
export function Shown({
  when,
  children,
}: {
  when: 'eligible' | 'until' | 'part' | 'happened';
  children: ReactNode;
}) {
  // Each is written out: the style sheet is made from the source.
  const shown = {
    eligible: 'group-has-[input[value=eligible]:checked]/form:block',
    until: 'group-has-[input[value=none]:checked]/form:hidden block',
    part: 'group-has-[input[value=part]:checked]/form:block',
    happened: 'group-has-[input[value=happened]:checked]/form:block',
  };
  return <div className={when === 'until' ? shown.until : `hidden ${shown[when]}`}>{children}</div>;
}
