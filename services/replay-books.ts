import { isDeepStrictEqual } from 'node:util';
import type { Database, Executor } from '../db/client';
import { COMPARED_TABLES, digestTable, rowsOfKey } from '../db/queries/replay';
import type { Actor } from '../engine/actor';
import { authorize } from './authorize';
import { Player } from './replay/player';
import { type TakenDown, withRecord } from './replay/record';
import { inScratch } from './scratch';

/** Playing the whole record again and comparing: the books must follow from the facts and the runs alone. */

export interface ReplayOutcome {
  facts: number;
  runs: number;
  /** How many rows of how many tables were compared. */
  rows: number;
  tables: number;
  /** Where the rebuilt books differ, a line each. */
  differences: string[];
}

const MOST_DIFFERENCES = 20;

type Digests = Awaited<ReturnType<typeof digestTable>>;
type Recorded = TakenDown<Map<string, Digests>>;

async function digestAll(executor: Executor): Promise<Map<string, Digests>> {
  const digests = new Map<string, Digests>();
  for (const table of COMPARED_TABLES) digests.set(table, await digestTable(executor, table));
  return digests;
}

async function playAgain(
  record: Recorded,
  scratch: Database,
  onFacts: (played: number) => void,
): Promise<string[]> {
  const differences: string[] = [];
  const left = await Player.play(scratch, record, {
    policies: record.policies,
    onFacts,
    onRefused: ({ fact_id }, { status, code }) => {
      differences.push(`facts: ${fact_id} was applied, and is ${code ?? status} when played again`);
    },
  });
  if (left !== null) differences.push(`facts: ${left.fact_id} belongs to no run that is recorded`);
  return differences;
}

async function whereRowsDiffer(
  live: Executor,
  scratch: Executor,
  table: string,
  key: string,
): Promise<string> {
  const now = await rowsOfKey(live, table, key);
  const again = await rowsOfKey(scratch, table, key);
  const place = now.findIndex((row, index) => row !== again[index]);
  const index = place === -1 ? now.length : place;
  return `${table} of ${key}: recorded ${now[index] ?? 'nothing more'}, played again ${again[index] ?? 'nothing more'}`;
}

async function compareBooks(record: Recorded, live: Executor, scratch: Executor) {
  const differences: string[] = [];
  let rows = 0;
  for (const [table, recorded] of record.more) {
    const again = await digestTable(scratch, table);
    for (const key of new Set([...recorded.keys(), ...again.keys()])) {
      rows += recorded.get(key)?.rows ?? 0;
      if (isDeepStrictEqual(recorded.get(key), again.get(key))) continue;
      if (differences.length < MOST_DIFFERENCES)
        differences.push(await whereRowsDiffer(live, scratch, table, key));
    }
  }
  return { rows, differences };
}

/**
 * Rebuilds all books from the recorded facts and runs in a scratch schema, and compares them with the live ones as
 * they are at its beginning. Throws `RunUnderWay` while a run is not finished.
 */
export async function replayBooks(
  database: Database,
  actor: Actor,
  onProgress?: (played: number, facts: number) => void,
): Promise<ReplayOutcome> {
  authorize(actor, 'books.check');
  return withRecord(database, actor, { until: null, more: digestAll }, (record) =>
    inScratch(database.ownerUrl, async (scratch) => {
      const refused = await playAgain(record, scratch, (played) => onProgress?.(played, record.facts));
      const { rows, differences } = await compareBooks(record, database.drizzle, scratch.drizzle);
      return {
        facts: record.facts,
        runs: record.runs.length,
        rows,
        tables: record.more.size,
        differences: [...refused, ...differences],
      };
    }),
  );
}
