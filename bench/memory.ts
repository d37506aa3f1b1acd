import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { writeFactFile } from './fact-file';
import { FACTS } from './import';
import { MERCHANTS, ORDERS_EACH, withDueStores } from './release';
import { type Bound, middleOf, type Result } from './report';
import { withCopy, withScratchDatabase } from './scratch-database';
import { inTurns } from './turns';

/** The most memory that a process takes which does all of some work, against one that does a tenth of it. */

const BOUND: Bound = { is: 'at most', must: 1.3, aim: 1.1, unit: 'times' };

/** A process of its own does a work of bench/memory-process.ts: the most memory that it took, in MB. */
type PeakOf = (work: string, ownerUrl: string, ...words: string[]) => Promise<number>;

interface MemoryWork {
  name: string;
  /** Makes what both sizes need, and has them measured: each gives the peak of one process that does it. */
  prepare<T>(
    peakOf: PeakOf,
    measured: (sizes: Record<'all' | 'a tenth', () => Promise<number>>) => Promise<T>,
  ): Promise<T>;
}

async function peakOf(work: string, ownerUrl: string, ...words: string[]): Promise<number> {
  const file = join(import.meta.dirname, 'memory-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, work, ...words], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: ownerUrl },
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const peak = Number(said);
  if (child.exitCode !== 0 || !(peak > 0)) throw new Error(`${work} ended with ${child.exitCode}: ${said}`);
  return peak;
}

const RELEASE: MemoryWork = {
  name: 'release',
  prepare: (peak, measured) => {
    const tenth = Math.ceil(MERCHANTS / 10);
    return withDueStores(MERCHANTS, (allUrl, on) =>
      withDueStores(tenth, (tenthUrl) => {
        const size = (madeUrl: string, merchants: number) => () =>
          withCopy(madeUrl, (_database, ownerUrl) =>
            peak('release', ownerUrl, on, String(merchants * ORDERS_EACH)),
          );
        return measured({ all: size(allUrl, MERCHANTS), 'a tenth': size(tenthUrl, tenth) });
      }),
    );
  },
};

const IMPORT: MemoryWork = {
  name: 'import',
  prepare: async (peak, measured) => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
    const size = (name: string, facts: number) => async () => {
      const file = join(folder, name);
      if (!existsSync(file)) await writeFactFile(file, facts);
      return withScratchDatabase((_database, ownerUrl) => peak('import', ownerUrl, file));
    };
    try {
      return await measured({ all: size('all', FACTS), 'a tenth': size('tenth', Math.ceil(FACTS / 10)) });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const WORKS: MemoryWork[] = [RELEASE, IMPORT];

export async function measureMemory(onProgress: (done: number, total: number) => void): Promise<Result> {
  const rows: Result['rows'] = [];
  let worst = 0;
  for (const [place, { name, prepare }] of WORKS.entries()) {
    await prepare(peakOf, async (sizes) => {
      const turns = await inTurns(sizes, (done, rounds) =>
        onProgress(place * rounds + done, WORKS.length * rounds),
      );
      const ratio = turns.ratio('all', 'a tenth');
      for (const size of ['all', 'a tenth'] as const) {
        const { median, spread } = middleOf(turns.figures[size]);
        rows.push({ work: name, size, 'peak MB': Math.round(median), 'spread MB': Math.round(spread) });
      }
      worst = Math.max(worst, ratio.median);
    });
  }
  return { name: 'memory', value: worst, bound: BOUND, rows };
}
