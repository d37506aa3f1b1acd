import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { BROUGHT_TYPES } from '@/engine/imports';
import { OPERATOR } from '@/tests/actors';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import { violationsOf } from '@/tests/make-books';
import { historyArbitrary } from '@/tests/model/history';
import type { Step } from '@/tests/model/play-scenario';
import type { FactLine } from '../fact-lines';
import { recordFacts } from '../record-facts';
import { type LineAnswer, recordLines } from '../record-lines';
import { runDay } from '../run-day';
import { inScratch } from '../scratch';
import { setPolicy } from '../set-policy';
import { inTransaction } from '../transaction';
import { readBrought } from './read-brought';
import { tryLines } from './try-lines';

/** What a check foresees is what recording then comes to, batch by batch, on random histories over a real PostgreSQL. */

const HISTORIES = Number(process.env.SLUICE_HISTORIES ?? 12);

let server: TestDatabase;
beforeAll(async () => {
  server = await createTestDatabase();
  await migrate(server.ownerUrl);
});
afterAll(async () => {
  await server.drop();
});

const seen = new Map<string, number>();

function lineOf(raw: unknown, index: number): FactLine {
  return { file: 'x', line: index + 1, text: '', raw, problem: null, epochMs: null };
}

const said = (answers: LineAnswer[]) => answers.map(({ status, code }) => `${status} ${code}`);

async function importFacts(scratch: Database, raws: unknown[], size: number): Promise<void> {
  const lines = raws.map(lineOf);
  const { answers, found } = await tryLines(scratch, OPERATOR, lines);
  const recorded: LineAnswer[] = [];
  for (let from = 0; from < lines.length; from += size) {
    const batch = lines.slice(from, from + size);
    recorded.push(...(await inTransaction(scratch, (executor) => recordLines(executor, batch, readBrought))));
  }
  expect(said(answers)).toEqual(said(recorded));
  for (const each of said(recorded)) seen.set(each, (seen.get(each) ?? 0) + 1);
  if (found.refusedOnWaking > 0) seen.set('refused on waking', 1);
  if (found.woken > 0) seen.set('woken', 1);
}

const isBrought = (raw: unknown) => BROUGHT_TYPES.some((type) => type === (raw as { type?: unknown }).type);

async function play(scratch: Database, steps: Step[], fileLines: number, size: number): Promise<void> {
  let file: unknown[] = [];
  const flush = async () => {
    if (file.length > 0) await importFacts(scratch, file, size);
    file = [];
  };
  for (const step of steps) {
    if ('fact' in step && isBrought(step.fact)) {
      file.push(step.fact);
      if (file.length >= fileLines) await flush();
      continue;
    }
    await flush();
    if ('fact' in step) await recordFacts(scratch, OPERATOR, [step.fact]);
    else if ('run' in step) await runDay(scratch, OPERATOR, step.run);
    else if ('policy' in step)
      await setPolicy(scratch, OPERATOR, step.policy, { over: 'in force', atOnce: true });
  }
  await flush();
}

test('a check foresees what recording comes to', async () => {
  await fc.assert(
    fc.asyncProperty(
      historyArbitrary,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 9 }),
      async ({ policy, steps }, fileLines, size) => {
        await inScratch(server.ownerUrl, async (scratch) => {
          await setPolicy(scratch, OPERATOR, policy);
          await play(scratch, steps, fileLines, size);
          expect(await violationsOf(scratch)).toEqual([]);
        });
      },
    ),
    { numRuns: HISTORIES, endOnFailure: true },
  );
  // A property that never gets there proves nothing.
  for (const each of [
    'applied null',
    'parked null',
    'rejected conflict',
    'rejected bad_state',
    'duplicate null',
    'woken',
  ])
    expect(seen.get(each), each).toBeGreaterThan(0);
}, 600_000);
