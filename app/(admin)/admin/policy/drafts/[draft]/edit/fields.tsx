'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { DEDUCTION_SOURCES, type Policy, REFUND_REASONS } from '@/engine/policy';
import { POLICY_FIELDS, type PolicyFieldName, policyValue } from '@/engine/policy-fields';
import type { FormTexts } from '@/engine/policy-form';
import { capExamples, usePolicyWords } from '../../../policy-words';

export interface Written {
  texts: FormTexts;
  problems: Record<string, string>;
  inForce: Policy;
}

/** An input with its unit behind it. */
export function UnitInput({ unit, children }: { unit: string; children: ReactNode }) {
  return (
    <span className="flex items-center gap-2">
      <span className="w-32 min-w-0">{children}</span>
      <span className="text-sm text-muted-foreground">{unit}</span>
    </span>
  );
}

const WITH_A_NUMBER: Record<string, 'numeric' | 'decimal'> = { share: 'decimal' };

/** A value of the policy: what it does, its limits, and what is in force beside it. */
export function ValueField({
  name,
  written,
  fixed = false,
}: {
  name: PolicyFieldName;
  written: Written;
  fixed?: boolean;
}) {
  const t = useTranslations('policy');
  const words = usePolicyWords();
  const locale = useLocale();
  const { unit, least } = POLICY_FIELDS[name];
  const what = t(`fields.${name}.what` as never);
  const inForce = t('form.in_force', { value: words.value(name, policyValue(written.inForce, name)) });
  const limit = () => {
    if (unit === 'share') return t('form.limit_share');
    if (unit === 'timezone') return fixed ? t('fields.timezone.fixed') : '';
    if (unit === 'cap') return t('form.examples', { minor: '50000', examples: capExamples(50_000, locale) });
    return t('form.limit_days', { least });
  };
  const hint = (
    <>
      {what} <span className="whitespace-normal">{limit()}</span>
      <span className="mt-0.5 block font-medium text-foreground">{inForce}</span>
    </>
  );
  return (
    <Field id={`field-${name}`} label={words.label(name)} hint={hint} problem={written.problems[name]}>
      {(control) => {
        const input = (
          <Input
            {...control}
            name={name}
            defaultValue={written.texts[name] ?? ''}
            readOnly={fixed}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            inputMode={unit === 'timezone' ? undefined : (WITH_A_NUMBER[unit] ?? 'numeric')}
          />
        );
        return unit === 'timezone' ? (
          input
        ) : (
          <UnitInput unit={t(`form.unit_${unit}` as never)}>{input}</UnitInput>
        );
      }}
    </Field>
  );
}

/** Where a deduction takes money, place by place. */
export function SourcesField({ written }: { written: Written }) {
  const t = useTranslations('policy');
  const accounts = useTranslations('accounts');
  const words = usePolicyWords();
  const problem = written.problems['deduction_order.0'];
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby="field-deduction_order-hint">
      <legend className="text-sm font-medium">{t('fields.deduction_order.label')}</legend>
      <p id="field-deduction_order-hint" className="text-sm text-pretty text-muted-foreground">
        {t('fields.deduction_order.what')}
        <span className="mt-0.5 block font-medium text-foreground">
          {t('form.in_force', { value: words.value('deduction_order', written.inForce.deduction_order) })}
        </span>
      </p>
      <div className="grid gap-3 sm:grid-cols-3">
        {DEDUCTION_SOURCES.map((_source, place) => {
          const name = `deduction_order.${place}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is
            <div key={place} className="flex min-w-0 flex-col gap-1.5">
              <Label htmlFor={`field-${name}`}>{t(`fields.deduction_order.places.${place as 0}`)}</Label>
              <Select id={`field-${name}`} name={name} defaultValue={written.texts[name]}>
                {DEDUCTION_SOURCES.map((source) => (
                  <option key={source} value={source}>
                    {accounts(`${source}.name`)}
                  </option>
                ))}
              </Select>
            </div>
          );
        })}
      </div>
      {problem && <p className="text-sm font-medium text-bad">{problem}</p>}
    </fieldset>
  );
}

/** Which refunds the store bears. */
export function ReasonsField({ written }: { written: Written }) {
  const t = useTranslations('policy');
  const names = useTranslations('names.refund_reasons');
  const words = usePolicyWords();
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby="field-merchant_borne_reasons-hint">
      <legend className="text-sm font-medium">{t('fields.merchant_borne_reasons.label')}</legend>
      <p id="field-merchant_borne_reasons-hint" className="text-sm text-pretty text-muted-foreground">
        {t('fields.merchant_borne_reasons.what')}
        <span className="mt-0.5 block font-medium text-foreground">
          {t('form.in_force', {
            value: words.value('merchant_borne_reasons', written.inForce.merchant_borne_reasons),
          })}
        </span>
      </p>
      <div className="grid gap-2 sm:grid-cols-2">
        {REFUND_REASONS.map((reason) => {
          const name = `merchant_borne_reasons.${reason}`;
          return (
            <label key={reason} className="flex min-h-8 items-center gap-2 text-sm">
              <input
                type="checkbox"
                name={name}
                defaultChecked={written.texts[name] !== undefined}
                className="size-4 accent-primary"
              />
              {names(reason)}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
