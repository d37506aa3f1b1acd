import { type SQL, sql } from 'drizzle-orm';
import { ACCOUNTS, SIGN_OF_ACCOUNT } from '../../engine/accounts';
import type { Executor } from '../client';
import { assessments, dailyCounts } from '../schema/assessments';
import { balances, entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { holdMovements, holds } from '../schema/holds';
import { merchants } from '../schema/merchants';
import { disputes, orderRoutes, orders, refunds } from '../schema/orders';
import { runs } from '../schema/runs';

/**
 * What must always be true of the books. Each query returns one row: how much it looked at, how much of that is
 * wrong, and a few of the places. None of them trusts what another part of the books has added up.
 */

export interface Finding {
  counted: number;
  wrong: number;
  places: string[];
}

/** `from` yields a row for each thing looked at, with `is_wrong` and `place`. */
export async function look(executor: Executor, from: SQL): Promise<Finding> {
  const { rows } = await executor.execute<{ counted: bigint; wrong: bigint; places: string[] | null }>(sql`
    with looked as (${from})
    select count(*) as counted, count(*) filter (where is_wrong) as wrong,
      (select array_agg(place) from (select place from looked where is_wrong order by place limit 5) as first_few) as places
    from looked`);
  const row = rows[0];
  return { counted: Number(row?.counted ?? 0), wrong: Number(row?.wrong ?? 0), places: row?.places ?? [] };
}

const accounts = sql.raw(ACCOUNTS.join(', '));
const sumOfAccounts = sql.raw(ACCOUNTS.join(' + '));
const wrongSign = sql.raw(
  ACCOUNTS.filter((account) => SIGN_OF_ACCOUNT[account] !== 'any')
    .map((account) => `${account} ${SIGN_OF_ACCOUNT[account] === 'not_negative' ? '<' : '>'} 0`)
    .join(' or '),
);
const differs = (a: string, b: string) =>
  sql.raw(ACCOUNTS.map((account) => `${a}.${account} is distinct from ${b}.${account}`).join(' or '));

/** 1. Every entry sums to zero. */
export function entriesSumToZero(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select ${sumOfAccounts} <> 0 as is_wrong, merchant_id || ' entry ' || entry_seq as place from ${entries}`,
  );
}

/** 2. Every balance, on every date, equals the sum of the entries booked until then. */
export function balancesEqualPostings(executor: Executor): Promise<Finding> {
  const running = sql.raw(
    ACCOUNTS.map((account) => `sum(sum(${account})) over sums as ${account}`).join(', '),
  );
  return look(
    executor,
    sql`select (b.merchant_id is null or s.merchant_id is null or ${differs('b', 's')}) as is_wrong,
          coalesce(b.merchant_id, s.merchant_id) || ' ' || coalesce(b.currency, s.currency) || ' '
            || coalesce(b.booked_on, s.booked_on) as place
        from ${balances} b
        full join (select merchant_id, currency, booked_on, ${running} from ${entries}
                   group by merchant_id, currency, booked_on
                   window sums as (partition by merchant_id, currency order by booked_on)) s
          on s.merchant_id = b.merchant_id and s.currency = b.currency and s.booked_on = b.booked_on`,
  );
}

/** 2. What may not be below zero is not, and what may only be is. */
export function balancesHaveTheirSign(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select (${wrongSign}) as is_wrong, merchant_id || ' ' || currency || ' ' || booked_on as place from ${balances}`,
  );
}

const newestBalances = sql`(select distinct on (merchant_id, currency) merchant_id, currency, ${accounts} from ${balances}
  order by merchant_id, currency, booked_on desc)`;

function balanceEquals(executor: Executor, account: 'deposit' | 'order_funds', sums: SQL): Promise<Finding> {
  return look(
    executor,
    sql`select coalesce(b.${sql.identifier(account)}, 0) <> coalesce(s.amount, 0) as is_wrong,
          coalesce(b.merchant_id, s.merchant_id) || ' ' || coalesce(b.currency, s.currency) as place
        from ${newestBalances} b full join (${sums}) s on s.merchant_id = b.merchant_id and s.currency = b.currency`,
  );
}

/** 3. The deposit equals the sum of open holds. */
export function depositEqualsHolds(executor: Executor): Promise<Finding> {
  return balanceEquals(
    executor,
    'deposit',
    sql`select merchant_id, currency, sum(amount_minor) as amount from ${holds} group by merchant_id, currency`,
  );
}

/** 4. The order funds equal the sum of what orders hold. */
export function orderFundsEqualHeld(executor: Executor): Promise<Finding> {
  return balanceEquals(
    executor,
    'order_funds',
    sql`select merchant_id, currency, sum(held_minor) as amount from ${orders} group by merchant_id, currency`,
  );
}

/** 5. No order is released twice, and its state says what its entries say. */
export function ordersReleasedOnce(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select (o.state like 'released%' and (coalesce(e.releases, 0) <> 1 or e.kind <> replace(o.state, 'released', 'release')
            or e.booked_on <> o.released_on))
          or (o.state not like 'released%' and coalesce(e.releases, 0) <> 0)
          or o.held_minor <> coalesce(e.order_funds, 0) as is_wrong,
          o.merchant_id || ' order ' || o.order_id as place
        from ${orders} o
        left join (select merchant_id, order_id, count(*) filter (where kind like 'release%') as releases,
                     max(kind) filter (where kind like 'release%') as kind,
                     max(booked_on) filter (where kind like 'release%') as booked_on,
                     sum(order_funds) as order_funds
                   from ${entries} where order_id is not null group by merchant_id, order_id) e
          on e.merchant_id = o.merchant_id and e.order_id = o.order_id`,
  );
}

/** 5. Refunds never exceed what was paid, and an order's sum of refunds is that of its refunds and of their entries. */
export function refundsWithinPayment(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select o.refunded_minor > o.amount_minor or o.refunded_minor <> coalesce(r.refunded, 0)
          or o.refunded_minor <> coalesce(r.booked, 0) as is_wrong,
          o.merchant_id || ' order ' || o.order_id as place
        from ${orders} o
        left join (select r.merchant_id, r.order_id, sum(r.amount_minor) as refunded, sum(e.clearing) as booked
                   from ${refunds} r
                   left join ${entries} e on e.merchant_id = r.merchant_id and e.entry_seq = r.entry_seq
                     and e.order_id = r.order_id and e.kind in ('refund_from_order', 'deduction', 'platform_refund')
                   group by r.merchant_id, r.order_id) r
          on r.merchant_id = o.merchant_id and r.order_id = o.order_id`,
  );
}

/**
 * 6. No entry on a closed day after that day was closed: none is booked before the day that was open when it was
 * recorded, none before the merchant's entry before it, and the open day never goes back.
 */
export function closedDaysStayClosed(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select coalesce(booked_on < open_on, false) or coalesce(booked_on < booked_before, false)
          or coalesce(open_on < open_before, false) or (open_on is null and open_before is not null) as is_wrong,
          merchant_id || ' entry ' || entry_seq as place
        from (select e.merchant_id, e.entry_seq, e.booked_on, coalesce(e.run_on, f.open_on) as open_on,
                lag(e.booked_on) over each as booked_before, lag(coalesce(e.run_on, f.open_on)) over each as open_before
              from ${entries} e
              left join ${facts} f on f.merchant_id = e.merchant_id and f.fact_seq = e.fact_seq
              window each as (partition by e.merchant_id order by e.entry_seq)) as ordered`,
  );
}

/** 7. Every applied fact that moves money has exactly one entry, two where a refund also frees the order's hold. */
export function factsHaveTheirEntries(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select case when f.type in ('order.paid', 'order.cancelled', 'adjustment.posted', 'withdrawal.settled',
              'withdrawal.returned', 'receivable.written_off') then f.entries <> 1
            when f.type = 'refund.settled' then f.entries not between 1 and 2 else f.entries <> 0 end
          or f.entries <> coalesce(e.entries, 0) or f.first_entry_seq is distinct from e.first
          or coalesce(e.freeing, 0) <> greatest(f.entries - 1, 0) as is_wrong,
          f.merchant_id || ' fact ' || f.fact_id as place
        from ${facts} f
        left join (select merchant_id, fact_seq, count(*) as entries, min(entry_seq) as first,
                     count(*) filter (where kind = 'hold_freed') as freeing
                   from ${entries} where fact_seq is not null group by merchant_id, fact_seq) e
          on e.merchant_id = f.merchant_id and e.fact_seq = f.fact_seq`,
  );
}

/** 7. Every entry has its fact or its run, and a merchant's entries and facts are counted without a gap. */
export function entriesHaveTheirCause(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select num_nonnulls(f.fact_seq, r.run_on) <> 1 or e.entry_seq <> e.place as is_wrong,
          e.merchant_id || ' entry ' || e.entry_seq as place
        from (select merchant_id, entry_seq, fact_seq, run_on, run_attempt,
                row_number() over (partition by merchant_id order by entry_seq) as place from ${entries}) e
        left join ${facts} f on f.merchant_id = e.merchant_id and f.fact_seq = e.fact_seq
        left join ${runs} r on r.run_on = e.run_on and r.attempt = e.run_attempt`,
  );
}

/** Each hold's rest is what it froze less what its movements took and gave back; its opening is an entry's deposit. */
export function holdsFollowTheirMovements(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select h.amount_minor <> h.frozen_minor - coalesce(m.moved, 0) or h.movement_count <> coalesce(m.movements, 0)
          or e.deposit is distinct from h.frozen_minor as is_wrong,
          h.merchant_id || ' hold of ' || h.order_id as place
        from ${holds} h
        left join ${entries} e on e.merchant_id = h.merchant_id and e.entry_seq = h.entry_seq and e.order_id = h.order_id
        left join (select merchant_id, order_id, sum(amount_minor) as moved, count(*) as movements
                   from ${holdMovements} group by merchant_id, order_id) m
          on m.merchant_id = h.merchant_id and m.order_id = h.order_id`,
  );
}

/** The daily counts are what the orders and the feedback add up to. */
export function dailyCountsEqualOrders(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select (c.merchant_id is null and s.shipped + s.late + s.disputed + s.refunded > 0)
          or coalesce(c.shipped, 0) <> coalesce(s.shipped, 0) or coalesce(c.late, 0) <> coalesce(s.late, 0)
          or coalesce(c.disputed, 0) <> coalesce(s.disputed, 0) or coalesce(c.refunded, 0) <> coalesce(s.refunded, 0)
          or coalesce(c.feedback, 0) <> coalesce(s.feedback, 0) or coalesce(c.positive, 0) <> coalesce(s.positive, 0)
          as is_wrong,
          coalesce(c.merchant_id, s.merchant_id) || ' ' || coalesce(c.cohort_on, s.cohort_on) as place
        from ${dailyCounts} c
        full join (
          select merchant_id, cohort_on, event_on, sum(shipped) as shipped, sum(late) as late, sum(disputed) as disputed,
            sum(refunded) as refunded, sum(feedback) as feedback, sum(positive) as positive
          from (
            select merchant_id, shipped_on as cohort_on, shipped_on as event_on, 1 as shipped,
              (ship_by_on is not null and shipped_on > ship_by_on)::int as late, 0 as disputed, 0 as refunded,
              0 as feedback, 0 as positive from ${orders} where shipped_on is not null
            union all select merchant_id, shipped_on, first_dispute_on, 0, 0, 1, 0, 0, 0 from ${orders}
              where shipped_on is not null and first_dispute_on is not null
            union all select merchant_id, shipped_on, first_borne_refund_on, 0, 0, 0, 1, 0, 0 from ${orders}
              where shipped_on is not null and first_borne_refund_on is not null
            union all select merchant_id, effective_on, effective_on, 0, 0, 0, 0, 1, (content ->> 'positive')::boolean::int
              from ${facts} where type = 'feedback.left') as events
          group by merchant_id, cohort_on, event_on) s
        on s.merchant_id = c.merchant_id and s.cohort_on = c.cohort_on and s.event_on = c.event_on`,
  );
}

/** What each merchant carries along of its window is what the daily counts add up to, and none of them is dated later. */
export function windowsEqualDailyCounts(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select (m.window_shipped, m.window_late, m.window_disputed, m.window_refunded, m.window_feedback, m.window_positive)
            is distinct from (coalesce(s.shipped, 0), coalesce(s.late, 0), coalesce(s.disputed, 0),
              coalesce(s.refunded, 0), coalesce(s.feedback, 0), coalesce(s.positive, 0))
          or coalesce(m.window_until < s.until, false) as is_wrong,
          m.merchant_id as place
        from ${merchants} m
        left join lateral (select sum(shipped) filter (where cohort_on >= m.window_from) as shipped,
            sum(late) filter (where cohort_on >= m.window_from) as late,
            sum(disputed) filter (where cohort_on >= m.window_from) as disputed,
            sum(refunded) filter (where cohort_on >= m.window_from) as refunded,
            sum(feedback) filter (where cohort_on >= m.window_from) as feedback,
            sum(positive) filter (where cohort_on >= m.window_from) as positive,
            max(greatest(cohort_on, event_on))
              filter (where greatest(shipped, late, disputed, refunded, feedback, positive) > 0) as until
          from ${dailyCounts} c where c.merchant_id = m.merchant_id) s on true
        where m.opened_on is not null`,
  );
}

/** Each order knows its open disputes and its first ones, and is found by its route. */
export function ordersKnowTheirDisputes(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select o.open_disputes <> coalesce(d.open, 0) or o.first_dispute_on is distinct from d.first
          or t.merchant_id is distinct from o.merchant_id as is_wrong,
          o.merchant_id || ' order ' || o.order_id as place
        from ${orders} o
        left join ${orderRoutes} t on t.order_id = o.order_id
        left join (select merchant_id, order_id, count(*) filter (where closed_on is null) as open, min(opened_on) as first
                   from ${disputes} group by merchant_id, order_id) d
          on d.merchant_id = o.merchant_id and d.order_id = o.order_id`,
  );
}

/** Each merchant's standing is the one that its latest assessment and its history left it with. */
export function standingsFollowTheirHistory(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select m.enrolment <> coalesce(c.enrolment_after, 'none') or m.tier is distinct from c.tier_after
          or m.last_assessed_on is distinct from a.assessed_on
          or m.entry_count <> (select count(*) from ${entries} e where e.merchant_id = m.merchant_id)
          or m.fact_count <> (select count(*) from ${facts} f where f.merchant_id = m.merchant_id) as is_wrong,
          m.merchant_id as place
        from ${merchants} m
        left join lateral (select enrolment_after, tier_after from enrolment_changes c
          where c.merchant_id = m.merchant_id order by change_seq desc limit 1) c on true
        left join lateral (select max(assessed_on) as assessed_on from ${assessments} a
          where a.merchant_id = m.merchant_id) a on true
        where m.opened_on is not null`,
  );
}

/** Every attempt at a run but the last is finished: no day opened, and none was tried again, before it was. */
export function runsAreFinished(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select status <> 'done' and lead(run_on) over (order by run_on, attempt) is not null as is_wrong,
          'run of ' || run_on || ', attempt ' || attempt as place
        from ${runs}`,
  );
}
