'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, type ReactNode, useActionState, useEffect, useRef } from 'react';
import { ProofFields } from '@/app/account/proof-fields';
import { Button } from '@/components/ui/button';
import { Field, type FieldControl } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import type { BankAccountList } from '@/services/withdrawals/list-bank-accounts';
import { addBankAccountAction } from './actions';
import type { BankAccountField, BankAccountOutcome } from './outcome';

interface AddFormProps {
  /** The form's own id, made anew each time that the page is: sent twice, it acts once. */
  submission: string;
  currencies: string[];
  countries: { code: string; name: string }[];
  /** The accounts whose place the new one can take. */
  replaceable: { id: string; name: string }[];
  /** What the address begins the form with. */
  begin: Partial<Record<BankAccountField, string>>;
  proof: BankAccountList['proof'];
}

/** Adds a bank account, or puts it in the place of another. */
export function AddForm({ submission, currencies, countries, replaceable, begin, proof }: AddFormProps) {
  const t = useTranslations('withdrawals.accounts.add');
  const [outcome, submit, isPending] = useActionState<BankAccountOutcome | null, FormData>(
    addBankAccountAction,
    null,
  );
  const isTaken = outcome?.status === 'done' || outcome?.status === 'repeated';
  const refused = outcome?.status === 'refused' ? outcome : null;
  const startOf = (name: BankAccountField) =>
    outcome === null || isTaken ? (outcome === null ? begin[name] : '') : outcome.values[name];
  const field = (
    name: BankAccountField,
    hint: string | undefined,
    control: (control: FieldControl & { name: string; defaultValue: string | undefined }) => ReactNode,
  ) => (
    <Field id={name} label={t(name)} hint={hint} problem={refused?.field === name && refused.text}>
      {(own) => control({ ...own, name, defaultValue: startOf(name) })}
    </Field>
  );
  const line = (name: BankAccountField, hint: string, props: ComponentProps<typeof Input>) =>
    field(name, hint, (control) => <Input {...control} autoComplete="off" {...props} />);
  return (
    // Fields begin anew from each answer.
    <form key={outcome?.id} action={submit} className="flex flex-col gap-5">
      <input type="hidden" name="submission" value={submission} />
      {isTaken && <Taken outcome={outcome} />}
      <FormProblem answer={refused}>
        {refused !== null &&
          (refused.field === null ? (
            refused.text
          ) : (
            <a href={`#${refused.field}`} className="underline underline-offset-4">
              {refused.text}
            </a>
          ))}
      </FormProblem>
      {replaceable.length > 0 &&
        field('replaces', t('replaces_hint'), (control) => (
          <Select {...control}>
            <option value="">{t('replaces_none')}</option>
            {replaceable.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        ))}
      {field('currency', t('currency_hint'), (control) => (
        <Select {...control} required>
          {currencies.map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </Select>
      ))}
      {line('holder', t('holder_hint'), { required: true, maxLength: 200 })}
      {line('bank', t('bank_hint'), { required: true, maxLength: 200 })}
      {field('country', undefined, (control) => (
        <Select {...control} required>
          <option value="">{t('country_choose')}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      ))}
      <fieldset className="flex flex-col gap-5 rounded-md border p-4">
        <legend className="px-1 text-sm font-semibold">{t('number')}</legend>
        {line('iban', t('iban_hint'), { maxLength: 60 })}
        {line('account_number', t('account_number_hint'), { maxLength: 60 })}
        {line('bic', t('bic_hint'), { maxLength: 20 })}
      </fieldset>
      <fieldset className="flex flex-col gap-5 rounded-md border p-4">
        <legend className="px-1 text-sm font-semibold">{t('proof')}</legend>
        {proof === 'none' ? (
          <p className="text-sm text-pretty text-muted-foreground">{t('proof_none')}</p>
        ) : (
          <ProofFields id="add" problem={outcome?.proof ?? null} hasCode={proof === 'password_and_code'} />
        )}
      </fieldset>
      <Button type="submit" disabled={isPending} className="self-start">
        {isPending ? t('pending') : t('submit')}
      </Button>
    </form>
  );
}

function Taken({ outcome }: { outcome: BankAccountOutcome }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <Notice ref={box} tone={outcome.status === 'done' ? 'good' : 'warn'} role="status" tabIndex={-1}>
      {outcome.text}
    </Notice>
  );
}
