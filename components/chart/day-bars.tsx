import { scaleBand, scaleLinear } from 'd3-scale';
import { useLocale } from 'next-intl';
import type { CalendarDate } from '@/engine/calendar';
import { dateWords } from '../date-words';
import { compactMoneyText } from '../money-text';
import { cn } from '../ui/class-names';
import { KeyEntry, LOOKS, type Look, Patterns } from './looks';

/** A day's bar: what goes up from the line and what goes down, each in its look. */
export interface DayBar {
  on: CalendarDate;
  up: { look: Look; minor: bigint }[];
  down?: { look: Look; minor: bigint }[];
  /** Where what is behind the bar is listed. */
  href?: string;
  /** What the day brings, in words. */
  title: string;
}

interface DayBarsProps {
  bars: DayBar[];
  currency: string;
  /** The looks in use, with their names. */
  names: { look: Look; name: string }[];
}

const WIDTH = 600;
const HEIGHT = 150;

const sum = (parts: { minor: bigint }[] = []) => parts.reduce((all, part) => all + part.minor, 0n);
const most = (sums: bigint[]) => sums.reduce((top, each) => (each > top ? each : top), 0n);

/**
 * Bars by day, drawn on the server. It is for the eye alone: what it shows stands in the table beside it, which the
 * keyboard and a screen reader read instead.
 */
export function DayBars({ bars, currency, names }: DayBarsProps) {
  const locale = useLocale();
  const top = most(bars.map((bar) => sum(bar.up)));
  const bottom = most(bars.map((bar) => sum(bar.down)));
  const x = scaleBand<string>()
    .domain(bars.map((bar) => bar.on))
    .range([0, WIDTH])
    .paddingInner(0.25);
  // Where a bar ends is a matter of pixels: only the drawing leaves whole minor units.
  const y = scaleLinear()
    .domain([-Number(bottom), Math.max(Number(top), bottom === 0n ? 1 : 0)])
    .range([HEIGHT - 1, 1]);
  const line = y(0);
  const stack = (bar: DayBar) => {
    let above = 0;
    let below = 0;
    return [
      ...bar.up.map(({ look, minor }) => {
        const from = above;
        above += Number(minor);
        return { look, minor, y1: y(above), y2: y(from) };
      }),
      ...(bar.down ?? []).map(({ look, minor }) => {
        const from = below;
        below -= Number(minor);
        return { look, minor, y1: y(from), y2: y(below) };
      }),
    ].filter(({ minor }) => minor > 0n);
  };
  const first = bars[0]?.on;
  const middle = bars[Math.floor(bars.length / 2)]?.on;
  const last = bars.at(-1)?.on;
  return (
    <div aria-hidden="true" className="flex flex-col gap-1">
      <p className="text-xs text-muted-foreground tabular-nums">{compactMoneyText(top, currency, locale)}</p>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-40 w-full border-t border-dashed"
      >
        <Patterns />
        <line
          x1="0"
          x2={WIDTH}
          y1={line}
          y2={line}
          className="stroke-muted-foreground/60"
          vectorEffect="non-scaling-stroke"
        />
        {bars.map((bar) => {
          const parts = stack(bar);
          const drawn = parts.map(({ look, y1, y2 }) => (
            <rect
              key={`${look} ${y1}`}
              x={x(bar.on)}
              y={y1}
              width={x.bandwidth()}
              height={Math.max(y2 - y1, 1.5)}
              className={cn(LOOKS[look], 'stroke-1')}
              vectorEffect="non-scaling-stroke"
            />
          ));
          if (parts.length === 0) return null;
          const whole = (
            <>
              <title>{bar.title}</title>
              <rect x={x(bar.on)} y="0" width={x.step()} height={HEIGHT} className="fill-transparent" />
              {drawn}
            </>
          );
          return bar.href === undefined ? (
            <g key={bar.on}>{whole}</g>
          ) : (
            <a key={bar.on} href={bar.href} tabIndex={-1} className="hover:opacity-75">
              {whole}
            </a>
          );
        })}
      </svg>
      {bottom > 0n && (
        <p className="text-xs text-muted-foreground tabular-nums">
          {compactMoneyText(-bottom, currency, locale)}
        </p>
      )}
      {first !== undefined && middle !== undefined && last !== undefined && (
        <p className="flex justify-between text-xs text-muted-foreground">
          <span>{dateWords(first, locale, first)}</span>
          <span>{dateWords(middle, locale, first)}</span>
          <span>{dateWords(last, locale, first)}</span>
        </p>
      )}
      <ul className="flex flex-wrap gap-x-4 gap-y-1 pt-1 text-sm">
        {names.map(({ look, name }) => (
          <KeyEntry key={look} look={look}>
            {name}
          </KeyEntry>
        ))}
      </ul>
    </div>
  );
}
