import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOpenInvitation } from '@/db/queries/invitations';
import { hashOfToken } from '@/services/access/token';
import { makePeople, type PeopleBooks } from '@/tests/make-people';

/** The real command, as a process of its own. */

const COMMAND = join(import.meta.dirname, 'bin.js');

let books: PeopleBooks;
beforeAll(async () => {
  books = await makePeople();
});
afterAll(() => books.drop());

async function people(args: string[], env: Record<string, string | undefined> = {}) {
  const child = spawn(process.execPath, [COMMAND, 'people', ...args], {
    env: {
      ...process.env,
      DATABASE_URL: books.ownerUrl,
      PORT: undefined,
      SLUICE_ORIGIN: undefined,
      SLUICE_DEBUG: undefined,
      ...env,
    },
  });
  const ended = { status: null as number | null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ended.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ended.stderr += text;
  });
  [ended.status] = (await once(child, 'close')) as [number | null];
  return ended;
}

const ADA = ['--email', 'ada@example.com', '--name', 'Ada', '--role', 'administrator'];
const LINK =
  /^(\S+)\/invitation\/([\w-]{43}) \(works once, for a day: until \d{4}-\d\d-\d\d \d\d:\d\d UTC\)\n$/;

/** The link that was printed, as its two parts. */
function linkOf(stdout: string): { origin: string; token: string } {
  const [, origin = '', token = ''] = LINK.exec(stdout) ?? [];
  expect(stdout).toMatch(LINK);
  return { origin, token };
}

describe('bad arguments', () => {
  it.each<[string[], RegExp]>([
    [['add', '--email', 'a@example.com', '--name', 'A'], /^sluice: required option '--role <role>' not/],
    [['add', ...ADA.slice(0, 5), 'king'], /^sluice: --role king: must be one of seller, reviewer, /],
    [['add', ...ADA.with(1, 'ada')], /^sluice: --email ada: must be an e-mail address/],
    [['add', ...ADA.with(3, ' ')], /^sluice: --name: must be 1 to 200 characters/],
    [['add', ...ADA.with(5, 'seller')], /^sluice: --role seller goes with --merchant/],
    [['add', ...ADA, '--merchant', 'lumen'], /^sluice: --merchant goes with --role seller/],
    [
      ['add', ...ADA.with(5, 'seller'), '--merchant', 'x'],
      /^sluice: --merchant x: there is no such merchant/,
    ],
    [['link', '--email', 'nobody@example.com'], /^sluice: --email nobody@example\.com: nobody has it/],
    [['remove'], /^sluice: unknown command 'remove'/],
  ])('%j: one line, and 2', async (args, says) => {
    const { status, stdout, stderr } = await people(args);
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

// One story from here on.
describe('people at the command line', () => {
  it('add prints the link that makes the first administrator', async () => {
    expect(await people(['list'])).toEqual({ status: 0, stdout: '', stderr: '' });
    const { status, stdout, stderr } = await people(['add', ...ADA]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { origin, token } = linkOf(stdout);
    expect(origin).toBe('http://localhost:3000');
    expect(await findOpenInvitation(books.database.drizzle, hashOfToken(token), new Date())).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada',
      role: 'administrator',
      personId: null,
    });
    expect(await books.log()).toMatchObject([{ action: 'person.invited', actor_kind: 'operator' }]);
  });

  it('add begins the link as the settings say', async () => {
    const seller = [...ADA.with(1, 'sam@example.com').with(5, 'seller'), '--merchant', 'lumen'];
    const byPort = await people(['add', ...seller], { PORT: '4000' });
    expect(linkOf(byPort.stdout).origin).toBe('http://localhost:4000');
    const byOrigin = await people(['add', ...seller], {
      PORT: '4000',
      SLUICE_ORIGIN: 'https://sluice.example',
    });
    expect(linkOf(byOrigin.stdout).origin).toBe('https://sluice.example');
  });

  it('link prints a link for somebody who is there, and list lists them', async () => {
    await books.addPerson('ada', 'administrator', { name: '李 Ada' });
    await books.addPerson('sam', 'seller', { name: 'Sam', merchantId: 'lumen', isDemo: true });
    await books.ask("update people set has_second_factor = true where person_id = 'ada'");
    await books.ask("update people set ended_at = '2026-02-03' where person_id = 'sam'");
    const { stdout } = await people(['link', '--email', 'Ada@example.com']);
    const { token } = linkOf(stdout);
    expect(await findOpenInvitation(books.database.drizzle, hashOfToken(token), new Date())).toMatchObject({
      personId: 'ada',
    });
    const taken = await people(['add', ...ADA]);
    expect(taken.stderr).toMatch(/^sluice: --email ada@example\.com: a person has it already/);
    expect((await people(['list'])).stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^sam@example\.com {2}seller {9}lumen {2}no second factor, demo, ended 2026-02-03 {2}Sam$/,
      ),
      expect.stringMatching(/^ada@example\.com {2}administrator {2}- {6}second factor +李 Ada$/),
      '',
    ]);
  });
});
