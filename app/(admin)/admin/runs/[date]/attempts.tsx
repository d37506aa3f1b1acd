import { useLocale, useTranslations } from 'next-intl';
import { instantWords } from '@/components/instant-words';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { RunShown } from '@/services/runs/run-shown';
import { RunStatus } from '../run-status';
import { useDuration } from '../use-duration';
import { useStarterWords } from '../use-starter-words';

interface AttemptsProps {
  attempts: RunShown[];
  timezone: string;
}

/** What each attempt at a run did. */
export function Attempts({ attempts, timezone }: AttemptsProps) {
  const t = useTranslations('runs');
  const locale = useLocale();
  const duration = useDuration();
  const starter = useStarterWords();
  const number = new Intl.NumberFormat(locale);
  const at = (instant: Date) => {
    const { date, time } = instantWords(instant, locale, timezone);
    return `${date}, ${time}`;
  };
  const title = t('run.attempts.title', { count: attempts.length });
  const count = 'text-right tabular-nums';
  return (
    <Card aria-labelledby="attempts">
      <CardHeader className="pb-2">
        <CardTitle id="attempts">{title}</CardTitle>
      </CardHeader>
      <Table label={title} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('run.attempts.started')}</TableHead>
            <TableHead>{t('list.status')}</TableHead>
            <TableHead>{t('run.attempts.finished')}</TableHead>
            <TableHead>{t('list.policy')}</TableHead>
            <TableHead className="text-right">{t('list.visited')}</TableHead>
            <TableHead className="text-right">{t('list.assessments')}</TableHead>
            <TableHead className="text-right">{t('list.changes')}</TableHead>
            <TableHead className="text-right">{t('list.releases')}</TableHead>
            <TableHead className="text-right">{t('list.given_back')}</TableHead>
            <TableHead className="text-right">{t('list.duration')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {attempts.map((run) => (
            <TableRow key={run.attempt}>
              <TableHead
                scope="row"
                className="py-3 align-top text-foreground max-sm:block max-sm:px-0 max-sm:first:pl-0"
              >
                <span className="whitespace-nowrap tabular-nums">{at(run.startedAt)}</span>
                <span className="block text-xs font-normal text-muted-foreground">
                  {starter(run.startedBy)}
                </span>
                {attempts.length > 1 && (
                  <span className="block text-xs font-normal text-muted-foreground">
                    {t('run.attempts.attempt', { attempt: run.attempt })}
                  </span>
                )}
              </TableHead>
              <TableCell label={t('list.status')}>
                <RunStatus run={run} />
              </TableCell>
              <TableCell label={t('run.attempts.finished')} className="tabular-nums">
                {run.finishedAt === null ? t('run.attempts.not_finished') : at(run.finishedAt)}
              </TableCell>
              <TableCell label={t('list.policy')} className="whitespace-nowrap">
                <span className="inline-flex items-center gap-2">
                  {t('list.version', { version: String(run.policyVersion) })}
                  {run.isPolicyNew && <Badge tone="primary">{t('list.new_policy')}</Badge>}
                </span>
              </TableCell>
              <TableCell label={t('list.visited')} className={count}>
                {run.status === 'done'
                  ? number.format(run.merchantsVisited)
                  : t('list.of', { visited: run.merchantsVisited, toVisit: run.merchantsToVisit })}
              </TableCell>
              <TableCell label={t('list.assessments')} className={count}>
                {number.format(run.assessments)}
              </TableCell>
              <TableCell label={t('list.changes')} className={count}>
                {number.format(run.enrolmentChanges)}
              </TableCell>
              <TableCell label={t('list.releases')} className={count}>
                {number.format(run.releases)}
              </TableCell>
              <TableCell label={t('list.given_back')} className={count}>
                {number.format(run.holdsGivenBack)}
              </TableCell>
              <TableCell label={t('list.duration')} className={`whitespace-nowrap ${count}`}>
                {duration(run.durationMs)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
