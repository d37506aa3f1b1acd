import { and, eq, getTableColumns, gt, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Amounts } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import type { Dispute, Hold, Merchant, Order, Refund } from '../../engine/records';
import { list, unnested } from '../bulk';
import type { Executor } from '../client';
import { balances } from '../schema/entries';
import { holds } from '../schema/holds';
import { merchants } from '../schema/merchants';
import { disputes, orders, refunds } from '../schema/orders';
import { isUnvisited, type RunAttempt } from './runs';

/** Reading the parts of merchants' books that decisions need. Everything leads with the merchant. */

/** A merchant's row as it was locked, with how far the runs have come with it. */
export type LockedMerchant = Merchant & { visitedOn: CalendarDate; visitedAttempt: number };
export type OrderOf = Order & { merchantId: string };
export type HoldOf = Hold & { merchantId: string };

/** An order's id with its merchant's. */
export interface OrderKey {
  merchantId: string;
  orderId: string;
}

export function isKnownMerchant(row: typeof merchants.$inferSelect): row is typeof row & LockedMerchant {
  return row.openedOn !== null;
}

function keyedBy(keys: OrderKey[]): SQL {
  return unnested('keyed', keys, {
    merchant_id: ['text', (key) => key.merchantId],
    order_id: ['text', (key) => key.orderId],
  });
}

function isKeyed(merchantId: PgColumn, orderId: PgColumn): SQL {
  return sql`${merchantId} = keyed.merchant_id and ${orderId} = keyed.order_id`;
}

/**
 * Locks the books of the merchants, in the order of their ids, and returns their rows. What locks is an UPDATE:
 * it holds on a table spread over machines too. It is sent at once, so what is asked for next is seen under the lock.
 */
export async function lockMerchants(executor: Executor, merchantIds: string[]) {
  if (merchantIds.length === 0) return [];
  const sorted = list(merchantIds.toSorted(), 'text');
  return executor
    .update(merchants)
    .set({ lockCount: sql`${merchants.lockCount} + 1` })
    .where(sql`${merchants.merchantId} = any(${sorted})`)
    .returning()
    .execute();
}

/** The rows of the merchants, as they are: nothing is locked. */
export async function readMerchants(executor: Executor, merchantIds: string[]) {
  if (merchantIds.length === 0) return [];
  return executor
    .select()
    .from(merchants)
    .where(sql`${merchants.merchantId} = any(${list(merchantIds, 'text')})`);
}

/** A merchant as it was read, with how often its books had been taken until then. */
export type SteadyMerchant = Merchant & { lockCount: bigint };

/** Those of the merchants that the run has still to visit and has nothing to release or give back of, as they are. */
export async function readSteadyMerchants(
  executor: Executor,
  run: RunAttempt,
  merchantIds: string[],
): Promise<SteadyMerchant[]> {
  const columns = Object.entries(getTableColumns(merchants)).map(
    ([key, column]) => sql`${column} as ${sql.identifier(key)}`,
  );
  const { rows } = await executor.execute<SteadyMerchant & Record<string, unknown>>(sql`
    select ${sql.join(columns, sql`, `)} from ${merchants}
    where ${merchants.merchantId} = any(${list(merchantIds, 'text')}) and ${merchants.openedOn} is not null
      and (${merchants.nextDueOn} is null or ${merchants.nextDueOn} > ${run.runOn}) and ${isUnvisited(run)}`);
  return rows;
}

/** The newest balance of each merchant in each of its currencies: one index probe each. */
export async function loadBalances(
  executor: Executor,
  of: Pick<Merchant, 'merchantId' | 'currencies'>[],
): Promise<{ merchantId: string; currency: string; amounts: Amounts }[]> {
  const pairs = of.flatMap(({ merchantId, currencies }) =>
    currencies.map((currency) => ({ merchantId, currency })),
  );
  if (pairs.length === 0) return [];
  const asked = unnested('asked', pairs, {
    merchant_id: ['text', (pair) => pair.merchantId],
    currency: ['text', (pair) => pair.currency],
  });
  const newest = executor
    .select()
    .from(balances)
    .where(sql`${balances.merchantId} = asked.merchant_id and ${balances.currency} = asked.currency`)
    .orderBy(sql`${balances.bookedOn} desc`)
    .limit(1)
    .as('newest');
  const rows = await executor.select(newest._.selectedFields).from(asked).innerJoinLateral(newest, sql`true`);
  return rows.map((row) => ({ merchantId: row.merchantId, currency: row.currency, amounts: amountsOf(row) }));
}

/** The eight columns of a row as the engine's amounts. */
export function amountsOf(row: {
  orderFunds: bigint;
  paymentAccount: bigint;
  marketplaceAccount: bigint;
  deposit: bigint;
  receivable: bigint;
  fees: bigint;
  platformLoss: bigint;
  clearing: bigint;
}): Amounts {
  return {
    order_funds: row.orderFunds,
    payment_account: row.paymentAccount,
    marketplace_account: row.marketplaceAccount,
    deposit: row.deposit,
    receivable: row.receivable,
    fees: row.fees,
    platform_loss: row.platformLoss,
    clearing: row.clearing,
  };
}

type Keyed = 'merchantId' | 'currency' | 'bookedOn';

/** What the eight columns of a table's rows add up to, as a query asks for it; `amountsOf` reads the answer. */
export function totalsOf(table: Record<Exclude<keyof typeof balances.$inferSelect, Keyed>, PgColumn>) {
  const total = (column: PgColumn) => sql<bigint>`coalesce(sum(${column}), 0)`.mapWith(BigInt);
  return {
    orderFunds: total(table.orderFunds),
    paymentAccount: total(table.paymentAccount),
    marketplaceAccount: total(table.marketplaceAccount),
    deposit: total(table.deposit),
    receivable: total(table.receivable),
    fees: total(table.fees),
    platformLoss: total(table.platformLoss),
    clearing: total(table.clearing),
  };
}

/** The named orders. */
export async function loadOrders(executor: Executor, keys: OrderKey[]): Promise<OrderOf[]> {
  if (keys.length === 0) return [];
  const rows = await executor
    .select()
    .from(orders)
    .innerJoin(keyedBy(keys), isKeyed(orders.merchantId, orders.orderId));
  return rows.map((row) => row.orders);
}

/** The named orders' holds. */
export async function loadHolds(executor: Executor, keys: OrderKey[]): Promise<HoldOf[]> {
  if (keys.length === 0) return [];
  const rows = await executor
    .select()
    .from(holds)
    .innerJoin(keyedBy(keys), isKeyed(holds.merchantId, holds.orderId));
  return rows.map((row) => row.holds);
}

/** The named disputes of named orders. */
export async function loadDisputes(
  executor: Executor,
  keys: (OrderKey & { disputeId: string })[],
): Promise<(Dispute & OrderKey)[]> {
  if (keys.length === 0) return [];
  const named = unnested('keyed', keys, {
    merchant_id: ['text', (key) => key.merchantId],
    order_id: ['text', (key) => key.orderId],
    dispute_id: ['text', (key) => key.disputeId],
  });
  const rows = await executor
    .select({ dispute: disputes })
    .from(disputes)
    .innerJoin(
      named,
      sql`${isKeyed(disputes.merchantId, disputes.orderId)} and ${disputes.disputeId} = keyed.dispute_id`,
    );
  return rows.map((row) => row.dispute);
}

/** The named refunds of named orders. */
export async function loadRefunds(
  executor: Executor,
  keys: (OrderKey & { refundId: string })[],
): Promise<(Refund & OrderKey)[]> {
  if (keys.length === 0) return [];
  const named = unnested('keyed', keys, {
    merchant_id: ['text', (key) => key.merchantId],
    order_id: ['text', (key) => key.orderId],
    refund_id: ['text', (key) => key.refundId],
  });
  const rows = await executor
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(
      named,
      sql`${isKeyed(refunds.merchantId, refunds.orderId)} and ${refunds.refundId} = keyed.refund_id`,
    );
  return rows.map((row) => row.refund);
}

/** Every open hold of the merchants. */
export async function loadOpenHolds(executor: Executor, merchantIds: string[]): Promise<HoldOf[]> {
  if (merchantIds.length === 0) return [];
  return executor
    .select()
    .from(holds)
    .where(and(inArray(holds.merchantId, merchantIds), gt(holds.amountMinor, sql`0`)));
}

/**
 * The open holds of one merchant in one currency, first those that come back first, without those of the named
 * orders, until they add up to the amount.
 */
export async function loadHoldsUpTo(
  executor: Executor,
  merchantId: string,
  currency: string,
  withoutOrders: string[],
  amountMinor: bigint,
): Promise<HoldOf[]> {
  const loaded: HoldOf[] = [];
  let sum = 0n;
  let page = 64;
  for (let offset = 0; ; offset += page, page *= 4) {
    const rows = await executor
      .select()
      .from(holds)
      .where(
        and(
          eq(holds.merchantId, merchantId),
          eq(holds.currency, currency),
          gt(holds.amountMinor, sql`0`),
          sql`${holds.orderId} <> all(${list(withoutOrders, 'text')})`,
        ),
      )
      .orderBy(holds.releaseOn, holds.orderId)
      .limit(page)
      .offset(offset);
    for (const row of rows) {
      loaded.push(row);
      sum += row.amountMinor;
      if (sum >= amountMinor) return loaded;
    }
    if (rows.length < page) return loaded;
  }
}

/** For each merchant: the latest shipment date that is due by the rule from shipment, and whether receipt counts. */
export interface DueBy {
  merchantId: string;
  shippedDueBy: CalendarDate | null;
  isClosed: boolean;
}

/** The orders that are due on the date: shipped, held, in no open dispute (section 6). */
export async function loadDueOrders(
  executor: Executor,
  dueBy: DueBy[],
  on: CalendarDate,
): Promise<OrderOf[]> {
  if (dueBy.length === 0) return [];
  const asked = unnested('asked', dueBy, {
    merchant_id: ['text', (each) => each.merchantId],
    shipped_due_by: ['date', (each) => each.shippedDueBy],
    is_closed: ['boolean', (each) => each.isClosed],
  });
  const releasable = sql`${orders.merchantId} = asked.merchant_id and ${orders.state} = 'held'
    and ${orders.openDisputes} = 0 and ${orders.shippedOn} is not null`;
  const byShipment = executor
    .select({ order: orders })
    .from(orders)
    .innerJoin(asked, sql`${releasable} and ${orders.shippedOn} <= asked.shipped_due_by`);
  const byReceipt = executor
    .select({ order: orders })
    .from(orders)
    .innerJoin(
      asked,
      sql`${releasable} and ${orders.standardDueOn} is not null and ${orders.standardDueOn} <= ${on}
        and not asked.is_closed and (asked.shipped_due_by is null or ${orders.shippedOn} > asked.shipped_due_by)`,
    );
  const [shipped, received] = [await byShipment, await byReceipt];
  return [...shipped, ...received].map((row) => row.order);
}

/** Held orders with a receipt, whose due date another policy may have moved. */
export async function loadReceivedHeldOrders(executor: Executor, merchantIds: string[]): Promise<OrderOf[]> {
  if (merchantIds.length === 0) return [];
  return executor
    .select()
    .from(orders)
    .where(
      and(
        inArray(orders.merchantId, merchantIds),
        eq(orders.state, 'held'),
        isNotNull(orders.shippedOn),
        isNotNull(orders.standardDueOn),
      ),
    );
}

/** The open holds due on the date, with their orders: a dispute of the order stops a hold (section 10). */
export async function loadDueHolds(
  executor: Executor,
  merchantIds: string[],
  on: CalendarDate,
): Promise<{ hold: HoldOf; order: OrderOf }[]> {
  if (merchantIds.length === 0) return [];
  return executor
    .select({ hold: holds, order: orders })
    .from(holds)
    .innerJoin(orders, and(eq(orders.merchantId, holds.merchantId), eq(orders.orderId, holds.orderId)))
    .where(
      sql`${holds.merchantId} = any(${list(merchantIds, 'text')}) and ${holds.amountMinor} > 0 and ${holds.releaseOn} <= ${on}`,
    );
}

/**
 * Whether an order is at risk: paid out early, not refunded in full, standard due date unknown or later than the date
 * that the two latest receipt dates stand for (section 6, "Exposure").
 */
export function isAtRisk(receivedBy: { confirmedBy: CalendarDate; deliveredBy: CalendarDate }): SQL {
  // The earlier of the two latest dates bounds both: by it the orders are found in their index.
  return sql`${orders.state} = 'released_early' and ${orders.refundedMinor} < ${orders.amountMinor}
    and coalesce(least(${orders.confirmedOn}, ${orders.deliveredOn}), 'infinity'::date) > ${receivedBy.deliveredBy}
    and (${orders.confirmedOn} is null or ${orders.confirmedOn} > ${receivedBy.confirmedBy})
    and (${orders.deliveredOn} is null or ${orders.deliveredOn} > ${receivedBy.deliveredBy})`;
}

/** What early releases still have at risk, by merchant and currency. */
export async function loadExposure(
  executor: Executor,
  merchantIds: string[],
  receivedBy: { confirmedBy: CalendarDate; deliveredBy: CalendarDate },
): Promise<{ merchantId: string; currency: string; exposedMinor: bigint }[]> {
  if (merchantIds.length === 0) return [];
  return executor
    .select({
      merchantId: orders.merchantId,
      currency: orders.currency,
      exposedMinor: sql<bigint>`sum(${orders.advancedMinor})`.mapWith(BigInt),
    })
    .from(orders)
    .where(and(sql`${orders.merchantId} = any(${list(merchantIds, 'text')})`, isAtRisk(receivedBy)))
    .groupBy(orders.merchantId, orders.currency);
}

/** What the two due indexes and the open holds say next of each merchant. */
export interface NextDates {
  merchantId: string;
  firstReceiptDueOn: CalendarDate | null;
  firstShippedOn: CalendarDate | null;
  firstHoldOn: CalendarDate | null;
}

/** The earliest receipt due date and shipment of the orders that wait, and the earliest date of an open hold. */
export async function loadNextDates(executor: Executor, merchantIds: string[]): Promise<NextDates[]> {
  if (merchantIds.length === 0) return [];
  const waiting = sql`o.merchant_id = asked.merchant_id and o.state = 'held' and o.open_disputes = 0`;
  const { rows } = await executor.execute<{
    merchant_id: string;
    receipt: string;
    shipped: string;
    hold: string;
  }>(sql`
    select asked.merchant_id,
      (select min(o.standard_due_on) from ${orders} o where ${waiting} and o.standard_due_on is not null) as receipt,
      (select min(o.shipped_on) from ${orders} o where ${waiting} and o.shipped_on is not null) as shipped,
      (select min(h.release_on) from ${holds} h where h.merchant_id = asked.merchant_id and h.amount_minor > 0) as hold
    from unnest(${list(merchantIds, 'text')}) as asked (merchant_id)`);
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    firstReceiptDueOn: row.receipt,
    firstShippedOn: row.shipped,
    firstHoldOn: row.hold,
  }));
}
