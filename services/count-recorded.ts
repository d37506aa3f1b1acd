import type { Executor } from '../db/client';
import type { Book } from '../engine/book';
import type { FactAnswer } from '../engine/intake';
import { countEntries, countFacts, countRejected } from './measure';
import { afterCommit } from './transaction';

/** What a transaction that adds to the books is counted by, once it is committed. */

function countOf<Key>(keys: Iterable<Key>): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Counts the entries that the transaction adds to the books. */
export function countBooks(executor: Executor, books: readonly Book[]): void {
  const kinds = countOf(books.flatMap((book) => book.entries.map(({ kind }) => kind)));
  afterCommit(executor, () => {
    for (const [kind, count] of kinds) countEntries(kind, count);
  });
}

/** Counts what the transaction answers to facts. */
export function countAnswers(executor: Executor, answers: readonly FactAnswer[]): void {
  const statuses = countOf(answers.map(({ status }) => status));
  const codes = countOf(answers.flatMap(({ code }) => code ?? []));
  afterCommit(executor, () => {
    for (const [status, count] of statuses) countFacts(status, count);
    for (const [code, count] of codes) countRejected(code, count);
  });
}
