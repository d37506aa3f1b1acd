import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import { type Asker, type CountRequest, limitRequests, noteKey, REQUESTS_A_MINUTE } from './limit-requests';

let created: TestDatabase;
let one: Database;
let other: Database;

/** Twelve a session, six an address, two hundred and forty a key. */
const FACTOR = 0.02;

function by(asker: Partial<Asker>): Asker {
  return { session: null, key: null, address: '192.0.2.1', ...asker };
}

/** How many of so many requests in a row get through. */
async function through(counters: CountRequest[], asker: Asker, requests: number): Promise<number> {
  let count = 0;
  for (let request = 0; request < requests; request += 1) {
    const counter = counters[request % counters.length];
    if ((await counter?.(asker)) === 0) count += 1;
  }
  return count;
}

beforeAll(async () => {
  created = await createTestDatabase();
  await migrate(created.ownerUrl);
  one = openDatabase(created.ownerUrl);
  other = openDatabase(created.ownerUrl);
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await Promise.all([one?.close(), other?.close()]);
  await created?.drop();
});

describe('two server processes', () => {
  it('share the count of a session, and of an address', async () => {
    const counters = [limitRequests(one, FACTOR), limitRequests(other, FACTOR)];
    expect(await through(counters, by({ session: 'shared' }), 20)).toBe(12);
    expect(await through(counters, by({ address: '192.0.2.2' }), 20)).toBe(6);
    expect(await counters[1]?.(by({ address: '192.0.2.3' }))).toBe(0);
  });

  it('share it to the last when they count at once', async () => {
    const counters = [limitRequests(one, FACTOR), limitRequests(other, FACTOR)];
    const delays = await Promise.all(
      Array.from({ length: 60 }, (_, place) => counters[place % 2]?.(by({ session: 'at once' }))),
    );
    expect(delays.filter((delay) => delay === 0)).toHaveLength(12);
  });
});

it('says how long to wait, and begins anew after that', async () => {
  const count = limitRequests(one, FACTOR);
  expect(await through([count], by({ session: 'waits' }), 12)).toBe(12);
  vi.setSystemTime(Date.now() + 20_000);
  expect(await count(by({ session: 'waits' }))).toBe(40);
  vi.setSystemTime(Date.now() + 40_001);
  expect(await count(by({ session: 'waits' }))).toBe(0);
});

it('asks the database once a request, and not at all for who is over', async () => {
  const query = vi.spyOn(one.pool, 'query');
  const count = limitRequests(one, FACTOR);
  expect(await through([count], by({ session: 'asks' }), 12)).toBe(12);
  expect(query).toHaveBeenCalledTimes(12);
  expect(await through([count], by({ session: 'asks' }), 30)).toBe(0);
  expect(query).toHaveBeenCalledTimes(12);
  query.mockRestore();
});

it('counts those that come at once together, and lets no more of them through than one after the other', async () => {
  const query = vi.spyOn(one.pool, 'query');
  const count = limitRequests(one, FACTOR);
  const asker = by({ session: 'a crowd' });
  const crowd = async (size: number) => {
    const delays = await Promise.all(Array.from({ length: size }, () => count(asker)));
    return delays.map((delay) => delay === 0);
  };
  expect(await crowd(5)).toEqual([true, true, true, true, true]);
  expect(query).toHaveBeenCalledTimes(2);
  // Who came first is let through.
  expect(await crowd(10)).toEqual([...Array(7).fill(true), ...Array(3).fill(false)]);
  expect(query).toHaveBeenCalledTimes(4);
  expect(await crowd(10)).toEqual(Array(10).fill(false));
  expect(query).toHaveBeenCalledTimes(4);
  query.mockRestore();
});

it('gives a key a limit of its own once it was seen to be good, and no longer than that', async () => {
  const count = limitRequests(one, FACTOR);
  const address = '192.0.2.4';
  // Made up anew for each request.
  let got = 0;
  for (let each = 0; each < 20; each += 1)
    if ((await count(by({ address, key: `sluice_${each}` }))) === 0) got += 1;
  expect(got).toBe(6);
  noteKey('sluice_good', true);
  expect(await through([count], by({ address, key: 'sluice_good' }), 300)).toBe(240);
  noteKey('sluice_good', false);
  expect(await through([count], by({ address, key: 'sluice_good' }), 30)).toBe(0);
  noteKey('sluice_late', true);
  vi.setSystemTime(Date.now() + 11 * 60_000);
  expect(await through([count], by({ address, key: 'sluice_late' }), 30)).toBe(6);
});

it('still counts, in memory, while the database is away, and in the database when it is back', async () => {
  const query = vi.spyOn(one.pool, 'query').mockImplementation(() => Promise.reject(new Error('away')));
  const count = limitRequests(one, FACTOR);
  expect(await through([count], by({ session: 'away' }), 30)).toBe(12);
  // Left alone, not asked at every request.
  expect(query).toHaveBeenCalledTimes(1);
  query.mockRestore();
  vi.setSystemTime(Date.now() + 2001);
  expect(await count(by({ session: 'back' }))).toBe(0);
  const { rows } = await one.pool.query('select points from rate_limits where points = 1');
  expect(rows.length).toBeGreaterThan(0);
});

it('does not wait for a database that does not answer', async () => {
  const query = vi.spyOn(one.pool, 'query').mockImplementation(() => new Promise(() => {}));
  const count = limitRequests(one, FACTOR);
  const began = performance.now();
  expect(await through([count], by({ session: 'silent' }), 30)).toBe(12);
  expect(performance.now() - began).toBeLessThan(3000);
  query.mockRestore();
});

it('keeps nothing that tells who it was', async () => {
  const { rows } = await one.pool.query<{ key: string }>('select key from rate_limits');
  for (const { key } of rows) expect(key).toMatch(/^(session|address|key):[\w-]{43}$/);
  expect(rows.length).toBeGreaterThan(3);
});

it('costs a millisecond or so a request', async () => {
  vi.useRealTimers();
  const count = limitRequests(one, 1000);
  const asker = by({ session: 'cost' });
  await count(asker);
  const began = performance.now();
  const requests = 300;
  expect(await through([count], asker, requests)).toBe(requests);
  const each = (performance.now() - began) / requests;
  console.info(`${each.toFixed(2)} ms a request; limits a minute: ${JSON.stringify(REQUESTS_A_MINUTE)}`);
  expect(each).toBeLessThan(20);
});
