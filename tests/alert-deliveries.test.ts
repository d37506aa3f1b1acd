import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { runTasks } from '@/scripts/run-tasks';
import { readSettings } from '@/server/settings';
import { runDay } from '@/services/run-day';
import { OPERATOR } from './actors';
import { catchMails, type MailCatcher } from './mail-catcher';
import { apply, fact, makeBooks, type TestBooks } from './make-books';

/** Alerts on their way: to a program over HTTP, and by e-mail. */

// What goes wrong here goes wrong on purpose.
vi.stubEnv('SLUICE_LOG_LEVEL', 'silent');

const KEY = Buffer.from('a key of thirty-two bytes, no less');

interface Post {
  headers: IncomingHttpHeaders;
  body: string;
}

let books: TestBooks;
let catcher: MailCatcher;
let receiver: Server;
let posts: Post[] = [];
/** What the receiver answers next; then 204. */
let answers: number[] = [];

beforeAll(async () => {
  books = await makeBooks();
  await apply(books.database, [fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm' })]);
  // Long ago: the next is late, whenever this is.
  await runDay(books.database, OPERATOR, '2026-01-02');
  catcher = await catchMails();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      posts.push({ headers: request.headers, body });
      const status = answers.shift() ?? 204;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterAll(async () => {
  await catcher.close();
  receiver.close();
  await books.drop();
});
beforeEach(async () => {
  await books.ask('truncate alerts, alert_deliveries restart identity');
  await books.ask('update marketplace set has_facts = true');
  posts = [];
  answers = [];
  catcher.mails.length = 0;
});

function tasks(over: Record<string, string> = {}) {
  const { port } = receiver.address() as AddressInfo;
  const settings = readSettings({
    SLUICE_ORIGIN: 'https://sluice.example.com',
    SLUICE_ALERT_WEBHOOK: `http://127.0.0.1:${port}/alerts?of=sluice`,
    SLUICE_ALERT_SECRET: `whsec_${KEY.toString('base64')}`,
    SLUICE_SMTP_URL: catcher.url,
    SLUICE_MAIL_FROM: 'Sluice <sluice@example.com>',
    SLUICE_ALERT_EMAIL: 'ops@example.com, finance@example.com',
    ...over,
  });
  const made = runTasks(books.database, settings);
  return {
    names: made.map(({ name }) => name),
    run: async (name: string) => made.find((task) => task.name === name)?.run(() => false),
  };
}
const rows = () =>
  books.ask('select channel, event, status, attempts, last_error from alert_deliveries order by delivery_id');
const again = () => books.ask("update alert_deliveries set next_try_at = now() - interval '1 second'");

it('a program is told, signed, again after it refused, under the same id, and of the end', async () => {
  const { run } = tasks({ SLUICE_SMTP_URL: '', SLUICE_ALERT_EMAIL: '', SLUICE_MAIL_FROM: '' });
  await run('watch_runs');
  answers = [503, 302];
  await run('send_alerts');
  await run('send_alerts');
  expect(posts).toHaveLength(1);
  expect(await rows()).toMatchObject([
    { status: 'waiting', attempts: 1, last_error: 'the webhook answered 503' },
  ]);
  await again();
  await run('send_alerts');
  expect(await rows()).toMatchObject([
    { status: 'waiting', attempts: 2, last_error: 'the webhook answered 302' },
  ]);
  await again();
  await run('send_alerts');
  expect(await rows()).toMatchObject([{ status: 'sent', attempts: 3, last_error: null }]);
  await books.ask('update marketplace set has_facts = false');
  await run('watch_runs');
  await run('send_alerts');

  expect(posts).toHaveLength(4);
  expect(posts.map(({ headers }) => headers['webhook-id'])).toEqual([
    ...['alert_1_opened', 'alert_1_opened', 'alert_1_opened', 'alert_1_resolved'],
  ]);
  for (const { headers, body } of posts) {
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers;
    expect(Math.abs(Date.now() / 1000 - Number(at))).toBeLessThan(300);
    expect(signature).toBe(`v1,${createHmac('sha256', KEY).update(`${id}.${at}.${body}`).digest('base64')}`);
    expect(headers['content-type']).toBe('application/json');
  }
  const [opened, , , over] = posts.map(({ body }) => JSON.parse(body));
  expect(opened).toMatchObject({
    type: 'alert.opened',
    data: {
      kind: 'run_late',
      title: expect.stringMatching(/^The daily run of .* is late$/),
      text: expect.stringMatching(/^It was due on .* at 00:10 and is not done\. \d+ days have no run yet/),
      details: { is_running: false },
      resolved_at: null,
      link: 'https://sluice.example.com/admin/runs',
    },
  });
  expect(opened.timestamp).toBe(opened.data.opened_at);
  expect(over).toMatchObject({
    type: 'alert.resolved',
    data: { title: 'The daily runs are up to date again' },
  });
  expect(over.timestamp).toBe(over.data.resolved_at);
});

it('people are told by one e-mail in both languages, again after the mail server refused, and of the end', async () => {
  const { run } = tasks({ SLUICE_ALERT_WEBHOOK: '' });
  await run('watch_runs');
  catcher.refuse(1);
  await run('send_alerts');
  expect(await rows()).toMatchObject([{ channel: 'email', status: 'waiting', attempts: 1 }]);
  await again();
  await run('send_alerts');
  await books.ask('update marketplace set has_facts = false');
  await run('watch_runs');
  await run('send_alerts');
  expect(catcher.mails).toHaveLength(2);
  const [opened, over] = catcher.mails;
  const to = opened?.to;
  expect(Array.isArray(to) ? null : to?.value.map(({ address }) => address)).toEqual([
    ...['ops@example.com', 'finance@example.com'],
  ]);
  expect(opened?.subject).toMatch(/^Sluice alert: The daily run of .* is late$/);
  expect(opened?.text).toMatch(/It was due on .*Daily runs: https:\/\/sluice\.example\.com\/admin\/runs/s);
  expect(opened?.text).toMatch(/的每日处理已延误/);
  expect(opened?.messageId).toBe('<sluice-alert_1_opened@example.com>');
  expect(over?.subject).toBe('Sluice: over: The daily runs are up to date again');
  expect(over?.text).toMatch(/每日处理已赶上进度/);
});

it('without a channel it is kept, and sent nowhere', async () => {
  const { run, names } = tasks({ SLUICE_ALERT_WEBHOOK: '', SLUICE_ALERT_EMAIL: '' });
  expect(names).toEqual(['run_due_days', 'watch_runs', 'send_alerts']);
  await run('watch_runs');
  await run('send_alerts');
  expect(await rows()).toEqual([]);
  expect(await books.ask('select from alerts')).toHaveLength(1);
});

it('a server that is told so starts no runs, and still tells that they are late', async () => {
  const { run, names } = tasks({ SLUICE_SCHEDULER: '0' });
  expect(names).toEqual(['watch_runs', 'send_alerts']);
  await run('watch_runs');
  expect(await books.ask('select from alerts')).toHaveLength(1);
  expect(await books.ask('select from runs')).toHaveLength(1);
});
