import type { RecordedFact } from '../../db/queries/replay';
import type { CalendarDate } from '../../engine/calendar';

const FACTS_PER_TRANSACTION = 1000;

/** The recorded facts, taken phase by phase. */
export class Tape {
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

  /** Lets go of what the facts are read from. */
  async close(): Promise<void> {
    await this.facts.return(undefined);
  }
}
