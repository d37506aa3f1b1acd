import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { useMetricWords } from '@/components/use-metric-words';
import type { CalendarDate } from '@/engine/calendar';
import { METRICS, type Metric } from '@/engine/scorecard';
import type { TrendPoint, Trends } from '@/services/assessments/get-trends';
import { TierStrip } from './tier-strip';
import { TimeLine } from './time-line';

/** Where a limit is so far below that its line would press the metric's flat against the top, it is left to the words. */
function isLimitInSight(points: TrendPoint[], metric: Metric): boolean {
  const last = points.at(-1);
  if (last === undefined || last.limits[metric].limitIs === 'at_most') return true;
  return points.some((point) => (point.metrics[metric] ?? 0) < 2 * point.limits[metric].limit);
}

function useTrendWords(from: CalendarDate, to: CalendarDate) {
  const t = useTranslations('assessment.trends');
  const locale = useLocale();
  return (name: string, first: string, last: string, limit: string) =>
    t('says', { name, first, last, limit, from: dateWords(from, locale), to: dateWords(to, locale) });
}

/** Each metric over the year against its limit, and the score against the tiers. */
export function MetricTrends({ trends }: { trends: Trends }) {
  const t = useTranslations('assessment.trends');
  const tiers = useTranslations('assessments');
  const words = useMetricWords();
  const { from, to, points } = trends;
  const says = useTrendWords(from, to);
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const thresholds = last.tiers.map(({ name, minScore }) => t('tier_from', { tier: name, score: minScore }));
  return (
    <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
      <li className="flex min-w-0 flex-col gap-2 sm:col-span-2 lg:col-span-3">
        <h3 className="flex flex-wrap justify-between gap-x-3 text-sm">
          <span className="font-medium">{t('score')}</span>
          <span className="text-muted-foreground tabular-nums">
            {tiers('score_of', { score: last.score })} · {thresholds.join(', ')}
          </span>
        </h3>
        <TimeLine
          says={says(t('score'), String(first.score), String(last.score), thresholds.join(', '))}
          from={from}
          to={to}
          points={points.map(({ on, score }) => ({ on, value: score }))}
          limits={last.tiers.map(({ name }) =>
            points.flatMap(({ on, tiers: then }) => {
              const tier = then.find((each) => each.name === name);
              return tier === undefined ? [] : [{ on, value: tier.minScore }];
            }),
          )}
          isGood={last.isEligible}
        />
        <TierStrip points={points} from={from} to={to} />
      </li>
      {METRICS.map((metric) => {
        const known = points.flatMap(({ on, metrics }) => {
          const value = metrics[metric];
          return value === null ? [] : [{ on, value }];
        });
        const { limit, limitIs } = last.limits[metric];
        const value = last.metrics[metric];
        const isKept = value === null || (limitIs === 'at_least' ? value >= limit : value <= limit);
        return (
          <li key={metric} className="flex min-w-0 flex-col gap-2">
            <h3 className="flex flex-wrap justify-between gap-x-3 text-sm">
              <span className="font-medium">{words.name(metric)}</span>
              <span className="text-muted-foreground tabular-nums">
                {words.value(metric, value)} · {words.limit(metric, limit, limitIs)}
              </span>
            </h3>
            {known.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t('nothing_measured')}</p>
            ) : (
              <TimeLine
                says={says(
                  words.name(metric),
                  words.value(metric, first.metrics[metric]),
                  words.value(metric, value),
                  words.limit(metric, limit, limitIs),
                )}
                from={from}
                to={to}
                points={known}
                limits={
                  isLimitInSight(points, metric)
                    ? [points.map((point) => ({ on: point.on, value: point.limits[metric].limit }))]
                    : []
                }
                isGood={isKept}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
