import { readFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';
import type { Command } from 'commander';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';
import { NotAScenario, playScenario, readScenario, type Scenario } from '../services/play-scenario';
import { CommandFailure } from './failure';
import { progressBar } from './progress';

async function read(file: string): Promise<Scenario> {
  let text: string;
  try {
    text = file === '-' ? await readText(process.stdin) : await readFile(file, 'utf8');
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

/** How many files are played at once: while PostgreSQL writes for one, the other is decided. */
const AT_ONCE = 2;

/** What is to be printed of one file. */
interface Played {
  line: string | null;
  problems: string[];
  status: 0 | 1 | 2;
}

async function play(ownerUrl: string, file: string, isOneOfMany: boolean): Promise<Played> {
  try {
    const scenario = await read(file);
    const { answer, differences } = await playScenario(ownerUrl, operator(), scenario).catch((error) => {
      throw notAScenario(file, error);
    });
    return {
      line: JSON.stringify(isOneOfMany ? { file, ...answer } : answer),
      problems: differences.map((difference) => `${file}: ${difference}`),
      status: differences.length > 0 ? 1 : 0,
    };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { line: null, problems: [`sluice: ${error.message}`], status: error.status };
  }
}

function notAScenario(file: string, error: unknown): unknown {
  return error instanceof NotAScenario
    ? new CommandFailure(`${file}: is not a scenario: ${error.message}`, 2)
    : error;
}

export function addScenario(program: Command): void {
  program
    .command('scenario')
    .description('Play scenario files, each in a scratch schema, and print what they come to as JSON.')
    .argument('<file...>', 'scenario files (- for standard input)')
    .action(async (files: string[]) => {
      await withBooks(async (database) => {
        const bar = progressBar('Playing');
        const played: Promise<Played>[] = [];
        let worst: Played['status'] = 0;
        for (const [index, file] of files.entries()) {
          while (played.length < Math.min(files.length, index + AT_ONCE)) {
            const next = files[played.length] ?? file;
            const playing = play(database.ownerUrl, next, files.length > 1);
            // It is awaited in its turn; should an earlier one end the command, nobody else is to hear of it.
            playing.catch(() => {});
            played.push(playing);
          }
          bar.update(index, files.length, file);
          const { line, problems, status } = (await played[index]) ?? { line: null, problems: [], status: 0 };
          if (line !== null || problems.length > 0) bar.stop();
          if (line !== null) process.stdout.write(`${line}\n`);
          for (const problem of problems) process.stderr.write(`${problem}\n`);
          if (status > worst) worst = status;
        }
        bar.stop();
        process.exitCode = worst;
      });
    });
}
