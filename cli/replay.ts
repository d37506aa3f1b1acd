import type { Command } from 'commander';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';
import { RunUnderWay } from '../services/replay/record';
import { replayBooks } from '../services/replay-books';
import { CommandFailure } from './failure';
import { progressBar } from './progress';

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('Rebuild all books from the recorded facts and runs in a scratch schema, and compare.')
    .action(async () => {
      const bar = progressBar('Replaying');
      try {
        const outcome = await withBooks((database) =>
          replayBooks(database, operator(), (played, facts) => bar.update(played, facts)),
        );
        bar.stop();
        const { facts, runs, rows, tables, differences } = outcome;
        const said = `${facts} facts and ${runs} runs played again, ${rows} rows of ${tables} tables compared`;
        if (differences.length === 0) {
          process.stdout.write(`identical: ${said}\n`);
          return;
        }
        process.stdout.write(`different: ${said}\n${differences.map((line) => `  ${line}\n`).join('')}`);
        process.exitCode = 1;
      } catch (error) {
        if (error instanceof RunUnderWay) throw new CommandFailure(error.message, 1);
        throw error;
      } finally {
        bar.stop();
      }
    });
}
