import { scaleLinear } from 'd3-scale';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { addDays, type CalendarDate, daysBetween } from '@/engine/calendar';
import type { TrendPoint } from '@/services/assessments/get-trends';

const WIDTH = 360;
/** From the best tier down; a policy rarely has more. */
const SHADES = ['fill-primary', 'fill-primary/60', 'fill-primary/35', 'fill-primary/20'];

interface Stretch {
  from: CalendarDate;
  to: CalendarDate;
  tier: string | null;
  enrolment: TrendPoint['enrolment'];
}

/** How long each standing lasted, by the assessments. */
function stretchesOf(points: TrendPoint[], to: CalendarDate): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { on, tier, enrolment } of points) {
    const last = stretches.at(-1);
    if (last !== undefined && last.tier === tier && last.enrolment === enrolment) continue;
    if (last !== undefined) last.to = on;
    stretches.push({ from: on, to: addDays(to, 1), tier, enrolment });
  }
  return stretches;
}

/** The part that the store had in early release over time, as a strip and in words. */
export function TierStrip({
  points,
  from,
  to,
}: {
  points: TrendPoint[];
  from: CalendarDate;
  to: CalendarDate;
}) {
  const t = useTranslations('assessment.trends');
  const tiers = useTranslations('assessments');
  const names = useTranslations('names.enrolment');
  const locale = useLocale();
  const stretches = stretchesOf(points, to);
  const ranks = points.at(-1)?.tiers.map(({ name }) => name) ?? [];
  const x = scaleLinear()
    .domain([0, daysBetween(from, to) + 1])
    .range([0, WIDTH]);
  const nameOf = ({ tier, enrolment }: Stretch) =>
    tier === null ? names(enrolment) : tiers('tier', { tier });
  return (
    <div className="flex flex-col gap-2">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} 12`}
        preserveAspectRatio="none"
        className="h-3 w-full rounded border"
      >
        {stretches.map((stretch) => (
          <rect
            key={stretch.from}
            x={x(daysBetween(from, stretch.from))}
            y="0"
            width={Math.max(1, x(daysBetween(stretch.from, stretch.to)))}
            height="12"
            className={
              stretch.tier === null
                ? stretch.enrolment === 'cancelled'
                  ? 'fill-bad/60'
                  : 'fill-muted'
                : (SHADES[Math.max(0, ranks.indexOf(stretch.tier))] ?? 'fill-primary/20')
            }
          />
        ))}
      </svg>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
        {stretches.slice(-8).map((stretch) => (
          <li key={stretch.from}>
            {t('stretch', { name: nameOf(stretch), from: dateWords(stretch.from, locale) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
