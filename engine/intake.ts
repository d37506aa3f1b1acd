import { type Applied, type Awaited, applyFact } from './apply-fact';
import { Book, newMerchant } from './book';
import { type CalendarDate, dateOf } from './calendar';
import { type Fact, type FactStatus, type FailureCode, orderOf } from './facts';
import type { Policy } from './policy';

/**
 * The intake of facts (rules.md, section 4): what can be said of each, in its order of precedence, with facts that
 * wait and wake. It decides in memory, on what was loaded for a batch; who loaded it records the outcome.
 */

/** The answer to one fact. */
export interface FactAnswer {
  id: string | null;
  status: FactStatus;
  code?: FailureCode;
  /** Why it was refused, in words. */
  reason?: string;
}

/** A fact that waits, with its place in the order of arrival. */
export interface ParkedFact {
  fact: Fact;
  content: string;
  awaited: Awaited;
  arrival: bigint;
  /** Whether it waited before this batch. */
  isStored: boolean;
  /** Whether it has come to wait for something else in this batch. */
  isMoved: boolean;
}

/** A fact that was applied, with its place in its merchant's books. */
export interface AppliedFact {
  merchantId: string;
  factSeq: bigint;
  fact: Fact;
  content: string;
  orderId: string | null;
  effectiveOn: CalendarDate;
  firstEntrySeq: bigint;
  entries: number;
}

/** A fact that waited and was refused when it woke: its sender was told `parked`, so it is kept and listed. */
export interface RefusedOnWaking {
  fact: Fact;
  content: string;
  code: FailureCode;
}

/** The key under which facts wait for the same thing. */
export function awaitedKey(awaited: Awaited): string {
  return JSON.stringify([awaited.kind, awaited.id, awaited.disputeId]);
}

/** What an applied fact makes known, for those who wait for it. */
export function madeKnown(fact: Fact): Awaited | null {
  switch (fact.type) {
    case 'merchant.opened':
      return { kind: 'merchant', id: fact.merchant, disputeId: '' };
    case 'order.paid':
      return { kind: 'order', id: fact.order, disputeId: '' };
    case 'order.shipped':
      return { kind: 'shipment', id: fact.order, disputeId: '' };
    case 'order.corrected':
      if (fact.event !== 'shipped' || fact.on === undefined) return null;
      return { kind: 'shipment', id: fact.order, disputeId: '' };
    case 'dispute.opened':
      return { kind: 'dispute', id: fact.order, disputeId: fact.dispute };
    default:
      return null;
  }
}

/** Messages for the codes that a fact's row may refuse with. */
const REASONS: Record<Exclude<FailureCode, 'bad_fact' | 'bad_amount'>, string> = {
  conflict: 'something else was recorded under this id before',
  bad_state: 'the order or the store is in a state that does not allow it',
  over_refund: 'more would be refunded than is left of what was paid',
  insufficient_funds: 'the account has too little, or the merchant owes money in this currency',
};

/** Why something else under a known id is refused. */
export const conflictReason = REASONS.conflict;

/** The answer that refuses a fact by a code of what the books say. */
export function refusal(id: string, code: FailureCode): FactAnswer {
  return { id, status: 'rejected', code, reason: REASONS[code as keyof typeof REASONS] };
}

export class Intake {
  readonly applied: AppliedFact[] = [];
  readonly refusedOnWaking: RefusedOnWaking[] = [];
  /** Ids of facts that waited before this batch and do no more. */
  readonly unparked = new Set<string>();
  readonly waiting = new Map<string, ParkedFact[]>();
  private lastArrival = 0n;

  /**
   * @param openOn the business date that is open; null before the first run
   * @param books the books of all known merchants that the batch concerns, by merchant id
   * @param merchantOfOrder the merchant of each known order that the batch names
   * @param contentOfId a mark of the content of each fact already recorded or parked, by fact id
   * @param markOf makes that mark of a content
   */
  constructor(
    private readonly policy: Policy,
    private readonly openOn: CalendarDate | null,
    readonly books: Map<string, Book>,
    readonly merchantOfOrder: Map<string, string>,
    readonly contentOfId: Map<string, string>,
    private readonly markOf: (content: string) => string,
  ) {}

  /** Adds a fact that has been waiting since before this batch. */
  loadParked(parked: ParkedFact): void {
    if (parked.arrival > this.lastArrival) this.lastArrival = parked.arrival;
    this.wait(parked);
  }

  /** Says what is to be said of one fact that was read, and does it (section 4). */
  submitRead(fact: Fact, content: string): FactAnswer {
    const mark = this.markOf(content);
    const known = this.contentOfId.get(fact.id);
    if (known !== undefined) {
      return known === mark ? { id: fact.id, status: 'duplicate' } : refusal(fact.id, 'conflict');
    }
    const outcome = this.attempt(fact, content);
    if (typeof outcome === 'string') return refusal(fact.id, outcome);
    this.contentOfId.set(fact.id, mark);
    if (outcome === null) {
      this.wakeWaiters(fact);
      return { id: fact.id, status: 'applied' };
    }
    this.lastArrival += 1n;
    this.wait({
      fact,
      content,
      awaited: outcome,
      arrival: this.lastArrival,
      isStored: false,
      isMoved: false,
    });
    return { id: fact.id, status: 'parked' };
  }

  private wait(parked: ParkedFact): void {
    const key = awaitedKey(parked.awaited);
    const waiters = this.waiting.get(key);
    if (waiters === undefined) this.waiting.set(key, [parked]);
    else waiters.push(parked);
  }

  /** Wakes what waits for a fact just applied, in order of arrival; each wakes its own waiters before the next. */
  private wakeWaiters(fact: Fact): void {
    const known = madeKnown(fact);
    if (known === null) return;
    const key = awaitedKey(known);
    const waiters = this.waiting.get(key);
    if (waiters === undefined) return;
    this.waiting.delete(key);
    waiters.sort((a, b) => (a.arrival < b.arrival ? -1 : 1));
    for (const parked of waiters) {
      const outcome = this.attempt(parked.fact, parked.content);
      if (outcome !== null && typeof outcome !== 'string') {
        this.wait({ ...parked, awaited: outcome, isMoved: true });
        continue;
      }
      if (parked.isStored) this.unparked.add(parked.fact.id);
      if (outcome === null) {
        this.wakeWaiters(parked.fact);
      } else {
        this.contentOfId.delete(parked.fact.id);
        this.refusedOnWaking.push({ fact: parked.fact, content: parked.content, code: outcome });
      }
    }
  }

  private attempt(fact: Fact, content: string): Applied {
    const actsOn = dateOf(fact.at.epochMs, this.policy.timezone);
    let merchantId: string | undefined;
    if ('merchant' in fact) {
      merchantId = fact.merchant;
    } else {
      merchantId = this.merchantOfOrder.get(fact.order);
      if (merchantId === undefined) return { kind: 'order', id: fact.order, disputeId: '' };
    }
    let book = this.books.get(merchantId);
    const isOpening = fact.type === 'merchant.opened' && book === undefined;
    if (isOpening) {
      book = new Book(newMerchant(merchantId, fact.name ?? null, actsOn));
      this.books.set(merchantId, book);
    }
    if (book === undefined) return { kind: 'merchant', id: merchantId, disputeId: '' };
    if (fact.type === 'order.paid' && this.merchantOfOrder.has(fact.order)) return 'conflict';
    const { merchant } = book;
    const factSeq = merchant.factCount + 1n;
    const entriesBefore = merchant.entryCount;
    if (!isOpening) {
      const scene = { openOn: this.openOn, policy: this.policy, cause: { factSeq }, actsOn };
      const outcome = applyFact(book, scene, fact, factSeq);
      if (outcome !== null) return outcome;
    }
    merchant.factCount = factSeq;
    if (fact.type === 'order.paid') this.merchantOfOrder.set(fact.order, merchantId);
    this.applied.push({
      merchantId,
      factSeq,
      fact,
      content,
      orderId: orderOf(fact),
      effectiveOn: actsOn,
      firstEntrySeq: entriesBefore + 1n,
      entries: Number(merchant.entryCount - entriesBefore),
    });
    return null;
  }
}
