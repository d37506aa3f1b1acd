import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBooks, type TestBooks } from '@/tests/make-books';
import { insertRows, updateRows } from './bulk';
import { merchants } from './schema/merchants';

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

const MANY = 150;
const FEW = 30;

/** Stores that say the same in most columns: of text, dates, numbers, bigints, booleans, lists, and nothing. */
function rowsOf(enrolment: 'none' | 'enrolled', factCount: bigint) {
  return Array.from({ length: MANY }, (_, number) => ({
    ...{ name: 'a "store", \\ NULL', openedOn: '2026-01-01', enrolment, factCount, isOptedOut: true },
    ...{ tier: enrolment === 'none' ? null : 'A', failuresInARow: 3, closedOn: null },
    ...{ currencies: ['EUR', 'USD'], entryCount: BigInt(number), merchantId: `store ${number}` },
  }));
}

type Rows = ReturnType<typeof rowsOf>;

async function writtenBy(
  write: (executor: TestBooks['database']['drizzle'], rows: Rows) => Promise<void>,
  parts: number,
): Promise<unknown[]> {
  const { drizzle } = books.database;
  await books.ask('delete from merchants');
  await insertRows(drizzle, merchants, rowsOf('none', 1n));
  const rows = rowsOf('enrolled', 2n ** 60n);
  for (let start = 0; start < rows.length; start += parts)
    await write(drizzle, rows.slice(start, start + parts));
  return (await drizzle.execute(sql`select * from ${merchants} order by merchant_id`)).rows;
}

it('rows that agree in some columns are changed as rows that are sent a few at a time', async () => {
  const write = (executor: TestBooks['database']['drizzle'], rows: Rows) =>
    updateRows(executor, merchants, ['merchantId'], rows);
  const together = await writtenBy(write, MANY);
  expect(together).toHaveLength(MANY);
  expect(together[0]).toMatchObject({
    name: 'a "store", \\ NULL',
    tier: 'A',
    closed_on: null,
    fact_count: 2n ** 60n,
  });
  expect(together).toEqual(await writtenBy(write, FEW));
});

it('rows that agree in some columns are inserted as rows that are sent a few at a time', async () => {
  const write = async (executor: TestBooks['database']['drizzle'], rows: Rows) => {
    const own = rows.map((row) => ({ ...row, merchantId: `new ${row.merchantId}` }));
    await insertRows(executor, merchants, own);
    // Whose rows are there already are left as they are.
    await insertRows(executor, merchants, own, { target: ['merchantId'] });
  };
  const together = await writtenBy(write, MANY);
  expect(together).toHaveLength(2 * MANY);
  expect(together).toEqual(await writtenBy(write, FEW));
});
