import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { useLocale } from 'next-intl';
import { type CalendarDate, daysBetween } from '@/engine/calendar';
import { dateWords } from '../date-words';
import { compactMoneyText } from '../money-text';
import { cn } from '../ui/class-names';

interface StepAreaProps {
  /** What it was from each date on, in the order of the dates. */
  points: { on: CalendarDate; minor: bigint }[];
  currency: string;
  /** What the money is: frozen, where nothing else is said. */
  look?: keyof typeof AREAS;
}

const AREAS = {
  frozen: { area: 'fill-frozen-soft', edge: 'stroke-frozen' },
  owed: { area: 'fill-bad-soft', edge: 'stroke-bad' },
} as const;

const WIDTH = 600;
const HEIGHT = 120;

/** A balance over time, which stays until it changes. For the eye alone: the table beside it says the same. */
export function StepArea({ points, currency, look = 'frozen' }: StepAreaProps) {
  const locale = useLocale();
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const top = points.reduce((most, { minor }) => (minor > most ? minor : most), 0n);
  const x = scaleLinear()
    .domain([0, Math.max(1, daysBetween(first.on, last.on))])
    .range([0, WIDTH]);
  const y = scaleLinear()
    .domain([0, Math.max(1, Number(top))])
    .range([HEIGHT - 1, 2]);
  const at = ({ on }: { on: CalendarDate }) => x(daysBetween(first.on, on));
  const height = ({ minor }: { minor: bigint }) => y(Number(minor));
  type Point = (typeof points)[number];
  const under = area<Point>().x(at).y0(y(0)).y1(height).curve(curveStepAfter);
  const edge = line<Point>().x(at).y(height).curve(curveStepAfter);
  return (
    <div aria-hidden="true" className="flex flex-col gap-1">
      <p className="text-xs text-muted-foreground tabular-nums">{compactMoneyText(top, currency, locale)}</p>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-32 w-full border-t border-b border-dashed border-b-muted-foreground/60"
      >
        <path d={under(points) ?? ''} className={AREAS[look].area} />
        <path
          d={edge(points) ?? ''}
          className={cn('fill-none stroke-2', AREAS[look].edge)}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="flex justify-between text-xs text-muted-foreground">
        <span>{dateWords(first.on, locale, first.on)}</span>
        <span>{dateWords(last.on, locale, first.on)}</span>
      </p>
    </div>
  );
}
