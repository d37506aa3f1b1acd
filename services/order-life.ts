import type { readFactsOfOrder, readMovementsOfHold, readOrder } from '../db/queries/order-life';
import { compareIds } from '../engine/book';
import type { CalendarDate } from '../engine/calendar';
import type { FactType } from '../engine/facts';
import { type Correction, correctionsIn } from '../engine/order-dates';
import type { RefundReason } from '../engine/policy';
import type { CapitalEntry } from './find-entries';

/** What happened to an order, put in the order in which the books took it. */

/** The fact that an event was told by. */
export interface TellingFact {
  factId: string;
  type: FactType;
  at: Date;
  /** Its date in the policy's time zone. */
  on: CalendarDate;
}

/** What a deduction was taken from (section 7). */
export interface Receipt {
  refundedMinor: bigint;
  feeBackMinor: bigint;
  borneMinor: bigint;
  paymentAccountMinor: bigint;
  marketplaceAccountMinor: bigint;
  ownHoldMinor: bigint;
  otherHoldsMinor: bigint;
  owedMinor: bigint;
}

interface Happened {
  /** The date that it counts for: the fact's own, or the run's. */
  on: CalendarDate;
  /** Null where a run did it. */
  fact: TellingFact | null;
  /** The section of rules.md. */
  rule: string;
}

export type LifeEvent = Happened &
  (
    | {
        event:
          | 'paid'
          | 'shipped'
          | 'delivered'
          | 'confirmed'
          | 'cancelled'
          | 'released'
          | 'hold_back'
          | 'hold_freed';
        entry: CapitalEntry | null;
      }
    | { event: 'dispute_opened' | 'dispute_closed'; disputeId: string; entry: null }
    | { event: 'feedback'; isPositive: boolean; entry: null }
    | {
        event: 'refund';
        refundId: string;
        reason: RefundReason;
        entry: CapitalEntry;
        receipt: Receipt | null;
      }
    /** A refund of another order took from this order's hold. */
    | {
        event: 'drawn_on';
        takenMinor: bigint;
        leftMinor: bigint;
        forOrderId: string;
        reason: RefundReason | null;
        entry: CapitalEntry;
      }
    /** The marketplace corrected one of its dates (section 12). */
    | { event: 'corrected'; correction: Correction; entry: null }
    /** A notice of cancellation (section 8) or a closure (section 9) dated the hold anew. */
    | { event: 'redated'; from: CalendarDate; to: CalendarDate; entry: null }
  );

type FactRow = Awaited<ReturnType<typeof readFactsOfOrder>>[number];
type OrderRow = NonNullable<Awaited<ReturnType<typeof readOrder>>>;
type MovementRow = Awaited<ReturnType<typeof readMovementsOfHold>>[number];

/** What is recorded of an order. */
export interface OrderRecords extends OrderRow {
  facts: FactRow[];
  /** Facts of others that moved its hold. */
  otherFacts: FactRow[];
  movements: MovementRow[];
  /** Every entry that the others name, oldest first. */
  entries: CapitalEntry[];
}

/**
 * When the books took something: by the open day and the attempts of its run; of one day, first what the run did, then
 * the facts.
 */
interface Moment {
  openOn: CalendarDate;
  attempt: number;
  isFact: boolean;
  seq: bigint;
}

function compareMoments(a: Moment, b: Moment): number {
  if (a.openOn !== b.openOn) return compareIds(a.openOn, b.openOn);
  if (a.attempt !== b.attempt) return a.attempt - b.attempt;
  if (a.isFact !== b.isFact) return a.isFact ? 1 : -1;
  if (a.seq === b.seq) return 0;
  return a.seq < b.seq ? -1 : 1;
}

const momentOfFact = ({ openOn, runAttempt, factSeq }: FactRow): Moment => ({
  openOn: openOn ?? '',
  attempt: runAttempt,
  isFact: true,
  seq: factSeq,
});

function told({ factId, type, at, effectiveOn }: FactRow): TellingFact {
  return { factId, type: type as FactType, at, on: effectiveOn };
}

function receiptOf({ amounts, kind }: CapitalEntry, ownHoldMinor: bigint): Receipt | null {
  if (kind !== 'deduction') return null;
  const { payment_account, marketplace_account, deposit, receivable, fees, clearing } = amounts;
  return {
    refundedMinor: clearing,
    feeBackMinor: -fees,
    borneMinor: clearing + fees,
    paymentAccountMinor: -payment_account,
    marketplaceAccountMinor: -marketplace_account,
    ownHoldMinor,
    otherHoldsMinor: -deposit - ownHoldMinor,
    owedMinor: -receivable,
  };
}

interface Dated {
  moment: Moment;
  event: LifeEvent;
}

const EVENTS = {
  'order.paid': 'paid',
  'order.shipped': 'shipped',
  'order.delivered': 'delivered',
  'order.confirmed': 'confirmed',
  'order.cancelled': 'cancelled',
} as const;

/** The events of one fact of the order's own: it, and where a full refund freed the hold, that. */
function ofFact(
  row: FactRow,
  correction: Correction | null,
  { movements, entries }: OrderRecords,
): LifeEvent[] {
  const fact = told(row);
  const happened: Happened = { on: fact.on, fact, rule: '4' };
  const { content, firstEntrySeq } = row;
  const made = entries.filter(
    ({ entrySeq }) =>
      firstEntrySeq !== null && entrySeq >= firstEntrySeq && entrySeq < firstEntrySeq + BigInt(row.entries),
  );
  const [entry = null, freed] = made;
  switch (fact.type) {
    case 'order.paid':
    case 'order.shipped':
    case 'order.delivered':
    case 'order.confirmed':
    case 'order.cancelled':
      return [{ ...happened, event: EVENTS[fact.type], entry }];
    case 'dispute.opened':
    case 'dispute.closed': {
      const event = fact.type === 'dispute.opened' ? 'dispute_opened' : 'dispute_closed';
      return [{ ...happened, event, disputeId: String(content.dispute), entry: null }];
    }
    case 'feedback.left':
      return [{ ...happened, event: 'feedback', isPositive: content.positive === true, entry: null }];
    case 'refund.settled': {
      if (entry === null) throw new Error(`the refund ${fact.factId} made no entry`);
      const own = movements.find((each) => each.kind === 'deducted' && each.entrySeq === entry.entrySeq);
      const refund: LifeEvent = {
        ...happened,
        event: 'refund',
        rule: '7',
        refundId: String(content.refund),
        reason: content.reason as RefundReason,
        entry,
        receipt: receiptOf(entry, own?.amountMinor ?? 0n),
      };
      if (freed === undefined) return [refund];
      return [refund, { ...happened, event: 'hold_freed', rule: freed.rule, entry: freed }];
    }
    case 'order.corrected':
      if (correction === null) throw new Error(`the correction ${fact.factId} corrected nothing`);
      return [{ ...happened, rule: '12', event: 'corrected', correction, entry: null }];
    default:
      throw new Error(`a fact ${fact.type} is of no order`);
  }
}

/** What a run, or a fact of another order or of the store, did to the order's hold; null where its own fact tells it. */
function ofMovement(row: MovementRow, fact: FactRow | null, records: OrderRecords): LifeEvent | null {
  const { entries, movements, hold } = records;
  const happened: Happened = {
    on: fact?.effectiveOn ?? row.bookedOn,
    fact: fact === null ? null : told(fact),
    rule: row.rule,
  };
  if (row.kind === 'redated') {
    const before = movements.find((each) => each.movementNo === row.movementNo - 1);
    const from = before?.releaseOnAfter ?? hold?.releaseOnAtFirst ?? row.releaseOnAfter;
    if (from === row.releaseOnAfter) return null;
    return { ...happened, event: 'redated', from, to: row.releaseOnAfter, entry: null };
  }
  const entry = entries.find(({ entrySeq }) => entrySeq === row.entrySeq);
  if (entry === undefined) throw new Error(`the entry ${row.entrySeq} of a hold is not recorded`);
  if (row.kind === 'given_back') return { ...happened, event: 'hold_back', entry };
  return {
    ...happened,
    event: 'drawn_on',
    takenMinor: row.amountMinor,
    leftMinor: row.amountAfterMinor,
    forOrderId: entry.orderId ?? '',
    reason: entry.refundReason,
    entry,
  };
}

/** Everything that happened to the order, oldest first, in the order in which the books took it. */
export function lifeOf(records: OrderRecords): LifeEvent[] {
  const { order, facts, otherFacts, movements, entries, release } = records;
  const life: Dated[] = [];
  const corrections = correctionsIn(
    facts.map(({ type, effectiveOn, content }) => ({ type, on: effectiveOn, content })),
  );
  for (const [place, fact] of facts.entries()) {
    for (const event of ofFact(fact, corrections[place] ?? null, records))
      life.push({ moment: momentOfFact(fact), event });
  }
  const own = new Set(facts.map(({ factSeq }) => factSeq));
  for (const row of movements) {
    if (row.factSeq !== null && own.has(row.factSeq)) continue;
    const fact = otherFacts.find(({ factSeq }) => factSeq === row.factSeq) ?? null;
    const event = ofMovement(row, fact, records);
    const moment =
      fact === null
        ? { openOn: row.bookedOn, attempt: row.runAttempt ?? 0, isFact: false, seq: row.entrySeq ?? 0n }
        : momentOfFact(fact);
    if (event !== null) life.push({ moment, event });
  }
  const entry = entries.find(({ entrySeq }) => entrySeq === order.releaseEntrySeq);
  if (entry !== undefined) {
    const moment = {
      ...{ openOn: entry.bookedOn, attempt: release?.runAttempt ?? 0, isFact: false, seq: entry.entrySeq },
    };
    const event: LifeEvent = { on: entry.bookedOn, fact: null, rule: entry.rule, event: 'released', entry };
    life.push({ moment, event });
  }
  return life.sort((a, b) => compareMoments(a.moment, b.moment)).map(({ event }) => event);
}
