import type { Database } from '../../db/client';
import {
  insertPolicy,
  lockDay,
  newestPolicy,
  readMarketplace,
  updateMarketplace,
} from '../../db/queries/marketplace';
import type { RecordedFact } from '../../db/queries/replay';
import type { CalendarDate } from '../../engine/calendar';
import { readFact } from '../../engine/facts';
import type { FactAnswer } from '../../engine/intake';
import { recordRead } from '../record-facts';
import { playDay } from '../run-day';
import { inTransaction } from '../transaction';
import { factsOfFile, type RecordedPolicy, type TakenDown } from './record';
import { Tape } from './tape';

/** How the record is played: as it was, unless something of it is to be different. */
export interface Course {
  policies: readonly RecordedPolicy[];
  /** The version that counts on an open day in place of the recorded one. */
  versionOn?: (openOn: CalendarDate | null, recorded: number) => number;
  /** Takes a fact out of the record's order before it is recorded, to come later or never. */
  takesOut?: (fact: RecordedFact) => boolean;
  /** A fact that was applied, and is not when it is played. */
  onRefused: (fact: RecordedFact, answer: FactAnswer) => void;
  /** Told how many facts have been played, after each transaction of them. */
  onFacts?: (played: number) => void;
  /** Done after each run, before the facts that came after it. */
  afterRun?: (runOn: CalendarDate) => Promise<void>;
}

/** Plays the record on books of its own, through the code that serves the product. */
export class Player {
  /** What is in force on those books, once anything is. */
  private inForce: number | null = null;

  private constructor(
    private readonly scratch: Database,
    private readonly tape: Tape,
    private readonly course: Course,
  ) {}

  /** Plays all of it; answers with the first fact that belongs to no recorded run, which must not be. */
  static async play(
    scratch: Database,
    record: Pick<TakenDown<unknown>, 'factsFile' | 'runs'>,
    course: Course,
  ): Promise<RecordedFact | null> {
    const tape = await Tape.open(factsOfFile(record.factsFile));
    try {
      const player = new Player(scratch, tape, course);
      await player.bringPolicies();
      await player.playFacts(null, 0);
      for (const run of record.runs) {
        await player.putInForce(player.versionOn(run.runOn, run.policyVersion));
        await playDay(scratch, run.runOn, {
          isPlayedAgain: true,
          onOpened: () => (run.attempt === 1 ? player.playFacts(run.runOn, 0) : Promise.resolve()),
        });
        await course.afterRun?.(run.runOn);
        await player.playFacts(run.runOn, run.attempt);
      }
      return tape.left;
    } finally {
      await tape.close();
    }
  }

  private versionOn(openOn: CalendarDate | null, recorded: number): number {
    return this.course.versionOn?.(openOn, recorded) ?? recorded;
  }

  private async bringPolicies(): Promise<void> {
    await inTransaction(this.scratch, async (executor) => {
      const newest = await newestPolicy(executor);
      for (const { version, policy, effectiveFrom } of this.course.policies) {
        if (version > newest.version) await insertPolicy(executor, version, policy, effectiveFrom);
      }
    });
  }

  /** Brings exactly this version into force: that of the run or of the facts, whatever dates it was published for. */
  private async putInForce(version: number): Promise<void> {
    if (version === this.inForce) return;
    await inTransaction(this.scratch, (executor) => updateMarketplace(executor, { policyVersion: version }));
    this.inForce = version;
  }

  private async playFacts(openOn: CalendarDate | null, attempt: number): Promise<void> {
    for (;;) {
      const facts = await this.tape.take(openOn, attempt);
      const [first] = facts;
      if (first === undefined) return;
      await this.putInForce(this.versionOn(openOn, first.policy_version));
      const { takesOut } = this.course;
      const played = takesOut === undefined ? facts : facts.filter((fact) => !takesOut(fact));
      const answers = await recordAgain(this.scratch, played);
      for (const [index, answer] of answers.entries()) {
        const fact = played[index];
        if (answer.status !== 'applied' && fact !== undefined) this.course.onRefused(fact, answer);
      }
      this.course.onFacts?.(this.tape.played);
    }
  }
}

/** Records facts of the record on other books, in one transaction. */
export async function recordAgain(scratch: Database, facts: RecordedFact[]): Promise<FactAnswer[]> {
  if (facts.length === 0) return [];
  const contents = facts.map((fact) => fact.content);
  return inTransaction(scratch, async (executor) => {
    await lockDay(executor, 'shared');
    const state = await readMarketplace(executor);
    return recordRead(
      executor,
      state,
      contents,
      contents.map((content) => readFact(content, null)),
    );
  });
}
