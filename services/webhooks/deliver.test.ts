import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { WEBHOOK_BODIES } from '@/engine/api/webhook-bodies';
import { OPERATOR } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import {
  addEndpoint,
  bodyOf,
  lookAround,
  type Receiver,
  SECRET,
  startReceiver,
} from '@/tests/webhook-receiver';
import { lockDay, readMarketplace } from '../../db/queries/marketplace';
import { readFact } from '../../engine/facts';
import { recordRead } from '../record-facts';
import { runDay } from '../run-day';
import { setPolicy } from '../set-policy';
import { getWebhookFigures } from './get-webhook-figures';
import { takeDueLanes } from './take-lanes';
import { tidyWebhooks } from './tidy-webhooks';

/** Messages on their way: from the transaction that has something to tell, to what became of each try. */

vi.stubEnv('SLUICE_SECRET', SECRET);
vi.stubEnv('SLUICE_LOG_LEVEL', 'silent');

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
const START = Date.now();
/** An instant so many seconds after the tests began. */
const at = (seconds: number) => new Date(START + seconds * SECOND);

let books: TestBooks;
let receiver: Receiver;
let refunds = 0;

beforeAll(async () => {
  books = await makeBooks();
  receiver = await startReceiver();
  await setPolicy(books.database, OPERATOR, {
    standard_release: { auto_confirm_days: 0, return_window_days: 0 },
  });
  const sold = ['a', 'b'].flatMap((merchant) => {
    const order = `order of ${merchant}`;
    return [
      fact(`open ${merchant}`, 'merchant.opened', '2026-01-01', { merchant }),
      fact(`paid ${merchant}`, 'order.paid', '2026-01-01', {
        order,
        merchant,
        amount: 900_000,
        currency: 'USD',
      }),
      fact(`shipped ${merchant}`, 'order.shipped', '2026-01-01', { order }),
      fact(`confirmed ${merchant}`, 'order.confirmed', '2026-01-01', { order }),
    ];
  });
  await apply(books.database, sold);
  await runDay(books.database, OPERATOR, '2026-01-02');
});
afterAll(async () => {
  receiver.close();
  await books.drop();
});
beforeEach(async () => {
  await books.ask(
    'truncate webhook_endpoints, webhook_secrets, webhook_outbox, webhook_deliveries, webhook_attempts, webhook_lanes restart identity cascade',
  );
  await books.ask('update marketplace set has_listeners = false');
  receiver.posts.length = 0;
  receiver.answers.length = 0;
});

function refundOf(merchant: string) {
  refunds += 1;
  const refund = `refund ${refunds}`;
  return fact(refund, 'refund.settled', '2026-01-02', {
    ...{ order: `order of ${merchant}`, refund, amount: 10, reason: 'seller_fault' },
  });
}

/** Something to tell of merchants: a refund that each bears, in this order. */
async function happen(...merchants: string[]): Promise<void> {
  for (const merchant of merchants) await apply(books.database, [refundOf(merchant)]);
}

const outbox = () => books.ask('select merchant_id from webhook_outbox order by outbox_no');
const deliveries = (columns = 'merchant_id, status, attempts') =>
  books.ask(`select ${columns} from webhook_deliveries order by delivery_no`);
/** The refunds that were posted, in the order in which they were. */
const refundsPosted = () =>
  receiver.posts.map((post) => {
    const body = bodyOf(post);
    return body.type === 'deduction.made' ? body.data.refund.refund : body.type;
  });

it('where nobody listens, nothing is written down to be told', async () => {
  await happen('a');
  expect(await outbox()).toEqual([]);
  await addEndpoint(books, 'one', receiver.url);
  await happen('a');
  expect(await outbox()).toEqual([{ merchant_id: 'a' }]);
});

it('it is written down by the transaction itself: undone, there is nothing to tell', async () => {
  await addEndpoint(books, 'one', receiver.url);
  const undone = new Error('undone');
  const work = inOneTransaction(async (executor) => {
    await lockDay(executor, 'shared');
    const state = await readMarketplace(executor);
    const raw = refundOf('a');
    const [answer] = await recordRead(executor, state, [raw], [readFact(raw, state.policy)]);
    expect(answer?.status).toBe('applied');
    throw undone;
  });
  await expect(work).rejects.toBe(undone);
  expect(await outbox()).toEqual([]);
});

async function inOneTransaction(
  work: (executor: Parameters<typeof readMarketplace>[0]) => Promise<void>,
): Promise<void> {
  await books.database.drizzle.transaction((executor) => work(executor));
}

it('a fact of which nobody is told leaves nothing', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await apply(books.database, [
    fact('paid more', 'order.paid', '2026-01-02', {
      ...{ order: 'more', merchant: 'a', amount: 5000, currency: 'USD' },
    }),
  ]);
  expect(await outbox()).toEqual([]);
});

it('a message is signed, whole, and told once', async () => {
  const secret = await addEndpoint(books, 'one', receiver.url);
  await happen('a');
  expect(await lookAround(books, at(0))).toEqual(['delivered', 'empty']);
  expect(await lookAround(books, at(60))).toEqual([]);
  const [post] = receiver.posts;
  if (post === undefined || receiver.posts.length > 1) throw new Error('it was not posted once');
  const told = new Webhook(secret).verify(post.body, post.headers as Record<string, string>);
  expect(WEBHOOK_BODIES['deduction.made'].parse(told)).toEqual(told);
  expect(told).toMatchObject({
    type: 'deduction.made',
    data: {
      merchant: 'a',
      order: 'order of a',
      currency: 'USD',
      lines: { payment_account: '-10', clearing: '10', deposit: '0' },
      taken: { deposit: '0', payment_account: '10', marketplace_account: '0' },
      owed: '0',
      holds: [],
      refund: { refund: `refund ${refunds}`, amount: '10', reason: 'seller_fault' },
      cause: { fact: `refund ${refunds}` },
      rule: '7',
    },
  });
  expect(post.headers['webhook-id']).toMatch(/^msg_[\w-]{27}$/);
  expect(post.headers['content-type']).toBe('application/json');
  expect(await deliveries()).toEqual([{ merchant_id: 'a', status: 'delivered', attempts: 1 }]);
  expect(await books.ask('select from webhook_lanes')).toHaveLength(0);
  expect(await books.ask('select attempt, http_status, error from webhook_attempts')).toEqual([
    { attempt: 1, http_status: 204, error: null },
  ]);
});

it('each merchant’s messages leave in order: what was not taken holds up its own merchant alone', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await happen('a', 'a', 'b');
  const [first, second, other] = [refunds - 2, refunds - 1, refunds].map((no) => `refund ${no}`);
  receiver.answers.push(500);
  expect(await lookAround(books, at(0))).toEqual(['waiting', 'delivered', 'empty']);
  expect(refundsPosted()).toEqual([first, other]);
  // Five seconds by the first pause.
  expect(await lookAround(books, at(4))).toEqual([]);
  await happen('a');
  expect(await lookAround(books, at(4.5))).toEqual([]);
  expect(await lookAround(books, at(5))).toEqual(['delivered', 'delivered', 'delivered', 'empty']);
  expect(refundsPosted()).toEqual([first, other, first, second, `refund ${refunds}`]);
  const ids = receiver.posts.map(({ headers }) => headers['webhook-id']);
  expect(ids[2]).toBe(ids[0]);
  expect(new Set(ids).size).toBe(4);
  expect(receiver.posts[2]?.body).toBe(receiver.posts[0]?.body);
});

it('pauses grow, what the receiver asks for is kept within an hour, and a success begins anew', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await happen('a');
  const next = async () => {
    const [row] = await books.ask<{ at: Date }>('select next_try_at as at from webhook_lanes');
    return ((row?.at.getTime() ?? 0) - START) / SECOND;
  };
  receiver.answers.push(500, 503, [429, { 'retry-after': '300' }], [503, { 'retry-after': '90000' }], 302);
  await lookAround(books, at(0));
  expect(await next()).toBe(5);
  await lookAround(books, at(5));
  expect(await next()).toBe(5 + 30);
  await lookAround(books, at(35));
  expect(await next()).toBe(35 + 300);
  await lookAround(books, at(335));
  expect(await next()).toBe(335 + 3600);
  await lookAround(books, at(3935));
  expect(await next()).toBe(3935 + 1800);
  expect(await books.ask('select http_status, error from webhook_attempts order by attempt')).toEqual([
    { http_status: 500, error: 'said 500' },
    { http_status: 503, error: 'said 503' },
    { http_status: 429, error: 'said 429' },
    { http_status: 503, error: 'said 503' },
    { http_status: 302, error: 'said 302' },
  ]);
  expect(await books.ask('select failures_in_a_row from webhook_endpoints')).toEqual([
    { failures_in_a_row: 5 },
  ]);
  await lookAround(books, at(5735));
  await happen('a');
  receiver.answers.push(500);
  await lookAround(books, at(5736));
  expect(await next()).toBe(5736 + 5);
  expect(await books.ask('select failures_in_a_row from webhook_endpoints')).toEqual([
    { failures_in_a_row: 1 },
  ]);
});

it('an endpoint that comes back after many failures gets what waits at once', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await happen('a', 'b');
  await books.ask('update webhook_endpoints set failures_in_a_row = 4');
  receiver.answers.push(500, 500);
  expect(await lookAround(books, at(0))).toEqual(['waiting', 'waiting']);
  await books.ask(
    `update webhook_lanes set next_try_at = next_try_at + interval '1 day' where merchant_id = 'b'`,
  );
  // The one is taken, and so the other is tried a day early.
  expect(await lookAround(books, at(5))).toEqual(['delivered', 'empty', 'delivered', 'empty']);
});

it('after three days a message is given up and the next one sent; sent again by hand, it has three days anew', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await happen('a');
  receiver.answers.push(500, 500, 500);
  await lookAround(books, at(0));
  await lookAround(books, new Date(START + 3 * DAY - SECOND));
  expect(await deliveries()).toEqual([{ merchant_id: 'a', status: 'waiting', attempts: 2 }]);
  await happen('a');
  expect(await lookAround(books, new Date(START + 3 * DAY + HOUR))).toEqual(['dead', 'delivered', 'empty']);
  expect(await deliveries()).toEqual([
    { merchant_id: 'a', status: 'dead', attempts: 3 },
    { merchant_id: 'a', status: 'delivered', attempts: 1 },
  ]);
  const figures = await getWebhookFigures(books.database, at(0));
  expect(figures).toEqual({
    ...{ endpointsOn: 1, endpointsFailing: 0, outboxWaiting: 0 },
    ...{ messagesWaiting: 0, messagesDead: 1, lagSeconds: 0 },
  });
});

it('one that is off is told of nothing meanwhile, and what waits for it waits; 410 switches it off', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await addEndpoint(books, 'two', receiver.url, ['release.made']);
  await happen('a');
  receiver.answers.push(410);
  expect(await lookAround(books, at(0))).toEqual(['gone']);
  expect(await books.ask('select status from webhook_endpoints order by endpoint_id')).toEqual([
    { status: 'off' },
    { status: 'on' },
  ]);
  const [audited] = await books.ask(
    'select action, subject, why from audit_log order by audit_seq desc limit 1',
  );
  expect(audited).toEqual({ action: 'webhook.changed', subject: 'one', why: 'it answered 410 Gone' });
  await happen('a');
  expect(await lookAround(books, at(10))).toEqual([]);
  expect(await deliveries()).toEqual([{ merchant_id: 'a', status: 'waiting', attempts: 1 }]);
  await books.ask(`update webhook_endpoints set status = 'on' where endpoint_id = 'one'`);
  expect(await lookAround(books, at(20))).toEqual(['delivered', 'empty']);
});

it('a private address gets nothing, however it came to be one', async () => {
  await addEndpoint(books, 'by http', receiver.url);
  await addEndpoint(books, 'by name', 'https://localhost:9/');
  await addEndpoint(books, 'by number', 'https://127.0.0.1:9/');
  await happen('a');
  expect(await lookAround(books, at(0), { isPrivateAllowed: false })).toEqual([
    'waiting',
    'waiting',
    'waiting',
  ]);
  expect(receiver.posts).toEqual([]);
  expect(await books.ask('select endpoint_id, error from webhook_attempts order by 1')).toEqual([
    { endpoint_id: 'by http', error: 'messages go by https only' },
    { endpoint_id: 'by name', error: 'its address is private: nothing is sent there' },
    { endpoint_id: 'by number', error: 'its address is private: nothing is sent there' },
  ]);
});

it('under another server’s secret nothing is sent unsigned, and it says so', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await happen('a');
  vi.stubEnv('SLUICE_SECRET', 'the secret of another server, by mistake');
  try {
    expect(await lookAround(books, at(0))).toEqual(['waiting']);
  } finally {
    vi.stubEnv('SLUICE_SECRET', SECRET);
  }
  expect(receiver.posts).toEqual([]);
  const [tried] = await books.ask<{ error: string }>('select error from webhook_attempts');
  expect(tried?.error).toMatch(/^the signing secret cannot be read/);
  expect(await lookAround(books, at(5))).toEqual(['delivered', 'empty']);
});

it('a lane is one process’s until its lease has run out', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await happen('a');
  receiver.answers.push(500);
  await lookAround(books, at(0));
  const take = (lease: string, now: Date) =>
    takeDueLanes(books.database, OPERATOR, {
      ...{ lease, now, busy: new Map() },
      places: { all: 5, ofEndpoint: 5, ofFailing: 1 },
    });
  expect(await take('the killed one', at(10))).toHaveLength(1);
  expect(await take('another', at(11))).toHaveLength(0);
  expect(await take('another', at(69))).toHaveLength(0);
  expect(await take('another', at(70))).toHaveLength(1);
});

it('of an endpoint that fails again and again few lanes are taken, and of none more than it may have', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await addEndpoint(books, 'two', receiver.url);
  await happen('a', 'b');
  receiver.answers.push(500, 500, 500, 500);
  await lookAround(books, at(0));
  await books.ask(`update webhook_endpoints set failures_in_a_row = 5 where endpoint_id = 'one'`);
  const busy = new Map<string, number>();
  const places = { all: 16, ofEndpoint: 6, ofFailing: 1 };
  const lanes = await takeDueLanes(books.database, OPERATOR, { lease: 'x', places, busy, now: at(10) });
  expect(lanes.map(({ endpointId }) => endpointId)).toEqual(['two', 'two', 'one']);
});

it('what was delivered is tidied away after thirty days, and what waits for a removed endpoint is given up', async () => {
  await addEndpoint(books, 'one', receiver.url);
  await addEndpoint(books, 'two', receiver.url);
  await happen('a');
  receiver.answers.push(204, 500);
  await lookAround(books, at(0));
  await books.ask(`update webhook_endpoints set status = 'removed' where endpoint_id =
    (select endpoint_id from webhook_deliveries where status = 'waiting')`);
  await tidyWebhooks(books.database, OPERATOR, { now: new Date(START + 30 * DAY - SECOND) });
  const statuses = await books.ask('select status from webhook_deliveries order by status');
  expect(statuses).toEqual([{ status: 'dead' }, { status: 'delivered' }]);
  expect(await books.ask('select from webhook_lanes')).toHaveLength(0);
  expect(await tidyWebhooks(books.database, OPERATOR, { now: new Date(START + 30 * DAY + SECOND) })).toBe(1);
  expect(await deliveries('status')).toEqual([{ status: 'dead' }]);
  expect(await books.ask('select from webhook_attempts')).toHaveLength(1);
  expect(await tidyWebhooks(books.database, OPERATOR, { now: new Date(START + 121 * DAY) })).toBe(1);
});
