import { and, asc, eq, gt, lte, or, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { holdMovements, holds } from '../schema/holds';
import { enrolmentChanges } from '../schema/merchants';
import { disputes, orders } from '../schema/orders';

/** Everything that ever happened to one order. */

/** The order, its hold, and how the entry that released it came to be. */
export async function readOrder(executor: Executor, merchantId: string, orderId: string) {
  const [row] = await executor
    .select({
      order: orders,
      hold: holds,
      release: {
        entrySeq: entries.entrySeq,
        dueOn: entries.effectiveOn,
        runAttempt: entries.runAttempt,
        policyVersion: entries.policyVersion,
      },
    })
    .from(orders)
    .leftJoin(holds, and(eq(holds.merchantId, orders.merchantId), eq(holds.orderId, orders.orderId)))
    .leftJoin(
      entries,
      and(eq(entries.merchantId, orders.merchantId), eq(entries.entrySeq, orders.releaseEntrySeq)),
    )
    .where(and(eq(orders.merchantId, merchantId), eq(orders.orderId, orderId)));
  return row ?? null;
}

const factColumns = {
  factSeq: facts.factSeq,
  factId: facts.factId,
  type: facts.type,
  at: facts.at,
  effectiveOn: facts.effectiveOn,
  orderId: facts.orderId,
  content: facts.content,
  openOn: facts.openOn,
  runAttempt: facts.runAttempt,
  firstEntrySeq: facts.firstEntrySeq,
  entries: facts.entries,
};

/** The order's facts, in the order in which the books took them. */
export async function readFactsOfOrder(executor: Executor, merchantId: string, orderId: string) {
  return executor
    .select(factColumns)
    .from(facts)
    .where(and(eq(facts.merchantId, merchantId), eq(facts.orderId, orderId)))
    .orderBy(asc(facts.factSeq));
}

/** Facts by their places. */
export async function readFactsAt(executor: Executor, merchantId: string, factSeqs: bigint[]) {
  if (factSeqs.length === 0) return [];
  return executor
    .select(factColumns)
    .from(facts)
    .where(and(eq(facts.merchantId, merchantId), sql`${facts.factSeq} = any(${list(factSeqs, 'bigint')})`));
}

/** What happened to the order's hold after it was opened. */
export async function readMovementsOfHold(executor: Executor, merchantId: string, orderId: string) {
  return executor
    .select()
    .from(holdMovements)
    .where(and(eq(holdMovements.merchantId, merchantId), eq(holdMovements.orderId, orderId)))
    .orderBy(asc(holdMovements.movementNo));
}

export async function readDisputesOfOrder(executor: Executor, merchantId: string, orderId: string) {
  return executor
    .select({ disputeId: disputes.disputeId, openedOn: disputes.openedOn, closedOn: disputes.closedOn })
    .from(disputes)
    .where(and(eq(disputes.merchantId, merchantId), eq(disputes.orderId, orderId)))
    .orderBy(asc(disputes.openedOn), asc(disputes.disputeId));
}

/** The merchant's standing on a date, and every one that followed, each from its date on. */
export async function readStandingsFrom(executor: Executor, merchantId: string, on: CalendarDate) {
  const latest = sql`(
    select max(${enrolmentChanges.changeSeq}) from ${enrolmentChanges}
    where ${and(eq(enrolmentChanges.merchantId, merchantId), lte(enrolmentChanges.changedOn, on))}
  )`;
  return executor
    .select({
      from: enrolmentChanges.changedOn,
      enrolment: enrolmentChanges.enrolmentAfter,
      tier: enrolmentChanges.tierAfter,
    })
    .from(enrolmentChanges)
    .where(
      and(
        eq(enrolmentChanges.merchantId, merchantId),
        or(eq(enrolmentChanges.changeSeq, latest), gt(enrolmentChanges.changedOn, on)),
      ),
    )
    .orderBy(asc(enrolmentChanges.changeSeq));
}
