import type { Command } from 'commander';
import { isMet, type Result, report } from '../bench/report';
import { CommandFailure } from './failure';
import { progressBar } from './progress';

type OnProgress = (done: number, total: number) => void;

interface Measurement {
  /** Which of docs/performance.md it measures: what shares its data is measured together. */
  names: string[];
  /** Measures those that are wanted. */
  measure(wanted: ReadonlySet<string>, onProgress: OnProgress): Promise<Result[]>;
}

const MEASUREMENTS: Measurement[] = [
  {
    names: ['hot-refunds', 'spread-refunds'],
    measure: async (wanted, onProgress) =>
      (await import('../bench/refunds')).measureRefunds(wanted, onProgress),
  },
  {
    names: ['import'],
    measure: async (_wanted, onProgress) => (await import('../bench/import')).measureImport(onProgress),
  },
  {
    names: ['page', 'page-growth', 'pages'],
    measure: async (wanted, onProgress) => (await import('../bench/pages')).measurePages(wanted, onProgress),
  },
  {
    names: ['weight'],
    measure: async (_wanted, onProgress) => [
      await (await import('../bench/weight')).measureWeight(onProgress),
    ],
  },
  {
    names: ['start'],
    measure: async (_wanted, onProgress) => [await (await import('../bench/start')).measureStart(onProgress)],
  },
  {
    names: ['release'],
    measure: async (_wanted, onProgress) => [
      await (await import('../bench/release')).measureRelease(onProgress),
    ],
  },
  {
    names: ['release-growth'],
    measure: async (_wanted, onProgress) => [
      await (await import('../bench/release-growth')).measureReleaseGrowth(onProgress),
    ],
  },
  {
    names: ['memory'],
    measure: async (_wanted, onProgress) => [
      await (await import('../bench/memory')).measureMemory(onProgress),
    ],
  },
  {
    names: ['work-list'],
    measure: async (_wanted, onProgress) => [
      await (await import('../bench/work-list')).measureWorkList(onProgress),
    ],
  },
  {
    names: ['quiet-run', 'assess'],
    measure: async (wanted, onProgress) =>
      (await import('../bench/assess')).measureAssess(wanted, onProgress),
  },
];

const NAMES = MEASUREMENTS.flatMap(({ names }) => names);

export function addBench(program: Command): void {
  program
    .command('bench')
    .argument('[name...]', `what to measure: ${NAMES.join(', ')}; all of it without one`)
    .description('Measure, as ratios of two things in one run, on a scratch database that is made for it.')
    .action(async (names: string[]) => {
      const unknown = names.find((name) => !NAMES.includes(name));
      if (unknown !== undefined)
        throw new CommandFailure(`there is no measurement ${unknown}: there are ${NAMES.join(', ')}`, 2);
      const wanted = new Set(names.length === 0 ? NAMES : names);
      for (const measurement of MEASUREMENTS) {
        const of = measurement.names.filter((name) => wanted.has(name));
        if (of.length === 0) continue;
        const bar = progressBar(`Measuring ${of.join(' and ')}`);
        const results = await measurement.measure(new Set(of), (done, total) => bar.update(done, total));
        bar.stop();
        for (const result of results) {
          report(result);
          if (!isMet(result)) process.exitCode = 1;
        }
      }
    });
}
