import { CircleCheck, CirclePause, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Badge, type Tone } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { RunShown } from '@/services/list-runs';

const LOOKS: Record<RunShown['status'], { icon: LucideIcon; tone: Tone }> = {
  done: { icon: CircleCheck, tone: 'good' },
  running: { icon: LoaderCircle, tone: 'primary' },
  left: { icon: CirclePause, tone: 'warn' },
};

function Status({ run }: { run: RunShown }) {
  const t = useTranslations('runs');
  const { icon: Icon, tone } = LOOKS[run.status];
  return (
    <span className="flex flex-col items-start gap-1 max-sm:items-end">
      <Badge tone={tone}>
        <Icon aria-hidden="true" />
        {t(`statuses.${run.status}`)}
      </Badge>
      {run.error !== null && (
        <details className="text-xs">
          <summary className="text-bad">{t('list.error')}</summary>
          <p className="max-w-60 font-mono break-all">{run.error.slice(0, 500)}</p>
        </details>
      )}
    </span>
  );
}

const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;

function useDuration(): (ms: number) => string {
  const t = useTranslations('runs.list');
  const locale = useLocale();
  return (ms) => {
    if (ms < MS_PER_SECOND) return t('ms', { ms });
    const seconds = ms / MS_PER_SECOND;
    if (seconds < SECONDS_PER_MINUTE) {
      return t('seconds', {
        seconds: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(seconds),
      });
    }
    const whole = Math.round(seconds);
    return t('minutes', {
      minutes: Math.floor(whole / SECONDS_PER_MINUTE),
      seconds: whole % SECONDS_PER_MINUTE,
    });
  };
}

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
      <table aria-label={t('money_of', { date: dateWords(run.runOn, locale) })} className="mt-2 text-xs">
        <thead className="text-muted-foreground">
          <tr>
            <th scope="col" className="py-1 pr-3 text-left font-medium">
              {t('currency')}
            </th>
            <th scope="col" className="px-3 py-1 text-right font-medium">
              {t('released')}
            </th>
            <th scope="col" className="px-3 py-1 text-right font-medium">
              {t('frozen')}
            </th>
            <th scope="col" className="py-1 pl-3 text-right font-medium">
              {t('back')}
            </th>
          </tr>
        </thead>
        <tbody>
          {run.money.map(({ currency, releasedMinor, frozenMinor, givenBackMinor }) => (
            <tr key={currency} className="border-t">
              <th scope="row" className="py-1 pr-3 text-left font-medium">
                {currency}
              </th>
              <td className="px-3 py-1 text-right">
                <Money minor={releasedMinor} currency={currency} />
              </td>
              <td className="px-3 py-1 text-right">
                <Money minor={frozenMinor} currency={currency} />
              </td>
              <td className="py-1 pl-3 text-right">
                <Money minor={givenBackMinor} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Each run with what it did. */
export function RunTable({ runs, today }: { runs: RunShown[]; today: CalendarDate }) {
  const t = useTranslations('runs.list');
  const locale = useLocale();
  const duration = useDuration();
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
              <DateText date={run.runOn} today={today} />
              {run.attempt > 1 && (
                <span className="block text-xs font-normal text-muted-foreground">
                  {t('attempt', { attempt: run.attempt })}
                </span>
              )}
            </TableHead>
            <TableCell label={t('status')}>
              <Status run={run} />
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
