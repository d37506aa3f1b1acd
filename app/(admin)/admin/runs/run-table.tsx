import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { RunShown } from '@/services/runs/run-shown';
import { runAddress } from './address';
import { RunMoneyTable } from './run-money';
import { RunStatus } from './run-status';
import { useDuration } from './use-duration';
import { useStarterWords } from './use-starter-words';

function MoneyOfRun({ run }: { run: RunShown }) {
  const t = useTranslations('runs.list');
  const locale = useLocale();
  if (run.money.length === 0) {
    return <span className="text-muted-foreground">{t('money_in', { count: 0 })}</span>;
  }
  return (
    <details className="group/money">
      <summary className="whitespace-nowrap text-primary underline underline-offset-4 max-sm:text-right">
        {t('money_in', { count: run.money.length })}
      </summary>
      <RunMoneyTable
        money={run.money}
        label={t('money_of', { date: dateWords(run.runOn, locale) })}
        className="mt-2 text-xs"
      />
    </details>
  );
}

/** How much a run left; the list of it is on the run's page. */
function Left({ run }: { run: RunShown }) {
  const t = useTranslations('runs.list');
  if (run.status !== 'done') return null;
  if (run.skipped === null) return <span className="text-muted-foreground">{t('left_unknown')}</span>;
  const count = run.skipped.reduce((sum, skip) => sum + skip.count, 0);
  if (count === 0) return <span className="text-muted-foreground">{t('left_none')}</span>;
  return (
    <Link
      href={runAddress(run.runOn, {}, '#left')}
      className="whitespace-nowrap text-primary underline underline-offset-4"
    >
      {t('left_count', { count })}
    </Link>
  );
}

/** Each run with what it did. */
export function RunTable({ runs, today }: { runs: RunShown[]; today: CalendarDate }) {
  const t = useTranslations('runs.list');
  const locale = useLocale();
  const duration = useDuration();
  const starter = useStarterWords();
  const number = new Intl.NumberFormat(locale);
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('date')}</TableHead>
          <TableHead>{t('status')}</TableHead>
          <TableHead>{t('policy')}</TableHead>
          <TableHead className="text-right">{t('visited')}</TableHead>
          <TableHead className="text-right">{t('assessments')}</TableHead>
          <TableHead className="text-right">{t('changes')}</TableHead>
          <TableHead className="text-right">{t('releases')}</TableHead>
          <TableHead className="text-right">{t('given_back')}</TableHead>
          <TableHead className="text-right">{t('left')}</TableHead>
          <TableHead className="text-right">{t('duration')}</TableHead>
          <TableHead>{t('money')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={`${run.runOn}.${run.attempt}`} className="hover:bg-muted/50">
            <TableHead
              scope="row"
              className="py-3 align-top text-foreground max-sm:block max-sm:px-0 max-sm:pt-0 max-sm:pb-1 max-sm:text-base max-sm:first:pl-0"
            >
              <Link
                href={runAddress(run.runOn)}
                className="underline decoration-border decoration-2 underline-offset-4 hover:decoration-primary"
              >
                <DateText date={run.runOn} today={today} />
              </Link>
              {run.attempt > 1 && (
                <span className="block text-xs font-normal text-muted-foreground">
                  {t('attempt', { attempt: run.attempt })}
                </span>
              )}
              <span className="block text-xs font-normal text-muted-foreground">
                {starter(run.startedBy)}
              </span>
            </TableHead>
            <TableCell label={t('status')}>
              <RunStatus run={run} />
            </TableCell>
            <TableCell label={t('policy')} className="whitespace-nowrap">
              <span className="inline-flex items-center gap-2">
                {t('version', { version: String(run.policyVersion) })}
                {run.isPolicyNew && <Badge tone="primary">{t('new_policy')}</Badge>}
              </span>
            </TableCell>
            <TableCell label={t('visited')} className="text-right whitespace-nowrap tabular-nums">
              {run.status === 'done'
                ? number.format(run.merchantsVisited)
                : t('of', { visited: run.merchantsVisited, toVisit: run.merchantsToVisit })}
            </TableCell>
            <TableCell label={t('assessments')} className="text-right tabular-nums">
              {number.format(run.assessments)}
            </TableCell>
            <TableCell label={t('changes')} className="text-right tabular-nums">
              {number.format(run.enrolmentChanges)}
            </TableCell>
            <TableCell label={t('releases')} className="text-right tabular-nums">
              {number.format(run.releases)}
            </TableCell>
            <TableCell label={t('given_back')} className="text-right tabular-nums">
              {number.format(run.holdsGivenBack)}
            </TableCell>
            <TableCell label={t('left')} className="text-right tabular-nums">
              <Left run={run} />
            </TableCell>
            <TableCell label={t('duration')} className="text-right whitespace-nowrap tabular-nums">
              {duration(run.durationMs)}
            </TableCell>
            <TableCell label={t('money')}>
              <MoneyOfRun run={run} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
