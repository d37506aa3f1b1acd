import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { OutcomeWord } from '@/components/outcome-word';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { useMetricWords } from '@/components/use-metric-words';
import type { AssessmentInHistory } from '@/services/get-assessment';
import { type Ask, addressOf } from './address';

function Failed({ each }: { each: AssessmentInHistory }) {
  const words = useMetricWords();
  if (each.failedGates.length === 0) return null;
  return (
    <ul className="text-xs text-muted-foreground">
      {each.failedGates.map((metric) => (
        <li key={metric}>{words.failed(metric, each.metrics[metric], each.limits[metric].limit)}</li>
      ))}
    </ul>
  );
}

/** The merchant's assessments, newest first. */
export function History({
  history,
  historyBefore,
  shownOn,
  ask,
}: {
  history: AssessmentInHistory[];
  historyBefore: string | null;
  shownOn: string | null;
  ask: Ask;
}) {
  const t = useTranslations('assessment.history');
  const tiers = useTranslations('assessments');
  const locale = useLocale();
  return (
    <Card aria-labelledby="history" id="over-time" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle id="history">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      {history.length === 0 ? (
        <CardContent className="text-sm text-muted-foreground">
          {t(ask.historyBefore === null ? 'none' : 'end')}
        </CardContent>
      ) : (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('date')}</TableHead>
              <TableHead>{t('outcome')}</TableHead>
              <TableHead className="text-right">{t('score')}</TableHead>
              <TableHead>{t('after')}</TableHead>
              <TableHead>{t('policy')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {history.map((each) => {
              const isShown = each.assessedOn === shownOn;
              const date = dateWords(each.assessedOn, locale);
              return (
                <TableRow key={each.assessedOn} className={isShown ? 'bg-primary-soft' : 'hover:bg-muted/50'}>
                  <TableCell className="whitespace-nowrap">
                    <span className="flex flex-wrap items-center gap-2">
                      <Link
                        href={addressOf({ ...ask, on: each.assessedOn })}
                        aria-label={t('open', { date })}
                        aria-current={isShown ? 'true' : undefined}
                        className="font-medium text-primary underline underline-offset-4"
                      >
                        {date}
                      </Link>
                      {isShown && <span className="text-xs">{t('shown')}</span>}
                    </span>
                  </TableCell>
                  <TableCell label={t('outcome')}>
                    <span className="flex flex-col max-sm:items-end max-sm:text-right">
                      <OutcomeWord isEligible={each.isEligible} />
                      <Failed each={each} />
                    </span>
                  </TableCell>
                  <TableCell label={t('score')} className="text-right font-semibold tabular-nums">
                    {each.score}
                  </TableCell>
                  <TableCell label={t('after')}>
                    <span className="flex flex-wrap items-center gap-1 max-sm:justify-end">
                      <EnrolmentBadge enrolment={each.enrolmentAfter} />
                      {each.tierAfter !== null && <Badge>{tiers('tier', { tier: each.tierAfter })}</Badge>}
                      {each.enrolmentAfter === 'enrolled' && each.failuresInARow > 0 && (
                        <Badge tone="warn">{tiers('failures', { count: each.failuresInARow })}</Badge>
                      )}
                    </span>
                  </TableCell>
                  <TableCell label={t('policy')} className="whitespace-nowrap text-muted-foreground">
                    {t('version', { version: String(each.policyVersion) })}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
      {(historyBefore !== null || ask.historyBefore !== null) && (
        <CardContent className="flex gap-3 border-t">
          {ask.historyBefore !== null && (
            <Button asChild variant="outline" size="small">
              <Link href={`${addressOf({ ...ask, historyBefore: null })}#over-time`}>{t('newest')}</Link>
            </Button>
          )}
          {historyBefore !== null && (
            <Button asChild variant="outline" size="small" className="ml-auto">
              <Link href={`${addressOf({ ...ask, historyBefore })}#over-time`}>{t('older')}</Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}
