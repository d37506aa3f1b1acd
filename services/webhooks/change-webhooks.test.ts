import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { PersonActor } from '@/engine/actor';
import { WEBHOOK_EVENTS } from '@/engine/webhooks';
import { form, makePeople, type PeopleBooks, WHY } from '@/tests/make-people';
import { lookAround, type Receiver, SECRET, startReceiver } from '@/tests/webhook-receiver';
import { changeEndpoint } from './change-endpoint';
import { listDeliveries } from './list-deliveries';
import { getEndpoint, listEndpoints } from './list-endpoints';
import { makeEndpoint } from './make-endpoint';
import { removeEndpoint } from './remove-endpoint';
import { renewSecret } from './renew-secret';
import { resendDead, resendDelivery } from './resend';
import { sendTest } from './send-test';
import { switchEndpoint } from './switch-endpoint';

/** What an administrator does with endpoints, and what it leads to. */

vi.stubEnv('SLUICE_LOG_LEVEL', 'silent');

const START = Date.now();
const at = (hours: number) => new Date(START + hours * 3_600_000);

let books: PeopleBooks;
let receiver: Receiver;
let ann: PersonActor;

beforeAll(async () => {
  books = await makePeople();
  ann = await books.addPerson('ann', 'administrator');
  receiver = await startReceiver();
});
afterAll(async () => {
  receiver.close();
  await books.drop();
});
beforeEach(async () => {
  vi.stubEnv('SLUICE_SECRET', SECRET);
  await books.ask(
    'truncate webhook_endpoints, webhook_secrets, webhook_outbox, webhook_deliveries, webhook_attempts, webhook_lanes restart identity cascade',
  );
  await books.ask('update marketplace set has_listeners = false');
  receiver.posts.length = 0;
  receiver.answers.length = 0;
});
afterEach(() => {
  vi.stubEnv('SLUICE_SECRET', SECRET);
});

const LEDGER = { name: 'Ledger', events: WEBHOOK_EVENTS };

async function make(): Promise<{ endpointId: string; secret: string }> {
  const ask = { ...form(), ...LEDGER, url: receiver.url, isPrivateAllowed: true };
  const made = await makeEndpoint(books.database, ann, ask, at(0));
  if (made.status !== 'made') throw new Error(`not made: ${JSON.stringify(made)}`);
  return made;
}

/** A message that waits, about nothing. */
async function wait(endpointId: string, messageId: string, merchant = 'lumen'): Promise<void> {
  await books.ask(
    `insert into webhook_deliveries (merchant_id, endpoint_id, message_id, event, body, created_at, since)
     values ($1, $2, $3, 'release.made', '{}', $4, $4)`,
    [merchant, endpointId, messageId, at(0)],
  );
  await books.ask(
    'insert into webhook_lanes (merchant_id, endpoint_id, next_try_at) values ($1, $2, $3) on conflict do nothing',
    [merchant, endpointId, at(0)],
  );
}

const hasListeners = async () => (await books.ask('select has_listeners from marketplace'))[0]?.has_listeners;
const lastAct = async () => (await books.log()).at(-1);

it('the first endpoint has changes written down, the last one off or gone has it stop', async () => {
  expect(await hasListeners()).toBe(false);
  const { endpointId } = await make();
  expect(await hasListeners()).toBe(true);
  expect(await lastAct()).toMatchObject({ action: 'webhook.made', subject: endpointId, actor_id: 'ann' });
  const ask = { ...form(), endpointId };
  expect(await switchEndpoint(books.database, ann, { ...ask, to: 'off' })).toEqual({ status: 'done' });
  expect(await hasListeners()).toBe(false);
  expect(await switchEndpoint(books.database, ann, { ...ask, to: 'off' })).toEqual({ status: 'repeated' });
  const again = await switchEndpoint(books.database, ann, { ...ask, ...form(), to: 'off' });
  expect(again).toEqual({ status: 'refused', code: 'already_off' });
  await switchEndpoint(books.database, ann, { ...form(), endpointId, to: 'on' });
  expect(await hasListeners()).toBe(true);
  const removal = { ...form(), endpointId, why: WHY };
  expect(await removeEndpoint(books.database, ann, { ...removal, why: 'short' })).toEqual({
    ...{ status: 'refused', code: 'why_needed' },
  });
  expect(await removeEndpoint(books.database, ann, removal)).toEqual({ status: 'done' });
  expect(await hasListeners()).toBe(false);
  expect(await lastAct()).toMatchObject({ action: 'webhook.removed', why: WHY });
  expect((await listEndpoints(books.database, ann)).endpoints).toEqual([]);
  const gone = await switchEndpoint(books.database, ann, { ...form(), endpointId, to: 'on' });
  expect(gone).toEqual({ status: 'refused', code: 'unknown_endpoint' });
});

it('its secret is in no row and in no log', async () => {
  const { secret } = await make();
  const key = secret.slice('whsec_'.length);
  const rows = await books.ask<{ text: string }>(
    `select webhook_secrets::text as text from webhook_secrets union all select audit_log::text from audit_log
     union all select webhook_endpoints::text from webhook_endpoints`,
  );
  expect(rows.length).toBeGreaterThan(2);
  for (const { text } of rows) expect(text).not.toContain(key);
});

it.each([
  ['', 'bad_url'],
  ['ledger.example.com', 'bad_url'],
  ['ftp://ledger.example.com/', 'bad_url'],
  ['javascript:alert(1)', 'bad_url'],
  ['http://8.8.8.8/', 'https_needed'],
  ['https://name:word@8.8.8.8/', 'url_with_password'],
  ['https://8.8.8.8:22/', 'bad_port'],
  ['https://127.0.0.1/', 'private_address'],
  ['https://2130706433/', 'private_address'],
  ['https://0x7f.1/', 'private_address'],
  ['https://0177.0.0.1/', 'private_address'],
  ['https://localhost/', 'private_address'],
  ['https://0.0.0.0/', 'private_address'],
  ['https://10.1.2.3/', 'private_address'],
  ['https://172.16.0.1/', 'private_address'],
  ['https://192.168.0.1/', 'private_address'],
  ['https://100.64.0.1/', 'private_address'],
  ['https://169.254.169.254/latest/meta-data/', 'private_address'],
  ['https://[::]/', 'private_address'],
  ['https://[::1]/', 'private_address'],
  ['https://[::ffff:127.0.0.1]/', 'private_address'],
  ['https://[::ffff:7f00:1]/', 'private_address'],
  ['https://[64:ff9b::7f00:1]/', 'private_address'],
  ['https://[2002:7f00:1::]/', 'private_address'],
  ['https://[fe80::1]/', 'private_address'],
  ['https://[fd00::1]/', 'private_address'],
])('nothing is to be sent to %s: %s', async (url, code) => {
  const ask = { ...form(), ...LEDGER, url, isPrivateAllowed: false };
  expect(await makeEndpoint(books.database, ann, ask)).toEqual({ status: 'refused', code });
});

it.each(['https://8.8.8.8/hook', 'https://[2606:4700:4700::1111]/hook', 'https://8.8.8.8:8443/?of=sluice'])(
  'to %s it may be',
  async (url) => {
    const ask = { ...form(), ...LEDGER, url, isPrivateAllowed: false };
    expect(await makeEndpoint(books.database, ann, ask)).toMatchObject({ status: 'made' });
  },
);

it('a new address counts for what waits, and is looked at as the first was', async () => {
  const { endpointId } = await make();
  const ask = { ...form(), endpointId, ...LEDGER, isPrivateAllowed: false };
  expect(await changeEndpoint(books.database, ann, { ...ask, url: 'https://10.0.0.1/' })).toEqual({
    ...{ status: 'refused', code: 'private_address' },
  });
  const same = { ...ask, url: receiver.url, isPrivateAllowed: true };
  expect(await changeEndpoint(books.database, ann, same)).toEqual({ status: 'refused', code: 'no_change' });
  const other = { ...same, url: `${receiver.url}/other` };
  expect(await changeEndpoint(books.database, ann, other)).toEqual({ status: 'done' });
  expect(await lastAct()).toMatchObject({
    ...{ action: 'webhook.changed', before: { url: receiver.url }, after: { url: `${receiver.url}/other` } },
  });
});

it('while secrets overlap a message carries a signature by each; after that by the new one alone', async () => {
  const { endpointId, secret } = await make();
  const renewed = await renewSecret(books.database, ann, { ...form(), endpointId, overlap: 'day' }, at(1));
  if (renewed.status !== 'made') throw new Error('it is not renewed');
  const isSignedBy = (post: Receiver['posts'][number] | undefined, by: string) => {
    try {
      new Webhook(by).verify(post?.body ?? '', (post?.headers ?? {}) as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };
  const next = async (messageId: string, hours: number) => {
    await wait(endpointId, messageId);
    await lookAround(books, at(hours));
    const post = receiver.posts.at(-1);
    return [isSignedBy(post, secret), isSignedBy(post, renewed.secret)];
  };
  expect(await next('msg_1', 2)).toEqual([true, true]);
  expect((await getEndpoint(books.database, ann, endpointId, at(2)))?.secrets).toMatchObject([
    ...[
      { secretNo: 2, expiresAt: null },
      { secretNo: 1, expiresAt: at(25) },
    ],
  ]);
  expect(await next('msg_2', 24.9)).toEqual([true, true]);
  expect(await next('msg_3', 25)).toEqual([false, true]);
  // At once: somebody else may know it.
  const last = await renewSecret(books.database, ann, { ...form(), endpointId, overlap: 'none' }, at(26));
  if (last.status !== 'made') throw new Error('it is not renewed');
  expect(await next('msg_4', 26)).toEqual([false, false]);
  expect(isSignedBy(receiver.posts.at(-1), last.secret)).toBe(true);
});

it('one message is sent again, or all that were given up, the oldest first', async () => {
  const { endpointId } = await make();
  const other = await make();
  for (const message of ['msg_1', 'msg_2']) await wait(endpointId, message);
  await lookAround(books, at(0));
  const page = async () =>
    listDeliveries(books.database, ann, { endpointId, filter: { status: null, merchantId: null } });
  const [newest, oldest] = (await page()).rows;
  expect([newest?.messageId, oldest?.messageId]).toEqual(['msg_2', 'msg_1']);
  const ask = { endpointId, merchantId: 'lumen', deliveryNo: oldest?.deliveryNo ?? 0n };
  expect(await resendDelivery(books.database, ann, { ...form(), ...ask }, at(1))).toEqual({ status: 'done' });
  expect(await resendDelivery(books.database, ann, { ...form(), ...ask }, at(1))).toEqual({
    ...{ status: 'refused', code: 'already_waiting' },
  });
  const foreign = { ...form(), ...ask, endpointId: other.endpointId };
  expect(await resendDelivery(books.database, ann, foreign)).toEqual({
    ...{ status: 'refused', code: 'unknown_message' },
  });
  await lookAround(books, at(1));
  const ids = () => receiver.posts.map(({ headers }) => headers['webhook-id']);
  expect(ids()).toEqual(['msg_1', 'msg_2', 'msg_1']);
  expect((await page()).rows[1]?.tries.map(({ attempt }) => attempt)).toEqual([2, 1]);

  const none = await resendDead(books.database, ann, { ...form(), endpointId });
  expect(none).toEqual({ status: 'refused', code: 'none_dead' });
  await books.ask(`update webhook_deliveries set status = 'dead'`);
  const resent = await resendDead(books.database, ann, { ...form(), endpointId }, at(2));
  expect(resent).toEqual({ status: 'resent', messages: 2 });
  await lookAround(books, at(2));
  expect(ids().slice(3)).toEqual(['msg_1', 'msg_2']);
});

it('its messages are listed a page at a time, all of them once, whatever their status', async () => {
  const { endpointId } = await make();
  for (let each = 1; each <= 7; each += 1) await wait(endpointId, `msg_${each}`, each % 2 ? 'lumen' : 'volt');
  await books.ask(
    `update webhook_deliveries set status = 'dead', ended_at = now() where message_id in ('msg_2', 'msg_5')`,
  );
  await books.ask(
    `update webhook_deliveries set status = 'delivered', ended_at = now() where message_id = 'msg_4'`,
  );
  const listed = async (filter: { status: 'dead' | null; merchantId: string | null }) => {
    const found: string[] = [];
    let before: bigint | null = null;
    do {
      const page: Awaited<ReturnType<typeof listDeliveries>> = await listDeliveries(books.database, ann, {
        ...{ endpointId, filter, before, pageSize: 2 },
      });
      found.push(...page.rows.map(({ messageId }) => messageId));
      before = page.next;
    } while (before !== null);
    return found;
  };
  expect(await listed({ status: null, merchantId: null })).toEqual(
    [7, 6, 5, 4, 3, 2, 1].map((no) => `msg_${no}`),
  );
  expect(await listed({ status: 'dead', merchantId: null })).toEqual(['msg_5', 'msg_2']);
  expect(await listed({ status: null, merchantId: 'volt' })).toEqual(['msg_6', 'msg_4', 'msg_2']);
});

it('a test message says that it is one, and what the receiver answered is told', async () => {
  const { endpointId, secret } = await make();
  receiver.answers.push(500);
  const test = () => sendTest(books.database, ann, { ...form(), endpointId, isPrivateAllowed: true });
  expect(await test()).toMatchObject({ status: 'tested', httpStatus: 500, error: 'said 500' });
  expect(await test()).toMatchObject({ status: 'tested', httpStatus: 204, error: null });
  const [post] = receiver.posts;
  const said = new Webhook(secret).verify(post?.body ?? '', (post?.headers ?? {}) as Record<string, string>);
  expect(said).toMatchObject({ type: 'test.ping', data: { test: true, endpoint: endpointId } });
  expect(await lastAct()).toMatchObject({ action: 'webhook.tested' });
  expect(await books.ask('select from webhook_deliveries')).toEqual([]);
});

it('under another server’s secret the page says so, and a new signing secret mends it', async () => {
  const { endpointId } = await make();
  vi.stubEnv('SLUICE_SECRET', 'the secret of another server, by mistake');
  expect((await listEndpoints(books.database, ann)).endpoints).toMatchObject([{ health: 'secret_lost' }]);
  const ask = { ...form(), endpointId, isPrivateAllowed: true };
  expect(await sendTest(books.database, ann, ask)).toEqual({ status: 'refused', code: 'secret_unreadable' });
  expect(receiver.posts).toEqual([]);
  await renewSecret(books.database, ann, { ...form(), endpointId, overlap: 'none' });
  expect((await getEndpoint(books.database, ann, endpointId))?.endpoint.health).toBe('never');
  expect(await sendTest(books.database, ann, { ...ask, ...form() })).toMatchObject({ error: null });
});
