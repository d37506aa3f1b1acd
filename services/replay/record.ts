import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database, Executor } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import {
  countFacts,
  listPolicyVersions,
  listRunsInOrder,
  type RecordedFact,
  readFactsInOrder,
} from '../../db/queries/replay';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import type { Policy } from '../../engine/policy';
import { inSnapshot } from '../snapshot';

/** Taking the record down, so that it can be played again beside the books. */

/** A run is under way: half of a day's visits cannot be played again. */
export class RunUnderWay extends Error {
  constructor(date: CalendarDate) {
    super(`the run of ${date} is not finished: finish it with sluice run --date ${date}, then replay`);
    this.name = 'RunUnderWay';
  }
}

export interface RecordedPolicy {
  version: number;
  policy: Policy;
  effectiveFrom: CalendarDate | null;
}

export interface RecordedRun {
  runOn: CalendarDate;
  attempt: number;
  policyVersion: number;
}

/** What is recorded at one moment: the facts in a file, the rest in memory. */
export interface TakenDown<More> {
  facts: number;
  factsFile: string;
  policies: RecordedPolicy[];
  runs: RecordedRun[];
  /** What else was read of the same moment. */
  more: More;
}

interface TakeDownAsk<More> {
  /** The last day that is taken down, with the facts recorded while it was open; null where all is. */
  until: CalendarDate | null;
  more: (executor: Executor) => Promise<More>;
}

async function takeDown<More>(
  database: Database,
  actor: Actor,
  folder: string,
  { until, more }: TakeDownAsk<More>,
): Promise<TakenDown<More>> {
  const factsFile = join(folder, 'facts.ndjson');
  return inSnapshot(database, actor, async (executor) => {
    const state = await readMarketplace(executor);
    const { isRunning, openOn } = state;
    if (isRunning && openOn !== null && (until === null || openOn <= until)) throw new RunUnderWay(openOn);
    const lines = async function* () {
      for await (const fact of readFactsInOrder(executor, until)) {
        yield `${JSON.stringify({ ...fact, fact_seq: fact.fact_seq.toString() })}\n`;
      }
    };
    await pipeline(Readable.from(lines()), createWriteStream(factsFile, { mode: 0o600 }));
    return {
      facts: await countFacts(executor, until),
      factsFile,
      policies: await listPolicyVersions(executor),
      runs: await listRunsInOrder(executor, until),
      more: await more(executor),
    };
  });
}

/**
 * Takes the record down in one snapshot, and lets go of it: a snapshot kept while everything is played again would
 * keep the database from clearing what each of those days leaves behind. Throws `RunUnderWay` while a run of those days
 * is not finished. What was taken down is gone once the work is done.
 */
export async function withRecord<More, T>(
  database: Database,
  actor: Actor,
  ask: TakeDownAsk<More>,
  work: (record: TakenDown<More>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-replay-'));
  try {
    return await work(await takeDown(database, actor, folder, ask));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The facts that were taken down, in the order in which they can be played. */
export async function* factsOfFile(file: string): AsyncGenerator<RecordedFact> {
  const handle = await open(file);
  try {
    for await (const line of handle.readLines()) yield JSON.parse(line) as RecordedFact;
  } finally {
    await handle.close();
  }
}
