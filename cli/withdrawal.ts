import type { Command } from 'commander';
import { decimalText } from '../engine/money';
import { WITHDRAWAL_STATUSES, type WithdrawalStatus } from '../engine/notices';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';
import { listWithdrawalsToMark } from '../services/withdrawals/list-withdrawals-to-mark';
import {
  type MarkAnswer,
  markWithdrawalReturned,
  markWithdrawalSent,
} from '../services/withdrawals/mark-withdrawal';
import { CommandFailure } from './failure';

function statusArgument(text: string): WithdrawalStatus {
  const status = WITHDRAWAL_STATUSES.find((each) => each === text);
  if (status !== undefined) return status;
  throw new CommandFailure(`--status ${text}: must be one of ${WITHDRAWAL_STATUSES.join(', ')}`, 2);
}

async function list({ status: text, json }: { status: string; json?: boolean }): Promise<void> {
  const status = statusArgument(text);
  const withdrawals = await withBooks((database) => listWithdrawalsToMark(database, operator(), status));
  for (const each of withdrawals) {
    const amount = decimalText(each.amountMinor, each.currency);
    const line = json
      ? JSON.stringify({ ...each, amountMinor: each.amountMinor.toString() })
      : [
          each.withdrawalId,
          each.askedAt.toISOString().slice(0, 16).replace('T', ' '),
          each.merchantId,
          `${amount} ${each.currency}`,
          `to ${each.holderName}, ${each.number}${each.bic === null ? '' : ` ${each.bic}`}, ${each.bankName} (${each.country})`,
        ].join('  ');
    process.stdout.write(`${line}\n`);
  }
}

function print(id: string, answer: MarkAnswer, done: string): void {
  if (answer.status === 'refused') {
    const problems = {
      unknown_withdrawal: `${id}: there is no such withdrawal; sluice withdrawal list lists them`,
      returned_already: `${id}: the bank has returned it already`,
      why_needed: '--reason: must be 10 to 500 characters, for the seller reads it',
    };
    throw new CommandFailure(problems[answer.code], 2);
  }
  const { status, amountMinor, currency, merchantId } = answer;
  const words = `${decimalText(amountMinor, currency)} ${currency} of ${merchantId}`;
  process.stdout.write(status === 'done' ? `${words}: ${done}\n` : `${words}: was marked so before\n`);
}

async function sent(id: string): Promise<void> {
  print(
    id,
    await withBooks((database) => markWithdrawalSent(database, operator(), { withdrawalId: id })),
    'marked as sent',
  );
}

async function returned(id: string, { reason }: { reason: string }): Promise<void> {
  const ask = { withdrawalId: id, why: reason };
  print(
    id,
    await withBooks((database) => markWithdrawalReturned(database, operator(), ask)),
    'marked as returned; the money is credited again',
  );
}

export function addWithdrawal(program: Command): void {
  const withdrawal = program
    .command('withdrawal')
    .description('What sellers asked to have sent to their banks, and what became of it.');
  withdrawal
    .command('list')
    .description(
      'The withdrawals in a state, those asked for first first: id, when, store, amount, where to.',
    )
    .option('--status <status>', `one of ${WITHDRAWAL_STATUSES.join(', ')}`, 'asked')
    .option('--json', 'as JSON lines, amounts in minor units')
    .action(list);
  withdrawal
    .command('sent')
    .description('Mark a withdrawal as sent to the bank. The store is told.')
    .argument('<id>', "the withdrawal's id")
    .action(sent);
  withdrawal
    .command('returned')
    .description(
      'Mark a withdrawal as returned by the bank: the money is credited again. The store is told why.',
    )
    .argument('<id>', "the withdrawal's id")
    .requiredOption('--reason <reason>', 'what the bank said, in 10 to 500 characters')
    .action(returned);
}
