import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { getSummary } from '@/services/get-summary';
import { type ImportOutcome, importFacts } from '@/services/import-facts';
import { replayBooks } from '@/services/replay-books';
import { setPolicy } from '@/services/set-policy';
import { verifyBooks } from '@/services/verify-books';
import { OPERATOR } from './actors';
import { createTestDatabase, type TestDatabase } from './database';

/**
 * Two and a half years of a real marketplace, with the totals that must come out. Its licence keeps it out of the
 * project: `SLUICE_OLIST` names the folder, else it is looked for beside the checkout.
 */
const FOLDER = process.env.SLUICE_OLIST ?? join(import.meta.dirname, '..', '..', 'shared', 'data', 'olist');
const isThere = existsSync(join(FOLDER, 'answer.json'));
if (!isThere) console.info(`The real marketplace's facts are not in ${FOLDER}: their test is skipped.`);

describe.skipIf(!isThere)('a real marketplace, imported day by day', () => {
  let created: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    created = await createTestDatabase();
    await migrate(created.ownerUrl);
    database = openDatabase(created.ownerUrl);
  });
  afterAll(async () => {
    await database?.close();
    await created?.drop();
  });

  function importTo(until: string | null): Promise<ImportOutcome> {
    return importFacts(
      database,
      OPERATOR,
      ['orders.ndjson.gz', 'aftermath.ndjson.gz'].map((name) => join(FOLDER, name)),
      {
        runDaily: true,
        until,
        onRefused: (refused) => {
          throw new Error(JSON.stringify(refused));
        },
      },
    );
  }

  test('ends in exactly the known totals, verified, replayed, and unchanged by a second import', async () => {
    const answer = JSON.parse(readFileSync(join(FOLDER, 'answer.json'), 'utf8'));
    await setPolicy(database, OPERATOR, answer.policy);
    const first = await importTo(null);
    expect(await getSummary(database, OPERATOR)).toEqual(answer.after_last_fact);

    const second = await importTo('2019-03-31');
    expect(second).toMatchObject({ applied: 0, duplicates: first.applied + first.parked, parked: 0 });
    const atTheEnd = await getSummary(database, OPERATOR);
    expect(atTheEnd).toEqual(answer['on_2019-03-31']);

    expect((await verifyBooks(database, OPERATOR)).filter(({ wrong }) => wrong > 0)).toEqual([]);
    expect((await replayBooks(database, OPERATOR)).differences).toEqual([]);
    const third = await importTo('2019-03-31');
    expect(third).toMatchObject({ applied: 0, runs: 0 });
    expect(await getSummary(database, OPERATOR)).toEqual(atTheEnd);
  }, 900_000);
});
