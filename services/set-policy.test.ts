import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '@/tests/actors';
import { apply, fact, makeBooks, statusOf, type TestBooks } from '@/tests/make-books';
import type { Database } from '../db/client';
import { PolicyRefused } from '../engine/policy';
import { recordFacts } from './record-facts';
import { runDay } from './run-day';
import { inScratch } from './scratch';
import { setPolicy, showPolicy } from './set-policy';

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

const inBooks = (story: (scratch: Database) => Promise<void>) => inScratch(books.ownerUrl, story);
const opening = fact('f', 'merchant.opened', '2026-01-01', { merchant: 'm' });
const waiting = fact('f', 'order.shipped', '2026-01-01', { order: 'o' });
const versions = async (scratch: Database) =>
  (await scratch.pool.query<{ version: number }>('select version from policy_versions order by 1')).rows.map(
    ({ version }) => version,
  );

describe('setting a policy', () => {
  it('is in force at once where no fact is recorded, also after a run', () =>
    inBooks(async (scratch) => {
      expect(await showPolicy(scratch, OPERATOR)).toMatchObject({
        version: 1,
        coming: [],
        policy: { timezone: 'Asia/Shanghai' },
      });
      expect(await setPolicy(scratch, OPERATOR, { timezone: 'UTC' })).toMatchObject({
        version: 2,
        isInForce: true,
      });
      await runDay(scratch, OPERATOR, '2026-01-01');
      expect(await setPolicy(scratch, OPERATOR, { timezone: 'Europe/Berlin' })).toMatchObject({
        version: 3,
        isInForce: true,
      });
      expect(await showPolicy(scratch, OPERATOR)).toMatchObject({
        version: 3,
        coming: [],
        policy: { timezone: 'Europe/Berlin' },
      });
    }));

  it.each([
    ['an applied fact', opening, 'applied', false],
    ['a fact that only waits', waiting, 'parked', false],
    ['a fact that was rejected', { ...waiting, note: 'x' }, 'rejected bad_fact', true],
  ])('after %s', (_what, raw, status, isInForce) =>
    inBooks(async (scratch) => {
      expect((await recordFacts(scratch, OPERATOR, [raw])).map(statusOf)).toEqual([status]);
      expect(await setPolicy(scratch, OPERATOR, { exposure_cap_minor: 5 })).toMatchObject({
        version: 2,
        isInForce,
      });
      const shown = await showPolicy(scratch, OPERATOR);
      expect(shown.version).toBe(isInForce ? 2 : 1);
      expect(shown.coming.map(({ version }) => version)).toEqual(isInForce ? [] : [2]);
    }),
  );

  it('else comes into force with the next run, the newest of several', () =>
    inBooks(async (scratch) => {
      await apply(scratch, [opening]);
      await setPolicy(scratch, OPERATOR, { exposure_cap_minor: 5 });
      await setPolicy(scratch, OPERATOR, { exposure_cap_minor: 6 });
      expect(await showPolicy(scratch, OPERATOR)).toMatchObject({
        version: 1,
        policy: { exposure_cap_minor: null },
        coming: [{ version: 3, effectiveFrom: null }],
      });
      await runDay(scratch, OPERATOR, '2026-01-02');
      expect(await showPolicy(scratch, OPERATOR)).toMatchObject({
        version: 3,
        policy: { exposure_cap_minor: 6 },
        coming: [],
      });
      expect(await versions(scratch)).toEqual([1, 2, 3]);
    }));

  it('may be asked to be in force at once', () =>
    inBooks(async (scratch) => {
      await apply(scratch, [opening]);
      const set = await setPolicy(
        scratch,
        OPERATOR,
        { exposure_cap_minor: 5 },
        { over: 'in force', atOnce: true },
      );
      expect(set).toMatchObject({ version: 2, isInForce: true });
      expect(await showPolicy(scratch, OPERATOR)).toMatchObject({ version: 2, coming: [] });
    }));

  it('merges over the default policy, or over the one in force', () =>
    inBooks(async (scratch) => {
      await setPolicy(scratch, OPERATOR, { exposure_cap_minor: 5, deposit: { cap_minor: 7 } });
      expect((await setPolicy(scratch, OPERATOR, { deposit: { cap_minor: 8 } })).policy).toMatchObject({
        exposure_cap_minor: null,
        deposit: { cap_minor: 8 },
      });
      await setPolicy(scratch, OPERATOR, { exposure_cap_minor: 5 }, { over: 'in force' });
      expect((await showPolicy(scratch, OPERATOR)).policy).toMatchObject({
        exposure_cap_minor: 5,
        deposit: { cap_minor: 8 },
      });
    }));

  it.each<[string, unknown, string]>([
    ['with an unknown key', { colour: 'red' }, 'colour'],
    ['with no tier', { tiers: [] }, 'tiers'],
    ['that is no object', [], 'it must be an object'],
  ])('%s is refused with its place, and no version is left', (_what, changes, place) =>
    inBooks(async (scratch) => {
      await expect(setPolicy(scratch, OPERATOR, changes)).rejects.toThrow(PolicyRefused);
      await expect(setPolicy(scratch, OPERATOR, changes)).rejects.toThrow(place);
      expect(await versions(scratch)).toEqual([1]);
    }),
  );

  it('may be done by two at once', () =>
    inBooks(async (scratch) => {
      const set = await Promise.all(
        [1, 2, 3].map((cap) => setPolicy(scratch, OPERATOR, { exposure_cap_minor: cap })),
      );
      expect(set.map(({ version }) => version).toSorted()).toEqual([2, 3, 4]);
      const newest = set.find(({ version }) => version === 4);
      expect((await showPolicy(scratch, OPERATOR)).policy).toEqual(newest?.policy);
    }));
});

describe('the time zone', () => {
  it.each([
    ['applied', opening],
    ['parked', waiting],
  ])('cannot change once a fact is %s, nor by a default that differs', (_what, raw) =>
    inBooks(async (scratch) => {
      await setPolicy(scratch, OPERATOR, { timezone: 'UTC' });
      await recordFacts(scratch, OPERATOR, [raw]);
      for (const changes of [{ timezone: 'Europe/Berlin' }, { exposure_cap_minor: 5 }]) {
        await expect(setPolicy(scratch, OPERATOR, changes)).rejects.toThrow(
          /timezone: cannot change from UTC to/,
        );
      }
      const set = await setPolicy(scratch, OPERATOR, { timezone: 'UTC', exposure_cap_minor: 5 });
      expect(set).toMatchObject({ version: 3, isInForce: false });
      expect(await versions(scratch)).toEqual([1, 2, 3]);
    }),
  );
});
