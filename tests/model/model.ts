import { type Answer, answerOf } from './answer';
import { assessWhereDue } from './assessment';
import { dayFromText } from './calendar';
import { releaseHolds } from './holds';
import { Intake } from './intake';
import { Marketplace } from './marketplace';
import { DEFAULT_POLICY, type JsonObject, mergePolicy } from './policy';
import { releaseOrders } from './release';
import type { FactResult, PolicyResult, RunResult } from './results';

// The rules once more, in the plainest way: the whole history in memory, every figure computed anew
// from it whenever it is asked for. Slow and obvious, so that the engine can be held against it.

export class Model extends Marketplace {
  private readonly intake = new Intake(this);

  constructor(policyOverrides: JsonObject = {}) {
    super(mergePolicy(DEFAULT_POLICY, policyOverrides));
  }

  setPolicy(overrides: JsonObject): PolicyResult {
    const next = mergePolicy(this.policy, overrides);
    if (next.timezone !== this.policy.timezone && this.intake.hasRecorded()) return { status: 'rejected' };
    this.policy = next;
    return { status: 'applied' };
  }

  fact(raw: unknown): FactResult {
    const result = this.intake.receive(raw);
    this.note(result.code ?? result.status);
    return result;
  }

  run(date: string): RunResult {
    const day = dayFromText(date);
    if (this.openDay !== null && day < this.openDay) {
      this.note('closed_day');
      return { status: 'rejected', code: 'closed_day' };
    }
    const again = this.openDay === day;
    const entriesBefore = this.entries.length;
    this.openDay = day;
    const merchants = [...this.merchants.values()];
    for (const merchant of merchants) assessWhereDue(this, merchant, day);
    for (const merchant of merchants) releaseOrders(this, merchant, day);
    for (const merchant of merchants) releaseHolds(this, merchant, day);
    this.note('run');
    if (again)
      this.note(this.entries.length > entriesBefore ? 'repeated run booked more' : 'repeated run idle');
    return { status: 'done' };
  }

  ask(asOf?: string): Answer {
    return answerOf(this, asOf);
  }
}
