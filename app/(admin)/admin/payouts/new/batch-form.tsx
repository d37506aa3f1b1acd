'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { BatchOutcome } from '../outcome';
import { makeBatchAction } from './actions';

interface BatchFormProps {
  /** The form's own id, made anew each time that the page is: sent twice, it makes one batch. */
  submission: string;
  currency: string;
  payers: { id: string; name: string }[];
  firstDay: string;
  lastDay: string;
  dateHint: string;
  /** What all of it is, in words. */
  all: string;
  rows: { id: string; amount: string; store: string; asked: string; to: string; tickLabel: string }[];
  /** Said where not all are listed. */
  more: string | null;
}

/** Makes a batch: first what is in it and how it is paid, then what follows, then it is made. */
export function BatchForm(props: BatchFormProps) {
  const [outcome, submit, isPending] = useActionState<BatchOutcome | null, FormData>(makeBatchAction, null);
  return (
    <form action={submit} className="flex flex-col gap-6">
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

function Choice({
  name,
  value,
  isChosen,
  children,
}: {
  name: string;
  value: string;
  isChosen: boolean;
  children: ReactNode;
}) {
  return (
    <label className="flex items-start gap-2 text-sm">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={isChosen}
        className="mt-0.5 size-4 accent-primary"
      />
      <span>{children}</span>
    </label>
  );
}

function Edit({
  currency,
  payers,
  firstDay,
  lastDay,
  dateHint,
  all,
  rows,
  more,
  outcome,
  isPending,
}: BatchFormProps & { outcome: BatchOutcome | null; isPending: boolean }) {
  const t = useTranslations('payouts');
  const refused = outcome?.status === 'refused' ? outcome : null;
  const written = outcome?.values;
  const problemOf = (field: 'which' | 'payer' | 'date') => refused?.field === field && refused.text;
  return (
    <div key={outcome?.id} className="flex flex-col gap-6">
      <FormProblem answer={refused}>
        {refused !== null && refused.field !== null ? (
          <a href={`#${refused.field}`} className="underline underline-offset-4">
            {refused.text}
          </a>
        ) : (
          refused?.text
        )}
      </FormProblem>
      <div className="grid gap-6 lg:grid-cols-2">
        {payers.length > 0 ? (
          <Field id="payer" label={t('new.payer')} problem={problemOf('payer')}>
            {(control) => (
              <Select {...control} name="payer" required defaultValue={written?.payer}>
                {payers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : (
          <p className="text-sm text-pretty text-muted-foreground">{t('new.payer_none', { currency })}</p>
        )}
        <Field id="date" label={t('new.date')} hint={dateHint} problem={problemOf('date')}>
          {(control) => (
            <Input
              {...control}
              name="date"
              type="date"
              required
              min={firstDay}
              max={lastDay}
              defaultValue={written?.date || firstDay}
              className="max-w-60"
            />
          )}
        </Field>
      </div>
      <fieldset id="which" className="flex flex-col gap-2" aria-describedby="which-problem">
        <legend className="mb-2 text-sm font-medium">{t('new.which')}</legend>
        <Choice name="which" value="all" isChosen={written?.which !== 'ticked'}>
          {all}
        </Choice>
        <Choice name="which" value="ticked" isChosen={written?.which === 'ticked'}>
          {t('new.which_ticked')}
        </Choice>
        <p id="which-problem" className="text-sm font-medium text-bad">
          {problemOf('which')}
        </p>
      </fieldset>
      {more !== null && <p className="text-sm text-muted-foreground">{more}</p>}
      <Table label={t('new.which')} phone="cards">
        <TableHeader>
          <TableRow>
            <TableHead>{t('new.tick')}</TableHead>
            <TableHead className="text-right">{t('list.columns.amount')}</TableHead>
            <TableHead>{t('list.columns.asked')}</TableHead>
            <TableHead>{t('list.columns.store')}</TableHead>
            <TableHead>{t('list.columns.to')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ id, amount, store, asked, to, tickLabel }) => (
            <TableRow key={id}>
              <TableCell label={t('new.tick')}>
                <input
                  type="checkbox"
                  name="withdrawal"
                  value={id}
                  defaultChecked={written?.ticked.includes(id)}
                  aria-label={tickLabel}
                  className="size-5 accent-primary"
                />
              </TableCell>
              <TableCell label={t('list.columns.amount')} className="font-medium tabular-nums sm:text-right">
                {amount}
              </TableCell>
              <TableCell label={t('list.columns.asked')}>{asked}</TableCell>
              <TableCell label={t('list.columns.store')}>
                <span className="wrap-anywhere">{store}</span>
              </TableCell>
              <TableCell label={t('list.columns.to')}>
                <span className="wrap-anywhere">{to}</span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Button type="submit" name="step" value="weigh" disabled={isPending} className="self-start">
        {isPending ? t('pending') : t('new.next')}
      </Button>
    </div>
  );
}

function Confirm({
  outcome,
  isPending,
}: {
  outcome: Extract<BatchOutcome, { status: 'confirm' }>;
  isPending: boolean;
}) {
  const t = useTranslations('payouts');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { values, withdrawals, facts, submit } = outcome;
  return (
    <>
      <input type="hidden" name="which" value={values.which} />
      <input type="hidden" name="payer" value={values.payer} />
      <input type="hidden" name="date" value={values.date} />
      {withdrawals.map((id) => (
        <input key={id} type="hidden" name="withdrawal" value={id} />
      ))}
      <h2 ref={heading} tabIndex={-1} className="text-base font-semibold">
        {t('new.confirm')}
      </h2>
      <dl className="grid max-w-xl grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 rounded-md border bg-background p-4 text-sm">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="text-right font-medium wrap-anywhere tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-prose text-sm text-pretty">{t('new.follows')}</p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="step" value="make" disabled={isPending}>
          {isPending ? t('pending') : submit}
        </Button>
        <Button type="submit" name="step" value="edit" variant="outline" disabled={isPending}>
          {t('new.back')}
        </Button>
      </div>
    </>
  );
}
