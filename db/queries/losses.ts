import { and, asc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { EntryKind } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import type { Enrolment } from '../../engine/records';
import { list } from '../bulk';
import type { Executor } from '../client';
import { balances, entries } from '../schema/entries';
import { holds } from '../schema/holds';
import { merchants } from '../schema/merchants';
import { orders } from '../schema/orders';
import { TIER_AT_RELEASE } from './exposure';

/** What refunds have cost: the merchants, or the marketplace. */

/** As the index of such entries says it. */
const IS_LOSS = sql`(${entries.kind} = 'deduction' or ${entries.platformLoss} <> 0 or ${entries.receivable} <> 0)`;

const release = alias(entries, 'release');
const ofOrder = and(eq(orders.merchantId, entries.merchantId), eq(orders.orderId, entries.orderId));
const ofRelease = and(
  eq(release.merchantId, orders.merchantId),
  eq(release.entrySeq, orders.releaseEntrySeq),
);

/** The stores that owe in a currency, with what they owe. */
export async function readDebtors(executor: Executor, currency: string) {
  const newest = alias(balances, 'newest');
  const latest = executor
    .select({ receivable: newest.receivable })
    .from(newest)
    .where(and(eq(newest.merchantId, merchants.merchantId), eq(newest.currency, currency)))
    .orderBy(sql`${newest.bookedOn} desc`)
    .limit(1)
    .as('latest');
  // Only who has ever owed can owe.
  const everOwed = executor
    .selectDistinctOn([balances.merchantId], { merchantId: balances.merchantId })
    .from(balances)
    .where(and(sql`${balances.receivable} < 0`, eq(balances.currency, currency)))
    .as('ever_owed');
  return executor
    .select({
      merchantId: merchants.merchantId,
      name: merchants.name,
      enrolment: sql<Enrolment>`${merchants.enrolment}`,
      closedOn: merchants.closedOn,
      owedMinor: sql<bigint>`- ${latest.receivable}`.mapWith(BigInt),
    })
    .from(everOwed)
    .innerJoin(merchants, eq(merchants.merchantId, everOwed.merchantId))
    .innerJoinLateral(latest, sql`true`)
    .where(sql`${latest.receivable} < 0`);
}

/** An entry that changed what a store owes. */
export interface ReceivableEntry {
  merchantId: string;
  on: CalendarDate;
  minor: bigint;
  isWriteOff: boolean;
}

/** Every change of what the named stores owe in a currency, in the order of each store's entries. */
export async function readReceivableEntries(
  executor: Executor,
  currency: string,
  merchantIds: string[],
): Promise<ReceivableEntry[]> {
  if (merchantIds.length === 0) return [];
  return executor
    .select({
      merchantId: entries.merchantId,
      on: entries.bookedOn,
      minor: entries.receivable,
      isWriteOff: sql<boolean>`${entries.kind} = 'write_off'`,
    })
    .from(entries)
    .where(
      and(
        sql`${entries.merchantId} = any(${list(merchantIds, 'text')})`,
        eq(entries.currency, currency),
        sql`${entries.receivable} <> 0`,
        IS_LOSS,
      ),
    )
    .orderBy(asc(entries.merchantId), asc(entries.entrySeq));
}

/** An entry that cost the marketplace something, or changed what is owed; a refund's with its order's release. */
export interface LossEntry extends ReceivableEntry {
  orderId: string | null;
  kind: EntryKind;
  platformLoss: bigint;
  /** The policy version that the order was released under; null where the entry is no refund's. */
  policyVersion: number | null;
  /** What that release took from the order's funds. */
  releasedMinor: bigint | null;
}

/** Every loss, and every change of a receivable, in one currency, in the order of each store's entries. */
export async function readLossEntries(executor: Executor, currency: string): Promise<LossEntry[]> {
  const rows = await executor
    .select({
      merchantId: entries.merchantId,
      on: entries.bookedOn,
      minor: entries.receivable,
      isWriteOff: sql<boolean>`${entries.kind} = 'write_off'`,
      orderId: entries.orderId,
      kind: entries.kind,
      platformLoss: entries.platformLoss,
      policyVersion: release.policyVersion,
      releaseFunds: release.orderFunds,
    })
    .from(entries)
    .leftJoin(orders, and(ofOrder, sql`${entries.kind} in ('deduction', 'platform_refund')`))
    .leftJoin(release, ofRelease)
    .where(
      and(
        eq(entries.currency, currency),
        IS_LOSS,
        sql`(${entries.platformLoss} <> 0 or ${entries.receivable} <> 0)`,
      ),
    )
    .orderBy(asc(entries.merchantId), asc(entries.entrySeq));
  return rows.map(({ releaseFunds, kind, ...row }) => ({
    ...row,
    kind: kind as EntryKind,
    releasedMinor: releaseFunds === null ? null : -releaseFunds,
  }));
}

/** What was released under each policy version in one currency. */
export interface ReleasedUnder {
  policyVersion: number;
  orders: number;
  /** Of them early. */
  early: number;
  releasedMinor: bigint;
  /** The sum of the squares, for an interval: a statistic. */
  releasedSquared: number;
}

/** Reads every entry of the currency: nothing else says under which version an order was released. */
export async function sumReleasesByVersion(executor: Executor, currency: string): Promise<ReleasedUnder[]> {
  return executor
    .select({
      policyVersion: entries.policyVersion,
      orders: sql<number>`count(*)`.mapWith(Number),
      early: sql<number>`count(*) filter (where ${entries.kind} = 'release_early')`.mapWith(Number),
      releasedMinor: sql<bigint>`sum(- ${entries.orderFunds})`.mapWith(BigInt),
      releasedSquared: sql<number>`sum(${entries.orderFunds}::float8 ^ 2)`.mapWith(Number),
    })
    .from(entries)
    .where(
      and(
        eq(entries.currency, currency),
        sql`${entries.kind} in ('release_early', 'release_standard', 'release_closure')`,
      ),
    )
    .groupBy(entries.policyVersion);
}

/** The deductions of one currency, of orders released in a tier under a policy version. */
export interface DeductionCounts {
  /** Null where the order was not released early. */
  tier: string | null;
  policyVersion: number;
  deductions: number;
  /** Those that found what they took, in whichever account. */
  enough: number;
  /** Those for which the accounts before the deposit had too little. */
  neededDeposit: number;
  /** Of them those that the deposit paid the whole rest of. */
  depositEnough: number;
  /** What they asked of the deposit, and what it gave. */
  askedMinor: bigint;
  gaveMinor: bigint;
}

/** Counts the deductions of one currency by what they found. */
export async function countDeductions(executor: Executor, currency: string): Promise<DeductionCounts[]> {
  const needed = sql`(${entries.deposit} < 0 or ${entries.receivable} < 0)`;
  const count = (where: ReturnType<typeof sql>) =>
    sql<number>`count(*) filter (where ${where})`.mapWith(Number);
  const found = executor
    .select({
      tier: TIER_AT_RELEASE.as('tier_at_release'),
      policyVersion: release.policyVersion,
      deposit: sql<bigint>`${entries.deposit}`.as('of_deposit'),
      receivable: sql<bigint>`${entries.receivable}`.as('of_receivable'),
      needed: sql<boolean>`${needed}`.as('needed'),
    })
    .from(entries)
    .innerJoin(orders, ofOrder)
    .innerJoin(release, ofRelease)
    .leftJoin(holds, and(eq(holds.merchantId, orders.merchantId), eq(holds.orderId, orders.orderId)))
    .where(and(eq(entries.currency, currency), IS_LOSS, eq(entries.kind, sql`'deduction'`)))
    .as('found');
  return executor
    .select({
      tier: found.tier,
      policyVersion: found.policyVersion,
      deductions: sql<number>`count(*)`.mapWith(Number),
      enough: count(sql`${found.receivable} = 0`),
      neededDeposit: count(sql`${found.needed}`),
      depositEnough: count(sql`${found.needed} and ${found.receivable} = 0`),
      askedMinor: sql<bigint>`coalesce(sum(- ${found.deposit} - ${found.receivable}), 0)`.mapWith(BigInt),
      gaveMinor: sql<bigint>`coalesce(sum(- ${found.deposit}), 0)`.mapWith(BigInt),
    })
    .from(found)
    .groupBy(found.tier, found.policyVersion);
}
