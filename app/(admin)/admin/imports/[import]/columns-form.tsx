'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import {
  BROUGHT_FIELDS,
  CONSTANT_FIELDS,
  type ColumnMapping,
  type ConstantField,
  type Guess,
  LEFT_OUT,
} from '@/engine/import-columns';
import { BROUGHT_TYPES } from '@/engine/imports';
import { REFUND_REASONS } from '@/engine/policy';
import { checkAction } from '../actions';
import { columnField, constantField } from '../form-fields';
import { OutcomeNotice } from '../import-form';
import type { ImportOutcome } from '../outcome';
import { factWord } from './fact-word';

export interface ColumnAsked {
  name: string;
  guess: Guess;
  /** What the first lines have there. */
  examples: string[];
}

interface ColumnsFormProps {
  importId: string;
  submission: string;
  columns: ColumnAsked[];
  mapping: ColumnMapping;
}

/** Which field of a fact each column is, and what every line says. It works without a script. */
export function ColumnsForm({ importId, submission, columns, mapping }: ColumnsFormProps) {
  const t = useTranslations('imports.columns');
  const [outcome, send, isPending] = useActionState<ImportOutcome | null, FormData>(checkAction, null);
  const bad = outcome?.tone === 'bad' ? outcome : null;
  const problemOf = (field: string) => bad?.said.find((each) => each.field === field)?.text;
  const isRestLeftOut = bad === null ? false : bad.values.rest === 'left_out';
  const isIdMade = bad === null ? mapping.isIdMade : bad.values.made_id === 'made';
  return (
    <form action={send} className="flex flex-col gap-6" key={outcome?.id}>
      <OutcomeNotice outcome={bad} />
      <input type="hidden" name="submission" value={submission} />
      <input type="hidden" name="import" value={importId} />
      <input type="hidden" name="columns" value={columns.length} />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-3 text-sm font-semibold">{t('legend')}</legend>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {columns.map((column, index) => (
            <ColumnChoice
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay in their places, and two may have one name
              key={index}
              id={columnField(index)}
              column={column}
              chosen={
                bad?.values[columnField(index)] ??
                mapping.fields[index] ??
                (column.guess === 'added' || !mapping.isGuess ? LEFT_OUT : '')
              }
              problem={problemOf(columnField(index))}
            />
          ))}
        </div>
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            name="rest"
            value={LEFT_OUT}
            defaultChecked={isRestLeftOut}
            className="mt-0.5 size-4 accent-primary"
          />
          {t('rest')}
        </label>
      </fieldset>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 text-sm font-semibold">{t('every')}</legend>
        <p className="mb-2 max-w-prose text-sm text-pretty text-muted-foreground">{t('every_what')}</p>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {CONSTANT_FIELDS.map((field) => (
            <ConstantChoice
              key={field}
              field={field}
              chosen={bad?.values[constantField(field)] ?? mapping.constants[field] ?? ''}
              problem={problemOf(constantField(field))}
            />
          ))}
        </div>
        <label className="flex items-start gap-2 text-sm" htmlFor="made_id">
          <input
            id="made_id"
            type="checkbox"
            name="made_id"
            value="made"
            defaultChecked={isIdMade}
            aria-describedby={problemOf('made_id') === undefined ? undefined : 'made_id-problem'}
            className="mt-0.5 size-4 accent-primary"
          />
          <span className="flex flex-col">
            {t('made_id')}
            <span className="text-muted-foreground">{t('made_id_what')}</span>
          </span>
        </label>
        {problemOf('made_id') !== undefined && (
          <p id="made_id-problem" className="text-sm font-medium text-bad">
            {problemOf('made_id')}
          </p>
        )}
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="step" value="check" disabled={isPending}>
          {isPending ? t('pending') : t('check')}
        </Button>
        <Button type="submit" name="step" value="look" variant="outline" disabled={isPending}>
          {t('look')}
        </Button>
      </div>
    </form>
  );
}

function ColumnChoice({
  id,
  column,
  chosen,
  problem,
}: {
  id: string;
  column: ColumnAsked;
  chosen: string;
  problem: string | undefined;
}) {
  const t = useTranslations('imports.columns');
  const fields = useTranslations('imports.fields');
  const { name, guess, examples } = column;
  return (
    <Field
      id={id}
      label={name === '' ? t('nameless') : name}
      hint={
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge tone={guess === 'unknown' ? 'warn' : 'neutral'}>{t(`guesses.${guess}`)}</Badge>
          <span className="min-w-0 truncate">{examples.filter(Boolean).join(' · ')}</span>
        </span>
      }
      problem={problem}
    >
      {(control) => (
        <Select {...control} name={id} defaultValue={chosen}>
          <option value="">{t('choose')}</option>
          <option value={LEFT_OUT}>{t('leave_out')}</option>
          {BROUGHT_FIELDS.map((field) => (
            <option key={field} value={field}>
              {`${fields(field)} (${field})`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function ConstantChoice({
  field,
  chosen,
  problem,
}: {
  field: ConstantField;
  chosen: string;
  problem: string | undefined;
}) {
  const t = useTranslations('imports.columns');
  const types = useTranslations('imports.types');
  const reasons = useTranslations('names.refund_reasons');
  const fields = useTranslations('imports.fields');
  const id = constantField(field);
  const choices: Partial<Record<ConstantField, [value: string, name: string][]>> = {
    type: BROUGHT_TYPES.map((type) => [type, `${types(factWord(type))} (${type})`]),
    reason: REFUND_REASONS.map((reason) => [reason, reasons(reason)]),
    positive: [
      ['true', t('yes')],
      ['false', t('no')],
    ],
  };
  const offered = choices[field];
  return (
    <Field id={id} label={fields(field)} problem={problem}>
      {(control) =>
        offered === undefined ? (
          <Input
            {...control}
            name={id}
            defaultValue={chosen}
            placeholder={t(`examples.${field as 'currency' | 'merchant' | 'fee_bps'}`)}
            maxLength={200}
            autoComplete="off"
          />
        ) : (
          <Select {...control} name={id} defaultValue={chosen}>
            <option value="">{t('not_every')}</option>
            {offered.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        )
      }
    </Field>
  );
}
