import type { Amounts } from '../engine/accounts';
import type { Book } from '../engine/book';
import type { RefundReason } from '../engine/policy';
import type {
  AssessmentRecord,
  Cause,
  DailyCount,
  Dispute,
  EnrolmentChange,
  Entry,
  Hold,
  HoldMovement,
  Order,
  Refund,
} from '../engine/records';
import { EVENT_OF_ENTRY } from '../engine/webhooks';
import { updateRows, Writes } from './bulk';
import type { Executor } from './client';
import { assessments, dailyCounts } from './schema/assessments';
import { balances, entries } from './schema/entries';
import { holdMovements, holds } from './schema/holds';
import { enrolmentChanges, merchants } from './schema/merchants';
import { disputes, orders, refunds } from './schema/orders';
import { webhookOutbox } from './schema/webhooks';

/**
 * The only writer of entries and balances, and of all else that decisions change in merchants' books: a few
 * statements for a set of books, however many changes they hold. The caller's transaction has the merchants locked.
 */

/** Under which policy version, and in which attempt at a run, the changes were decided. */
export interface Recording {
  policyVersion: number;
  /** The attempt of the run that decided; null where facts did. */
  runAttempt: number | null;
  /** Whether some program wants to be told: then it is written down, in the same transaction, that there is something to tell. */
  hasListeners: boolean;
}

function causeColumns(cause: Cause, recording: Recording) {
  return {
    policyVersion: recording.policyVersion,
    factSeq: 'factSeq' in cause ? cause.factSeq : null,
    runOn: 'runOn' in cause ? cause.runOn : null,
    runAttempt: 'runOn' in cause ? recording.runAttempt : null,
  };
}

function accountColumns(amounts: Amounts) {
  return {
    orderFunds: amounts.order_funds,
    paymentAccount: amounts.payment_account,
    marketplaceAccount: amounts.marketplace_account,
    deposit: amounts.deposit,
    receivable: amounts.receivable,
    fees: amounts.fees,
    platformLoss: amounts.platform_loss,
    clearing: amounts.clearing,
  };
}

function entryRow(merchantId: string, { amounts, cause, ...entry }: Entry, recording: Recording) {
  return { merchantId, ...entry, ...causeColumns(cause, recording), ...accountColumns(amounts) };
}

function changeRow(merchantId: string, { cause, ...change }: EnrolmentChange, recording: Recording) {
  return { merchantId, ...change, ...causeColumns(cause, recording) };
}

function movementRow(merchantId: string, { cause, ...movement }: HoldMovement, recording: Recording) {
  return { merchantId, ...movement, ...causeColumns(cause, recording) };
}

function newHoldRow(merchantId: string, hold: Hold, recording: Recording) {
  return { ...hold, merchantId, releaseOnAtFirst: hold.releaseOn, policyVersion: recording.policyVersion };
}

function changedHoldRow(merchantId: string, hold: Hold) {
  const { orderId, amountMinor, releaseOn, deadlineOn, movementCount } = hold;
  return { merchantId, orderId, amountMinor, releaseOn, deadlineOn, movementCount };
}

function changedOrderRow(merchantId: string, order: Order) {
  const { currency: _1, amountMinor: _2, feeBps: _3, paidOn: _4, shipByOn: _5, ...changing } = order;
  return { ...changing, merchantId };
}

export function assessmentRow(
  merchantId: string,
  { metrics, points, counts, ...each }: AssessmentRecord,
  recording: Recording,
) {
  const { tierIfEligible: _, ...outcome } = each;
  return {
    merchantId,
    ...outcome,
    ...counts,
    runAttempt: recording.runAttempt ?? 0,
    policyVersion: recording.policyVersion,
    storeAgeDays: metrics.store_age_days,
    disputeBps: metrics.dispute_bps,
    refundBps: metrics.refund_bps,
    lateShipmentBps: metrics.late_shipment_bps,
    feedbackBps: metrics.feedback_bps,
    pointsStoreAge: points.store_age,
    pointsDispute: points.dispute,
    pointsRefund: points.refund,
    pointsLateShipment: points.late_shipment,
    pointsFeedback: points.feedback,
  };
}

/** Records everything that has changed in the books, but for the merchants' own rows. */
export async function recordBooks(executor: Executor, books: Book[], recording: Recording): Promise<void> {
  function rows<Change, Row>(
    changes: (book: Book) => Iterable<Change>,
    row: (merchantId: string, change: Change, recording: Recording) => Row,
  ): Row[] {
    const all: Row[] = [];
    for (const book of books) {
      for (const change of changes(book)) all.push(row(book.merchant.merchantId, change, recording));
    }
    return all;
  }
  const writes = new Writes(executor);
  writes.insert(
    orders,
    rows(
      (book) => book.newOrders,
      (merchantId, order) => ({ ...order, merchantId }),
    ),
  );
  writes.update(
    orders,
    ['merchantId', 'orderId'],
    rows((book) => book.changedOrders, changedOrderRow),
  );
  writes.insert(
    disputes,
    rows(
      (book) => book.changedDisputes,
      (merchantId, dispute: Dispute) => ({ ...dispute, merchantId }),
    ),
    { target: ['merchantId', 'orderId', 'disputeId'], set: ['closedOn'] },
  );
  writes.insert(
    refunds,
    rows(
      (book) => book.newRefunds,
      (merchantId, refund: Refund) => ({
        ...refund,
        merchantId,
        reason: refund.reason as RefundReason,
      }),
    ),
  );
  writes.insert(
    entries,
    rows((book) => book.entries, entryRow),
  );
  writes.insert(
    balances,
    rows(
      (book) => book.changedBalances.values(),
      (merchantId, { currency, bookedOn, amounts }) => ({
        merchantId,
        currency,
        bookedOn,
        ...accountColumns(amounts),
      }),
    ),
    {
      target: ['merchantId', 'currency', 'bookedOn'],
      set: [
        'orderFunds',
        'paymentAccount',
        'marketplaceAccount',
        'deposit',
        'receivable',
        'fees',
        'platformLoss',
        'clearing',
      ],
    },
  );
  writes.insert(
    holds,
    rows((book) => book.newHolds, newHoldRow),
  );
  writes.update(
    holds,
    ['merchantId', 'orderId'],
    rows((book) => book.changedHolds, changedHoldRow),
  );
  writes.insert(
    holdMovements,
    rows((book) => book.holdMovements, movementRow),
  );
  recordCounts(
    writes,
    rows(
      (book) => book.counts.values(),
      (merchantId, day: DailyCount) => ({ merchantId, ...day }),
    ),
  );
  writes.insert(
    assessments,
    rows((book) => book.assessments, assessmentRow),
  );
  writes.insert(
    enrolmentChanges,
    rows((book) => book.enrolmentChanges, changeRow),
  );
  if (recording.hasListeners) recordOutbox(writes, books, recording);
  await writes.done();
}

/** What there is to tell of a book's changes, as ranges of its numbers: one small row, however much it is. */
function outboxRow(
  { merchant, entries: made, enrolmentChanges: changes, assessments: assessed }: Book,
  recording: Recording,
) {
  const told = made.filter(({ kind }) => EVENT_OF_ENTRY[kind] !== undefined);
  const assessedOn = assessed.at(-1)?.assessedOn ?? null;
  if (told.length + changes.length === 0 && assessedOn === null) return null;
  return {
    merchantId: merchant.merchantId,
    firstEntrySeq: told[0]?.entrySeq ?? null,
    lastEntrySeq: told.at(-1)?.entrySeq ?? null,
    firstChangeSeq: changes[0]?.changeSeq ?? null,
    lastChangeSeq: changes.at(-1)?.changeSeq ?? null,
    assessedOn,
    runAttempt: assessedOn === null ? null : (recording.runAttempt ?? 0),
  };
}

function recordOutbox(writes: Writes, books: Book[], recording: Recording): void {
  const rows = books.flatMap((book) => outboxRow(book, recording) ?? []);
  writes.insert(webhookOutbox, rows);
}

const COUNTED = ['shipped', 'late', 'disputed', 'refunded', 'feedback', 'positive'] as const;

function onlyWhere(day: DailyCount & { merchantId: string }, keeps: (count: number) => boolean) {
  const kept = { ...day };
  for (const event of COUNTED) if (!keeps(kept[event])) kept[event] = 0;
  return kept;
}

/** Adds to the daily counts, and then takes away: what moves to an earlier day was counted on a later one. */
function recordCounts(writes: Writes, days: (DailyCount & { merchantId: string })[]): void {
  const added = days.filter((day) => COUNTED.some((event) => day[event] > 0));
  writes.insert(
    dailyCounts,
    added.map((day) => onlyWhere(day, (count) => count > 0)),
    { target: ['merchantId', 'cohortOn', 'eventOn'], add: [...COUNTED] },
  );
  const taken = days.filter((day) => COUNTED.some((event) => day[event] < 0));
  writes.update(
    dailyCounts,
    ['merchantId', 'cohortOn', 'eventOn'],
    taken.map((day) => onlyWhere(day, (count) => count < 0)),
    true,
  );
}

/** Records the merchants' own rows: standing, counters, and the next date on which something can be due. */
export async function recordMerchants(executor: Executor, books: Book[]): Promise<void> {
  const rows = books.map(({ merchant }) => ({
    merchantId: merchant.merchantId,
    name: merchant.name,
    openedOn: merchant.openedOn,
    enrolment: merchant.enrolment,
    tier: merchant.tier,
    cancelledOn: merchant.cancelledOn,
    closedOn: merchant.closedOn,
    closureReason: merchant.closureReason,
    isOptedOut: merchant.isOptedOut,
    overrideDecision: merchant.overrideDecision,
    overrideTier: merchant.overrideTier,
    overrideUntil: merchant.overrideUntil,
    failuresInARow: merchant.failuresInARow,
    lastAssessedOn: merchant.lastAssessedOn,
    windowFrom: merchant.windowFrom,
    windowUntil: merchant.windowUntil,
    windowShipped: merchant.windowShipped,
    windowLate: merchant.windowLate,
    windowDisputed: merchant.windowDisputed,
    windowRefunded: merchant.windowRefunded,
    windowFeedback: merchant.windowFeedback,
    windowPositive: merchant.windowPositive,
    nextDueOn: merchant.nextDueOn,
    factCount: merchant.factCount,
    entryCount: merchant.entryCount,
    enrolmentChangeCount: merchant.enrolmentChangeCount,
    lastBookedOn: merchant.lastBookedOn,
    currencies: merchant.currencies,
  }));
  await updateRows(executor, merchants, ['merchantId'], rows);
}
