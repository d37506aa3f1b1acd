import { Command, CommanderError } from 'commander';
import { DatabaseUnavailable } from '../services/open-books';
import { addBench } from './bench';
import { CommandFailure } from './failure';
import { addImport } from './import';
import { addPeople } from './people';
import { addPolicy } from './policy';
import { addReplay } from './replay';
import { addRun } from './run';
import { addScenario } from './scenario';
import { addSummary } from './summary';
import { addVerify } from './verify';
import { addWithdrawal } from './withdrawal';

/** The `sluice` command: one file a verb, each parses and prints; the work is in services/. */

const program = new Command('sluice')
  .description('Early release of order funds: the books, the daily run, and their checks.')
  .exitOverride()
  .configureOutput({ outputError: () => {} })
  .showHelpAfterError(false);

for (const add of [
  ...[addImport, addRun, addScenario, addSummary, addVerify, addReplay, addPolicy, addPeople],
  ...[addWithdrawal, addBench],
])
  add(program);

/** One line that says what was wrong, and the exit status that says which kind of wrong. */
function endWith(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    const isBare = error.code === 'commander.help';
    process.stderr.write(isBare ? '\n' : `sluice: ${message}; see sluice --help\n`);
    return 2;
  }
  if (error instanceof CommandFailure) {
    process.stderr.write(`sluice: ${error.message}\n`);
    return error.status;
  }
  if (error instanceof DatabaseUnavailable) {
    process.stderr.write(`sluice: ${error.message}\n`);
    return 2;
  }
  const detail =
    error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error);
  process.stderr.write(`sluice: it went wrong: ${detail.replaceAll('\n', ' ')}\n`);
  if (process.env.SLUICE_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  return 1;
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = endWith(error);
}
