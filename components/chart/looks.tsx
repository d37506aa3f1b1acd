import { cn } from '../ui/class-names';

/**
 * How each certainty of money looks, on every chart and in every key: one colour and one pattern each, so that nothing
 * is told by colour alone.
 */
export const LOOKS = {
  certain: 'fill-primary stroke-primary',
  conditional: 'fill-[url(#hatch)] stroke-warn',
  frozen: 'fill-frozen-soft stroke-frozen',
  owed: 'fill-[url(#dots)] stroke-bad',
} as const;
export type Look = keyof typeof LOOKS;

/** The patterns that the looks are filled with; once in each drawing that uses them. */
export function Patterns() {
  return (
    <defs>
      <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" className="fill-warn-soft" />
        <rect width="1.6" height="4" className="fill-warn" />
      </pattern>
      <pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="fill-bad-soft" />
        <circle cx="2" cy="2" r="1.1" className="fill-bad" />
      </pattern>
    </defs>
  );
}

/** A look with its name, for a chart's key. */
export function KeyEntry({ look, children }: { look: Look; children: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg aria-hidden="true" viewBox="0 0 14 14" className="size-3.5 shrink-0">
        <Patterns />
        <rect x="1" y="1" width="12" height="12" rx="2" className={cn(LOOKS[look], 'stroke-[1.5]')} />
      </svg>
      {children}
    </li>
  );
}
