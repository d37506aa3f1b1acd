import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { withBooks } from '../services/open-books';
import { NotAScenario, playScenario, readScenario, type Scenario } from '../services/play-scenario';
import { CommandFailure } from './failure';
import { progressBar } from './progress';

async function read(file: string): Promise<Scenario> {
  let text: string;
  try {
    text = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  } catch (error) {
    throw new CommandFailure(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`, 2);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${file}: is not JSON: ${(error as Error).message.replaceAll('\n', ' ')}`, 2);
  }
  try {
    return readScenario(json);
  } catch (error) {
    throw notAScenario(file, error);
  }
}

function notAScenario(file: string, error: unknown): unknown {
  return error instanceof NotAScenario ? new CommandFailure(`${file}: is not a scenario: ${error.message}`, 2) : error;
}

export function addScenario(program: Command): void {
  program
    .command('scenario')
    .description('Play scenario files, each in a scratch schema, and print what they come to as JSON.')
    .argument('<file...>', 'scenario files (- for standard input)')
    .action(async (files: string[]) => {
      await withBooks(async (database) => {
        const bar = progressBar('Playing');
        let worst = 0;
        const say = (line: string) => {
          bar.stop();
          process.stderr.write(`${line}\n`);
        };
        for (const [index, file] of files.entries()) {
          bar.update(index, files.length, file);
          try {
            const scenario = await read(file);
            const { answer, differences } = await playScenario(database.ownerUrl, scenario).catch((error) => {
              throw notAScenario(file, error);
            });
            bar.stop();
            const line = files.length > 1 ? { file, ...answer } : answer;
            process.stdout.write(`${JSON.stringify(line)}\n`);
            for (const difference of differences) say(`${file}: ${difference}`);
            if (differences.length > 0) worst = Math.max(worst, 1);
          } catch (error) {
            if (!(error instanceof CommandFailure)) throw error;
            say(`sluice: ${error.message}`);
            worst = Math.max(worst, error.status);
          }
        }
        bar.stop();
        process.exitCode = worst;
      });
    });
}
