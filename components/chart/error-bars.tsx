import { useLocale } from 'next-intl';
import { percentText } from '../money-text';
import { cn } from '../ui/class-names';

/** A share with its interval, in basis points. */
export interface ErrorBar {
  id: string;
  name: string;
  /** Null where there is nothing to tell. */
  bps: number | null;
  lowBps: number;
  highBps: number;
  /** Whether it rests on too few cases: then it is dashed. */
  isFew: boolean;
  /** What it says, in words. */
  words: string;
}

const HEIGHT = 24;
const MIDDLE = HEIGHT / 2;
const TICKS = [0, 2500, 5000, 7500, 10_000];

/** Where a share stands across the drawing. */
const x = (bps: number) => `${bps / 100}%`;

/**
 * Shares of 0 to 100% with error bars, one a line, drawn on the server. The drawing is for the eye alone: each line's
 * words, and the table beside it, say the same.
 */
export function ErrorBars({ bars }: { bars: ErrorBar[] }) {
  const locale = useLocale();
  return (
    <div className="flex flex-col gap-1">
      <ul className="flex flex-col gap-1">
        {bars.map((bar) => (
          <li
            key={bar.id}
            className="grid items-center gap-x-3 text-sm sm:grid-cols-[8rem_minmax(0,1fr)_14rem]"
          >
            <span className="truncate">{bar.name}</span>
            <svg aria-hidden="true" className="h-6 w-full overflow-visible max-sm:order-last">
              {TICKS.map((tick) => (
                <line key={tick} x1={x(tick)} x2={x(tick)} y1="0" y2={HEIGHT} className="stroke-border" />
              ))}
              {bar.bps !== null && (
                <g className="stroke-primary">
                  <line
                    x1={x(bar.lowBps)}
                    x2={x(bar.highBps)}
                    y1={MIDDLE}
                    y2={MIDDLE}
                    className={cn('stroke-2', bar.isFew && '[stroke-dasharray:4_3]')}
                  />
                  {[bar.lowBps, bar.highBps].map((end) => (
                    <line
                      key={end}
                      x1={x(end)}
                      x2={x(end)}
                      y1={MIDDLE - 5}
                      y2={MIDDLE + 5}
                      className="stroke-2"
                    />
                  ))}
                  <line x1={x(bar.bps)} x2={x(bar.bps)} y1="2" y2={HEIGHT - 2} className="stroke-[5]" />
                </g>
              )}
            </svg>
            <span className="text-muted-foreground tabular-nums sm:text-right">{bar.words}</span>
          </li>
        ))}
      </ul>
      <p
        aria-hidden="true"
        className="flex justify-between text-xs text-muted-foreground tabular-nums sm:mr-[14.75rem] sm:ml-[8.75rem]"
      >
        {TICKS.map((tick) => (
          <span key={tick}>{percentText(tick, locale)}</span>
        ))}
      </p>
    </div>
  );
}
