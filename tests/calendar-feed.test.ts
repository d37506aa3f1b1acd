import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { icalendarOf } from '@/app/api/calendar/[token]/icalendar';
import type { SellerActor } from '@/engine/actor';
import { hashOfToken } from '@/services/access/token';
import { endCalendarFeed } from '@/services/calendar-feed/end-calendar-feed';
import { listCalendarFeeds } from '@/services/calendar-feed/list-calendar-feeds';
import { MOST_FEEDS, makeCalendarFeed } from '@/services/calendar-feed/make-calendar-feed';
import { readCalendarFeed } from '@/services/calendar-feed/read-calendar-feed';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR } from '@/tests/actors';
import { apply, fact } from '@/tests/make-books';
import { form, makePeople, type PeopleBooks } from '@/tests/make-people';

const NOW = new Date('2026-01-06T08:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let books: PeopleBooks;
let ann: SellerActor;

async function seller(id: string, merchantId: string): Promise<SellerActor> {
  const actor = await books.addPerson(id, 'seller', { merchantId });
  if (actor.role !== 'seller') throw new Error('no seller');
  return actor;
}

beforeAll(async () => {
  books = await makePeople();
  await setPolicy(books.database, OPERATOR, {
    timezone: 'UTC',
    assessment: { min_orders: 0, min_store_age_days: 0 },
    tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
  });
  const paid = (order: string, amount: number, currency = 'USD') =>
    fact(`${order} paid`, 'order.paid', '2026-01-02', { order, merchant: 'lumen', amount, currency });
  const shipped = (order: string, on: string) => fact(`${order} shipped`, 'order.shipped', on, { order });
  await apply(books.database, [paid('o1', 10_000), shipped('o1', '2026-01-02')]);
  await runDay(books.database, OPERATOR, '2026-01-03');
  await runDay(books.database, OPERATOR, '2026-01-05');
  await apply(books.database, [
    ...[paid('o2', 20_000), shipped('o2', '2026-01-05')],
    ...[paid('o3', 5000, 'JPY'), shipped('o3', '2026-01-05'), paid('o4', 700)],
  ]);
  await runDay(books.database, OPERATOR, '2026-01-06');
});
afterAll(() => books.drop());

beforeEach(async () => {
  await books.ask('delete from calendar_feeds');
  await books.ask('update people set ended_at = now()');
  ann = await seller(`ann-${randomUUID().slice(0, 8)}`, 'lumen');
});

async function make(actor = ann, locale = 'en'): Promise<{ feedId: string; token: string }> {
  const made = await makeCalendarFeed(books.database, actor, { ...form(), locale }, NOW);
  if (made.status !== 'made') throw new Error(made.status);
  return made;
}

const read = (token: string, now = NOW) => readCalendarFeed(books.database, token, 'request', now);

async function eventsOf(token: string, now = NOW) {
  const feed = await read(token);
  if (feed === null) throw new Error('no feed');
  const calendar = new ICAL.Component(ICAL.parse(icalendarOf(feed, now)));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      stamp: component.getFirstPropertyValue('dtstamp')?.toString(),
      summary: event.summary,
      description: event.description,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      isDate: event.startDate.isDate,
      transp: component.getFirstPropertyValue('transp'),
    };
  });
}

describe('a calendar address', () => {
  it('is shown once, and kept as a hash', async () => {
    const { feedId, token } = await make();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(
      await books.ask('select feed_id, merchant_id, person_id, token_hash, locale from calendar_feeds'),
    ).toEqual([
      {
        feed_id: feedId,
        merchant_id: 'lumen',
        person_id: ann.personId,
        token_hash: hashOfToken(token),
        locale: 'en',
      },
    ]);
    const log = await books.log();
    expect(log.at(-1)).toMatchObject({
      ...{ action: 'feed.made', actor_id: ann.personId, subject: feedId, merchant_id: 'lumen' },
    });
    expect(JSON.stringify(log)).not.toContain(token);
    expect(JSON.stringify(await listCalendarFeeds(books.database, ann))).not.toContain(token);
  });

  it('is made once by a form that is sent twice', async () => {
    const sent = { ...form(), locale: 'en' };
    expect(await makeCalendarFeed(books.database, ann, sent)).toMatchObject({ status: 'made' });
    expect(await makeCalendarFeed(books.database, ann, sent)).toEqual({ status: 'repeated' });
    expect((await listCalendarFeeds(books.database, ann)).feeds).toHaveLength(1);
  });

  it('is refused where the form is none, or there are enough', async () => {
    const bad = { status: 'refused', code: 'bad_form' };
    expect(await makeCalendarFeed(books.database, ann, { submissionId: 'x', locale: 'en' })).toEqual(bad);
    expect(await makeCalendarFeed(books.database, ann, { ...form(), locale: '../' })).toEqual(bad);
    expect(await endCalendarFeed(books.database, ann, { submissionId: 'x', feedId: 'y' })).toEqual(bad);
    for (let made = 0; made < MOST_FEEDS; made += 1) await make();
    const more = await makeCalendarFeed(books.database, ann, { ...form(), locale: 'en' });
    expect(more).toEqual({ status: 'refused', code: 'too_many' });
  });

  it('tells nothing once it is ended, and is ended by its owner only', async () => {
    const { feedId, token } = await make();
    const ben = await seller(`ben-${randomUUID().slice(0, 8)}`, 'lumen');
    const unknown = { status: 'refused', code: 'unknown_feed' };
    expect(await endCalendarFeed(books.database, ben, { ...form(), feedId })).toEqual(unknown);
    expect(await read(token)).not.toBeNull();
    const sent = { ...form(), feedId };
    expect(await endCalendarFeed(books.database, ann, sent, NOW)).toEqual({ status: 'done' });
    expect((await books.log()).at(-1)).toMatchObject({ action: 'feed.ended', subject: feedId });
    expect(await read(token)).toBeNull();
    expect(await endCalendarFeed(books.database, ann, sent)).toEqual({ status: 'repeated' });
    expect(await endCalendarFeed(books.database, ann, { ...form(), feedId })).toEqual(unknown);
    expect((await listCalendarFeeds(books.database, ann)).feeds).toEqual([]);
  });

  it.each([
    ['whose access has ended', 'ended_at = now()'],
    ['who is with another store', "merchant_id = 'volt'"],
    ['who is no seller', "role = 'reviewer', merchant_id = null"],
  ])('tells nothing for somebody %s', async (_who, change) => {
    const { token } = await make();
    expect(await read(token)).not.toBeNull();
    await books.ask(`update people set ${change} where person_id = $1`, [ann.personId]);
    expect(await read(token)).toBeNull();
  });

  it.each(['', 'x', 'a'.repeat(43), "' or true --"])('that nobody made tells nothing: %s', async (token) => {
    expect(await read(token)).toBeNull();
  });

  it('notes when it was read, to the minute', async () => {
    const { token } = await make();
    const noted = async () => (await listCalendarFeeds(books.database, ann)).feeds[0]?.lastReadAt;
    expect(await noted()).toBeNull();
    await read(token);
    expect(await noted()).toEqual(NOW);
    await read(token, later(0.5));
    expect(await noted()).toEqual(NOW);
    await read(token, later(2));
    expect(await noted()).toEqual(later(2));
  });
});

describe('what it tells', () => {
  it('is an all-day event for each day, currency and kind', async () => {
    const { feedId, token } = await make();
    const events = await eventsOf(token);
    expect(events.map(({ uid, summary, start, end }) => [uid, summary, start, end])).toEqual([
      [`release-2026-01-08-JPY-${feedId}`, 'Release: ¥4,500', '2026-01-08', '2026-01-09'],
      [`release-2026-01-08-USD-${feedId}`, 'Release: $180.00', '2026-01-08', '2026-01-09'],
      [`deposit-2026-03-03-USD-${feedId}`, 'Deposit back: $10.00', '2026-03-03', '2026-03-04'],
    ]);
    for (const event of events) {
      expect(event).toMatchObject({ isDate: true, transp: 'TRANSPARENT', stamp: '2026-01-06T08:00:00Z' });
    }
    expect(events[1]?.description).toContain('$20.00 of the same orders is frozen as deposit.');
  });

  it('names no order and no person', async () => {
    const { token } = await make();
    const feed = await read(token);
    const text = feed === null ? '' : icalendarOf(feed, NOW);
    expect(text).toContain('NAME:Lumen & Loom: coming releases');
    for (const secret of ['o1', 'o2', 'o3', ann.name, ann.email, ann.personId, token])
      expect(text).not.toContain(secret);
  });

  it('is in the language that the feed was made in', async () => {
    const { token } = await make(ann, 'zh');
    const summaries = (await eventsOf(token)).map(({ summary }) => summary);
    expect(summaries).toEqual(['放款：JP¥4,500', '放款：US$180.00', '退还保证金：US$10.00']);
  });

  it('keeps the ids of what stays, and goes up from day to day', async () => {
    const { token } = await make();
    const before = await eventsOf(token);
    await runDay(books.database, OPERATOR, '2026-01-07');
    const after = await eventsOf(token, later(1440));
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(after[0]?.sequence).toBe((before[0]?.sequence ?? 0) + 1);
  });

  it('says where a debt is paid back first', async () => {
    const { token } = await make();
    const feed = await read(token);
    if (feed === null) throw new Error('no feed');
    const owing = { ...feed, releases: feed.releases.map((release) => ({ ...release, isOwing: true })) };
    expect(icalendarOf(owing, NOW).replaceAll(/\r\n /g, '')).toContain('What you owe is paid back first.');
  });

  it('is of the own store only', async () => {
    const { token } = await make(await seller(`vera-${randomUUID().slice(0, 8)}`, 'volt'));
    expect(await read(token)).toMatchObject({ storeName: 'volt', releases: [] });
  });
});
