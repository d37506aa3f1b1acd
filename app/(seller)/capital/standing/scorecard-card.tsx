import { CircleCheck, CircleX, ClipboardList } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
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
import { METRICS } from '@/engine/scorecard';
import type { Distance } from '@/engine/what-would-lift';
import type { StandingQuestion, StandingView } from '@/services/get-standing';
import type { Scorecard, ScorecardLine } from '@/services/scorecard';
import { askHref } from './ask';
import { Trend } from './trend';

const ROW_HEAD =
  'py-3 align-top text-foreground max-sm:block max-sm:px-0 max-sm:pt-0 max-sm:pb-1 max-sm:text-base max-sm:first:pl-0';

function Counted({ line }: { line: ScorecardLine }) {
  const t = useTranslations('standing.card');
  const locale = useLocale();
  if (line.metric === 'feedback_bps' && line.value === null) return t('no_feedback');
  return t(`counts.${line.metric}`, {
    part: line.numerator ?? 0,
    whole: line.denominator ?? 0,
    from: dateWords(line.from, locale),
  });
}

function DistanceWords({ line, distance }: { line: ScorecardLine; distance: Distance }) {
  const t = useTranslations('standing.card');
  const { passes, by } = distance;
  const Icon = passes ? CircleCheck : CircleX;
  const words = () => {
    if (!passes) return by === null ? t('unreachable') : t(`short.${line.metric}`, { by });
    if (line.metric === 'store_age_days') return t('spare.store_age_days');
    return by === null ? t('unbreakable') : t(`spare.${line.metric}`, { by });
  };
  return (
    <span className={cn('flex items-start gap-1.5 font-medium', passes ? 'text-good' : 'text-bad')}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {words()}
    </span>
  );
}

/** Why it came out as it did, and what that did to the store's part. */
function useLed(card: Scorecard): string[] {
  const t = useTranslations('standing.led');
  const locale = useLocale();
  const { enrolmentBefore: before, enrolmentAfter: after, mayReenrolOn } = card;
  const tier = card.tierAfter ?? '';
  const reason = t(card.reason, { tier: card.tierByScore ?? '' });
  const led = () => {
    if (after === 'enrolled') {
      if (before === 'none') return t('enrolled', { tier });
      if (before === 'cancelled') return t('reenrolled', { tier });
      if (card.isEligible) return t('stays_enrolled', { tier });
      return t('failure_counted', { tier, count: card.failuresInARow });
    }
    if (before === 'enrolled') return t('cancelled');
    if (after === 'none') return t('stays_out');
    return mayReenrolOn === null
      ? t('stays_cancelled')
      : t('waits', { date: dateWords(mayReenrolOn, locale) });
  };
  return [reason, led()];
}

function ScoreRow({ card }: { card: Scorecard }) {
  const t = useTranslations('standing.card');
  const made = card.tiers.find((tier) => tier.name === card.tierByScore);
  return (
    <TableRow>
      <TableHead scope="row" className={ROW_HEAD}>
        {t('score')}
      </TableHead>
      <TableCell className="text-base leading-5 font-semibold tabular-nums" label={t('score')}>
        {card.score}
      </TableCell>
      <TableCell colSpan={3} className="font-normal text-muted-foreground">
        <span className="max-sm:text-right">
          {made === undefined
            ? t('score_none', { min: card.tiers.at(-1)?.minScore ?? 0 })
            : t('score_tier', { tier: made.name, min: made.minScore })}{' '}
          {t('score_how', { weighted: card.weightedPoints, weights: card.weights })}
        </span>
      </TableCell>
    </TableRow>
  );
}

/** Every trend's figures, for who would rather read them. */
function TrendTable({ view }: { view: StandingView }) {
  const t = useTranslations('standing.card');
  const words = useMetricWords();
  const locale = useLocale();
  return (
    <details className="border-t px-4 py-3 sm:px-5">
      <summary className="w-fit text-sm font-medium text-primary underline underline-offset-4">
        {t('table')}
      </summary>
      <div className="-mx-4 mt-3 sm:-mx-5">
        <Table label={t('table')}>
          <TableHeader>
            <TableRow>
              <TableHead>{t('table_date')}</TableHead>
              {METRICS.map((metric) => (
                <TableHead key={metric} className="text-right">
                  {words.name(metric)}
                </TableHead>
              ))}
              <TableHead className="text-right">{t('score')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {view.trends.toReversed().map(({ assessedOn, metrics, score }) => (
              <TableRow key={assessedOn}>
                <TableHead scope="row" className="font-normal whitespace-nowrap text-foreground">
                  {dateWords(assessedOn, locale)}
                </TableHead>
                {METRICS.map((metric) => (
                  <TableCell key={metric} className="text-right whitespace-nowrap tabular-nums">
                    {words.value(metric, metrics[metric])}
                  </TableCell>
                ))}
                <TableCell className="text-right tabular-nums">{score}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}

function Measured({ view, card }: { view: StandingView; card: Scorecard }) {
  const t = useTranslations('standing.card');
  const words = useMetricWords();
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  const { distances, trends } = view;
  return (
    <Table label={t('title', { date: dateWords(card.assessedOn, locale) })} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('metric')}</TableHead>
          <TableHead>{t('value')}</TableHead>
          <TableHead>{t('distance')}</TableHead>
          <TableHead className="text-right">{t('points')}</TableHead>
          <TableHead>{t('trend')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {card.lines.map((line) => (
          <TableRow key={line.metric} className={line.isPassed ? undefined : 'bg-bad-soft/50'}>
            <TableHead scope="row" className={ROW_HEAD}>
              {words.name(line.metric)}
              <span className="block text-xs font-normal text-muted-foreground">
                <Counted line={line} />
              </span>
            </TableHead>
            <TableCell label={t('value')}>
              <span className="flex flex-col max-sm:items-end">
                <span
                  className={cn(
                    'text-base leading-5 font-semibold whitespace-nowrap tabular-nums',
                    !line.isPassed && 'text-bad',
                  )}
                >
                  {words.value(line.metric, line.value)}
                </span>
                <span className="text-xs whitespace-nowrap text-muted-foreground">
                  {words.limit(line.metric, line.limit, line.limitIs)}
                </span>
              </span>
            </TableCell>
            <TableCell label={t('distance')}>
              {distances !== null && <DistanceWords line={line} distance={distances[line.metric]} />}
            </TableCell>
            <TableCell label={t('points')} className="text-right whitespace-nowrap tabular-nums">
              {line.points === null || line.weight === null ? (
                <span className="text-muted-foreground">{t('limit_only')}</span>
              ) : (
                `${line.points} × ${line.weight} = ${number.format(line.points * line.weight)}`
              )}
            </TableCell>
            <TableCell label={t('trend')}>
              <Trend trends={trends} measured={line} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <ScoreRow card={card} />
      </TableFooter>
    </Table>
  );
}

function Led({ card }: { card: Scorecard }) {
  const t = useTranslations('standing.card');
  const led = useLed(card);
  return (
    <p className="border-t px-4 py-3 text-sm text-pretty sm:px-5">
      <span className="font-medium">{t('led')}: </span>
      {led.join(' ')}
    </p>
  );
}

/** An assessment: each metric with its numbers, its limit, how far from it, its points, its trend. */
export function ScorecardCard({ view, ask }: { view: StandingView; ask: StandingQuestion }) {
  const t = useTranslations('standing.card');
  const locale = useLocale();
  const { scorecard: card, merchant, nextOn, today, isLatest } = view;
  const window = card?.lines.find((line) => line.metric === 'orders');
  if (card === null || window === undefined) {
    const never = () => {
      if (ask.on !== null && view.latest !== null)
        return t('none', { asked: dateWords(ask.on, locale, today) });
      if (merchant.enrolment === 'closed') return t('never_closed');
      return nextOn === null ? t('never_unknown') : t('never', { date: dateWords(nextOn, locale, today) });
    };
    return (
      <Card id="scorecard" className="scroll-mt-4">
        <EmptyState icon={ClipboardList} title={never()}>
          {view.latest !== null && <Latest ask={ask} />}
        </EmptyState>
      </Card>
    );
  }
  const asked = ask.on !== null && ask.on !== card.assessedOn ? ask.on : null;
  return (
    <Card id="scorecard" aria-labelledby="scorecard-title" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle id="scorecard-title">
          {t('title', { date: dateWords(card.assessedOn, locale, today) })}
        </CardTitle>
        <CardDescription>
          {t('what', {
            version: String(card.policyVersion),
            from: dateWords(window.from, locale),
            to: dateWords(window.to, locale),
          })}
        </CardDescription>
      </CardHeader>
      {(asked !== null || !isLatest) && (
        <CardContent className="flex flex-wrap gap-x-3 gap-y-1 py-2 text-sm">
          <span>
            {asked !== null && t('not_exact', { asked: dateWords(asked, locale, today) })}{' '}
            {!isLatest && t('older')}
          </span>
          {!isLatest && <Latest ask={ask} />}
        </CardContent>
      )}
      <Measured view={view} card={card} />
      <Led card={card} />
      <TrendTable view={view} />
    </Card>
  );
}

function Latest({ ask }: { ask: StandingQuestion }) {
  const t = useTranslations('standing.card');
  return (
    <Link
      href={askHref({ ...ask, on: null }, '#scorecard')}
      className="font-medium text-primary underline underline-offset-4"
    >
      {t('latest')}
    </Link>
  );
}
