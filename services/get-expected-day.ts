import type { Database } from '../db/client';
import { readMerchant } from '../db/queries/answers';
import { readExpectedOrders, readReturningHolds } from '../db/queries/expected-orders';
import { readMarketplace } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import type { CalendarDate } from '../engine/calendar';
import { share } from '../engine/money';
import { tierNamed } from '../engine/policy';
import { type ExpectedDate, expectRelease } from '../engine/release-calendar';
import { authorizeSeller } from './authorize';
import { type CalendarDay, calendarOf, readProspect } from './get-release-calendar';
import { inSnapshot } from './snapshot';

/** What is behind one bar of the release calendar: each order and each hold. */

export interface ExpectedOrder extends ExpectedDate {
  orderId: string;
  shippedOn: CalendarDate;
  standardDueOn: CalendarDate | null;
  heldMinor: bigint;
  feeMinor: bigint;
  /** What reaches the merchant, and what the tier's share freezes; a cap may freeze less. */
  paidMinor: bigint;
  frozenMinor: bigint;
}

export interface ReturningHold {
  orderId: string;
  minor: bigint;
  releaseOn: CalendarDate;
  inDispute: boolean;
}

export interface ExpectedDay {
  today: CalendarDate;
  currency: string;
  currencies: string[];
  /** The bar's own sums; null for a day that the calendar does not show. */
  sums: CalendarDay | null;
  orders: ExpectedOrder[];
  holds: ReturningHold[];
  /** The order ids after which the next pages go on; null where these are the last. */
  next: { orders: string | null; holds: string | null };
  releaseDays: { early: number | null; closure: number };
}

export const EXPECTED_PER_PAGE = 50;

/**
 * What a coming day is expected to bring the acting seller. Null for a merchant that has not opened or has no money,
 * before the first run, and for a day that is over.
 */
export async function getExpectedDay(
  database: Database,
  actor: Actor,
  ask: {
    on: CalendarDate;
    currency: string | null;
    afterOrder: string | null;
    afterHold: string | null;
  },
): Promise<ExpectedDay | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    const { openOn: today } = await readMarketplace(executor);
    if (merchant === null || today === null || ask.on <= today) return null;
    const currencies = merchant.currencies.toSorted();
    const currency = currencies.find((each) => each === ask.currency) ?? currencies[0];
    if (currency === undefined) return null;
    const { prospect } = await readProspect(executor, merchant, currency, today);
    const tier = merchant.enrolment === 'enrolled' ? tierNamed(prospect.policy, merchant.tier) : null;
    const limit = EXPECTED_PER_PAGE + 1;
    const isNext = ask.on === prospect.nextRunOn;
    const orders = await readExpectedOrders(
      executor,
      merchantId,
      currency,
      prospect,
      ask.on,
      ask.afterOrder,
      limit,
    );
    const holds = await readReturningHolds(
      executor,
      merchantId,
      currency,
      ask.on,
      isNext,
      ask.afterHold,
      limit,
    );
    const calendar = await calendarOf(executor, merchant, currency, today);
    const nextOf = (ids: string[]) =>
      ids.length > EXPECTED_PER_PAGE ? (ids[EXPECTED_PER_PAGE - 1] ?? null) : null;
    return {
      ...{ today, currency, currencies },
      sums: calendar.days.find((day) => day.on === ask.on) ?? null,
      orders: orders.slice(0, EXPECTED_PER_PAGE).flatMap((order): ExpectedOrder[] => {
        const { orderId, shippedOn, standardDueOn, heldMinor } = order;
        if (shippedOn === null) return [];
        const expected = expectRelease(prospect, {
          ...{ shippedOn, standardDueOn },
          inDispute: order.openDisputes > 0,
        });
        const feeMinor = share(heldMinor, order.feeBps);
        const netMinor = heldMinor - feeMinor;
        const frozenMinor = expected.by === 'early' && tier !== null ? share(netMinor, tier.deposit_bps) : 0n;
        return [
          {
            ...expected,
            ...{ orderId, shippedOn, standardDueOn, heldMinor, feeMinor, frozenMinor },
            paidMinor: netMinor - frozenMinor,
          },
        ];
      }),
      holds: holds.slice(0, EXPECTED_PER_PAGE).map(({ hold, openDisputes }) => ({
        orderId: hold.orderId,
        minor: hold.amountMinor,
        releaseOn: hold.releaseOn,
        inDispute: openDisputes > 0,
      })),
      next: {
        orders: nextOf(orders.map((order) => order.orderId)),
        holds: nextOf(holds.map(({ hold }) => hold.orderId)),
      },
      releaseDays: {
        early: tier?.release_after_days ?? null,
        closure: prospect.policy.closure.release_days_after_shipment,
      },
    };
  });
}
