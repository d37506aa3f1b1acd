import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Database, Executor } from '../db/client';
import {
  insertPolicy,
  lockDay,
  newestPolicy,
  readMarketplace,
  updateMarketplace,
} from '../db/queries/marketplace';
import {
  COMPARED_TABLES,
  countFacts,
  digestTable,
  listPolicyVersions,
  listRunsInOrder,
  type RecordedFact,
  readFactsInOrder,
  rowsOfKey,
} from '../db/queries/replay';
import type { Actor } from '../engine/actor';
import type { CalendarDate } from '../engine/calendar';
import { readFact } from '../engine/facts';
import type { Policy } from '../engine/policy';
import { authorize } from './authorize';
import { recordRead } from './record-facts';
import { playDay } from './run-day';
import { inScratch } from './scratch';
import { inSnapshot } from './snapshot';
import { inTransaction } from './transaction';

/** Playing the whole record again and comparing: the books must follow from the facts and the runs alone. */

/** A run is under way: half of a day's visits cannot be played again. */
export class RunUnderWay extends Error {
  constructor(date: CalendarDate) {
    super(`the run of ${date} is not finished: finish it with sluice run --date ${date}, then replay`);
    this.name = 'RunUnderWay';
  }
}

export interface ReplayOutcome {
  facts: number;
  runs: number;
  /** How many rows of how many tables were compared. */
  rows: number;
  tables: number;
  /** Where the rebuilt books differ, a line each. */
  differences: string[];
}

const FACTS_PER_TRANSACTION = 1000;
const MOST_DIFFERENCES = 20;

/** The recorded facts, taken phase by phase. */
class Tape {
  private next: RecordedFact | null = null;
  played = 0;

  private constructor(private readonly facts: AsyncGenerator<RecordedFact>) {}

  static async open(facts: AsyncGenerator<RecordedFact>): Promise<Tape> {
    const tape = new Tape(facts);
    await tape.advance();
    return tape;
  }

  private async advance(): Promise<void> {
    const { value, done } = await this.facts.next();
    this.next = done ? null : value;
  }

  /** The next facts of that phase and of one policy version, up to a transaction's worth. */
  async take(openOn: CalendarDate | null, attempt: number): Promise<RecordedFact[]> {
    const taken: RecordedFact[] = [];
    while (
      this.next !== null &&
      this.next.open_on === openOn &&
      this.next.run_attempt === attempt &&
      this.next.policy_version === (taken[0] ?? this.next).policy_version &&
      taken.length < FACTS_PER_TRANSACTION
    ) {
      taken.push(this.next);
      await this.advance();
    }
    this.played += taken.length;
    return taken;
  }

  get left(): RecordedFact | null {
    return this.next;
  }
}

class Player {
  readonly differences: string[] = [];

  constructor(
    private readonly scratch: Database,
    private readonly tape: Tape,
    private readonly policies: { version: number; policy: Policy }[],
    private readonly onFacts: (played: number) => void,
  ) {}

  /** Brings the versions up to this one, and this one into force. */
  async putInForce(version: number): Promise<void> {
    await inTransaction(this.scratch, async (executor) => {
      const newest = await newestPolicy(executor);
      for (const each of this.policies) {
        if (each.version > newest.version && each.version <= version) {
          await insertPolicy(executor, each.version, each.policy);
        }
      }
      await updateMarketplace(executor, { policyVersion: version });
    });
  }

  async playFacts(openOn: CalendarDate | null, attempt: number): Promise<void> {
    for (;;) {
      const facts = await this.tape.take(openOn, attempt);
      const [first] = facts;
      if (first === undefined) return;
      await this.putInForce(first.policy_version);
      await this.recordAgain(facts);
      this.onFacts(this.tape.played);
    }
  }

  private async recordAgain(facts: RecordedFact[]): Promise<void> {
    const contents = facts.map((fact) => fact.content);
    const answers = await inTransaction(this.scratch, async (executor) => {
      await lockDay(executor, 'shared');
      const state = await readMarketplace(executor);
      return recordRead(
        executor,
        state,
        contents,
        contents.map((content) => readFact(content, null)),
      );
    });
    for (const [index, { status, code }] of answers.entries()) {
      if (status === 'applied') continue;
      this.differences.push(
        `facts: ${facts[index]?.fact_id} was applied, and is ${code ?? status} when played again`,
      );
    }
  }
}

/** What is recorded at one moment: the facts in a file, the rest in memory. */
interface TakenDown {
  facts: number;
  factsFile: string;
  policies: { version: number; policy: Policy }[];
  runs: { runOn: CalendarDate; attempt: number; policyVersion: number }[];
  digests: Map<string, Digests>;
}
type Digests = Awaited<ReturnType<typeof digestTable>>;

/**
 * Takes the record down in one snapshot, and lets go of it: a snapshot kept while everything is played again would
 * keep the database from clearing what each of those days leaves behind.
 */
async function takeDown(database: Database, actor: Actor, folder: string): Promise<TakenDown> {
  const factsFile = join(folder, 'facts.ndjson');
  return inSnapshot(database, actor, async (executor) => {
    const state = await readMarketplace(executor);
    if (state.isRunning && state.openOn !== null) throw new RunUnderWay(state.openOn);
    const lines = async function* () {
      for await (const fact of readFactsInOrder(executor)) {
        yield `${JSON.stringify({ ...fact, fact_seq: fact.fact_seq.toString() })}\n`;
      }
    };
    await pipeline(Readable.from(lines()), createWriteStream(factsFile, { mode: 0o600 }));
    return {
      facts: await countFacts(executor),
      factsFile,
      policies: await listPolicyVersions(executor),
      runs: await listRunsInOrder(executor),
      digests: await digestAll(executor),
    };
  });
}

async function* factsOfFile(file: string): AsyncGenerator<RecordedFact> {
  const handle = await open(file);
  for await (const line of handle.readLines()) yield JSON.parse(line) as RecordedFact;
}

async function digestAll(executor: Executor): Promise<Map<string, Digests>> {
  const digests = new Map<string, Digests>();
  for (const table of COMPARED_TABLES) digests.set(table, await digestTable(executor, table));
  return digests;
}

async function playAgain(
  record: TakenDown,
  scratch: Database,
  onFacts: (played: number) => void,
): Promise<string[]> {
  const tape = await Tape.open(factsOfFile(record.factsFile));
  const player = new Player(scratch, tape, record.policies, onFacts);
  await player.playFacts(null, 0);
  for (const run of record.runs) {
    await player.putInForce(run.policyVersion);
    await playDay(scratch, run.runOn, {
      onOpened: () => (run.attempt === 1 ? player.playFacts(run.runOn, 0) : Promise.resolve()),
    });
    await player.playFacts(run.runOn, run.attempt);
  }
  if (tape.left !== null)
    player.differences.push(`facts: ${tape.left.fact_id} belongs to no run that is recorded`);
  return player.differences;
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

async function compareBooks(record: TakenDown, live: Executor, scratch: Executor) {
  const differences: string[] = [];
  let rows = 0;
  for (const [table, recorded] of record.digests) {
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
  const folder = await mkdtemp(join(tmpdir(), 'sluice-replay-'));
  try {
    const record = await takeDown(database, actor, folder);
    return await inScratch(database.ownerUrl, async (scratch) => {
      const refused = await playAgain(record, scratch, (played) => onProgress?.(played, record.facts));
      const { rows, differences } = await compareBooks(record, database.drizzle, scratch.drizzle);
      return {
        facts: record.facts,
        runs: record.runs.length,
        rows,
        tables: record.digests.size,
        differences: [...refused, ...differences],
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
