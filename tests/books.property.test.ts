import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { getMerchants } from '@/services/get-merchant';
import { recordFacts } from '@/services/record-facts';
import { replayBooks } from '@/services/replay-books';
import { runDay } from '@/services/run-day';
import { inScratch } from '@/services/scratch';
import { setPolicy } from '@/services/set-policy';
import { verifyBooks } from '@/services/verify-books';
import { OPERATOR } from './actors';
import { createTestDatabase, type TestDatabase } from './database';
import { historyArbitrary } from './model/history';
import { Model } from './model/model';
import type { Step } from './model/play-scenario';

/**
 * The product against the model of the rules, on random histories over a real PostgreSQL: facts recorded in batches
 * of any size, runs in small chunks, every invariant checked, and the whole played again.
 */

const HISTORIES = Number(process.env.SLUICE_HISTORIES ?? 25);

let server: TestDatabase;

beforeAll(async () => {
  server = await createTestDatabase();
  await migrate(server.ownerUrl);
});
afterAll(async () => {
  await server.drop();
});

/** Neighbouring facts travel together, as many as the next size says. */
function inBatches(steps: Step[], sizes: number[]): (Step | { facts: unknown[] })[] {
  const batches: (Step | { facts: unknown[] })[] = [];
  let turn = 0;
  let size = 0;
  for (const step of steps) {
    const last = batches.at(-1);
    if (!('fact' in step)) {
      batches.push(step);
    } else if (last !== undefined && 'facts' in last && last.facts.length < size) {
      last.facts.push(step.fact);
    } else {
      size = sizes[turn % sizes.length] ?? 1;
      turn += 1;
      batches.push({ facts: [step.fact] });
    }
  }
  return batches;
}

async function playBoth(scratch: Database, model: Model, steps: Step[], sizes: number[], chunkSize: number) {
  for (const step of inBatches(steps, sizes)) {
    if ('facts' in step) {
      const answers = await recordFacts(scratch, OPERATOR, step.facts);
      const said = answers.map(({ status, code }) => (code === undefined ? { status } : { status, code }));
      expect(said).toEqual(step.facts.map((fact) => model.fact(fact)));
    } else if ('run' in step) {
      const { status } = await runDay(scratch, OPERATOR, step.run, { chunkSize });
      expect({ run: step.run, status }).toEqual({ run: step.run, status: model.run(step.run).status });
    } else if ('policy' in step) {
      await setPolicy(scratch, OPERATOR, step.policy, { over: 'in force', atOnce: true });
      model.setPolicy(step.policy);
    } else if ('ask' in step) {
      expect(await getMerchants(scratch, OPERATOR, step.as_of)).toEqual(model.ask(step.as_of));
    }
  }
  expect(await getMerchants(scratch, OPERATOR)).toEqual(model.ask());
}

test('a random history leaves the books that the rules say', { timeout: 900_000 }, async () => {
  const batchSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
  const chunkSizes = fc.integer({ min: 1, max: 3 });
  await fc.assert(
    fc.asyncProperty(
      historyArbitrary,
      batchSizes,
      chunkSizes,
      async ({ policy, steps }, sizes, chunkSize) => {
        await inScratch(server.ownerUrl, async (scratch) => {
          await setPolicy(scratch, OPERATOR, policy);
          await playBoth(scratch, new Model(policy), steps, sizes, chunkSize);
          for (const { name, wrong, places } of await verifyBooks(scratch, OPERATOR)) {
            expect({ name, wrong, places: places ?? [] }).toEqual({ name, wrong: 0, places: [] });
          }
          expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
        });
      },
    ),
    // Shrinking plays thousands of histories: the seed and the path of what failed are told at once instead.
    { numRuns: HISTORIES, endOnFailure: true },
  );
});
