import { cn } from '../ui/class-names';
import { LOOKS, type Look, Patterns } from './looks';

interface ShareBarProps {
  /** From the left, each in its look. */
  parts: { look: Look; minor: bigint }[];
  /** What the whole width stands for; the parts are no more together. */
  wholeMinor: bigint;
  className?: string;
}

/** Thousandths of a percent: fine enough for the eye. */
const WHOLE = 100_000n;

/** Parts of a whole, side by side. For the eye alone: the figures beside it say the same. */
export function ShareBar({ parts, wholeMinor, className }: ShareBarProps) {
  let before = 0n;
  const at = (minor: bigint) => (wholeMinor === 0n ? 0 : Number((minor * WHOLE) / wholeMinor) / 1000);
  const drawn = parts.map(({ look, minor }) => {
    const from = at(before);
    before += minor;
    return { look, from, width: at(before) - from };
  });
  return (
    <svg aria-hidden="true" className={cn('h-3 w-full rounded-sm bg-muted', className)}>
      <Patterns />
      {drawn
        .filter(({ width }) => width > 0)
        .map(({ look, from, width }) => (
          <rect
            key={look}
            x={`${from}%`}
            y="0"
            width={`${width}%`}
            height="100%"
            className={cn(LOOKS[look], 'stroke-1')}
          />
        ))}
    </svg>
  );
}
