import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../engine/calendar';
import { EVENT_OF_ENTRY } from '../../engine/webhooks';
import { list } from '../bulk';
import type { Executor } from '../client';
import { assessments } from '../schema/assessments';
import { entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { holdMovements, holds } from '../schema/holds';
import { enrolmentChanges } from '../schema/merchants';
import { refunds } from '../schema/orders';

/** What a merchant's books have to tell, read from what never changes: read again, it says the same. */

const TOLD_KINDS = Object.keys(EVENT_OF_ENTRY);

/** A range of the merchant's own numbers, both ends in it. */
export interface Range {
  first: bigint;
  last: bigint;
}

function isIn(column: PgColumn, { first, last }: Range): SQL {
  return sql`${column} between ${first} and ${last}`;
}

/** The first entries of a range that are told of, each with its fact, its refund, and the hold that it opened. */
export async function readToldEntries(executor: Executor, merchantId: string, range: Range, limit: number) {
  return executor
    .select({
      entry: entries,
      factId: facts.factId,
      refund: { refundId: refunds.refundId, amountMinor: refunds.amountMinor, reason: refunds.reason },
      hold: {
        frozenMinor: holds.frozenMinor,
        releaseOn: holds.releaseOnAtFirst,
        tier: holds.tier,
        depositBps: holds.depositBps,
      },
    })
    .from(entries)
    .leftJoin(facts, and(eq(facts.merchantId, entries.merchantId), eq(facts.factSeq, entries.factSeq)))
    .leftJoin(
      refunds,
      and(
        eq(refunds.merchantId, entries.merchantId),
        eq(refunds.orderId, entries.orderId),
        eq(refunds.entrySeq, entries.entrySeq),
      ),
    )
    .leftJoin(
      holds,
      and(
        eq(holds.merchantId, entries.merchantId),
        eq(holds.orderId, entries.orderId),
        eq(holds.entrySeq, entries.entrySeq),
      ),
    )
    .where(
      and(
        eq(entries.merchantId, merchantId),
        isIn(entries.entrySeq, range),
        sql`${entries.kind} = any(${list(TOLD_KINDS, 'text')})`,
      ),
    )
    .orderBy(asc(entries.entrySeq))
    .limit(limit);
}
export type ToldEntry = Awaited<ReturnType<typeof readToldEntries>>[number];

/** What the entries of a range took from which holds, and what they left of them. */
export async function readSlicesIn(executor: Executor, merchantId: string, range: Range) {
  return executor
    .select({
      entrySeq: holdMovements.entrySeq,
      orderId: holdMovements.orderId,
      amountMinor: holdMovements.amountMinor,
      leftMinor: holdMovements.amountAfterMinor,
    })
    .from(holdMovements)
    .where(
      and(
        eq(holdMovements.merchantId, merchantId),
        isIn(holdMovements.entrySeq, range),
        eq(holdMovements.kind, 'deducted'),
      ),
    )
    .orderBy(asc(holdMovements.releaseOnAfter), asc(holdMovements.orderId));
}

/** The enrolment changes of a range, each with its fact. */
export async function readToldChanges(executor: Executor, merchantId: string, range: Range) {
  return executor
    .select({ change: enrolmentChanges, factId: facts.factId })
    .from(enrolmentChanges)
    .leftJoin(
      facts,
      and(eq(facts.merchantId, enrolmentChanges.merchantId), eq(facts.factSeq, enrolmentChanges.factSeq)),
    )
    .where(and(eq(enrolmentChanges.merchantId, merchantId), isIn(enrolmentChanges.changeSeq, range)))
    .orderBy(asc(enrolmentChanges.changeSeq));
}
export type ToldChange = Awaited<ReturnType<typeof readToldChanges>>[number];

export async function readToldAssessment(executor: Executor, merchantId: string, assessedOn: CalendarDate) {
  const [row] = await executor
    .select()
    .from(assessments)
    .where(and(eq(assessments.merchantId, merchantId), eq(assessments.assessedOn, assessedOn)));
  return row ?? null;
}
export type ToldAssessment = NonNullable<Awaited<ReturnType<typeof readToldAssessment>>>;
