import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSteadyMerchants } from '@/db/queries/books';
import { recordSteady, type SteadyBook } from '@/db/record-steady';
import { evaluate } from '@/engine/assessment';
import { Book } from '@/engine/book';
import { applyAssessment } from '@/engine/enrolment';
import { DEFAULT_POLICY } from '@/engine/policy';
import { NO_COUNTS } from '@/engine/scorecard';
import { OPERATOR } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { runDay } from './run-day';
import { verifyBooks } from './verify-books';

const DAY = '2026-01-04';
const NEXT = '2026-01-05';
const RUN = { runOn: NEXT, attempt: 1, isPolicyNew: false, lastAssessmentDueBy: DAY };
const RECORDING = { policyVersion: 1, runAttempt: 1, hasListeners: false };

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
  await apply(
    books.database,
    ['a', 'b', 'c'].map((merchant) =>
      fact(`opened ${merchant}`, 'merchant.opened', '2026-01-01', { merchant }),
    ),
  );
  await runDay(books.database, OPERATOR, DAY);
});
afterAll(() => books.drop());

async function readAll(): Promise<SteadyBook[]> {
  const merchants = await readSteadyMerchants(books.database.drizzle, RUN, ['a', 'b', 'c']);
  return merchants
    .toSorted((a, b) => (a.merchantId < b.merchantId ? -1 : 1))
    .map((merchant) => {
      const book = new Book(merchant) as SteadyBook;
      const scene = { openOn: NEXT, policy: DEFAULT_POLICY, cause: { runOn: NEXT }, actsOn: NEXT };
      applyAssessment(book, scene, evaluate(merchant, NO_COUNTS, DEFAULT_POLICY, NEXT), NEXT);
      return book;
    });
}

it('leaves out whose books changed since they were read, and whom somebody visited, and does nobody twice', async () => {
  const { database } = books;
  const read = await readAll();
  expect(read.map(({ merchant }) => merchant.merchantId)).toEqual(['a', 'b', 'c']);
  await apply(database, [fact('out', 'merchant.opted_out', DAY, { merchant: 'b' })]);
  expect(await recordSteady(database.drizzle, RUN, read.slice(0, 2), RECORDING)).toEqual(['a']);
  expect(await recordSteady(database.drizzle, RUN, read, RECORDING)).toEqual(['c']);
  expect((await readAll()).map(({ merchant }) => merchant.merchantId)).toEqual(['b']);
});

it('leaves the rest of the run to the visits, and books in which nothing is wrong', async () => {
  const { database } = books;
  const outcome = await runDay(database, OPERATOR, NEXT);
  expect(outcome).toMatchObject({ status: 'done', run: { merchantsVisited: 1, assessments: 1 } });
  const third = await runDay(database, OPERATOR, '2026-01-06');
  expect(third).toMatchObject({ status: 'done', run: { merchantsVisited: 3, assessments: 3 } });
  const verified = await verifyBooks(database, OPERATOR);
  expect(verified.filter(({ wrong }) => wrong > 0)).toEqual([]);
});
