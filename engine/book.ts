import { type Account, type Amounts, ENTRY_KINDS, type EntryKind, noAmounts } from './accounts';
import { type CalendarDate, earlier, later } from './calendar';
import { least } from './money';
import type { Policy } from './policy';
import type {
  AssessmentRecord,
  Cause,
  CountedEvent,
  DailyCount,
  Dispute,
  Enrolment,
  EnrolmentChange,
  EnrolmentChangeKind,
  Entry,
  Hold,
  HoldMovement,
  HoldMovementKind,
  Merchant,
  Order,
  Refund,
} from './records';
import { countInWindow, EMPTY_WINDOW } from './window';

/**
 * One merchant's book: the part of its state that a decision needs, and everything that decisions have changed in
 * it. Decisions change a book in memory only; who loaded the book records its changes in one transaction.
 */

/** What a decision needs to know besides the book: the open day, the rules in force, and what it acts for. */
export interface Scene {
  /** The business date that the latest run opened; null before the first run. */
  openOn: CalendarDate | null;
  policy: Policy;
  cause: Cause;
  /** The fact's own date, or the run's. */
  actsOn: CalendarDate;
}

function keyOf(orderId: string, id: string): string {
  return `${orderId.length}:${orderId}${id}`;
}

export class Book {
  readonly balances = new Map<string, Amounts>();
  readonly orders = new Map<string, Order>();
  readonly holds = new Map<string, Hold>();
  private readonly disputes = new Map<string, Dispute>();
  private readonly refunds = new Map<string, Refund>();

  /** What decisions have changed since the book was loaded. */
  readonly entries: Entry[] = [];
  readonly holdMovements: HoldMovement[] = [];
  readonly enrolmentChanges: EnrolmentChange[] = [];
  readonly assessments: AssessmentRecord[] = [];
  readonly counts = new Map<string, DailyCount>();
  readonly newOrders = new Set<Order>();
  readonly changedOrders = new Set<Order>();
  readonly newHolds = new Set<Hold>();
  readonly changedHolds = new Set<Hold>();
  readonly changedDisputes = new Set<Dispute>();
  readonly newRefunds = new Set<Refund>();
  /** The dates and currencies whose balance an entry has changed, with the balance then. */
  readonly changedBalances = new Map<
    string,
    { currency: string; bookedOn: CalendarDate; amounts: Amounts }
  >();

  constructor(readonly merchant: Merchant) {}

  // What is known

  balance(currency: string): Amounts {
    return this.balances.get(currency) ?? noAmounts();
  }

  dispute(orderId: string, disputeId: string): Dispute | undefined {
    return this.disputes.get(keyOf(orderId, disputeId));
  }

  refund(orderId: string, refundId: string): Refund | undefined {
    return this.refunds.get(keyOf(orderId, refundId));
  }

  loadDispute(dispute: Dispute): void {
    this.disputes.set(keyOf(dispute.orderId, dispute.disputeId), dispute);
  }

  loadRefund(refund: Refund): void {
    this.refunds.set(keyOf(refund.orderId, refund.refundId), refund);
  }

  // What a decision may change

  addOrder(order: Order): void {
    this.orders.set(order.orderId, order);
    this.newOrders.add(order);
  }

  touchOrder(order: Order): void {
    if (!this.newOrders.has(order)) this.changedOrders.add(order);
  }

  addHold(hold: Hold): void {
    this.holds.set(hold.orderId, hold);
    this.newHolds.add(hold);
  }

  putDispute(dispute: Dispute): void {
    this.loadDispute(dispute);
    this.changedDisputes.add(dispute);
  }

  addRefund(refund: Refund): void {
    this.loadRefund(refund);
    this.newRefunds.add(refund);
  }

  count(event: CountedEvent, cohortOn: CalendarDate, eventOn: CalendarDate, by: 1 | -1 = 1): void {
    const key = `${cohortOn}${eventOn}`;
    let day = this.counts.get(key);
    if (day === undefined) {
      day = { cohortOn, eventOn, shipped: 0, late: 0, disputed: 0, refunded: 0, feedback: 0, positive: 0 };
      this.counts.set(key, day);
    }
    day[event] += by;
    countInWindow(this.merchant, event, cohortOn, eventOn, by);
  }

  /** Nothing may be due later than this without being looked at: the earliest date given counts. */
  dueNoLaterThan(date: CalendarDate | null): void {
    this.merchant.nextDueOn = earlier(this.merchant.nextDueOn, date);
  }

  /** The date that an entry of this scene is booked on (section 2). */
  bookingDate(scene: Scene): CalendarDate {
    const date = scene.openOn ?? scene.actsOn;
    return later(this.merchant.lastBookedOn, date) ?? date;
  }

  /**
   * Books one entry. The amounts must sum to zero, and no balance may end on the wrong side; both are bugs of a
   * decision, never of its input, so they throw.
   */
  post(
    scene: Scene,
    kind: EntryKind,
    currency: string,
    lines: Partial<Amounts>,
    about: { orderId?: string; effectiveOn?: CalendarDate } = {},
  ): Entry {
    const amounts: Amounts = { ...noAmounts(), ...lines };
    const balance: Amounts = { ...this.balance(currency) };
    let sum = 0n;
    for (const account of Object.keys(lines) as Account[]) {
      sum += amounts[account];
      balance[account] += amounts[account];
    }
    if (sum !== 0n)
      throw new Error(`a ${kind} entry of ${this.merchant.merchantId} does not sum to zero: ${sum}`);
    const bookedOn = this.bookingDate(scene);
    const { merchant } = this;
    merchant.entryCount += 1n;
    merchant.lastBookedOn = bookedOn;
    if (!this.balances.has(currency)) merchant.currencies = [...merchant.currencies, currency];
    const entry: Entry = {
      entrySeq: merchant.entryCount,
      currency,
      bookedOn,
      effectiveOn: about.effectiveOn ?? scene.actsOn,
      kind,
      rule: ENTRY_KINDS[kind],
      orderId: about.orderId ?? null,
      amounts,
      cause: scene.cause,
    };
    this.balances.set(currency, balance);
    this.changedBalances.set(`${currency}${bookedOn}`, { currency, bookedOn, amounts: balance });
    this.entries.push(entry);
    return entry;
  }

  /**
   * The lines that credit the merchant with an amount: first what it owes, and only the rest to the account
   * (section 3, "Crediting a merchant").
   */
  creditLines(
    currency: string,
    account: 'payment_account' | 'marketplace_account',
    amountMinor: bigint,
  ): Partial<Amounts> {
    const owed = -this.balance(currency).receivable;
    const recovered = least(amountMinor, owed);
    return { receivable: recovered, [account]: amountMinor - recovered };
  }

  /** Records what happened to a hold after it was opened. The hold already has its new amount and date. */
  noteHold(
    scene: Scene,
    hold: Hold,
    movement: { kind: HoldMovementKind; amountMinor: bigint; rule: string; entry: Entry | null },
  ): void {
    hold.movementCount += 1;
    this.holdMovements.push({
      orderId: hold.orderId,
      movementNo: hold.movementCount,
      kind: movement.kind,
      bookedOn: movement.entry?.bookedOn ?? this.bookingDate(scene),
      amountMinor: movement.amountMinor,
      amountAfterMinor: hold.amountMinor,
      releaseOnAfter: hold.releaseOn,
      entrySeq: movement.entry?.entrySeq ?? null,
      rule: movement.rule,
      cause: scene.cause,
    });
    if (!this.newHolds.has(hold)) this.changedHolds.add(hold);
  }

  /** Moves the enrolment or the tier, and keeps the history of it. */
  changeEnrolment(
    scene: Scene,
    kind: EnrolmentChangeKind,
    enrolment: Enrolment,
    tier: string | null,
    rule: string,
  ): void {
    const { merchant } = this;
    merchant.enrolmentChangeCount += 1n;
    this.enrolmentChanges.push({
      changeSeq: merchant.enrolmentChangeCount,
      changedOn: scene.openOn ?? scene.actsOn,
      kind,
      enrolmentBefore: merchant.enrolment,
      enrolmentAfter: enrolment,
      tierBefore: merchant.tier,
      tierAfter: tier,
      rule,
      cause: scene.cause,
    });
    merchant.enrolment = enrolment;
    merchant.tier = tier;
  }
}

/**
 * Ids are ordered by code point, as the database orders them (`COLLATE "C"`); JavaScript's own order is by UTF-16
 * unit, which differs outside the basic plane.
 */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const unitOfA = a.charCodeAt(index);
    const unitOfB = b.charCodeAt(index);
    if (unitOfA === unitOfB) continue;
    const isSurrogateOfA = unitOfA >= 0xd800 && unitOfA <= 0xdfff;
    const isSurrogateOfB = unitOfB >= 0xd800 && unitOfB <= 0xdfff;
    if (isSurrogateOfA !== isSurrogateOfB) return isSurrogateOfA ? 1 : -1;
    return unitOfA - unitOfB;
  }
  return a.length - b.length;
}

/** A merchant on the day it opens. */
export function newMerchant(merchantId: string, name: string | null, openedOn: CalendarDate): Merchant {
  return {
    merchantId,
    name,
    openedOn,
    enrolment: 'none',
    tier: null,
    cancelledOn: null,
    closedOn: null,
    closureReason: null,
    isOptedOut: false,
    overrideDecision: 'none',
    overrideTier: null,
    overrideUntil: null,
    failuresInARow: 0,
    lastAssessedOn: null,
    ...EMPTY_WINDOW,
    nextDueOn: null,
    factCount: 0n,
    entryCount: 0n,
    enrolmentChangeCount: 0n,
    lastBookedOn: null,
    currencies: [],
  };
}
