import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a measurement found: the figure that is bounded, and how it came about. */
export interface Result {
  name: string;
  /** The ratio that is bounded; the worst, where there are several. */
  value: number;
  must: number;
  rows: Record<string, string | number>[];
  measuredAt: string;
}

/** The middle of some figures, and how far the middle half of them lies apart. */
export function middleOf(figures: number[]): { median: number; spread: number } {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), spread: at(0.75) - at(0.25) };
}

/** Prints a result as a table, and keeps it in bench/results. */
export function report(result: Result): void {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${result.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  console.table(result.rows);
  const isMet = result.value <= result.must;
  process.stdout.write(
    `${result.name}: ${result.value.toFixed(2)}, must be at most ${result.must}: ${isMet ? 'met' : 'NOT MET'}\n`,
  );
}
