import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeBooks, type TestBooks } from '@/tests/make-books';
import { insertRows, updateRows, Writes } from './bulk';
import { lockMerchants, readMerchants } from './queries/books';
import { limitLockWaits } from './queries/intake';
import { lockDay, readMarketplace, updateMarketplace } from './queries/marketplace';
import { dailyCounts } from './schema/assessments';
import { merchants } from './schema/merchants';

let books: TestBooks;

beforeAll(async () => {
  books = await makeBooks();
});
beforeEach(async () => {
  await books.ask('truncate merchants cascade');
});
afterAll(() => books.drop());

const drizzle = () => books.database.drizzle;

interface Row {
  merchantId: string;
  name: string | null;
  isOptedOut: boolean;
  failuresInARow: number;
  nextDueOn: string | null;
  factCount: bigint;
  currencies: string[];
}

const name = fc.oneof(
  fc.constantFrom(null, '', 'NULL', 'null', '{}', '"', '\\', '\\"', "'", ',', ' a ', '{"a"}', 'ö\n\t€', '$1'),
  fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !text.includes('\0')),
);
const each = {
  name,
  isOptedOut: fc.boolean(),
  failuresInARow: fc.nat(9),
  nextDueOn: fc.constantFrom(null, '2026-01-05', '2026-02-28'),
  factCount: fc.bigInt({ min: 0n, max: 2n ** 62n }),
  currencies: fc.array(fc.constantFrom('USD', 'EUR', 'a"b', 'a,b', 'NULL'), { maxLength: 3 }),
};

/** Rows, some of whose columns say the same in all of them. */
const manyRows = fc
  .record({
    size: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 18, max: 60 })),
    alike: fc.record(each),
    isAlike: fc.record(Object.fromEntries(Object.keys(each).map((key) => [key, fc.boolean()]))),
  })
  .chain(({ size, alike, isAlike }) =>
    fc.array(fc.record(each), { minLength: size, maxLength: size }).map((rows) =>
      rows.map((row, index): Row => {
        const own = Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            isAlike[key] ? alike[key as keyof typeof alike] : value,
          ]),
        ) as Omit<Row, 'merchantId'>;
        return { merchantId: `m${String(index).padStart(3, '0')}`, ...own };
      }),
    ),
  );

async function stored(): Promise<Row[]> {
  const ids = (await books.ask<{ merchant_id: string }>('select merchant_id from merchants')).map(
    (row) => row.merchant_id,
  );
  const rows = await readMerchants(drizzle(), ids);
  return rows
    .map(({ merchantId, name: called, isOptedOut, failuresInARow, nextDueOn, factCount, currencies }) => ({
      ...{ merchantId, name: called, isOptedOut, failuresInARow, nextDueOn, factCount, currencies },
    }))
    .toSorted((a, b) => (a.merchantId < b.merchantId ? -1 : 1));
}

describe('rows in sets', () => {
  it('are stored as they are given, and changed to what is given next', async () => {
    await fc.assert(
      fc.asyncProperty(manyRows, manyRows, async (first, second) => {
        await books.ask('delete from merchants');
        await insertRows(drizzle(), merchants, first);
        expect(await stored()).toEqual(first);
        const changed = second.slice(0, first.length);
        await updateRows(drizzle(), merchants, ['merchantId'], changed);
        expect(await stored()).toEqual([...changed, ...first.slice(changed.length)]);
        await insertRows(drizzle(), merchants, second, { target: ['merchantId'], set: ['name'] });
        const names = new Map(second.map((row) => [row.merchantId, row.name]));
        const kept = [...changed, ...first.slice(changed.length)].map((row) => ({
          ...row,
          name: names.get(row.merchantId) ?? (names.has(row.merchantId) ? null : row.name),
        }));
        expect(await stored()).toEqual([...kept, ...second.slice(first.length)]);
      }),
      { numRuns: 60 },
    );
  });

  it('all alike in every column are as many as they are', async () => {
    await books.ask("insert into merchants (merchant_id) values ('m')");
    const day = { ...{ merchantId: 'm', cohortOn: '2026-01-05', eventOn: '2026-01-05' } };
    const counts = { shipped: 1, late: 0, disputed: 0, refunded: 0, feedback: 0, positive: 0 };
    const same = Array.from({ length: 30 }, () => ({ ...day, ...counts }));
    await expect(insertRows(drizzle(), dailyCounts, same)).rejects.toThrow();
    await insertRows(drizzle(), dailyCounts, same.slice(0, 1));
    const add = [{ ...day, ...counts, shipped: 5 }];
    await insertRows(drizzle(), dailyCounts, add, {
      ...{ target: ['merchantId', 'cohortOn', 'eventOn'], add: ['shipped'] },
    });
    const taken = [{ ...day, shipped: -2 }];
    await updateRows(drizzle(), dailyCounts, ['merchantId', 'cohortOn', 'eventOn'], taken, true);
    expect(await books.ask('select shipped from daily_counts')).toEqual([{ shipped: 4 }]);
  });

  it('that are to change must be there', async () => {
    await books.ask("insert into merchants (merchant_id) values ('there')");
    const rows = ['there', 'gone'].map((merchantId) => ({ merchantId, name: 'changed' }));
    await expect(updateRows(drizzle(), merchants, ['merchantId'], rows)).rejects.toThrow(
      'merchants: 2 rows were to change, 1 did',
    );
  });
});

describe('statements that are sent without waiting for answers', () => {
  it('fail as the first that fails, and none of them holds', async () => {
    const failing = drizzle().transaction(async (executor) => {
      const writes = new Writes(executor);
      writes.insert(merchants, [{ merchantId: 'a' }]);
      writes.insert(merchants, [{ merchantId: 'b', failuresInARow: -1 }]);
      writes.insert(merchants, [{ merchantId: 'c' }]);
      writes.update(merchants, ['merchantId'], [{ merchantId: 'd', name: 'nobody' }]);
      await writes.done();
    });
    await expect(failing).rejects.toMatchObject({
      cause: { code: '23514', constraint: 'merchants_failures' },
    });
    expect(await books.ask('select * from merchants')).toEqual([]);
    await insertRows(drizzle(), merchants, [{ merchantId: 'a' }]);
  });

  it('are done in their order: what is read behind a lock is what its holder left', async () => {
    await books.ask("insert into merchants (merchant_id, name) values ('m', 'before')");
    let asked: Promise<unknown[]> = Promise.resolve([]);
    await drizzle().transaction(async (holder) => {
      await lockDay(holder, 'exclusive');
      await lockMerchants(holder, ['m']);
      asked = drizzle().transaction(async (executor) => {
        const [, , state, [locked], [row]] = await Promise.all([
          lockDay(executor, 'shared'),
          limitLockWaits(executor, 10_000),
          readMarketplace(executor),
          lockMerchants(executor, ['m']),
          readMerchants(executor, ['m']),
        ]);
        return [state.demoUntil, locked?.name, row?.name];
      });
      await vi.waitFor(async () => {
        const waiting = await books.ask(
          "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        );
        expect(waiting).toHaveLength(1);
      });
      await updateMarketplace(holder, { demoUntil: '2026-03-04' });
      await updateRows(holder, merchants, ['merchantId'], [{ merchantId: 'm', name: 'after' }]);
    });
    expect(await asked).toEqual(['2026-03-04', 'after', 'after']);
  });
});
