import { type SQL, sql } from 'drizzle-orm';
import { addDays, type CalendarDate } from '../../engine/calendar';
import type { Policy } from '../../engine/policy';
import { unnested } from '../bulk';
import type { Executor } from '../client';
import { holds } from '../schema/holds';
import { merchants } from '../schema/merchants';
import { disputes, orders } from '../schema/orders';
import type { RunSkips, SkipReason } from '../schema/runs';
import { holdDays, NO_DATE, waitingDays } from '../schema/summaries';

/** What a run left although its date had come: an open dispute stopped it (rules.md, sections 6 and 10), or the cap. */

/** The policy's tiers, each with the latest shipment that is due early by the date. */
function tiersBy(policy: Policy, on: CalendarDate): SQL {
  return unnested('tier', policy.tiers, {
    name: ['text', (tier) => tier.name],
    days: ['int', (tier) => tier.release_after_days],
    shipped_by: ['date', (tier) => addDays(on, -tier.release_after_days)],
  });
}

/** An order's merchant with its tier's terms, where it takes part. */
const ofMerchant = (alias: SQL, policy: Policy, on: CalendarDate) => sql`
  join ${merchants} m on m.merchant_id = ${alias}.merchant_id
  left join ${tiersBy(policy, on)} on m.enrolment = 'enrolled' and tier.name = m.tier`;

/** Whether the rules that count for its merchant had the order due by the date. */
const isDueBy = (alias: SQL, policy: Policy, on: CalendarDate) => sql`
  case when m.enrolment = 'closed'
    then ${alias}.shipped_on <= ${addDays(on, -policy.closure.release_days_after_shipment)}::date
    else ${alias}.standard_due_on <= ${on}::date or ${alias}.shipped_on <= tier.shipped_by end`;

interface SumRow extends Record<string, unknown> {
  currency: string;
  count: bigint;
  amount: string;
}

function byCurrency(rows: SumRow[]): NonNullable<RunSkips[SkipReason]> {
  return Object.fromEntries(
    rows.map(({ currency, count, amount }) => [currency, { count: Number(count), amount }]),
  );
}

/**
 * The orders due and the holds to be given back by the date that an open dispute stops, added up by currency. Read from
 * the sums by day, so that it costs what is in dispute.
 */
export async function sumInDispute(executor: Executor, policy: Policy, on: CalendarDate): Promise<RunSkips> {
  const waiting = await executor.execute<SumRow>(sql`
    select w.currency, sum(w.orders) as count, sum(w.held_minor)::text as amount
    from ${waitingDays} w ${ofMerchant(sql`w`, policy, on)}
    where w.in_dispute = 1 and w.orders > 0 and w.shipped_on < ${NO_DATE}::date
      and ${isDueBy(sql`w`, policy, on)}
    group by w.currency`);
  const stopped = await executor.execute<SumRow>(sql`
    select h.currency, sum(h.holds) as count, sum(h.amount_minor)::text as amount from ${holdDays} h
    where h.in_dispute = 1 and h.holds > 0 and h.release_on <= ${on}::date
    group by h.currency`);
  const skips: RunSkips = {};
  if (waiting.rows.length > 0) skips.order_in_dispute = byCurrency(waiting.rows);
  if (stopped.rows.length > 0) skips.hold_in_dispute = byCurrency(stopped.rows);
  return skips;
}

/** An order, or the hold of one, that a run left and that is still there. */
export interface StillLeft {
  merchantId: string;
  merchantName: string | null;
  orderId: string;
  currency: string;
  amountMinor: bigint;
  shippedOn: CalendarDate;
  dueOn: CalendarDate;
  /** Since when the oldest of its open disputes is open; null where none stops it. */
  disputedSince: CalendarDate | null;
}

interface LeftRow extends Record<string, unknown> {
  merchant_id: string;
  name: string | null;
  order_id: string;
  currency: string;
  amount: bigint;
  shipped_on: CalendarDate;
  due_on: CalendarDate;
  since: CalendarDate | null;
}

/** Where a page of them begins: after this order, in the order of the ids. */
export interface LeftCursor {
  merchantId: string;
  orderId: string;
}

const since = sql`(select min(d.opened_on) from ${disputes} d
  where d.merchant_id = o.merchant_id and d.order_id = o.order_id and d.closed_on is null)`;

const waitsByDue = (policy: Policy) => sql`
  case when m.enrolment = 'closed' then o.shipped_on + ${policy.closure.release_days_after_shipment}::int
    else least(o.standard_due_on, o.shipped_on + tier.days) end`;

function partOf(reason: SkipReason, policy: Policy, on: CalendarDate): SQL {
  const disputed = sql`o.open_disputes > 0`;
  const of = ofMerchant(sql`o`, policy, on);
  switch (reason) {
    case 'order_in_dispute':
      return sql`
        select o.merchant_id, m.name, o.order_id, o.currency, o.held_minor as amount, o.shipped_on,
          ${waitsByDue(policy)} as due_on, ${since} as since
        from ${orders} o ${of}
        where ${disputed} and o.state = 'held' and o.shipped_on is not null and ${isDueBy(sql`o`, policy, on)}`;
    case 'hold_in_dispute':
      return sql`
        select o.merchant_id, m.name, o.order_id, h.currency, h.amount_minor as amount, o.shipped_on,
          h.release_on as due_on, ${since} as since
        from ${orders} o join ${merchants} m on m.merchant_id = o.merchant_id
        join ${holds} h on h.merchant_id = o.merchant_id and h.order_id = o.order_id
        where ${disputed} and h.amount_minor > 0 and h.release_on <= ${on}::date`;
    case 'exposure_cap':
      return sql`
        select o.merchant_id, m.name, o.order_id, o.currency, o.held_minor as amount, o.shipped_on,
          ${waitsByDue(policy)} as due_on, null::date as since
        from ${orders} o ${of}
        where m.next_due_on <= ${on}::date and m.enrolment = 'enrolled' and o.state = 'held' and o.open_disputes = 0
          and o.shipped_on <= tier.shipped_by and (o.standard_due_on is null or o.standard_due_on > ${on}::date)`;
  }
}

/** What was due by the date, is left for the reason and is still there, by merchant and order. */
export async function listStillLeft(
  executor: Executor,
  ask: {
    reason: SkipReason;
    currency: string | null;
    policy: Policy;
    on: CalendarDate;
    after: LeftCursor | null;
  },
  limit: number,
): Promise<StillLeft[]> {
  const { after, currency } = ask;
  const { rows } = await executor.execute<LeftRow>(sql`
    ${partOf(ask.reason, ask.policy, ask.on)}
      ${currency === null ? sql`` : sql`and o.currency = ${currency}`}
      ${after === null ? sql`` : sql`and (o.merchant_id, o.order_id) > (${after.merchantId}, ${after.orderId})`}
    order by o.merchant_id, o.order_id limit ${limit}`);
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    merchantName: row.name,
    orderId: row.order_id,
    currency: row.currency,
    amountMinor: row.amount,
    shippedOn: row.shipped_on,
    dueOn: row.due_on,
    disputedSince: row.since,
  }));
}
