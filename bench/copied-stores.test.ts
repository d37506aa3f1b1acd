import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDay } from '@/services/run-day';
import { verifyBooks } from '@/services/verify-books';
import { OPERATOR } from '@/tests/actors';
import { makeBooks, type TestBooks } from '@/tests/make-books';
import { copyStore } from './copied-stores';
import { makeDueStore } from './due-store';

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

it('copies of a store are as sound as books that the engine has made, and a run releases what is due in them', async () => {
  const { database } = books;
  const on = await makeDueStore(database, { merchantId: 'store-', orders: 5, days: 1, earlier: 40 });
  await copyStore(database.ownerUrl, 'store-', 6);
  const wrong = async () => (await verifyBooks(database, OPERATOR)).filter((each) => each.wrong > 0);
  expect(await wrong()).toEqual([]);
  const outcome = await runDay(database, OPERATOR, on);
  expect(outcome).toMatchObject({
    status: 'done',
    run: { releases: 35, merchantsVisited: 7, holdsGivenBack: 0 },
  });
  expect(await wrong()).toEqual([]);
});
