import type { Command } from 'commander';
import { measureFactsLoad } from '../bench/facts-load';
import { measurePages } from '../bench/pages';
import { report } from '../bench/report';
import { measureWorkList } from '../bench/work-list';
import { CommandFailure } from './failure';
import { progressBar } from './progress';

const MEASUREMENTS = {
  'facts-load': measureFactsLoad,
  pages: measurePages,
  'work-list': measureWorkList,
};

export function addBench(program: Command): void {
  program
    .command('bench')
    .argument('[name...]', `what to measure: ${Object.keys(MEASUREMENTS).join(', ')}; all of it without one`)
    .description('Measure, as ratios of two things in one run, on a scratch database that is made for it.')
    .action(async (names: string[]) => {
      const chosen = names.length === 0 ? Object.keys(MEASUREMENTS) : names;
      for (const name of chosen) {
        const measure = MEASUREMENTS[name as keyof typeof MEASUREMENTS];
        if (measure === undefined)
          throw new CommandFailure(
            `there is no measurement ${name}: there are ${Object.keys(MEASUREMENTS).join(', ')}`,
            2,
          );
        const bar = progressBar(`Making the data of ${name}`);
        const result = await measure((done, total) => bar.update(done, total));
        bar.stop();
        report(result);
        if (result.value > result.must) process.exitCode = 1;
      }
    });
}
