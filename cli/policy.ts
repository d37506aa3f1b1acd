import { readFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';
import type { Command } from 'commander';
import { PolicyRefused } from '../engine/policy';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';
import { setPolicy, showPolicy, TakesTwoPeople } from '../services/set-policy';
import { CommandFailure } from './failure';

async function readChanges(file: string): Promise<unknown> {
  let text: string;
  try {
    text = file === '-' ? await readText(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailure(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`, 2);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(`${file}: is not JSON: ${(error as Error).message.replaceAll('\n', ' ')}`, 2);
  }
}

export function addPolicy(program: Command): void {
  const policy = program.command('policy').description('The policy in force, and new versions of it.');
  policy
    .command('show')
    .description('Print the policy in force as JSON, as `policy set` takes it.')
    .action(async () => {
      const shown = await withBooks((database) => showPolicy(database, operator()));
      process.stdout.write(`${JSON.stringify(shown.policy, null, 2)}\n`);
      const coming = shown.coming.map(
        ({ version, effectiveFrom }) =>
          `; version ${version} comes into force with ${effectiveFrom === null ? 'the next run' : `the run of ${effectiveFrom}`}`,
      );
      process.stderr.write(`policy version ${shown.version}${coming.join('')}\n`);
    });
  policy
    .command('set')
    .description(
      'Record a new version: a JSON file merged over the default policy. Not where there are people.',
    )
    .argument('<file>', 'the JSON file (- for standard input)')
    .action(async (file: string) => {
      const changes = await readChanges(file);
      try {
        const set = await withBooks((database) => setPolicy(database, operator(), changes));
        const when = set.isInForce ? 'in force now' : 'in force from the next run on';
        process.stdout.write(`policy version ${set.version}: ${when}\n`);
      } catch (error) {
        if (error instanceof PolicyRefused) throw new CommandFailure(`${file}: ${error.message}`, 2);
        if (error instanceof TakesTwoPeople) throw new CommandFailure(error.message, 2);
        throw error;
      }
    });
}
