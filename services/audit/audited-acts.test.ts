import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { OPERATOR, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, type TestBooks } from '@/tests/make-books';
import { type ImportOptions, importFacts } from '../import-facts';
import { playDay, runDay } from '../run-day';
import { inScratch } from '../scratch';
import { setPolicy, TakesTwoPeople } from '../set-policy';
import { startNextRun } from '../start-next-run';

/** What people and operators do leaves its row in the audit log, once, and what follows from it does not. */

let books: TestBooks;
let folder: string;
beforeAll(async () => {
  books = await makeBooks();
  folder = mkdtempSync(join(tmpdir(), 'sluice-audited-'));
});
afterAll(async () => {
  await books.drop();
  rmSync(folder, { recursive: true });
});

const inBooks = (story: (scratch: Database) => Promise<void>) => inScratch(books.ownerUrl, story);
const opening = fact('f', 'merchant.opened', '2026-01-01', { merchant: 'm' });
const REVIEWER = staff('reviewer');

async function acts(database: Database) {
  const { rows } = await database.pool.query(
    'select actor_kind, actor_name, action, subject, before, after, request_id from audit_log order by audit_seq',
  );
  return rows;
}

const BY_OPERATOR = { actor_kind: 'operator', actor_name: 'tester', request_id: null };

describe('a policy', () => {
  it('is audited with what it changes, and that alone', () =>
    inBooks(async (scratch) => {
      await setPolicy(scratch, OPERATOR, {
        exposure_cap_minor: 5,
        assessment: { min_orders: 1, weights: { dispute: 31 } },
      });
      await setPolicy(scratch, OPERATOR, { merchant_borne_reasons: ['seller_fault'] }, { over: 'in force' });
      await setPolicy(scratch, OPERATOR, {}, { over: 'in force' });
      expect(await acts(scratch)).toEqual([
        {
          ...{ ...BY_OPERATOR, action: 'policy.set', subject: '2' },
          before: { exposure_cap_minor: null, assessment: { min_orders: 30, weights: { dispute: 30 } } },
          after: { exposure_cap_minor: 5, assessment: { min_orders: 1, weights: { dispute: 31 } } },
        },
        {
          ...{ ...BY_OPERATOR, action: 'policy.set', subject: '3' },
          before: { merchant_borne_reasons: ['no_reason_return', 'seller_fault', 'order_problem'] },
          after: { merchant_borne_reasons: ['seller_fault'] },
        },
        { ...BY_OPERATOR, action: 'policy.set', subject: '4', before: {}, after: {} },
      ]);
    }));

  it('that is refused is not', () =>
    inBooks(async (scratch) => {
      await expect(setPolicy(scratch, OPERATOR, { colour: 'red' })).rejects.toThrow();
      expect(await acts(scratch)).toEqual([]);
    }));

  it('is set by no operator alone where there are people, until the last has gone', () =>
    inBooks(async (scratch) => {
      await scratch.pool.query(
        `insert into people (person_id, name, email, role, ended_at)
         values ('ann', 'Ann', 'ann@example.com', 'approver', null), ('bob', 'Bob', 'bob@example.com', 'auditor', now())`,
      );
      await expect(setPolicy(scratch, OPERATOR, {})).rejects.toThrow(TakesTwoPeople);
      expect(await acts(scratch)).toEqual([]);
      expect((await scratch.pool.query('select version from policy_versions')).rowCount).toBe(1);
      await scratch.pool.query('update people set ended_at = now()');
      expect(await setPolicy(scratch, OPERATOR, {})).toMatchObject({ version: 2 });
    }));
});

describe('a run', () => {
  const started = (subject: string, attempt: number, isContinued = false) => ({
    ...{ ...BY_OPERATOR, action: 'run.started', subject, before: null },
    after: { attempt, policy_version: 1, is_continued: isContinued },
  });
  const broken = {
    onProgress: () => {
      throw new Error('the plug was pulled');
    },
  };

  it('is audited each time it is started or gone on with, and not where it is refused', () =>
    inBooks(async (scratch) => {
      await apply(scratch, [opening]);
      await expect(runDay(scratch, OPERATOR, '2026-01-02', broken)).rejects.toThrow('plug');
      await runDay(scratch, OPERATOR, '2026-01-02');
      await runDay(scratch, OPERATOR, '2026-01-02');
      await runDay(scratch, OPERATOR, '2026-01-02', { onlyOnce: true });
      await runDay(scratch, OPERATOR, '2026-01-01');
      expect(await acts(scratch)).toEqual([
        started('2026-01-02', 1),
        started('2026-01-02', 1, true),
        started('2026-01-02', 2),
      ]);
    }));

  it('of an earlier day that the next one finishes first is audited by its own date', () =>
    inBooks(async (scratch) => {
      await apply(scratch, [opening]);
      await expect(playDay(scratch, '2026-01-02', broken)).rejects.toThrow('plug');
      await runDay(scratch, OPERATOR, '2026-01-03');
      expect(await acts(scratch)).toEqual([started('2026-01-02', 1, true), started('2026-01-03', 1)]);
    }));

  it('that is a part of something else is not', () =>
    inBooks(async (scratch) => {
      await playDay(scratch, '2026-01-02');
      expect(await acts(scratch)).toEqual([]);
    }));

  it('started from a page is audited once, with the person and the request, however often it is pressed', () =>
    inBooks(async (scratch) => {
      await apply(scratch, [opening]);
      await playDay(scratch, '2026-01-02');
      const ask = { date: '2026-01-03', now: new Date('2026-01-05T00:00:00Z') };
      await Promise.all([1, 2, 3].map(() => startNextRun(scratch, REVIEWER, ask)));
      await startNextRun(scratch, REVIEWER, { ...ask, date: '2026-01-09' });
      const started = await acts(scratch);
      expect(started).toMatchObject([
        {
          ...{ actor_kind: 'person', actor_name: REVIEWER.name, request_id: REVIEWER.requestId },
          ...{ action: 'run.started', subject: '2026-01-03' },
        },
      ]);
    }));
});

describe('an import', () => {
  const COUNTS = { applied: 0, duplicates: 0, parked: 0, rejected: 0, runs: 0, bad_lines: 0 };
  const OPTIONS: ImportOptions = { runDaily: true, until: '2026-01-04', onRefused: () => {} };

  function file(name: string, raws: (Raw | string)[]): string {
    const path = join(folder, name);
    const lines = raws.map((raw) => (typeof raw === 'string' ? raw : JSON.stringify(raw)));
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
    return path;
  }

  it('is audited once, with its files and what became of them; its runs and facts are not', () =>
    inBooks(async (scratch) => {
      const files = [
        file('one.ndjson', [opening, 'no fact']),
        file('two.ndjson', [fact('g', 'order.shipped', '2026-01-02', { order: 'unknown' })]),
      ];
      await importFacts(scratch, OPERATOR, files, OPTIONS);
      const done = { ...COUNTS, applied: 1, parked: 1, bad_lines: 1, runs: 3, files, is_whole: true };
      expect(await acts(scratch)).toEqual([
        { ...BY_OPERATOR, action: 'facts.imported', subject: null, before: null, after: done },
      ]);
    }));

  it('that is broken off is audited with what it had done by then', () =>
    inBooks(async (scratch) => {
      const files = [file('three.ndjson', [opening]), join(folder, 'missing.ndjson')];
      await expect(importFacts(scratch, OPERATOR, files, OPTIONS)).rejects.toThrow('missing.ndjson');
      expect(await acts(scratch)).toEqual([]);
      const whole = file('four.ndjson', [opening, { ...opening, id: 'late', at: '2026-01-03T04:00:00Z' }]);
      const pull = () => {
        throw new Error('the plug was pulled');
      };
      const options = { ...OPTIONS, onRefused: pull };
      await expect(importFacts(scratch, OPERATOR, [whole], options)).rejects.toThrow('plug');
      expect(await acts(scratch)).toMatchObject([
        {
          action: 'facts.imported',
          after: { ...COUNTS, applied: 1, rejected: 1, runs: 2, is_whole: false, files: [whole] },
        },
      ]);
    }));
});
