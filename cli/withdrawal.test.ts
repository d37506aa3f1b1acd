import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askWithdrawal } from '@/services/withdrawals/ask-withdrawal';
import { type CollectingBooks, makeCollecting, NOW } from '@/tests/make-collecting';
import { form } from '@/tests/make-people';

/** The real command, as a process of its own. */

const COMMAND = join(import.meta.dirname, 'bin.js');

let books: CollectingBooks;
let id: string;
beforeAll(async () => {
  books = await makeCollecting();
  const bankAccountId = await books.addAccount();
  await books.credit('lumen', 10_000);
  const ask = { ...form(), currency: 'USD', amount: '12.50', bankAccountId };
  const answer = await askWithdrawal(books.database, books.seller, ask, NOW);
  if (answer.status !== 'asked') throw new Error(answer.code);
  id = answer.withdrawalId;
});
afterAll(() => books.drop());

async function withdrawal(...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, 'withdrawal', ...args], {
    env: { ...process.env, DATABASE_URL: books.ownerUrl, SLUICE_DEBUG: undefined },
  });
  const ended = { status: null as number | null, stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      ended[stream] += text;
    });
  [ended.status] = (await once(child, 'close')) as [number | null];
  return ended;
}

// One story from here on.
describe('withdrawals at the command line', () => {
  it('list what is to be sent, with where to', async () => {
    const { status, stdout } = await withdrawal('list');
    expect(status).toBe(0);
    expect(stdout).toBe(
      `${id}  2026-03-10 04:00  lumen  12.50 USD  to Lumen & Loom GmbH, DE89370400440532013000, First Bank (DE)\n`,
    );
    const json = await withdrawal('list', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ withdrawalId: id, amountMinor: '1250', bic: null });
  });

  it.each([
    [['list', '--status', 'lost'], /^sluice: --status lost: must be one of asked, sent, returned\n$/],
    [['sent', 'nobody'], /^sluice: nobody: there is no such withdrawal/],
    [['returned', 'nobody'], /^sluice: required option '--reason <reason>' not/],
  ])('%j: one line, and 2', async (args, says) => {
    const { status, stdout, stderr } = await withdrawal(...args);
    expect(stderr).toMatch(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('are marked as sent, and as returned with a reason', async () => {
    expect(await withdrawal('sent', id)).toEqual({
      ...{ status: 0, stderr: '' },
      stdout: '12.50 USD of lumen: marked as sent\n',
    });
    expect((await withdrawal('list')).stdout).toBe('');
    expect((await withdrawal('list', '--status', 'sent')).stdout).toContain(id);
    expect((await withdrawal('returned', id, '--reason', 'short')).stderr).toMatch(/^sluice: --reason: must/);
    const returned = await withdrawal('returned', id, '--reason', 'the account was closed');
    expect(returned.stdout).toBe('12.50 USD of lumen: marked as returned; the money is credited again\n');
    expect((await withdrawal('returned', id, '--reason', 'the account was closed')).stdout).toBe(
      '12.50 USD of lumen: was marked so before\n',
    );
    expect((await withdrawal('sent', id)).stderr).toMatch(/the bank has returned it already\n$/);
  });
});
