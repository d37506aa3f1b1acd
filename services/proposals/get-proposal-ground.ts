import type { Database, Executor } from '../../db/client';
import { readBalances, readMerchant } from '../../db/queries/answers';
import { isKnownMerchant, loadOrders } from '../../db/queries/books';
import { type MarketplaceState, readMarketplace } from '../../db/queries/marketplace';
import { findMerchantOfOrder } from '../../db/queries/proposals';
import { searchSellers } from '../../db/queries/sellers';
import type { Actor } from '../../engine/actor';
import { type CalendarDate, dateOf } from '../../engine/calendar';
import { type Tier, tiersByScore } from '../../engine/policy';
import type { Enrolment, OrderState } from '../../engine/records';
import { authorizePerson } from '../authorize';
import { inSnapshot } from '../snapshot';
import { datesOf, type OrderDates } from './follows-of-correction';
import { type OverrideInForce, overrideInForce, untilBounds } from './follows-of-override';

/** What a form for a proposal begins with: the store or the order that it is about, as the books have it now. */

export interface StoreGround {
  merchantId: string;
  name: string | null;
  enrolment: Enrolment;
  tier: string | null;
  override: OverrideInForce;
  /** In each of its currencies: what it owes, and what its marketplace account holds. */
  money: { currency: string; owedMinor: bigint; marketplaceMinor: bigint }[];
}

export interface OrderGround {
  orderId: string;
  currency: string;
  amountMinor: bigint;
  state: OrderState;
  paidOn: CalendarDate;
  dates: OrderDates;
}

export interface ProposalGround {
  /** Today's date in the policy's time zone. */
  today: CalendarDate;
  /** Null where none is named, or the one named is not known. */
  store: StoreGround | null;
  order: OrderGround | null;
  /** Stores that what was named may mean; `hasMore` where there are more than are shown. */
  stores: { merchantId: string; name: string | null }[];
  hasMore: boolean;
  /** The tiers that a store can be given, highest first. */
  tiers: Tier[];
  /** From when to when an override may end. */
  until: { first: CalendarDate; last: CalendarDate };
}

const STORES_SHOWN = 12;

async function storeOf(
  executor: Executor,
  merchantId: string,
  on: CalendarDate,
): Promise<StoreGround | null> {
  const row = await readMerchant(executor, merchantId);
  if (row === null || !isKnownMerchant(row)) return null;
  const { name, enrolment, tier } = row;
  const balances = await readBalances(executor, merchantId, null);
  return {
    ...{ merchantId, name, enrolment, tier },
    override: overrideInForce(row, on),
    money: balances.map(({ currency, receivable, marketplaceAccount }) => ({
      ...{ currency, owedMinor: -receivable, marketplaceMinor: marketplaceAccount },
    })),
  };
}

async function orderOf(executor: Executor, merchantId: string, orderId: string): Promise<OrderGround | null> {
  const [order] = await loadOrders(executor, [{ merchantId, orderId }]);
  if (order === undefined) return null;
  const { currency, amountMinor, state, paidOn } = order;
  return { orderId, currency, amountMinor, state, paidOn, dates: datesOf(order) };
}

/**
 * The ground of a form. Throws `Refused`.
 *
 * @param ask.merchant a store's id, or a part of its name
 * @param ask.orderId for a correction: the order, which has its store
 */
export async function getProposalGround(
  database: Database,
  actor: Actor,
  ask: { merchant: string | null; orderId: string | null },
  now: Date = new Date(),
): Promise<ProposalGround> {
  authorizePerson(actor, 'proposals.make');
  return inSnapshot(database, actor, async (executor) => {
    const state: MarketplaceState = await readMarketplace(executor);
    const until = untilBounds(state, now);
    const ofOrder = ask.orderId === null ? null : await findMerchantOfOrder(executor, ask.orderId);
    const merchantId = ask.orderId === null ? ask.merchant : ofOrder;
    const store = merchantId === null ? null : await storeOf(executor, merchantId, until.first);
    const isSearched = store === null && ask.orderId === null;
    const found = isSearched ? await searchSellers(executor, ask.merchant ?? '', STORES_SHOWN + 1) : [];
    return {
      today: dateOf(now.getTime(), state.policy.timezone),
      store,
      order: ask.orderId === null || ofOrder === null ? null : await orderOf(executor, ofOrder, ask.orderId),
      stores: found.slice(0, STORES_SHOWN),
      hasMore: found.length > STORES_SHOWN,
      tiers: tiersByScore(state.policy),
      until,
    };
  });
}
