import { type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import { NO_EXIT_REASONS, type NoExitBy, type NoExitReason } from '../../engine/exits';
import type { Enrolment } from '../../engine/records';
import { unnested } from '../bulk';
import type { Executor } from '../client';
import { facts } from '../schema/facts';
import { holds } from '../schema/holds';
import { enrolmentChanges, merchants } from '../schema/merchants';
import { orders } from '../schema/orders';
import { holdDays, NO_DATE, waitingDays } from '../schema/summaries';

/**
 * Held and frozen money without an exit. What waits, and what is frozen, is found in the sums by day, however many
 * orders there are; only then are the orders of those days looked at.
 */

/** What is asked for: by which dates, on which open day. */
export interface NoExitAsk {
  by: NoExitBy;
  on: CalendarDate;
  /** Whether dates that have passed are faults: not while a run is still on its way to them. */
  looksForOverdue: boolean;
}

/** A place in the list: the merchant, the order, and whether its held money or its hold. */
export interface NoExitPlace {
  merchantId: string;
  orderId: string;
  part: 'held' | 'hold';
}

export interface NoExitRow extends NoExitPlace {
  reason: NoExitReason;
  currency: string;
  amountMinor: bigint;
  name: string | null;
  enrolment: Enrolment;
  tier: string | null;
  paidOn: CalendarDate;
  shipByOn: CalendarDate | null;
  shippedOn: CalendarDate | null;
  standardDueOn: CalendarDate | null;
  openDisputes: number;
  /** The hold's release date. */
  releaseOn: CalendarDate | null;
}

/** Whatever happened to the order, or closed its store, since the day was opened is the next run's. */
function isLeftAlone(on: CalendarDate): SQL {
  return sql`not exists (
      select 1 from ${facts} f
      where f.merchant_id = o.merchant_id and f.order_id = o.order_id and f.order_id is not null and f.open_on = ${on})
    and not exists (
      select 1 from ${enrolmentChanges} c
      join ${facts} f on f.merchant_id = c.merchant_id and f.fact_seq = c.fact_seq
      where c.merchant_id = o.merchant_id and c.kind = 'closed' and f.open_on = ${on})`;
}

const held = sql`o.state = 'held' and o.open_disputes = 0`;

function withoutExit({ by, on, looksForOverdue }: NoExitAsk): SQL {
  const early = unnested('early', by.earlyBy, {
    tier: ['text', (each) => each.tier],
    shipped_by: ['date', (each) => each.shippedBy],
  });
  const notShipped = sql`
    select o.merchant_id, o.order_id, 'held' as part, 'not_shipped' as reason, o.currency, o.held_minor as amount_minor
    from ${waitingDays} w
    join ${orders} o on o.merchant_id = w.merchant_id and o.currency = w.currency and ${held}
      and o.shipped_on is null
      and (o.ship_by_on <= ${by.shipBy} or o.ship_by_on is null and o.paid_on <= ${by.paidBy})
    where w.orders > 0 and w.in_dispute = 0 and w.shipped_on = ${NO_DATE}`;
  const notReceived = sql`
    select o.merchant_id, o.order_id, 'held', 'not_received', o.currency, o.held_minor
    from ${waitingDays} w
    join ${merchants} m on m.merchant_id = w.merchant_id
    left join ${early} on early.tier = m.tier
    join ${orders} o on o.merchant_id = w.merchant_id and o.currency = w.currency and ${held}
      and o.shipped_on = w.shipped_on and o.standard_due_on is null
    where w.orders > 0 and w.in_dispute = 0 and w.shipped_on <= ${by.shippedBy} and w.standard_due_on = ${NO_DATE}
      and (m.enrolment in ('none', 'cancelled')
        or m.enrolment = 'enrolled' and (early.tier is null or ${by.hasCap} and w.shipped_on <= early.shipped_by))`;
  const orderOverdue = sql`
    select o.merchant_id, o.order_id, 'held', 'order_overdue', o.currency, o.held_minor
    from ${waitingDays} w
    join ${merchants} m on m.merchant_id = w.merchant_id
    left join ${early} on early.tier = m.tier
    join ${orders} o on o.merchant_id = w.merchant_id and o.currency = w.currency and ${held}
      and o.shipped_on = w.shipped_on and o.standard_due_on is not distinct from nullif(w.standard_due_on, ${NO_DATE})
    where w.orders > 0 and w.in_dispute = 0 and w.shipped_on <> ${NO_DATE} and ${looksForOverdue}
      and case when m.enrolment = 'closed' then w.shipped_on <= ${by.closureBy}
        else w.standard_due_on <= ${on} or not ${by.hasCap} and w.shipped_on <= early.shipped_by end
      and ${isLeftAlone(on)}`;
  const holdOverdue = sql`
    select o.merchant_id, o.order_id, 'hold', 'hold_overdue', h.currency, h.amount_minor
    from ${holdDays} d
    join ${holds} h on h.merchant_id = d.merchant_id and h.currency = d.currency and h.release_on = d.release_on
      and h.amount_minor > 0
    join ${orders} o on o.merchant_id = h.merchant_id and o.order_id = h.order_id and o.open_disputes = 0
    where d.holds > 0 and d.in_dispute = 0 and d.release_on <= ${on} and ${looksForOverdue} and ${isLeftAlone(on)}`;
  return sql`${notShipped} union all ${notReceived} union all ${orderOverdue} union all ${holdOverdue}`;
}

/** How much has no exit, by currency and reason. */
export async function sumWithoutExit(
  executor: Executor,
  ask: NoExitAsk,
): Promise<{ currency: string; reason: NoExitReason; count: number; amountMinor: bigint }[]> {
  const { rows } = await executor.execute<{
    currency: string;
    reason: NoExitReason;
    count: bigint;
    amount_minor: string;
  }>(sql`
    select currency, reason, count(*) as count, sum(amount_minor)::text as amount_minor
    from (${withoutExit(ask)}) as stuck group by currency, reason`);
  return rows
    .map((row) => ({
      currency: row.currency,
      reason: row.reason,
      count: Number(row.count),
      amountMinor: BigInt(row.amount_minor),
    }))
    .toSorted((a, b) => NO_EXIT_REASONS.indexOf(a.reason) - NO_EXIT_REASONS.indexOf(b.reason));
}

/** What has no exit in one currency, by merchant and order, after a place. */
export async function listWithoutExit(
  executor: Executor,
  ask: NoExitAsk,
  filter: { currency: string; reason: NoExitReason | null },
  after: NoExitPlace | null,
  limit: number,
): Promise<NoExitRow[]> {
  const isAfter =
    after === null
      ? sql`true`
      : sql`(stuck.merchant_id, stuck.order_id, stuck.part) > (${after.merchantId}, ${after.orderId}, ${after.part})`;
  const { rows } = await executor.execute<{
    merchant_id: string;
    order_id: string;
    part: 'held' | 'hold';
    reason: NoExitReason;
    currency: string;
    amount_minor: bigint;
    name: string | null;
    enrolment: Enrolment;
    tier: string | null;
    paid_on: string;
    ship_by_on: string | null;
    shipped_on: string | null;
    standard_due_on: string | null;
    open_disputes: number;
    release_on: string | null;
  }>(sql`
    select stuck.*, m.name, m.enrolment, m.tier, o.paid_on::text, o.ship_by_on::text, o.shipped_on::text,
      o.standard_due_on::text, o.open_disputes,
      (select h.release_on::text from ${holds} h
       where stuck.part = 'hold' and h.merchant_id = stuck.merchant_id and h.order_id = stuck.order_id) as release_on
    from (${withoutExit(ask)}) as stuck
    join ${merchants} m on m.merchant_id = stuck.merchant_id
    join ${orders} o on o.merchant_id = stuck.merchant_id and o.order_id = stuck.order_id
    where stuck.currency = ${filter.currency} and ${isAfter}
      and (${filter.reason}::text is null or stuck.reason = ${filter.reason})
    order by stuck.merchant_id, stuck.order_id, stuck.part limit ${limit}`);
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    orderId: row.order_id,
    part: row.part,
    reason: row.reason,
    currency: row.currency,
    amountMinor: row.amount_minor,
    name: row.name,
    enrolment: row.enrolment,
    tier: row.tier,
    paidOn: row.paid_on,
    shipByOn: row.ship_by_on,
    shippedOn: row.shipped_on,
    standardDueOn: row.standard_due_on,
    openDisputes: row.open_disputes,
    releaseOn: row.release_on,
  }));
}
