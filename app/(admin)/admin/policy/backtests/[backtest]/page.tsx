import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { type Actor, mayDo } from '@/engine/actor';
import type { BacktestResult } from '@/engine/backtests';
import type { BacktestView } from '@/services/policy/get-backtest';
import { CurrencyHeadline, EnrolledHeadline } from '../../backtest-headline';
import { BacktestBadge } from '../../backtest-table';
import { PolicyChanges } from '../../policy-changes';
import { addressOf, type BacktestAsk, readAsk } from './address';
import { backtestOf } from './backtest';
import { FigureTable, ShiftTable } from './figures';
import { Merchants } from './merchants';
import { Progress } from './progress';
import { Refusals } from './refusals';

export async function generateMetadata({
  params,
}: PageProps<'/admin/policy/backtests/[backtest]'>): Promise<Metadata> {
  await requireActor('policy.read');
  const view = await backtestOf((await params).backtest);
  const t = await getTranslations('backtests');
  return { title: view === null ? t('title') : t('document_title', { name: view.draft?.name ?? '' }) };
}

interface AnswerProps {
  view: BacktestView;
  result: BacktestResult;
  ask: BacktestAsk;
}

/** What came out, in sentences. */
async function Answer({ view, result, ask }: AnswerProps) {
  const t = await getTranslations('backtests.result');
  const locale = await getLocale();
  const { backtest, names } = view;
  const { currency } = ask;
  const currencies = Object.keys(result.currencies).toSorted();
  return (
    <Card aria-labelledby="answer">
      <CardHeader className="flex-row flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">
          <CardTitle id="answer">{t('title')}</CardTitle>
          <CardDescription>
            {t('under', { from: dateWords(backtest.fromOn, locale), to: dateWords(backtest.toOn, locale) })}
          </CardDescription>
        </div>
        {currencies.length > 1 && (
          <ChoiceLinks
            label={t('choose')}
            choices={currencies.map((each) => ({
              href: addressOf(backtest.backtestId, { ...ask, currency: each, page: 0 }),
              name: each,
              isChosen: each === currency,
            }))}
          />
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {result.is_same ? (
          <p>{t('same')}</p>
        ) : (
          <>
            {currency !== null && <CurrencyHeadline result={result} currency={currency} />}
            <EnrolledHeadline result={result} names={names} />
          </>
        )}
        <p className="text-sm text-muted-foreground">
          {t('played', { facts: result.facts, runs: result.runs, merchants: result.merchants })}
        </p>
        <details className="text-sm">
          <summary className="font-medium text-primary underline underline-offset-4">
            {t('assumptions_title')}
          </summary>
          <ul className="mt-2 flex max-w-prose list-disc flex-col gap-1 pl-5 text-pretty text-muted-foreground">
            {(['1', '2', '3', '4'] as const).map((each) => (
              <li key={each}>{t(`assumptions.${each}`, { to: dateWords(backtest.toOn, locale) })}</li>
            ))}
          </ul>
        </details>
      </CardContent>
    </Card>
  );
}

async function Outcome({ actor, view, ask, result }: AnswerProps & { actor: Actor }) {
  return (
    <>
      <Answer view={view} result={result} ask={ask} />
      {ask.currency !== null && !result.is_same && <ShiftTable result={result} currency={ask.currency} />}
      {ask.currency !== null && <FigureTable result={result} currency={ask.currency} />}
      <Merchants actor={actor} backtestId={view.backtest.backtestId} ask={ask} />
      <Refusals refused={result.refused} names={view.names} />
    </>
  );
}

/** A backtest: how far it is, and then the answer in money. It works without a script, by reading it again. */
export default async function Backtest({
  params,
  searchParams,
}: PageProps<'/admin/policy/backtests/[backtest]'>) {
  await connection();
  const actor = await requireActor('policy.read');
  const view = await backtestOf((await params).backtest);
  if (view === null) notFound();
  const t = await getTranslations('backtests');
  const policy = await getTranslations('policy');
  const locale = await getLocale();
  const { backtest, result, draft, changes, inForce, timezone } = view;
  const { status } = backtest;
  const period = t('period', {
    from: dateWords(backtest.fromOn, locale),
    to: dateWords(backtest.toOn, locale),
  });
  const ended = backtest.finishedAt === null ? null : instantWords(backtest.finishedAt, locale, timezone);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t('of', { name: draft?.name ?? '' })}
        above={[
          { href: '/admin/policy', title: policy('title') },
          ...(draft === null ? [] : [{ href: `/admin/policy/drafts/${draft.draftId}`, title: draft.name }]),
        ]}
      >
        <div className="flex flex-wrap items-center gap-2 text-sm text-muted-foreground">
          <BacktestBadge status={status} />
          <span>{period}</span>
          {ended !== null && status === 'done' && (
            <span>
              {t('result.finished', { name: view.askedBy, at: `${ended.date} ${ended.time.slice(0, 5)}` })}
            </span>
          )}
        </div>
        {draft !== null && draft.revision !== backtest.draftRevision && (
          <p className="text-sm text-muted-foreground">
            <Link href={`/admin/policy/drafts/${draft.draftId}`} className="underline underline-offset-4">
              {t('result.other_revision', { now: draft.revision, revision: backtest.draftRevision })}
            </Link>
          </p>
        )}
      </PageHeader>
      {(status === 'waiting' || status === 'running') && (
        <Progress view={view} mayStop={mayDo(actor, 'policy.backtest')} />
      )}
      {status === 'failed' && (
        <Notice tone="bad">
          <p className="font-medium">{t('ended.failed')}</p>
          <p className="mt-1 font-mono text-xs break-all">{backtest.error?.slice(0, 1000)}</p>
        </Notice>
      )}
      {status === 'stopped' && <Notice tone="warn">{t('ended.stopped')}</Notice>}
      {result !== null && (
        <Outcome actor={actor} view={view} result={result} ask={readAsk(await searchParams, result)} />
      )}
      <Card aria-labelledby="played">
        <CardHeader className="pb-2">
          <CardTitle id="played">{policy('draft.changes')}</CardTitle>
          <CardDescription>
            {t(changes.length === 0 ? 'result.policy_same' : 'result.policy_now', { version: inForce })}
          </CardDescription>
        </CardHeader>
        {changes.length === 0 ? (
          <CardContent />
        ) : (
          <PolicyChanges
            changes={changes}
            label={policy('draft.changes')}
            before={policy('compare.in_force', { version: inForce })}
            after={policy('compare.draft')}
          />
        )}
      </Card>
    </div>
  );
}
