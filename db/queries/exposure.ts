import { and, eq, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Enrolment } from '../../engine/records';
import type { Executor } from '../client';
import { balances } from '../schema/entries';
import { holds } from '../schema/holds';
import { enrolmentChanges, merchants } from '../schema/merchants';
import { orders } from '../schema/orders';
import { isAtRisk } from './books';

/** What the stores of one currency have at risk, and what stands behind it. */

/** The currencies that stores have money in, and in how many of them. */
export async function countStoresByCurrency(
  executor: Executor,
): Promise<{ currency: string; stores: number }[]> {
  const { rows } = await executor.execute<{ currency: string; stores: bigint }>(sql`
    select currency, count(*) as stores from ${merchants}, unnest(${merchants.currencies}) as of_store (currency)
    group by currency order by currency`);
  return rows.map(({ currency, stores }) => ({ currency, stores: Number(stores) }));
}

/**
 * The tier that an order was released early in: its hold's; where nothing was frozen, the one that the store had then.
 * Null where the order was not released early.
 */
export const TIER_AT_RELEASE = sql<
  string | null
>`case when ${orders.state} = 'released_early' then coalesce(${holds.tier}, (
  select change.tier_after from ${enrolmentChanges} as change
  where change.merchant_id = ${orders.merchantId} and change.enrolment_after = 'enrolled'
    and change.changed_on <= ${orders.releasedOn}
  order by change.change_seq desc limit 1)) end`;

/** What the early releases of each store in a tier have at risk. */
export interface AtRisk {
  merchantId: string;
  /** At release. */
  tier: string | null;
  orders: number;
  exposedMinor: bigint;
}

/** What early releases have at risk in one currency, by store and by tier at release. */
export async function readAtRisk(
  executor: Executor,
  currency: string,
  receivedBy: { confirmedBy: CalendarDate; deliveredBy: CalendarDate },
): Promise<AtRisk[]> {
  const atRisk = executor
    .select({
      merchantId: orders.merchantId,
      advancedMinor: orders.advancedMinor,
      tier: TIER_AT_RELEASE.as('tier_at_release'),
    })
    .from(orders)
    .leftJoin(holds, and(eq(holds.merchantId, orders.merchantId), eq(holds.orderId, orders.orderId)))
    .where(
      and(
        eq(orders.merchantId, merchants.merchantId),
        sql`${orders.currency} = ${currency}`,
        isAtRisk(receivedBy),
      ),
    )
    .as('at_risk');
  return executor
    .select({
      merchantId: atRisk.merchantId,
      tier: atRisk.tier,
      orders: sql<number>`count(*)`.mapWith(Number),
      exposedMinor: sql<bigint>`sum(${atRisk.advancedMinor})`.mapWith(BigInt),
    })
    .from(merchants)
    .innerJoinLateral(atRisk, sql`true`)
    .where(sql`${currency} = any(${merchants.currencies})`)
    .groupBy(atRisk.merchantId, atRisk.tier);
}

/** A store with what it has, and owes, in one currency. */
export interface StoreMoney {
  merchantId: string;
  name: string | null;
  enrolment: Enrolment;
  tier: string | null;
  closedOn: CalendarDate | null;
  paymentAccount: bigint;
  marketplaceAccount: bigint;
  deposit: bigint;
  receivable: bigint;
}

/** Every store that has had money in the currency, with its newest balances. */
export async function readStoreMoney(executor: Executor, currency: string): Promise<StoreMoney[]> {
  const newest = executor
    .select({
      paymentAccount: balances.paymentAccount,
      marketplaceAccount: balances.marketplaceAccount,
      deposit: balances.deposit,
      receivable: balances.receivable,
    })
    .from(balances)
    .where(and(eq(balances.merchantId, merchants.merchantId), eq(balances.currency, currency)))
    .orderBy(sql`${balances.bookedOn} desc`)
    .limit(1)
    .as('newest');
  return executor
    .select({
      merchantId: merchants.merchantId,
      name: merchants.name,
      enrolment: merchants.enrolment,
      tier: merchants.tier,
      closedOn: merchants.closedOn,
      ...newest._.selectedFields,
    })
    .from(merchants)
    .innerJoinLateral(newest, sql`true`)
    .where(sql`${currency} = any(${merchants.currencies})`);
}
