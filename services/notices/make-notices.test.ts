import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { SellerActor } from '@/engine/actor';
import { addDays } from '@/engine/calendar';
import { OPERATOR } from '@/tests/actors';
import { apply, fact } from '@/tests/make-books';
import { makePeople, type PeopleBooks } from '@/tests/make-people';
import { runDay } from '../run-day';
import { setPolicy } from '../set-policy';
import { countUnreadNotices, listNotices } from './list-notices';
import { makeNotices } from './make-notices';
import { markNotices } from './mark-notices';

/** Two stores whose story is told from its beginning: lumen's to two people, volt's to one. */

const opened: PeopleBooks[] = [];
let books: PeopleBooks;
let ada: SellerActor;
let sam: SellerActor;
beforeEach(async () => {
  books = await makePeople();
  opened.push(books);
  await setPolicy(books.database, OPERATOR, { assessment: { min_orders: 0, min_store_age_days: 0 } });
  ada = (await books.addPerson('ada', 'seller', { merchantId: 'lumen' })) as SellerActor;
  sam = (await books.addPerson('sam', 'seller', { merchantId: 'lumen' })) as SellerActor;
  await books.addPerson('vera', 'seller', { merchantId: 'volt' });
});
afterAll(() => Promise.all(opened.map((each) => each.drop())));

const make = () => makeNotices(books.database, OPERATOR);
const run = (date: string) => runDay(books.database, OPERATOR, date);
const told = (merchantId = 'lumen') =>
  books.ask<{ kind: string; happened_on: Date; currency: string | null; details: Record<string, unknown> }>(
    `select kind, happened_on::text, currency, details from notices where merchant_id = $1 order by notice_seq`,
    [merchantId],
  );
const kinds = async (merchantId = 'lumen') => (await told(merchantId)).map(({ kind }) => kind);
const mailed = async () =>
  (
    await books.ask<{ person_id: string; kind: string }>(
      `select person_id, kind from mails join notices using (merchant_id, notice_seq) order by mail_id`,
    )
  ).map(({ person_id, kind }) => `${person_id} ${kind}`);

/** Orders of lumen's, shipped on a date and paid out early four days later. */
async function sell(on: string, count: number, amount = 1000) {
  const orders = Array.from({ length: count }, (_, index) => `${on} ${index}`);
  await apply(
    books.database,
    orders.flatMap((order) => [
      fact(`${order} paid`, 'order.paid', on, {
        order,
        merchant: 'lumen',
        amount,
        currency: 'USD',
        fee_bps: 1000,
      }),
      fact(`${order} shipped`, 'order.shipped', on, { order }),
    ]),
  );
  return orders;
}
const refund = (order: string, amount: number, on: string) =>
  apply(books.database, [
    fact(`${order} refunded ${amount}`, 'refund.settled', on, {
      ...{ order, refund: `r ${amount}`, amount, reason: 'seller_fault' },
    }),
  ]);

describe('notices', () => {
  it('begin for a store with what it was told of the last thirty days, and not by e-mail', async () => {
    await run('2026-01-10');
    await sell('2026-01-10', 1);
    await run('2026-01-20');
    for (const date of ['2026-03-11', '2026-03-12']) await run(date);
    expect(await make()).toBeGreaterThan(0);
    // Enrolled in January: too long ago. The hold came back in March.
    expect(await kinds()).toEqual(['holds_released']);
    expect(await mailed()).toEqual([]);
    expect(await make()).toBe(0);
  });

  it('tell each store of enrolment, once, and each of its sellers by e-mail', async () => {
    expect(await make()).toBe(0);
    await run('2026-01-10');
    expect(await make()).toBe(2);
    expect(await told()).toEqual([
      {
        kind: 'enrolled',
        happened_on: '2026-01-10',
        currency: null,
        details: { tier: 'B', release_after_days: 4, deposit_bps: 1000, again: false },
      },
    ]);
    expect(await mailed()).toEqual(['ada enrolled', 'sam enrolled', 'vera enrolled']);
    expect(await make()).toBe(0);
    expect(await mailed()).toHaveLength(3);
  });

  it('tell of a cancellation why, with every limit that was not kept, and by when the deposit comes back', async () => {
    await make();
    await run('2026-01-10');
    const orders = await sell('2026-01-10', 4);
    await apply(
      books.database,
      orders
        .slice(0, 2)
        .map((order) => fact(`${order} d`, 'dispute.opened', '2026-01-10', { order, dispute: 'd' })),
    );
    await run('2026-01-11');
    await run('2026-01-12');
    await make();
    const cancelled = (await told()).find(({ kind }) => kind === 'cancelled');
    expect(cancelled).toMatchObject({
      happened_on: '2026-01-12',
      details: {
        reason: 'failed_gates',
        failed: [{ metric: 'dispute_bps', value: 5000, limit: 300 }],
        failures_in_a_row: 2,
        back_by: '2026-07-12',
        months: 6,
      },
    });
  });

  it('tell of opting out and of closure', async () => {
    await make();
    await run('2026-01-10');
    await sell('2026-01-10', 1);
    await run('2026-01-14');
    await apply(books.database, [fact('out', 'merchant.opted_out', '2026-01-14', { merchant: 'lumen' })]);
    await run('2026-01-15');
    await apply(books.database, [
      fact('closed', 'merchant.closed', '2026-01-15', { merchant: 'lumen', reason: 'liquidated' }),
    ]);
    await make();
    expect(await told()).toMatchObject([
      { kind: 'enrolled' },
      { kind: 'cancelled', details: { reason: 'opted_out', failed: [], back_by: '2026-07-15' } },
      {
        kind: 'closed',
        happened_on: '2026-01-15',
        details: { reason: 'liquidated', release_days: 180, last_back_on: addDays('2026-01-10', 180) },
      },
    ]);
  });

  it('tell of holds that came back once a day and currency, with their number and sum', async () => {
    await make();
    await run('2026-01-10');
    await sell('2026-01-10', 3);
    await sell('2026-01-11', 1, 2000);
    await run('2026-01-15');
    await make();
    await run('2026-03-11');
    await run('2026-03-12');
    await make();
    const released = (await told()).filter(({ kind }) => kind === 'holds_released');
    expect(released).toMatchObject([
      { happened_on: '2026-03-11', currency: 'USD', details: { holds: 3, amount: '270', order: null } },
      {
        happened_on: '2026-03-12',
        details: { holds: 1, amount: '180', recovered: '0', order: '2026-01-11 0' },
      },
    ]);
  });

  it('tell of a deduction what each source gave, and of a debt how much is owed', async () => {
    await make();
    await run('2026-01-10');
    const [first = ''] = await sell('2026-01-10', 1);
    await run('2026-01-15');
    // 810 in the payment account and 90 in the deposit; all of it but 10 is withdrawn.
    await apply(books.database, [
      fact('w', 'withdrawal.settled', '2026-01-15', { merchant: 'lumen', amount: 800, currency: 'USD' }),
      fact('a', 'adjustment.posted', '2026-01-15', { merchant: 'lumen', amount: 20, currency: 'USD' }),
    ]);
    await refund(first, 600, '2026-01-15');
    await make();
    const entryOf = async (kind: string) =>
      (
        await books.ask<{ seq: string }>(`select max(entry_seq)::text as seq from entries where kind = $1`, [
          kind,
        ])
      )[0]?.seq;
    expect((await told()).slice(1)).toEqual([
      {
        kind: 'adjusted',
        happened_on: '2026-01-15',
        currency: 'USD',
        details: { adjustments: 1, amount: '20', recovered: '0', entry: await entryOf('adjustment') },
      },
      {
        kind: 'deduction',
        happened_on: '2026-01-15',
        currency: 'USD',
        details: {
          ...{ order: first, refunded: '600', reason: 'seller_fault', fee_back: '60' },
          ...{ payment_account: '10', marketplace_account: '20', deposit: '90', owed: '420' },
          entry: await entryOf('deduction'),
        },
      },
      {
        kind: 'debt',
        happened_on: '2026-01-15',
        currency: 'USD',
        details: { refunds: 1, grown: '420', owed: '420', order: first, entry: await entryOf('deduction') },
      },
    ]);
    await refund(first, 100, '2026-01-15');
    await make();
    expect((await told()).at(-1)).toMatchObject({
      kind: 'debt',
      details: { grown: '90', owed: '510' },
    });
  });

  it('tell of charges and credits once a day and currency, each by itself, and of what is written off', async () => {
    await make();
    await run('2026-01-10');
    const [first = ''] = await sell('2026-01-10', 1);
    await run('2026-01-15');
    await apply(books.database, [
      fact('w', 'withdrawal.settled', '2026-01-15', { merchant: 'lumen', amount: 810, currency: 'USD' }),
    ]);
    await refund(first, 600, '2026-01-15');
    await make();
    const before = (await told()).length;
    const adjust = (amount: number, currency = 'USD') =>
      fact(`${amount} ${currency}`, 'adjustment.posted', '2026-01-15', {
        merchant: 'lumen',
        amount,
        currency,
      });
    const writeOff = (amount: number) =>
      fact(`off ${amount}`, 'receivable.written_off', '2026-01-15', {
        ...{ merchant: 'lumen', amount, currency: 'USD' },
      });
    // 600 less 60 of commission less the hold of 90: 450 are owed.
    await apply(books.database, [writeOff(100), adjust(300), adjust(70), adjust(-20), adjust(5, 'JPY')]);
    await make();
    expect(
      (await told()).slice(before).map(({ kind, currency, details }) => ({ kind, currency, details })),
    ).toMatchObject([
      { kind: 'debt_written_off', currency: 'USD', details: { amount: '100', owed: '0' } },
      { kind: 'adjusted', currency: 'USD', details: { adjustments: 2, amount: '370', recovered: '350' } },
      { kind: 'adjusted', currency: 'USD', details: { adjustments: 1, amount: '-20', recovered: '0' } },
      { kind: 'adjusted', currency: 'JPY', details: { adjustments: 1, amount: '5' } },
    ]);
    expect((await mailed()).filter((line) => line === 'ada debt_written_off')).toHaveLength(1);
  });

  it('tell of a correction once, though it makes no entry, with the date before it', async () => {
    await make();
    await run('2026-01-10');
    const [first = '', second = ''] = await sell('2026-01-10', 2);
    await run('2026-01-12');
    await make();
    const before = (await told()).length;
    const correct = (order: string, event: string, on: string | null, to: string) =>
      fact(`${order} ${event} ${on}`, 'order.corrected', to, {
        ...{ order, event },
        ...(on === null ? {} : { on }),
      });
    await apply(books.database, [
      correct(first, 'shipped', '2026-01-09', '2026-01-12'),
      correct(first, 'shipped', null, '2026-01-12'),
      correct(second, 'delivered', '2026-01-11', '2026-01-12'),
    ]);
    expect(await make()).toBe(3);
    await run('2026-01-14');
    await apply(books.database, [correct(second, 'delivered', '2026-01-12', '2026-01-14')]);
    await make();
    expect(await make()).toBe(0);
    const corrections = (await told()).slice(before).filter(({ kind }) => kind === 'order_corrected');
    expect(corrections.map(({ details, happened_on }) => ({ ...details, on: happened_on }))).toEqual([
      {
        order: first,
        event: 'shipped',
        from: '2026-01-10',
        to: '2026-01-09',
        state: 'held',
        on: '2026-01-12',
      },
      { order: first, event: 'shipped', from: '2026-01-09', to: null, state: 'held', on: '2026-01-12' },
      { order: second, event: 'delivered', from: null, to: '2026-01-11', state: 'held', on: '2026-01-12' },
      {
        ...{ order: second, event: 'delivered', from: '2026-01-11', to: '2026-01-12' },
        ...{ state: 'released', on: '2026-01-14' },
      },
    ]);
    expect((await mailed()).filter((line) => line === 'sam order_corrected')).toHaveLength(4);
  });

  it('are made once, however many look at one moment', async () => {
    await make();
    await run('2026-01-10');
    const orders = await sell('2026-01-10', 5);
    await run('2026-01-15');
    for (const order of orders) await refund(order, 100, '2026-01-15');
    const made = await Promise.all([make(), make(), make(), make()]);
    await make();
    expect(await kinds()).toEqual(['enrolled', ...orders.map(() => 'deduction')]);
    expect(made.reduce((sum, each) => sum + each, 0)).toBe(7);
    expect(await mailed()).toHaveLength(2 * 6 + 1);
  });

  it('look through nothing of a store that nobody looks after', async () => {
    await books.ask("update people set ended_at = now() where merchant_id = 'volt'");
    await make();
    expect(await books.ask('select merchant_id from notice_cursors')).toEqual([{ merchant_id: 'lumen' }]);
  });
});

describe('a seller’s notices', () => {
  const ALL = { kind: null, isUnread: false, before: null };
  const list = (actor: SellerActor, ask: object = {}) =>
    listNotices(books.database, actor, { ...ALL, ...ask });
  beforeEach(async () => {
    await make();
    await run('2026-01-10');
    const orders = await sell('2026-01-10', 60);
    await run('2026-01-15');
    for (const order of orders) await refund(order, 10, '2026-01-15');
    await make();
  });

  it('are listed newest first, page by page, none twice and none left out', async () => {
    const seen: bigint[] = [];
    for (let before: bigint | null = null; ; ) {
      const page = await list(ada, { before });
      seen.push(...page.notices.map(({ noticeSeq }) => noticeSeq));
      before = page.next;
      if (before === null) break;
    }
    expect(seen).toEqual(Array.from({ length: 61 }, (_, index) => 61n - BigInt(index)));
  });

  it('are marked by each person for themselves', async () => {
    const { notices, unread } = await list(ada);
    expect(unread).toBe(61);
    expect(notices.every(({ isRead }) => !isRead)).toBe(true);
    const place = notices[0]?.noticeSeq ?? 0n;
    expect(await markNotices(books.database, ada, { places: [place] })).toBe(1);
    expect(await markNotices(books.database, ada, { places: [place] })).toBe(0);
    expect((await list(ada)).unread).toBe(60);
    expect((await list(ada)).notices.map(({ isRead }) => isRead).slice(0, 2)).toEqual([true, false]);
    expect(await countUnreadNotices(books.database, sam)).toEqual({ count: 61, isMore: false });
    expect(await markNotices(books.database, ada, { upTo: 10n })).toBe(10);
    expect((await list(ada, { isUnread: true })).notices[0]?.noticeSeq).toBe(60n);
    expect(await countUnreadNotices(books.database, ada)).toEqual({ count: 50, isMore: false });
  });

  it('are filtered by kind', async () => {
    const { notices } = await list(ada, { kind: 'enrolled' });
    expect(notices.map(({ kind }) => kind)).toEqual(['enrolled']);
  });

  it('are of one’s own store alone, to read and to mark', async () => {
    const vera = { ...ada, personId: 'vera', merchantId: 'volt' };
    expect((await list(vera)).notices.map(({ kind }) => kind)).toEqual(['enrolled']);
    expect(await markNotices(books.database, vera, { places: [1n, 2n, 3n] })).toBe(1);
    expect(await countUnreadNotices(books.database, vera)).toEqual({ count: 0, isMore: false });
    expect(await countUnreadNotices(books.database, ada)).toEqual({ count: 61, isMore: false });
  });
});
