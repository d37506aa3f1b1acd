import type { Command } from 'commander';
import { addDays, isCalendarDate } from '../engine/calendar';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';
import { nextRunDate, runDay, today } from '../services/run-day';
import { CommandFailure } from './failure';
import { progressBar } from './progress';

/** Reads a date argument; refuses what is none. */
export function dateArgument(option: string, text: string): string {
  if (isCalendarDate(text)) return text;
  throw new CommandFailure(`${option} ${text}: must be a date, such as 2026-03-04`, 2);
}

export function addRun(program: Command): void {
  program
    .command('run')
    .description(
      'Do the daily run: of the day after the latest (today, where there was none), or of the dates named.',
    )
    .option('--date <date>', 'the first date to run')
    .option('--to <date>', 'the last date to run, day by day')
    .action(async (options: { date?: string; to?: string }) => {
      const from = options.date === undefined ? undefined : dateArgument('--date', options.date);
      const to = options.to === undefined ? undefined : dateArgument('--to', options.to);
      await withBooks(async (database) => {
        const actor = operator();
        const first =
          from ?? (await nextRunDate(database, actor)) ?? (await today(database, actor, Date.now()));
        const last = to ?? first;
        if (last < first)
          throw new CommandFailure(`--to ${last} is before ${first}, the first date to run`, 2);
        const bar = progressBar('Running');
        try {
          for (let date = first; ; date = addDays(date, 1)) {
            const outcome = await runDay(database, actor, date, {
              onProgress: (visited, toVisit) => bar.update(visited, toVisit, date),
            });
            if (outcome.status === 'rejected') {
              throw new CommandFailure(
                `the run of ${date} is refused: a later day is open already (closed_day)`,
                2,
              );
            }
            const { run } = outcome;
            bar.stop();
            process.stdout.write(
              `${date}: ${run.merchantsVisited} merchants visited, ${run.assessments} assessed, ` +
                `${run.enrolmentChanges} enrolment changes, ${run.releases} orders released, ` +
                `${run.holdsGivenBack} holds given back\n`,
            );
            if (date >= last) break;
          }
        } finally {
          bar.stop();
        }
      });
    });
}
