import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { IS_TRIAL } from './scale';

/** How a figure is bounded: what it must keep, and what would be better still. */
export interface Bound {
  is: 'at most' | 'at least';
  must: number;
  aim?: number;
  /** What the figure counts: `times` for a ratio. */
  unit: 'times' | 'ms' | 'kB';
}

/** What a measurement found: the figure that is bounded, and how it came about. */
export interface Result {
  name: string;
  /** The figure that is bounded; the worst, where there are several. */
  value: number;
  bound: Bound;
  rows: Record<string, string | number>[];
}

/** The middle of some figures, and how far the middle half of them lies apart. */
export function middleOf(figures: number[]): { median: number; spread: number } {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), spread: at(0.75) - at(0.25) };
}

const root = join(import.meta.dirname, '..');

function git(...words: string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The commit that is measured; with a word where the files differ from it. Null outside a checkout. */
function measuredCommit(): string | null {
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!bench/results');
    return `${git('rev-parse', '--short=12', 'HEAD').trim()}${changed === '' ? '' : ' and changes'}`;
  } catch {
    return null;
  }
}

function machine() {
  const cores = cpus();
  return {
    cores: cores.length,
    processor: cores[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
  };
}

/** Whether a result keeps what it must. */
export function isMet({ value, bound }: Result): boolean {
  return bound.is === 'at most' ? value <= bound.must : value >= bound.must;
}

function keep(result: Result): void {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const kept = {
    ...result,
    measuredAt: new Date().toISOString(),
    commit: measuredCommit(),
    machine: machine(),
  };
  writeFileSync(join(folder, `${result.name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}

/** Prints a result as a table, and keeps it in bench/results with the machine and the commit; a trial is not kept. */
export function report(result: Result): void {
  if (!IS_TRIAL) keep(result);
  console.table(result.rows);
  const { is, must, aim, unit } = result.bound;
  const wanted = `must be ${is} ${must}${aim === undefined ? '' : `, aim ${aim}`}`;
  process.stdout.write(
    `${result.name}: ${result.value.toFixed(2)} ${unit}, ${wanted}: ${isMet(result) ? 'met' : 'NOT MET'}${IS_TRIAL ? ' (a trial, not kept)' : ''}\n`,
  );
}
