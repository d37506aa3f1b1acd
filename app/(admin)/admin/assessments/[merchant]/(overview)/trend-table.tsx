import { useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { OutcomeWord } from '@/components/outcome-word';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { useMetricWords } from '@/components/use-metric-words';
import { daysBetween } from '@/engine/calendar';
import { METRICS } from '@/engine/scorecard';
import type { TrendPoint } from '@/services/assessments/get-trends';

/** The newest assessment, and one of each week before it. */
function weekly(points: TrendPoint[]): TrendPoint[] {
  const shown: TrendPoint[] = [];
  for (const point of points.toReversed()) {
    const last = shown.at(-1);
    if (last === undefined || daysBetween(point.on, last.on) >= 7) shown.push(point);
  }
  return shown;
}

/** What the charts show, week by week, newest first. */
export function TrendTable({ points }: { points: TrendPoint[] }) {
  const t = useTranslations('assessment.trends');
  const words = useMetricWords();
  return (
    <Table label={t('title')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('day')}</TableHead>
          <TableHead>{t('outcome')}</TableHead>
          <TableHead className="text-right">{t('score')}</TableHead>
          {METRICS.map((metric) => (
            <TableHead key={metric} className="text-right">
              {words.name(metric)}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {weekly(points).map((point) => (
          <TableRow key={point.on}>
            <TableCell>
              <DateText date={point.on} />
            </TableCell>
            <TableCell>
              <OutcomeWord isEligible={point.isEligible} />
            </TableCell>
            <TableCell className="text-right tabular-nums">{point.score}</TableCell>
            {METRICS.map((metric) => (
              <TableCell key={metric} className="text-right whitespace-nowrap tabular-nums">
                {words.value(metric, point.metrics[metric])}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
