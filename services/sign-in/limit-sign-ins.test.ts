import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import { noteFailedSignIn, noteSignIn, pauseAfter, signInDelay } from './limit-sign-ins';

let created: TestDatabase;
/** Two server processes, as far as the database can tell. */
let one: Database;
let other: Database;
let people = 0;

/** Somebody who was not counted yet, each at an address of their own. */
function somebody(): { email: string; address: string } {
  people += 1;
  return { email: `person${people}@example.com`, address: `192.0.2.${people}` };
}

async function fail(database: Database, email: string, address: string): Promise<void> {
  expect(await signInDelay(database, email, address)).toBe(0);
  await noteFailedSignIn(database, email, address);
}

function later(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

beforeAll(async () => {
  created = await createTestDatabase();
  await migrate(created.ownerUrl);
  one = openDatabase(created.ownerUrl);
  other = openDatabase(created.ownerUrl);
});
beforeEach(() => {
  // The clock alone: the connections' own timers go on.
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await Promise.all([one?.close(), other?.close()]);
  await created?.drop();
});

describe('an account', () => {
  it('may be tried five times in a row, then after growing pauses, by any server process', async () => {
    const { email, address } = somebody();
    for (let failures = 1; failures <= 5; failures += 1) await fail(one, email, address);
    for (const pause of [30, 60, 120, 240, 480, 900, 900]) {
      expect(await signInDelay(other, email, address)).toBe(pause);
      later(pause - 1);
      expect(await signInDelay(one, email, '198.51.100.1')).toBe(1);
      later(2);
      await fail(one, email, address);
    }
  });

  it('begins anew after a right password, and may be written in any case', async () => {
    const { email, address } = somebody();
    for (let failures = 1; failures <= 4; failures += 1) await fail(one, email.toUpperCase(), address);
    expect(await signInDelay(one, email, address)).toBe(0);
    await noteSignIn(one, email, address);
    for (let failures = 1; failures <= 4; failures += 1) await fail(one, email, address);
    expect(await signInDelay(other, email, address)).toBe(0);
    await noteFailedSignIn(other, email, address);
    expect(await signInDelay(one, email, address)).toBe(30);
    later(31);
    expect(await signInDelay(one, email, address)).toBe(0);
    await noteSignIn(one, email, address);
    expect(await signInDelay(one, email, address)).toBe(0);
  });

  it('gets no more tries when they come all at once', async () => {
    const { email, address } = somebody();
    const burst = async () => {
      const delays = await Promise.all(
        Array.from({ length: 30 }, (_, place) => signInDelay(place % 2 ? one : other, email, address)),
      );
      const through = delays.filter((delay) => delay === 0).length;
      for (let each = 0; each < through; each += 1) await noteFailedSignIn(one, email, address);
      return through;
    };
    expect(await burst()).toBe(5);
    expect(await burst()).toBe(0);
    later(31);
    expect(await burst()).toBe(1);
    expect(await signInDelay(one, email, address)).toBe(60);
  });

  it('is not shut by a try that never ended', async () => {
    const { email, address } = somebody();
    for (let tries = 1; tries <= 5; tries += 1) expect(await signInDelay(one, email, address)).toBe(0);
    expect(await signInDelay(one, email, address)).toBe(10);
    later(11);
    expect(await signInDelay(one, email, address)).toBe(0);
  });
});

describe('an address', () => {
  it('may fail fifty times an hour, on whatever accounts, and is not cleared by a right password', async () => {
    const { address } = somebody();
    const own = somebody();
    for (let failures = 1; failures <= 50; failures += 1)
      await fail(one, `list${failures}@example.com`, address);
    expect(await signInDelay(other, own.email, address)).toBe(3600);
    await noteSignIn(one, own.email, address);
    expect(await signInDelay(other, own.email, address)).toBe(3600);
    expect(await signInDelay(other, own.email, own.address)).toBe(0);
    later(3601);
    expect(await signInDelay(other, own.email, address)).toBe(0);
  });

  it('is the network that an IPv6 address is in', async () => {
    const inside = (last: number) => `2001:db8:7:8::${last.toString(16)}`;
    for (let failures = 1; failures <= 50; failures += 1)
      await fail(one, `six${failures}@example.com`, inside(failures));
    expect(await signInDelay(one, 'six@example.com', inside(999))).toBe(3600);
    expect(await signInDelay(one, 'six@example.com', '2001:db8:7:9::1')).toBe(0);
  });
});

it('keeps nothing that tells who it was', async () => {
  await fail(one, 'told.apart@example.com', '203.0.113.77');
  const { rows } = await one.pool.query<{ key: string }>('select key from rate_limits');
  expect(rows.length).toBeGreaterThan(3);
  for (const { key } of rows) expect(key).toMatch(/^sign-in (failures|pause|turns|address):[\w-]{43}$/);
});

it('doubles the pauses up to a quarter of an hour', () => {
  expect([0, 4, 5, 6, 7, 10, 11, 60].map(pauseAfter)).toEqual([0, 0, 30, 60, 120, 900, 900, 900]);
});
