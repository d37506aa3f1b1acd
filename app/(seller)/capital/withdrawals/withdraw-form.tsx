'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { withdrawAction } from './actions';
import type { WithdrawOutcome } from './outcome';

interface WithdrawFormProps {
  /** The form's own id, made anew each time that the page is: sent twice, it asks once. */
  submission: string;
  currency: string;
  /** What may be written as the amount. */
  hint: string;
  example: string;
  accounts: { id: string; name: string }[];
}

/** Asks for money to be sent to the bank: first how much and where to, then what follows, then it is done. */
export function WithdrawForm(props: WithdrawFormProps) {
  const [outcome, submit, isPending] = useActionState<WithdrawOutcome | null, FormData>(withdrawAction, null);
  return (
    <form action={submit} className="flex flex-col gap-5">
      <input type="hidden" name="submission" value={props.submission} />
      <input type="hidden" name="currency" value={props.currency} />
      {outcome?.status === 'confirm' ? (
        <Confirm outcome={outcome} isPending={isPending} />
      ) : (
        <Edit {...props} outcome={outcome} isPending={isPending} />
      )}
    </form>
  );
}

interface Step<Outcome> {
  outcome: Outcome;
  isPending: boolean;
}

function Edit({
  currency,
  hint,
  example,
  accounts,
  outcome,
  isPending,
}: WithdrawFormProps & Step<WithdrawOutcome | null>) {
  const t = useTranslations('withdrawals');
  const refused = outcome?.status === 'refused' ? outcome : null;
  // What was asked for is done: the next one begins empty.
  const written = outcome === null || outcome.status === 'asked' ? null : outcome.values;
  return (
    <>
      {outcome?.status === 'asked' && <Asked key={outcome.id} outcome={outcome} />}
      <FormProblem answer={refused}>
        {refused !== null && refused.field !== null ? (
          <a href={`#${refused.field}`} className="underline underline-offset-4">
            {refused.text}
          </a>
        ) : (
          refused?.text
        )}
      </FormProblem>
      <Field
        id="amount"
        label={t('form.amount', { currency })}
        hint={hint}
        problem={refused?.field === 'amount' && refused.text}
      >
        {(control) => (
          <Input
            {...control}
            key={outcome?.id}
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            placeholder={example}
            maxLength={40}
            required
            defaultValue={written?.amount}
            className="max-w-60 tabular-nums"
          />
        )}
      </Field>
      <Field id="account" label={t('form.account')} problem={refused?.field === 'account' && refused.text}>
        {(control) => (
          <Select {...control} key={outcome?.id} name="account" required defaultValue={written?.account}>
            {accounts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" name="step" value="weigh" disabled={isPending} className="self-start">
        {isPending ? t('form.pending') : t('form.next')}
      </Button>
    </>
  );
}

function Asked({ outcome }: { outcome: Extract<WithdrawOutcome, { status: 'asked' }> }) {
  const t = useTranslations('withdrawals.done');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <Notice ref={box} tone="good" role="status" tabIndex={-1}>
      {outcome.text}{' '}
      <Link href={outcome.entryHref} className="text-primary underline underline-offset-4">
        {t('entry')}
      </Link>
    </Notice>
  );
}

function Confirm({ outcome, isPending }: Step<Extract<WithdrawOutcome, { status: 'confirm' }>>) {
  const t = useTranslations('withdrawals.form');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <input type="hidden" name="amount" value={outcome.values.amount} />
      <input type="hidden" name="account" value={outcome.values.account} />
      <h3 ref={heading} tabIndex={-1} className="text-base font-semibold">
        {t('confirm')}
      </h3>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 rounded-md border bg-background p-4 text-sm">
        {outcome.facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="text-right font-medium break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-pretty">{t('follows')}</p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="step" value="ask" disabled={isPending}>
          {isPending ? t('pending') : outcome.submit}
        </Button>
        <Button type="submit" name="step" value="edit" variant="outline" disabled={isPending}>
          {t('back')}
        </Button>
      </div>
    </>
  );
}
