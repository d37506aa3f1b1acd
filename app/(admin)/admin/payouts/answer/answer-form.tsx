'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useRef } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormProblem } from '@/components/ui/form-problem';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { AnswerLine, AnswerOutcome } from '../outcome';
import { answerAction } from './actions';

const link = 'text-primary underline underline-offset-4 hover:no-underline';

/** Reads a bank's answer: first the file, then what it would do, then it is done. */
export function AnswerForm() {
  const [outcome, submit, isPending] = useActionState<AnswerOutcome | null, FormData>(answerAction, null);
  return (
    <form action={submit} className="flex flex-col gap-5">
      {outcome?.status === 'confirm' ? (
        <Confirm outcome={outcome} isPending={isPending} />
      ) : (
        <Choose outcome={outcome} isPending={isPending} />
      )}
    </form>
  );
}

function Choose({ outcome, isPending }: { outcome: AnswerOutcome | null; isPending: boolean }) {
  const t = useTranslations('payouts');
  const refused = outcome?.status === 'refused' ? outcome : null;
  return (
    <>
      {outcome?.status === 'done' && (
        <Notice key={outcome.id} tone="good" role="status">
          {outcome.text}{' '}
          <Link href={outcome.batchHref} className={link}>
            {t('answer.to_batch')}
          </Link>
        </Notice>
      )}
      <FormProblem answer={refused}>
        {refused?.text}{' '}
        {refused !== null && refused.batchHref !== null && (
          <Link href={refused.batchHref} className={link}>
            {t('answer.to_batch')}
          </Link>
        )}
      </FormProblem>
      <Field id="file" label={t('answer.file')} hint={t('answer.file_hint')}>
        {(control) => (
          <Input
            {...control}
            key={outcome?.id}
            name="file"
            type="file"
            required
            accept=".xml,application/xml,text/xml"
            className="h-auto max-w-xl py-2"
          />
        )}
      </Field>
      <Button type="submit" name="step" value="weigh" disabled={isPending} className="self-start">
        {isPending ? t('pending') : t('answer.read')}
      </Button>
    </>
  );
}

function Lines({ lines }: { lines: AnswerLine[] }) {
  const t = useTranslations('payouts.answer');
  return (
    <Table label={t('confirm')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead className="text-right">{t('columns.amount')}</TableHead>
          <TableHead>{t('columns.store')}</TableHead>
          <TableHead>{t('columns.status')}</TableHead>
          <TableHead>{t('columns.deed')}</TableHead>
          <TableHead>{t('columns.reason')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map(({ withdrawalId, href, store, amount, status, deed, tone, reason }) => (
          <TableRow key={withdrawalId}>
            <TableCell label={t('columns.amount')} className="sm:text-right">
              <Link href={href} prefetch={false} className={`${link} font-medium tabular-nums`}>
                {amount}
              </Link>
            </TableCell>
            <TableCell label={t('columns.store')}>
              <span className="wrap-anywhere">{store}</span>
            </TableCell>
            <TableCell label={t('columns.status')}>{status}</TableCell>
            <TableCell label={t('columns.deed')}>
              <Badge tone={tone} className="rounded-md">
                {deed}
              </Badge>
            </TableCell>
            <TableCell label={t('columns.reason')}>
              <span className="wrap-anywhere">{reason}</span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Confirm({
  outcome,
  isPending,
}: {
  outcome: Extract<AnswerOutcome, { status: 'confirm' }>;
  isPending: boolean;
}) {
  const t = useTranslations('payouts');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { packed, of, sums, lines, unknown, contradicts, submit } = outcome;
  return (
    <>
      <input type="hidden" name="packed" value={packed} />
      <h2 ref={heading} tabIndex={-1} className="text-base font-semibold">
        {t('answer.confirm')}
      </h2>
      <p className="text-sm wrap-anywhere text-muted-foreground">{of}</p>
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm font-medium">
        {sums.map((sum) => (
          <li key={sum}>{sum}</li>
        ))}
      </ul>
      {contradicts && <Notice tone="bad">{t('answer.contradicts')}</Notice>}
      {unknown !== null && (
        <Notice tone="warn">
          <p>{unknown.title}</p>
          <ul className="mt-1 flex flex-col gap-0.5 wrap-anywhere">
            {unknown.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Lines lines={lines} />
      <p className="max-w-prose text-sm text-pretty">{t('answer.follows')}</p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" name="step" value="do" disabled={isPending}>
          {isPending ? t('pending') : submit}
        </Button>
        <Button type="submit" name="step" value="edit" variant="outline" disabled={isPending}>
          {t('answer.back')}
        </Button>
      </div>
    </>
  );
}
