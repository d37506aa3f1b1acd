import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { type CalendarDate, daysBetween } from '@/engine/calendar';

const WIDTH = 360;
const HEIGHT = 96;
const EDGE = 5;

interface TimeLineProps {
  /** What it says, in words: the picture is read so by who does not see it. */
  says: string;
  from: CalendarDate;
  to: CalendarDate;
  /** What it was from each date on, oldest first. */
  points: { on: CalendarDate; value: number }[];
  /** What it is held against, from each date on: one line each. */
  limits: { on: CalendarDate; value: number }[][];
  /** Whether the last value is on the right side. */
  isGood: boolean;
}

/** A number over time, which stays until it changes, beside what it is held against. */
export function TimeLine({ says, from, to, points, limits, isGood }: TimeLineProps) {
  const last = points.at(-1);
  if (last === undefined) return null;
  const x = scaleLinear()
    .domain([0, Math.max(1, daysBetween(from, to))])
    .range([EDGE, WIDTH - EDGE]);
  const values = points.map(({ value }) => value);
  const shown = [...values, ...limits.flatMap((limit) => limit.map(({ value }) => value))];
  const [least, most] = [Math.min(0, ...shown), Math.max(...shown)];
  const y = scaleLinear()
    .domain(least === most ? [least - 1, most + 1] : [least, most])
    .range([HEIGHT - EDGE, EDGE]);
  const at = ({ on }: { on: CalendarDate }) => x(daysBetween(from, on));
  const path = line<{ on: CalendarDate; value: number }>()
    .x(at)
    .y(({ value }) => y(value))
    .curve(curveStepAfter);
  const toTheEnd = (steps: { on: CalendarDate; value: number }[]) => {
    const end = steps.at(-1);
    return end === undefined || end.on >= to ? steps : [...steps, { ...end, on: to }];
  };
  return (
    <svg
      role="img"
      aria-label={says}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-24 w-full rounded border bg-background"
    >
      {limits.map((limit, index) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no name and no state
          key={index}
          d={path(toTheEnd(limit)) ?? ''}
          fill="none"
          strokeDasharray="5 4"
          className="stroke-muted-foreground"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <path
        d={path(toTheEnd(points)) ?? ''}
        fill="none"
        className={isGood ? 'stroke-primary stroke-2' : 'stroke-bad stroke-2'}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
