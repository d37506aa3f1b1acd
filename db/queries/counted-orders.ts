import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Counted } from '../../engine/counted';
import type { OrderState } from '../../engine/records';
import type { Executor } from '../client';
import { facts } from '../schema/facts';
import { orders, refunds } from '../schema/orders';

/**
 * What one assessment counted (rules.md, section 5), order by order: as the books knew it then. What came in later with an
 * earlier date, or was corrected since, had not been counted, and is not here either.
 */

/** Which assessment: its window is [windowFrom, assessedOn). */
export interface CountedBy {
  merchantId: string;
  assessedOn: CalendarDate;
  windowFrom: CalendarDate;
  runAttempt: number;
}

/** A place in the list, which goes from the newest day to the oldest. */
export interface CountedPlace {
  on: CalendarDate;
  /** The order's id, or a feedback's place among the merchant's facts. */
  id: string;
}

export interface CountedRow {
  place: CountedPlace;
  orderId: string;
  currency: string;
  amountMinor: bigint;
  state: OrderState;
  /** As it was known then. */
  shippedOn: CalendarDate | null;
  shipByOn: CalendarDate | null;
  /** The first dispute, and the first refund at the store's cost, before the assessment. */
  disputedOn: CalendarDate | null;
  refundedOn: CalendarDate | null;
  feedback: { on: CalendarDate; isPositive: boolean } | null;
}

type Row = {
  on: string;
  id: string;
  order_id: string;
  currency: string;
  amount_minor: bigint;
  state: OrderState;
  shipped_then: string | null;
  ship_by_on: string | null;
  disputed_on: string | null;
  refunded_on: string | null;
  is_positive: boolean | null;
} & Record<string, unknown>;

/** Whether the books had taken the fact when the assessment was made. */
function wasKnown(by: CountedBy) {
  return sql`(known.open_on is null or known.open_on < ${by.assessedOn}::date
    or (known.open_on = ${by.assessedOn}::date and known.run_attempt < ${by.runAttempt}))`;
}

/** The fact that said last, by then, when an order was shipped. */
function shippedThen(by: CountedBy, orderId: ReturnType<typeof sql>) {
  return sql`(
    select case known.type when 'order.shipped' then known.effective_on else (known.content ->> 'on')::date end as shipped_on
    from ${facts} as known
    where known.merchant_id = ${by.merchantId} and known.order_id = ${orderId} and ${wasKnown(by)}
      and (known.type = 'order.shipped' or (known.type = 'order.corrected' and known.content ->> 'event' = 'shipped'))
    order by known.fact_seq desc limit 1)`;
}

function firstDispute(by: CountedBy, orderId: ReturnType<typeof sql>) {
  return sql`(
    select min(known.effective_on) from ${facts} as known
    where known.merchant_id = ${by.merchantId} and known.order_id = ${orderId} and known.type = 'dispute.opened'
      and known.effective_on < ${by.assessedOn}::date and ${wasKnown(by)})`;
}

function firstRefund(by: CountedBy, orderId: ReturnType<typeof sql>) {
  return sql`(
    select min(borne.settled_on) from ${refunds} as borne
    join ${facts} as known on known.merchant_id = borne.merchant_id and known.fact_seq = borne.fact_seq
    where borne.merchant_id = ${by.merchantId} and borne.order_id = ${orderId} and borne.is_borne
      and borne.settled_on < ${by.assessedOn}::date and ${wasKnown(by)})`;
}

function rowOf(row: Row): CountedRow {
  return {
    place: { on: row.on, id: row.id },
    orderId: row.order_id,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    state: row.state,
    shippedOn: row.shipped_then,
    shipByOn: row.ship_by_on,
    disputedOn: row.disputed_on,
    refundedOn: row.refunded_on,
    feedback: row.is_positive === null ? null : { on: row.on, isPositive: row.is_positive },
  };
}

/** The orders of the window, those counted as said, after a place. */
async function listOrdersOf(
  executor: Executor,
  by: CountedBy,
  counted: 'orders' | 'disputed' | 'refunded' | 'late',
  place: CountedPlace | null,
  limit: number,
): Promise<CountedRow[]> {
  const { merchantId, windowFrom, assessedOn } = by;
  const orderId = sql`counted.order_id`;
  // What orders keep narrows the search by its index; what facts were known then decides.
  const maybe = {
    orders: sql`true`,
    disputed: sql`counted.first_dispute_on < ${assessedOn}::date`,
    refunded: sql`counted.first_borne_refund_on < ${assessedOn}::date`,
    late: sql`true`,
  }[counted];
  const isCounted = {
    orders: sql`true`,
    disputed: sql`${firstDispute(by, orderId)} is not null`,
    refunded: sql`${firstRefund(by, orderId)} is not null`,
    late: sql`shipping.shipped_on > counted.ship_by_on`,
  }[counted];
  const lateNow = counted === 'late' ? sql`and counted.shipped_on > counted.ship_by_on` : sql``;
  const after =
    place === null
      ? sql``
      : sql`and (shipping.shipped_on, counted.order_id) < (${place.on}::date, ${place.id})`;
  const afterByIndex =
    place === null
      ? sql``
      : sql`and (counted.shipped_on, counted.order_id) < (${place.on}::date, ${place.id})`;
  const columns = sql`counted.order_id, counted.currency, counted.amount_minor, counted.state, counted.ship_by_on`;
  const { rows } = await executor.execute<Row>(sql`
    with corrected as materialized (
      select distinct order_id from ${facts} where merchant_id = ${merchantId} and type = 'order.corrected'
        and content ->> 'event' = 'shipped'),
    page as (
      (select ${columns}, counted.shipped_on as shipped_then from ${orders} as counted
        cross join lateral ${shippedThen(by, orderId)} as shipping
        where counted.merchant_id = ${merchantId} and counted.shipped_on >= ${windowFrom}::date
          and counted.shipped_on < ${assessedOn}::date and counted.order_id not in (select order_id from corrected)
          and ${maybe} ${lateNow} and ${isCounted} ${afterByIndex}
        order by counted.shipped_on desc, counted.order_id desc limit ${limit})
      union all
      (select ${columns}, shipping.shipped_on as shipped_then from corrected
        join ${orders} as counted on counted.merchant_id = ${merchantId} and counted.order_id = corrected.order_id
        cross join lateral ${shippedThen(by, orderId)} as shipping
        where shipping.shipped_on >= ${windowFrom}::date and shipping.shipped_on < ${assessedOn}::date
          and ${maybe} and ${isCounted} ${after}
        order by shipping.shipped_on desc, counted.order_id desc limit ${limit}))
    select shipped_then::text as on, order_id as id, order_id, currency, amount_minor, state, shipped_then::text,
      ship_by_on::text, ${firstDispute(by, sql`page.order_id`)}::text as disputed_on,
      ${firstRefund(by, sql`page.order_id`)}::text as refunded_on, null::boolean as is_positive
    from page order by page.shipped_then desc, page.order_id desc limit ${limit}`);
  return rows.map(rowOf);
}

/** The feedback of the window, after a place. */
async function listFeedbackOf(
  executor: Executor,
  by: CountedBy,
  isPositive: boolean | null,
  place: CountedPlace | null,
  limit: number,
): Promise<CountedRow[]> {
  const { rows } = await executor.execute<Row>(sql`
    select known.effective_on::text as on, known.fact_seq::text as id, counted.order_id, counted.currency, counted.amount_minor,
      counted.state, counted.shipped_on::text as shipped_then, counted.ship_by_on::text, null as disputed_on,
      null as refunded_on, (known.content ->> 'positive')::boolean as is_positive
    from ${facts} as known
    join ${orders} as counted on counted.merchant_id = known.merchant_id and counted.order_id = known.order_id
    where known.merchant_id = ${by.merchantId} and known.type = 'feedback.left'
      and known.effective_on >= ${by.windowFrom}::date and known.effective_on < ${by.assessedOn}::date and ${wasKnown(by)}
      ${isPositive === null ? sql`` : sql`and (known.content ->> 'positive')::boolean = ${isPositive}`}
      ${place === null ? sql`` : sql`and (known.effective_on, known.fact_seq) < (${place.on}::date, ${place.id}::bigint)`}
    order by known.effective_on desc, known.fact_seq desc limit ${limit}`);
  return rows.map(rowOf);
}

/** What an assessment counted, newest day first, after a place. */
export function listCounted(
  executor: Executor,
  by: CountedBy,
  counted: Counted,
  place: CountedPlace | null,
  limit: number,
): Promise<CountedRow[]> {
  switch (counted) {
    case 'feedback':
      return listFeedbackOf(executor, by, null, place, limit);
    case 'positive':
    case 'negative':
      return listFeedbackOf(executor, by, counted === 'positive', place, limit);
    default:
      return listOrdersOf(executor, by, counted, place, limit);
  }
}
