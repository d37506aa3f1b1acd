import { CircleCheck, CircleX } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { useMetricWords } from '@/components/use-metric-words';
import type { CalendarDate } from '@/engine/calendar';
import type { Scorecard, ScorecardLine } from '@/services/scorecard';
import { COUNTED_OF, countedAddressOf } from '../orders/address';

function Counted({ line, merchantId, on }: { line: ScorecardLine; merchantId: string; on: CalendarDate }) {
  const t = useTranslations('assessment.scorecard');
  const locale = useLocale();
  const from = dateWords(line.from, locale);
  const to = dateWords(line.to, locale);
  const isAge = line.metric === 'store_age_days';
  const nothing = line.metric === 'feedback_bps' && line.value === null;
  return (
    <span className="flex flex-col max-sm:items-end max-sm:text-right">
      <span>
        {nothing
          ? t('no_feedback')
          : t(`counts.${line.metric}`, { part: line.numerator ?? 0, whole: line.denominator ?? 0, to })}
      </span>
      {line.metric !== 'store_age_days' && !nothing && (
        <Link
          href={countedAddressOf({ merchantId, counted: COUNTED_OF[line.metric], on, place: null })}
          className="w-fit text-xs text-primary underline underline-offset-4"
        >
          {t(`open.${line.metric}`)}
        </Link>
      )}
      <span className="text-xs text-muted-foreground">
        {isAge ? t('since', { from }) : t('window', { from, to })}
      </span>
    </span>
  );
}

/** How far the value is from its limit, on which side. */
function Distance({ line }: { line: ScorecardLine }) {
  const t = useTranslations('assessment.scorecard.distance');
  const words = useMetricWords();
  if (line.value === null) return null;
  const distance = Math.abs(line.value - line.limit);
  const said = words.value(line.metric, distance);
  const isAbove = line.value > line.limit;
  return (
    <span className={cn('text-xs', line.isPassed ? 'text-muted-foreground' : 'font-medium text-bad')}>
      {distance === 0 ? t('at') : t(isAbove ? 'above' : 'below', { distance: said })}
    </span>
  );
}

function Verdict({ line }: { line: ScorecardLine }) {
  const t = useTranslations('assessments');
  const Icon = line.isPassed ? CircleCheck : CircleX;
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 font-medium whitespace-nowrap',
        line.isPassed ? 'text-good' : 'text-bad',
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
      {t(line.isPassed ? 'passed' : 'failed_word')}
    </span>
  );
}

/** How the weighted points make the score. */
function Sum({ card }: { card: Scorecard }) {
  const t = useTranslations('assessment.scorecard');
  const locale = useLocale();
  const { weightedPoints: weighted, weights, score } = card;
  if (weighted % weights === 0) return t('sum_exact', { weighted, weights, score });
  const hundredths = Math.floor((100 * weighted) / weights);
  const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(hundredths / 100);
  return t('sum_how', { weighted, weights, exact, score });
}

/** Each metric as it was counted, against its limit, and what it adds to the score. */
export function ScorecardTable({ card, merchantId }: { card: Scorecard; merchantId: string }) {
  const t = useTranslations('assessment.scorecard');
  const locale = useLocale();
  const words = useMetricWords();
  const number = new Intl.NumberFormat(locale);
  const window = card.lines.find((line) => line.metric === 'orders') ?? card.lines[0];
  return (
    <Card aria-labelledby="scorecard-title" id="scorecard" className="scroll-mt-4">
      <CardHeader className="pb-3">
        <CardTitle id="scorecard-title">{t('title')}</CardTitle>
        <CardDescription>
          {t('what', {
            version: String(card.policyVersion),
            date: dateWords(card.assessedOn, locale),
            days: String(card.windowDays),
            from: dateWords(window?.from ?? card.assessedOn, locale),
            to: dateWords(window?.to ?? card.assessedOn, locale),
          })}
        </CardDescription>
      </CardHeader>
      <Table label={t('title')} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('metric')}</TableHead>
            <TableHead>{t('counted')}</TableHead>
            <TableHead className="text-right">{t('value')}</TableHead>
            <TableHead className="text-right">{t('limit')}</TableHead>
            <TableHead>{t('outcome')}</TableHead>
            <TableHead className="text-right">{t('points')}</TableHead>
            <TableHead className="text-right">{t('weight')}</TableHead>
            <TableHead className="text-right whitespace-nowrap">{t('weighted')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {card.lines.map((line) => (
            <TableRow key={line.metric} className={line.isPassed ? undefined : 'bg-bad-soft/50'}>
              <TableHead
                scope="row"
                className="py-3 align-top text-foreground max-sm:block max-sm:px-0 max-sm:pt-0 max-sm:pb-1 max-sm:text-base max-sm:first:pl-0"
              >
                {words.name(line.metric)}
              </TableHead>
              <TableCell label={t('counted')}>
                <Counted line={line} merchantId={merchantId} on={card.assessedOn} />
              </TableCell>
              <TableCell
                label={t('value')}
                className={cn(
                  'text-right text-base leading-5 font-semibold whitespace-nowrap tabular-nums',
                  !line.isPassed && 'text-bad',
                )}
              >
                {words.value(line.metric, line.value)}
              </TableCell>
              <TableCell label={t('limit')} className="text-right whitespace-nowrap tabular-nums">
                <span className="flex flex-col max-sm:items-end">
                  {words.limit(line.metric, line.limit, line.limitIs)}
                  <Distance line={line} />
                </span>
              </TableCell>
              <TableCell label={t('outcome')}>
                <Verdict line={line} />
              </TableCell>
              {line.points === null || line.weight === null ? (
                <TableCell colSpan={3} className="text-right text-muted-foreground max-sm:justify-end">
                  {t('not_scored')}
                </TableCell>
              ) : (
                <>
                  <TableCell label={t('points')} className="text-right tabular-nums">
                    {line.points}
                  </TableCell>
                  <TableCell label={t('weight')} className="text-right tabular-nums">
                    {line.weight}
                  </TableCell>
                  <TableCell label={t('weighted')} className="text-right tabular-nums">
                    {number.format(line.points * line.weight)}
                  </TableCell>
                </>
              )}
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableHead
              scope="row"
              className="py-3 align-top text-foreground max-sm:block max-sm:px-0 max-sm:pt-0 max-sm:pb-1 max-sm:text-base max-sm:first:pl-0"
            >
              {t('sum')}
            </TableHead>
            <TableCell colSpan={5} className="tabular-nums sm:text-right">
              <Sum card={card} />
            </TableCell>
            <TableCell label={t('weight')} className="text-right tabular-nums">
              {card.weights}
            </TableCell>
            <TableCell label={t('weighted')} className="text-right tabular-nums">
              {number.format(card.weightedPoints)}
            </TableCell>
          </TableRow>
        </TableFooter>
      </Table>
    </Card>
  );
}
