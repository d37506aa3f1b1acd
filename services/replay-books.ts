import type { Database, Executor } from '../db/client';
import { insertPolicy, lockDay, newestPolicy, readMarketplace, updateMarketplace } from '../db/queries/marketplace';
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
import type { CalendarDate } from '../engine/calendar';
import type { Policy } from '../engine/policy';
import { readFact } from '../engine/facts';
import { recordRead } from './record-facts';
import { runDay } from './run-day';
import { inScratch } from './scratch';
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

  static async open(executor: Executor): Promise<Tape> {
    const tape = new Tape(readFactsInOrder(executor));
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
  async usePolicy(version: number): Promise<void> {
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
      await this.usePolicy(first.policy_version);
      await this.recordAgain(facts);
      this.onFacts(this.tape.played);
    }
  }

  private async recordAgain(facts: RecordedFact[]): Promise<void> {
    const contents = facts.map((fact) => fact.content);
    const answers = await inTransaction(this.scratch, async (executor) => {
      await lockDay(executor, 'shared');
      const state = await readMarketplace(executor);
      return recordRead(executor, state, contents, contents.map((content) => readFact(content, null)));
    });
    for (const [index, { status, code }] of answers.entries()) {
      if (status === 'applied') continue;
      this.differences.push(`facts: ${facts[index]?.fact_id} was applied, and is ${code ?? status} when played again`);
    }
  }
}

async function playAgain(live: Executor, scratch: Database, onFacts: (played: number) => void) {
  const policies = await listPolicyVersions(live);
  const runs = await listRunsInOrder(live);
  const tape = await Tape.open(live);
  const player = new Player(scratch, tape, policies, onFacts);
  await player.playFacts(null, 0);
  for (const run of runs) {
    await player.usePolicy(run.policyVersion);
    await runDay(scratch, run.runOn, {
      onOpened: () => (run.attempt === 1 ? player.playFacts(run.runOn, 0) : Promise.resolve()),
    });
    await player.playFacts(run.runOn, run.attempt);
  }
  if (tape.left !== null) player.differences.push(`facts: ${tape.left.fact_id} belongs to no run that is recorded`);
  return { runs: runs.length, facts: tape.played, differences: player.differences };
}

async function whereRowsDiffer(live: Executor, scratch: Executor, table: string, key: string): Promise<string> {
  const now = await rowsOfKey(live, table, key);
  const again = await rowsOfKey(scratch, table, key);
  const place = now.findIndex((row, index) => row !== again[index]);
  const index = place === -1 ? now.length : place;
  return `${table} of ${key}: recorded ${now[index] ?? 'nothing more'}, played again ${again[index] ?? 'nothing more'}`;
}

async function compareBooks(live: Executor, scratch: Executor): Promise<{ rows: number; differences: string[] }> {
  const differences: string[] = [];
  let rows = 0;
  for (const table of COMPARED_TABLES) {
    const now = await digestTable(live, table);
    const again = await digestTable(scratch, table);
    for (const key of new Set([...now.keys(), ...again.keys()])) {
      rows += now.get(key)?.rows ?? 0;
      if (now.get(key)?.digest === again.get(key)?.digest && now.get(key)?.rows === again.get(key)?.rows) continue;
      if (differences.length < MOST_DIFFERENCES) differences.push(await whereRowsDiffer(live, scratch, table, key));
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
  onProgress?: (played: number, facts: number) => void,
): Promise<ReplayOutcome> {
  return database.drizzle.transaction(
    async (live) => {
      const state = await readMarketplace(live);
      if (state.isRunning && state.openOn !== null) throw new RunUnderWay(state.openOn);
      const total = await countFacts(live);
      return inScratch(database.ownerUrl, async (scratch) => {
        const played = await playAgain(live, scratch, (facts) => onProgress?.(facts, total));
        const compared = await compareBooks(live, scratch.drizzle);
        return {
          facts: played.facts,
          runs: played.runs,
          rows: compared.rows,
          tables: COMPARED_TABLES.length,
          differences: [...played.differences, ...compared.differences],
        };
      });
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
