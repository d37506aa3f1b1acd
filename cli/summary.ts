import type { Command } from 'commander';
import { decimalText } from '../engine/money';
import { getSummary } from '../services/get-summary';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';

export function addSummary(program: Command): void {
  program
    .command('summary')
    .description('The marketplace in a few figures.')
    .option('--json', 'as JSON, amounts in minor units')
    .action(async (options: { json?: boolean }) => {
      const summary = await withBooks((database) => getSummary(database, operator()));
      if (options.json) {
        process.stdout.write(`${JSON.stringify(summary)}\n`);
        return;
      }
      const lines = [`Business date  ${summary.business_date ?? 'none: no run has been done yet'}`];
      for (const [currency, accounts] of Object.entries(summary.totals)) {
        lines.push('', currency);
        for (const [account, minor] of Object.entries(accounts)) {
          lines.push(`  ${account.padEnd(20)}${decimalText(BigInt(minor), currency).padStart(24)}`);
        }
      }
      const counts = (record: Record<string, number>) =>
        Object.entries(record)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ') || 'none';
      lines.push(
        '',
        `Orders         ${counts(summary.orders)}`,
        `Enrolment      ${counts(summary.enrolment)}`,
      );
      lines.push(`Open holds     ${summary.open_holds}`, `Entries        ${summary.entries}`);
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}
