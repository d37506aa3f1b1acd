import { afterAll, beforeAll, expect, it } from 'vitest';
import { OPERATOR } from '@/tests/actors';
import { makeBusyStore, STORE } from '@/tests/busy-store';
import type { TestBooks } from '@/tests/make-books';
import { exportMerchant } from './export-merchant';
import { getMerchant } from './get-merchant';

let books: TestBooks;
beforeAll(async () => {
  books = await makeBusyStore();
});
afterAll(() => books.drop());

it('is the very text of what is answered of a merchant, however long its stretches are', async () => {
  const answer = await getMerchant(books.database, OPERATOR, STORE);
  expect(answer?.holds.length).toBeGreaterThan(5);
  for (const rowsAtOnce of [1, 2, 7, 5000]) {
    const found = await exportMerchant(books.database, OPERATOR, STORE, () => false, rowsAtOnce);
    expect(Buffer.concat(found?.pieces ?? []).toString()).toBe(JSON.stringify(answer));
  }
});

it('is not read for who has it, and is nothing of who has not opened', async () => {
  const first = await exportMerchant(books.database, OPERATOR, STORE);
  const again = await exportMerchant(books.database, OPERATOR, STORE, (mark) => mark === first?.mark);
  expect(again).toEqual({ mark: first?.mark, pieces: null });
  expect(await exportMerchant(books.database, OPERATOR, 'nobody')).toBeNull();
});
