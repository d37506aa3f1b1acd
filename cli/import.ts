import type { Command } from 'commander';
import { UnreadableFile } from '../services/fact-lines';
import { importFacts } from '../services/import-facts';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';
import { CommandFailure } from './failure';
import { progressBar } from './progress';
import { dateArgument } from './run';

export function addImport(program: Command): void {
  program
    .command('import')
    .description('Record the facts of files: .ndjson or .csv, either with .gz, or - for standard input.')
    .argument('<file...>', 'files of facts, merged by time')
    .option('--run-daily', "open every day after the first fact's with its run, before that day's facts")
    .option('--until <date>', 'the last date to run, with --run-daily')
    .action(async (files: string[], options: { runDaily?: boolean; until?: string }) => {
      if (options.until !== undefined && !options.runDaily) {
        throw new CommandFailure('--until goes with --run-daily', 2);
      }
      const until = options.until === undefined ? null : dateArgument('--until', options.until);
      const bar = progressBar('Importing');
      try {
        const outcome = await withBooks((database) =>
          importFacts(database, operator(), files, {
            runDaily: options.runDaily === true,
            until,
            onRefused: ({ file, line, code, reason }) => {
              bar.stop();
              process.stderr.write(`${file}:${line}: ${code === null ? '' : `${code}: `}${reason}\n`);
            },
            onProgress: (bytes, day) => bar.update(bytes.read, bytes.total, day ?? ''),
          }),
        );
        bar.stop();
        process.stdout.write(
          `${outcome.applied} facts applied, ${outcome.duplicates} known already, ${outcome.parked} parked, ` +
            `${outcome.rejected} rejected, ${outcome.badLines} bad lines, ${outcome.runs} daily runs\n`,
        );
        if (outcome.badLines > 0) process.exitCode = 1;
      } catch (error) {
        if (error instanceof UnreadableFile) throw new CommandFailure(error.message, 2);
        throw error;
      } finally {
        bar.stop();
      }
    });
}
