import { encode } from 'uqr';

/** Modules of white around it, which readers look for. */
const QUIET_ZONE = 4;

/** The dark modules as one path: each run of them in a row is one rectangle. */
function pathOf(rows: boolean[][]): string {
  return rows
    .flatMap((row, y) =>
      [
        ...row
          .map((isDark) => (isDark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`),
    )
    .join('');
}

interface QrCodeProps {
  text: string;
  /** What it is for, to who cannot see it. */
  label: string;
  className?: string;
}

/** A QR code; dark on white in both themes, as readers need it. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { data, size } = encode(text, { border: QUIET_ZONE, ecc: 'M' });
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className={className}>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={pathOf(data)} fill="#000000" shapeRendering="crispEdges" />
    </svg>
  );
}
