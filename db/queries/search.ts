import { and, desc, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../engine/calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { factRoutes, facts, parkedFacts, refusedFacts } from '../schema/facts';
import { merchants } from '../schema/merchants';
import { orderRoutes, orders } from '../schema/orders';
import { payoutBatches } from '../schema/payouts';
import { proposals } from '../schema/proposals';
import { policyVersions, runs } from '../schema/runs';
import { withdrawals } from '../schema/withdrawals';

/** Finding one thing among millions by a part of its name: each search reads a few rows beside one another in an index. */

/** By code point, everything that begins with a text lies before the text followed by the last of all characters. */
const LAST = '\u{10FFFF}';

/**
 * The first few ids that begin with any of the texts, each probe by itself: joined by `or`, PostgreSQL would read all
 * that begin so.
 */
function beginning(column: AnyPgColumn, texts: string[], limit: number): SQL {
  return sql`(select found.id from unnest(${list(texts, 'text')}) as typed (text)
    cross join lateral (
      select ${column} as id from ${column.table}
      where ${column} >= typed.text and ${column} <= typed.text || ${LAST}
      order by ${column} limit ${limit}
    ) as found)`;
}

/** Those that are called so whole before those that only begin so. */
function wholeFirst(column: AnyPgColumn, texts: string[]): SQL {
  return sql`${column} <> all(${list(texts, 'text')})`;
}

/** A text inside another, wherever `like` looks for it. */
function pattern(before: string, text: string, after: string): string {
  return before + text.replaceAll(/[\\%_]/g, '\\$&') + after;
}

function likeAny(column: SQL, texts: string[], before: string, after: string): SQL {
  const patterns = texts.map((text) => pattern(before, text, after));
  return sql`${column} like any(${list(patterns, 'text')})`;
}

/** Orders by the beginning of their ids; also those that only a fact which waits for them has named. */
export async function searchOrders(executor: Executor, texts: string[], limit: number) {
  return executor
    .select({
      orderId: orderRoutes.orderId,
      merchantId: orderRoutes.merchantId,
      merchantName: merchants.name,
      state: orders.state,
      currency: orders.currency,
      amountMinor: orders.amountMinor,
      paidOn: orders.paidOn,
    })
    .from(orderRoutes)
    .leftJoin(merchants, eq(merchants.merchantId, orderRoutes.merchantId))
    .leftJoin(
      orders,
      and(eq(orders.merchantId, orderRoutes.merchantId), eq(orders.orderId, orderRoutes.orderId)),
    )
    .where(sql`${orderRoutes.orderId} in ${beginning(orderRoutes.orderId, texts, limit)}`)
    .orderBy(wholeFirst(orderRoutes.orderId, texts), orderRoutes.orderId)
    .limit(limit);
}

/** One of these letters is in nearly every name. */
const COMMON_LETTER = /^[ -~]$/;

/** Stores by the beginning of their ids, or by a part of their names: those that are called so whole come first. */
export async function searchMerchants(executor: Executor, ids: string[], names: string[], limit: number) {
  // Names are as many as stores: all of them are looked through in less time than a page takes.
  const before = names.every((name) => COMMON_LETTER.test(name)) ? '' : '%';
  const small = sql`lower(${merchants.name})`;
  const fit = sql<number>`case
    when ${merchants.merchantId} = any(${list(ids, 'text')}) or ${small} = any(${list(names, 'text')}) then 0
    when ${merchants.merchantId} in ${beginning(merchants.merchantId, ids, limit)}
      or ${likeAny(small, names, '', '%')} then 1
    else 2 end`.mapWith(Number);
  return executor
    .select({
      merchantId: merchants.merchantId,
      name: merchants.name,
      enrolment: merchants.enrolment,
      tier: merchants.tier,
      fit,
    })
    .from(merchants)
    .where(
      and(
        isNotNull(merchants.openedOn),
        or(
          likeAny(small, names, before, '%'),
          sql`${merchants.merchantId} in ${beginning(merchants.merchantId, ids, limit)}`,
        ),
      ),
    )
    .orderBy(fit, sql`coalesce(${merchants.name}, ${merchants.merchantId})`, merchants.merchantId)
    .limit(limit);
}

/** Facts by the beginning of their ids: those that are recorded, and those that wait for what they name. */
export async function searchFacts(executor: Executor, texts: string[], limit: number) {
  return executor
    .select({
      factId: factRoutes.factId,
      merchantId: factRoutes.merchantId,
      merchantName: merchants.name,
      type: sql<string | null>`coalesce(${facts.type}, ${parkedFacts.content} ->> 'type')`,
      orderId: facts.orderId,
      on: facts.effectiveOn,
      awaitedId: parkedFacts.awaitedId,
    })
    .from(factRoutes)
    .leftJoin(merchants, eq(merchants.merchantId, factRoutes.merchantId))
    .leftJoin(facts, and(eq(facts.merchantId, factRoutes.merchantId), eq(facts.factSeq, factRoutes.factSeq)))
    .leftJoin(parkedFacts, eq(parkedFacts.factId, factRoutes.factId))
    .where(sql`${factRoutes.factId} in ${beginning(factRoutes.factId, texts, limit)}`)
    .orderBy(wholeFirst(factRoutes.factId, texts), factRoutes.factId)
    .limit(limit);
}

/** Facts that were refused once what they waited for had come, latest first. There are few: they are looked through. */
export async function searchRefusedFacts(executor: Executor, texts: string[], limit: number) {
  const { factId } = refusedFacts;
  return executor
    .select({
      factId,
      refusalId: refusedFacts.refusalId,
      type: sql<string | null>`${refusedFacts.content} ->> 'type'`,
      code: refusedFacts.code,
    })
    .from(refusedFacts)
    .where(or(...texts.map((text) => sql`${factId} >= ${text} and ${factId} <= ${text + LAST}`)))
    .orderBy(desc(refusedFacts.refusalId))
    .limit(limit);
}

/** One entry, by its merchant and its place. */
export async function searchEntry(executor: Executor, merchantId: string, entrySeq: bigint) {
  const [row] = await executor
    .select({
      merchantId: entries.merchantId,
      merchantName: merchants.name,
      entrySeq: entries.entrySeq,
      kind: entries.kind,
      bookedOn: entries.bookedOn,
    })
    .from(entries)
    .innerJoin(merchants, eq(merchants.merchantId, entries.merchantId))
    .where(and(eq(entries.merchantId, merchantId), eq(entries.entrySeq, entrySeq)));
  return row ?? null;
}

/** Ids made by the portal, whole or by their beginning. All UUIDs are of one layout, so that any collation sorts them so. */
function isUuidOf(column: AnyPgColumn, ids: string[], uuids: { low: string; high: string } | null): SQL {
  const isWhole = sql`${column} = any(${list(ids, 'text')})`;
  if (uuids === null) return isWhole;
  return sql`(${isWhole} or ${column} between ${uuids.low} and ${uuids.high})`;
}

export async function searchWithdrawals(
  executor: Executor,
  ids: string[],
  uuids: { low: string; high: string } | null,
  limit: number,
) {
  return executor
    .select({
      withdrawalId: withdrawals.withdrawalId,
      merchantId: withdrawals.merchantId,
      merchantName: merchants.name,
      currency: withdrawals.currency,
      amountMinor: withdrawals.amountMinor,
      status: withdrawals.status,
      batchId: withdrawals.batchId,
    })
    .from(withdrawals)
    .innerJoin(merchants, eq(merchants.merchantId, withdrawals.merchantId))
    .where(isUuidOf(withdrawals.withdrawalId, ids, uuids))
    .orderBy(wholeFirst(withdrawals.withdrawalId, ids), withdrawals.withdrawalId)
    .limit(limit);
}

/** Batches by the beginning of how the bank names them. A few are made a day: they are looked through. */
export async function searchPayoutBatches(executor: Executor, ids: string[], limit: number) {
  const { batchId, messageId } = payoutBatches;
  return executor
    .select({
      batchId,
      messageId,
      currency: payoutBatches.currency,
      totalMinor: payoutBatches.totalMinor,
      withdrawals: payoutBatches.withdrawals,
      executeOn: payoutBatches.executeOn,
    })
    .from(payoutBatches)
    .where(
      or(
        sql`${batchId} = any(${list(ids, 'text')})`,
        ...ids.map((id) => sql`starts_with(${messageId}, ${id})`),
      ),
    )
    .orderBy(desc(payoutBatches.madeAt))
    .limit(limit);
}

export async function searchProposals(
  executor: Executor,
  ids: string[],
  uuids: { low: string; high: string } | null,
  limit: number,
) {
  return executor
    .select({
      proposalId: proposals.proposalId,
      kind: proposals.kind,
      status: proposals.status,
      merchantId: proposals.merchantId,
      merchantName: merchants.name,
    })
    .from(proposals)
    .leftJoin(merchants, eq(merchants.merchantId, proposals.merchantId))
    .where(isUuidOf(proposals.proposalId, ids, uuids))
    .orderBy(wholeFirst(proposals.proposalId, ids), proposals.proposalId)
    .limit(limit);
}

/** The latest attempt at a date's run. */
export async function searchRun(executor: Executor, on: CalendarDate) {
  const [row] = await executor
    .select({ runOn: runs.runOn, status: runs.status })
    .from(runs)
    .where(eq(runs.runOn, on))
    .orderBy(desc(runs.attempt))
    .limit(1);
  return row ?? null;
}

export async function searchPolicyVersion(executor: Executor, version: number) {
  const [row] = await executor
    .select({ version: policyVersions.version, effectiveFrom: policyVersions.effectiveFrom })
    .from(policyVersions)
    .where(eq(policyVersions.version, version));
  return row ?? null;
}
