import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { noticeTasks } from '@/scripts/notice-tasks';
import type { RecurringTask } from '@/server/worker';
import { startWorker } from '@/server/worker';
import { log } from '@/services/log';
import { type Told, tellStore } from '@/services/notices/tell-store';
import { catchMails, type MailCatcher } from './mail-catcher';
import { makePeople, type PeopleBooks } from './make-people';

/** Notices on their way through a mail server. */

const ORIGIN = new URL('https://sluice.example.com');
const FROM = 'Sluice <sluice@example.com>';

// What goes wrong here goes wrong on purpose.
vi.stubEnv('SLUICE_LOG_LEVEL', 'silent');

let books: PeopleBooks;
let catcher: MailCatcher;
beforeAll(async () => {
  books = await makePeople();
  await books.addPerson('ada', 'seller', { merchantId: 'lumen', name: 'Ada <b>' });
  await books.addPerson('mei', 'seller', { merchantId: 'lumen', name: '陈美' });
  await books.addPerson('demo', 'seller', { merchantId: 'lumen', isDemo: true });
  await books.addPerson('vera', 'seller', { merchantId: 'volt' });
  await books.ask("update people set locale = 'zh' where person_id = 'mei'");
  catcher = await catchMails();
});
afterAll(async () => {
  await catcher.close();
  await books.drop();
});
beforeEach(async () => {
  await books.ask('truncate notices, notice_reads, mails');
  await books.ask('update people set ended_at = null');
  catcher.mails.length = 0;
  catcher.refuse(0);
});

const DEDUCTION: Told = {
  kind: 'deduction',
  cause: 'deduction 7',
  happenedOn: '2026-03-04',
  currency: 'USD',
  details: {
    ...{
      order: 'o <7>',
      refunded: '60000',
      reason: 'seller_fault',
      fee_back: '6000',
      payment_account: '1000',
    },
    ...{ marketplace_account: '0', deposit: '9000', owed: '44000', entry: '7' },
  },
};
const told = (...notices: Told[]) =>
  books.database.drizzle.transaction((executor) => tellStore(executor, 'lumen', notices));

/** Sends what is due, as one of the servers does. */
async function send(origin: URL | null = ORIGIN, url = catcher.url) {
  const task = noticeTasks(books.database, { mail: { url, from: FROM }, origin }).find(
    ({ name }) => name === 'send_mails',
  );
  await task?.run(() => false);
}
/** For the server's clock as well as for the database's, whose times are finer. */
const makeDue = () => books.ask("update mails set next_try_at = now() - interval '1 second'");
const rows = () =>
  books.ask(
    'select person_id, status, attempts, last_error, sent_at is null as unsent from mails order by person_id',
  );
const mailTo = (address: string) => {
  const found = catcher.mails.filter(({ to }) => !Array.isArray(to) && to?.value[0]?.address === address);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('a notice’s e-mail', () => {
  it('is in English, says what happened and why, and leads to its reason', async () => {
    await told(DEDUCTION);
    await send();
    const mail = mailTo('ada@example.com');
    expect(mail?.from?.text).toBe('"Sluice" <sluice@example.com>');
    expect(mail?.subject).toBe('Lumen & Loom: a refund was deducted');
    expect(mail?.text).toBe(`Hello Ada <b>,

$540.00 was deducted for a refund on order o <7>

On 4 Mar 2026 the buyer got $600.00 back (the seller’s fault). $60.00 commission was given back to you, so $540.00 was yours to bear (rules, section 7):
- $10.00 from your payment account
- $90.00 from your deposit
- $440.00 was missing: you owe it

See why, step by step: https://sluice.example.com/capital/why?entry=7

-- 
You get this because you look after Lumen & Loom in Sluice. The same notice stands in the portal, under Notices.
`);
    expect(mail?.html).toContain('<p>Hello Ada &lt;b&gt;,</p>');
    expect(mail?.html).toContain('<li>$440.00 was missing: you owe it</li>');
    expect(mail?.html).toContain('<a href="https://sluice.example.com/capital/why?entry=7">');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('is in Chinese for who chose that', async () => {
    await told(DEDUCTION);
    await send(null);
    const mail = mailTo('mei@example.com');
    expect(mail?.subject).toBe('Lumen & Loom：有一笔退款扣款');
    expect(mail?.text).toContain('陈美，您好：');
    expect(mail?.text).toContain('因订单 o <7> 退款，已扣款 US$540.00');
    expect(mail?.text).toContain('- 从支付账户扣除 US$10.00');
    expect(mail?.text).toContain('- 不足 US$440.00，记为您的欠款');
    expect(mail?.html).toContain('<html lang="zh-CN">');
    // No setting says where the portal is.
    expect(mail?.text).toContain('您可以在门户的“通知”中查看。');
    expect(mail?.html).not.toContain('<a ');
  });

  it('goes to nobody of the demo, of another store, or whose access has ended since', async () => {
    await told(DEDUCTION);
    await books.ask("update people set ended_at = now() where person_id = 'ada'");
    await send();
    expect(catcher.mails).toHaveLength(1);
    expect(await rows()).toMatchObject([
      { person_id: 'ada', status: 'given_up', last_error: 'no longer a seller of the store' },
      { person_id: 'mei', status: 'sent' },
    ]);
  });
});

describe('sending', () => {
  const many = Array.from({ length: 8 }, (_, index): Told => ({ ...DEDUCTION, cause: `deduction ${index}` }));

  it('sends each once, though two servers send at once', async () => {
    await told(...many);
    await Promise.all([send(), send()]);
    expect(catcher.mails).toHaveLength(16);
    expect(new Set(catcher.mails.map(({ messageId }) => messageId)).size).toBe(16);
    expect((await rows()).every(({ status, attempts }) => status === 'sent' && attempts === 1)).toBe(true);
    await send();
    expect(catcher.mails).toHaveLength(16);
  });

  it('tries again what was refused, later and later, under the same id; and sends it once', async () => {
    await told(DEDUCTION);
    catcher.refuse(2);
    await send();
    expect(await rows()).toMatchObject([1, 1].map((attempts) => ({ status: 'waiting', attempts })));
    expect((await rows())[0]?.last_error).toMatch(/come back later/);
    const pause = async () =>
      (
        await books.ask<{ s: number }>(
          'select extract(epoch from max(next_try_at) - now())::int as s from mails',
        )
      )[0]?.s;
    expect(await pause()).toBeLessThanOrEqual(60);
    // Not before it is time.
    await send();
    expect(catcher.mails).toHaveLength(0);
    await makeDue();
    catcher.refuse(1);
    await Promise.all([send(), send()]);
    expect(catcher.mails).toHaveLength(1);
    expect(await pause()).toBeGreaterThan(60);
    await makeDue();
    await Promise.all([send(), send()]);
    expect(catcher.mails).toHaveLength(2);
    const ids = await books.ask<{ mail_id: bigint }>('select mail_id from mails order by mail_id');
    expect(catcher.mails.map(({ messageId }) => messageId).toSorted()).toEqual(
      ids.map(({ mail_id }) => `<sluice-notice-${mail_id}@example.com>`).toSorted(),
    );
  });

  it('gives up after a week, and keeps why', async () => {
    await told(DEDUCTION);
    catcher.refuse(2);
    await send();
    await books.ask("update notices set made_at = now() - interval '7 days'");
    await makeDue();
    await told({ ...DEDUCTION, cause: 'another' });
    await books.ask("update notices set made_at = now() - interval '8 days' where cause = 'another'");
    await send();
    expect(catcher.mails).toHaveLength(0);
    const all = await books.ask<{ status: string; last_error: string }>(
      'select status, last_error from mails order by mail_id',
    );
    expect(all).toEqual([
      ...[1, 2].map(() => ({ status: 'given_up', last_error: expect.stringMatching(/come back later/) })),
      ...[1, 2].map(() => ({ status: 'given_up', last_error: 'was not sent within a week' })),
    ]);
  });

  it('leaves a server that does not answer alone after a few tries, and loses nothing', async () => {
    await told(...many);
    await send(ORIGIN, 'smtp://127.0.0.1:9');
    const all = await rows();
    expect(all.filter(({ attempts }) => attempts === 1)).toHaveLength(3);
    expect(all.every(({ status }) => status === 'waiting')).toBe(true);
  });
});

describe('the worker', () => {
  it('makes and sends what there is without being told to, on one of two servers, and stops', async () => {
    const { ownerUrl, database } = books;
    await books.ask('delete from notice_cursors');
    await told(DEDUCTION);
    const tasks = noticeTasks(database, { mail: { url: catcher.url, from: FROM }, origin: ORIGIN });
    const workers = [1, 2].map(() => startWorker({ ownerUrl, tasks, channel: 'test_task', log: log() }));
    await expect.poll(() => catcher.mails.length, { timeout: 30_000 }).toBe(2);
    await expect
      .poll(async () => (await books.ask('select from notice_cursors')).length, { timeout: 30_000 })
      .toBe(2);
    await Promise.all(workers.map((worker) => worker.stop()));
    const left = () =>
      books.ask(
        "select from pg_stat_activity where datname = current_database() and application_name = 'sluice worker'",
      );
    // A connection that was ended is there for a moment more.
    await expect.poll(async () => (await left()).length, { timeout: 30_000 }).toBe(0);
    expect(catcher.mails).toHaveLength(2);
  });

  it('goes on after a task that failed', async () => {
    let tries = 0;
    const task: RecurringTask = {
      name: 'fails',
      when: '* * * * *',
      run: async () => {
        tries += 1;
        throw new Error('this time it fails');
      },
    };
    const worker = startWorker({ ownerUrl: books.ownerUrl, tasks: [task], channel: 'test_task', log: log() });
    await expect.poll(() => tries, { timeout: 30_000 }).toBe(1);
    await worker.stop();
    const again = startWorker({ ownerUrl: books.ownerUrl, tasks: [task], channel: 'test_task', log: log() });
    await expect.poll(() => tries, { timeout: 30_000 }).toBe(2);
    await again.stop();
  });
});
