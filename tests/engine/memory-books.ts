import { ACCOUNTS, type Account } from '@/engine/accounts';
import { evaluate, isAssessmentDue, windowStart } from '@/engine/assessment';
import { type Book, compareIds, type Scene } from '@/engine/book';
import { type CalendarDate, dateOf } from '@/engine/calendar';
import { applyAssessment } from '@/engine/enrolment';
import { readFact } from '@/engine/facts';
import { openHolds, releaseDueHolds } from '@/engine/holds';
import { type FactAnswer, Intake, type ParkedFact } from '@/engine/intake';
import { type Policy, readPolicy } from '@/engine/policy';
import { type Exposure, releaseDueOrders, standardDueOn } from '@/engine/release';
import { NO_COUNTS, type WindowCounts } from '@/engine/scorecard';

/**
 * The engine with nothing beneath it: every book whole in memory, every merchant visited by every run. What the
 * services load, find by an index or record in sets is here simply there, so that a property test can try many
 * histories in little time.
 */
export class MemoryBooks {
  readonly books = new Map<string, Book>();
  private policy: Policy;
  private openOn: CalendarDate | null = null;
  private readonly merchantOfOrder = new Map<string, string>();
  private readonly contentOfId = new Map<string, string>();
  private waiting: ParkedFact[] = [];

  constructor(changes: unknown) {
    this.policy = readPolicy(changes);
  }

  setPolicy(changes: unknown): void {
    this.policy = readPolicy(changes, this.policy);
  }

  fact(raw: unknown): Pick<FactAnswer, 'status' | 'code'> {
    const read = readFact(raw, this.policy);
    if (!read.ok) return { status: 'rejected', code: read.code };
    const intake = new Intake(
      this.policy,
      this.openOn,
      this.books,
      this.merchantOfOrder,
      this.contentOfId,
      (content) => content,
    );
    for (const parked of this.waiting) intake.loadParked(parked);
    const { status, code } = intake.submitRead(read.fact, read.content);
    this.waiting = [...intake.waiting.values()].flat();
    return code === undefined ? { status } : { status, code };
  }

  run(date: CalendarDate): { status: 'done' | 'rejected'; code?: 'closed_day' } {
    if (this.openOn !== null && date < this.openOn) return { status: 'rejected', code: 'closed_day' };
    this.openOn = date;
    const scene: Scene = { openOn: date, policy: this.policy, cause: { runOn: date }, actsOn: date };
    for (const book of this.books.values()) this.visit(book, scene, date);
    return { status: 'done' };
  }

  private visit(book: Book, scene: Scene, date: CalendarDate): void {
    for (const order of book.orders.values()) order.standardDueOn = standardDueOn(order, this.policy);
    if (isAssessmentDue(book.merchant, this.policy, date)) {
      applyAssessment(book, scene, evaluate(book.merchant, this.counts(book, date), this.policy, date), date);
    }
    const exposure: Exposure = new Map();
    for (const order of book.orders.values()) {
      const isAtRisk = order.standardDueOn === null || order.standardDueOn > date;
      if (order.state !== 'released_early' || order.refundedMinor === order.amountMinor || !isAtRisk)
        continue;
      exposure.set(order.currency, (exposure.get(order.currency) ?? 0n) + order.advancedMinor);
    }
    releaseDueOrders(book, scene, date, exposure);
    releaseDueHolds(book, scene, date);
  }

  private counts(book: Book, on: CalendarDate): WindowCounts {
    const counts = { ...NO_COUNTS };
    const from = windowStart(this.policy, on);
    for (const day of book.counts.values()) {
      if (day.cohortOn < from || day.cohortOn >= on || day.eventOn >= on) continue;
      counts.orders += day.shipped;
      counts.late += day.late;
      counts.disputed += day.disputed;
      counts.refunded += day.refunded;
      counts.feedback += day.feedback;
      counts.positive += day.positive;
    }
    return counts;
  }

  /** The business date of an instant. */
  dateOf(epochMs: number): CalendarDate {
    return dateOf(epochMs, this.policy.timezone);
  }

  ask(asOf?: CalendarDate): Record<string, unknown> {
    const answer: Record<string, unknown> = {};
    for (const merchantId of [...this.books.keys()].sort(compareIds)) {
      const book = this.books.get(merchantId) as Book;
      answer[merchantId] =
        asOf === undefined ? this.answerOf(book) : { accounts: this.accountsAsOf(book, asOf) };
    }
    return answer;
  }

  private accountsAsOf(book: Book, asOf: CalendarDate): Record<string, Record<Account, string>> {
    const accounts: Record<string, Record<Account, string>> = {};
    for (const { currency, bookedOn, amounts } of book.changedBalances.values()) {
      // Kept in the order of booking: the last one that fits is the balance then.
      if (bookedOn <= asOf) accounts[currency] = texts(amounts);
    }
    return accounts;
  }

  private answerOf(book: Book): unknown {
    const { merchant } = book;
    const assessment = book.assessments.at(-1);
    return {
      enrolment: merchant.enrolment,
      tier: merchant.tier,
      cancelled_on: merchant.cancelledOn,
      accounts: Object.fromEntries(
        [...book.balances].map(([currency, amounts]) => [currency, texts(amounts)]),
      ),
      holds: openHolds(book).map((hold) => ({
        order: hold.orderId,
        currency: hold.currency,
        amount: hold.amountMinor.toString(),
        release_on: hold.releaseOn,
      })),
      orders: Object.fromEntries(
        [...book.orders.values()].map(({ orderId, state, releasedOn }) => [
          orderId,
          { state, released_on: releasedOn },
        ]),
      ),
      assessment:
        assessment === undefined
          ? null
          : {
              date: assessment.assessedOn,
              eligible: assessment.isEligible,
              score: assessment.score,
              tier: assessment.tierByScore,
              failed_gates: assessment.failedGates,
              metrics: assessment.metrics,
            },
    };
  }
}

function texts(amounts: Record<Account, bigint>): Record<Account, string> {
  return Object.fromEntries(ACCOUNTS.map((account) => [account, amounts[account].toString()])) as Record<
    Account,
    string
  >;
}
