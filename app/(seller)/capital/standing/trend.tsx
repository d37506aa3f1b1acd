import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { useMetricWords } from '@/components/use-metric-words';
import type { Metric } from '@/engine/scorecard';
import type { Trends } from '@/services/get-standing';
import type { ScorecardLine } from '@/services/scorecard';

const WIDTH = 132;
const HEIGHT = 40;
const EDGE = 4;

/** A metric over the past assessments, beside its limit; in words for who does not see it, in figures in the table below. */
export function Trend({ trends, measured }: { trends: Trends; measured: ScorecardLine }) {
  const t = useTranslations('standing.card');
  const words = useMetricWords();
  const locale = useLocale();
  const { metric, limit, limitIs } = measured;
  const points = known(trends, metric);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const says = t('trend_says', {
    metric: words.name(metric),
    count: points.length,
    from: dateWords(first.on, locale),
    to: dateWords(last.on, locale),
    first: words.value(metric, first.value),
    last: words.value(metric, last.value),
    limit: words.limit(metric, limit, limitIs),
  });
  const values = points.map(({ value }) => value);
  const x = scalePoint<string>()
    .domain(points.map(({ on }) => on))
    .range([EDGE, WIDTH - EDGE])
    .align(1);
  // An age or a number of orders far above its limit would press its line flat against the top.
  const isLimitNear = limitIs === 'at_most' || Math.min(...values) < 2 * limit;
  const shown = isLimitNear ? [...values, limit] : values;
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const y = scaleLinear()
    .domain(least === most ? [least - 1, most + 1] : [least, most])
    .range([HEIGHT - EDGE, EDGE]);
  const path = line<(typeof points)[number]>(
    (point) => x(point.on) ?? EDGE,
    (point) => y(point.value),
  )(points);
  return (
    <svg
      role="img"
      aria-label={says}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      className="shrink-0"
    >
      {isLimitNear && (
        <line
          x1={0}
          x2={WIDTH}
          y1={y(limit)}
          y2={y(limit)}
          strokeDasharray="3 3"
          className="stroke-muted-foreground"
        />
      )}
      <path d={path ?? ''} fill="none" strokeWidth={1.75} className="stroke-primary" />
      <circle
        cx={x(last.on)}
        cy={y(last.value)}
        r={3}
        className={measured.isPassed ? 'fill-primary' : 'fill-bad'}
      />
    </svg>
  );
}

function known(trends: Trends, metric: Metric): { on: string; value: number }[] {
  return trends.flatMap(({ assessedOn, metrics }) => {
    const value = metrics[metric];
    return value === null ? [] : [{ on: assessedOn, value }];
  });
}
