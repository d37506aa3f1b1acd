import type { withOwner } from '../db/client';
import { addDays, type CalendarDate } from '../engine/calendar';
import { DEFAULT_POLICY, type Policy } from '../engine/policy';

/**
 * Many stores with a window full of orders, written by the set as the engine would have left them: orders, disputes,
 * refunds, feedback, daily counts, balances, what waits by day. There are no entries, and of facts the feedback alone.
 */

/** The last day of the record: whatever happened is dated on it or before. */
export const LAST: CalendarDate = '2026-06-30';

/** Who may write into any table. */
type Owner = Parameters<Parameters<typeof withOwner>[1]>[0];

/** Nothing is released while it is measured. */
export function quietPolicy(everyDays: number): Policy {
  return {
    ...DEFAULT_POLICY,
    timezone: 'UTC',
    assessment: { ...DEFAULT_POLICY.assessment, every_days: everyDays, max_refund_bps: 1500 },
    tiers: DEFAULT_POLICY.tiers.map((tier) => ({ ...tier, release_after_days: 150 })),
    standard_release: { auto_confirm_days: 5, return_window_days: 120 },
  };
}

/** A number from 0 to 99 of each order, by another mix for each thing that it decides. */
const percent = (mix: number) => `(((i * 7919 + j * 104729) % 1000003) * ${mix} % 100003) % 100`;
const until = (date: string) => `case when ${date} <= date '${LAST}' then ${date} end`;

const SAME_DAY = '0, 0, 0, 0';

const DAILY_COUNTS = `insert into daily_counts (merchant_id, cohort_on, event_on, shipped, late, disputed, refunded, feedback, positive)
  select merchant_id, cohort_on, event_on, sum(shipped), sum(late), sum(disputed), sum(refunded), sum(feedback), sum(positive)
  from (
    select merchant_id, shipped_on as cohort_on, shipped_on as event_on, 1 as shipped, (shipped_on > ship_by_on)::int as late,
      0 as disputed, 0 as refunded, 0 as feedback, 0 as positive from orders
    union all select merchant_id, shipped_on, first_dispute_on, 0, 0, 1, 0, 0, 0 from orders where first_dispute_on is not null
    union all select merchant_id, shipped_on, first_borne_refund_on, 0, 0, 0, 1, 0, 0 from orders
      where first_borne_refund_on is not null
    union all select merchant_id, effective_on, effective_on, ${SAME_DAY}, 1, (content ->> 'positive')::boolean::int from facts
  ) as events group by 1, 2, 3 order by 1, 2, 3`;

/** What is kept beside the orders' key is made once the orders are there. */
async function withoutIndexes(owner: Owner, table: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = $1::regclass and not indisprimary`,
    [table],
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  await work();
  for (const { definition } of rows) await owner.query(definition);
}

/**
 * @param stores how many, each with as many orders, shipped in the last days
 * @param days over how many days each shipped them
 */
export async function makeAssessedStores(
  owner: Owner,
  { stores, orders, days }: { stores: number; orders: number; days: number },
  onStep: () => void,
): Promise<void> {
  const all = async (statements: string[]) => {
    for (const statement of statements) {
      await owner.query(statement);
      onStep();
    }
  };
  const shipped = `date '${LAST}' - ((i * 7919 + j * 104729) % ${days})::int`;
  await owner.query(
    "set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '128MB'",
  );
  await all([
    `update marketplace set has_facts = true`,
    `insert into merchants (merchant_id, name, opened_on, currencies, entry_count, fact_count, next_due_on)
     select 'store-' || lpad(i::text, 7, '0'), 'Store number ' || i, date '2024-01-01' + i % 500, array['USD'], 1, 1,
       date '${addDays(LAST, 60)}' + i % 30 from generate_series(1, ${stores}) as i`,
  ]);
  await withoutIndexes(owner, 'orders', () =>
    all([
      `insert into orders (merchant_id, order_id, currency, amount_minor, fee_bps, paid_on, ship_by_on, shipped_on, delivered_on,
         standard_due_on, state, held_minor, released_on, release_entry_seq, fee_minor, advanced_minor, refunded_minor,
         borne_minor, open_disputes, first_dispute_on, first_borne_refund_on)
       select merchant_id, order_id, 'USD', 10000, 800, shipped_on - 1,
         case when late < 6 then shipped_on - 1 else shipped_on + 1 end, shipped_on, delivered_on,
         case when is_held then delivered_on + 125 end,
         case when is_held then 'held' else 'released_standard' end, case when is_held then 10000 else 0 end,
         case when is_held then null else least(shipped_on + 20, '${LAST}') end, case when is_held then null else 1 end,
         case when is_held then 0 else 800 end, 0, case when refund_on is null then 0 else 500 end,
         case when refund_on is null then 0 else 500 end, (dispute_on is not null and is_held)::int, dispute_on, refund_on
       from (
         select *, ${until('shipped_on + 5')} as delivered_on, shipped_on > date '${LAST}' - 15 as is_held,
           case when disputed < 2 then ${until('shipped_on + 3 + disputed * 9')} end as dispute_on,
           case when refunded < 5 then ${until('shipped_on + 6 + refunded')} end as refund_on
         from (
           select 'store-' || lpad(i::text, 7, '0') as merchant_id,
             'order-' || lpad(i::text, 7, '0') || '-' || lpad(j::text, 3, '0') as order_id, ${shipped} as shipped_on,
             ${percent(31)} as late, ${percent(57)} as disputed, ${percent(93)} as refunded
           from generate_series(1, ${stores}) as i, generate_series(1, ${orders}) as j
         ) as drawn
       ) as dated`,
    ]),
  );
  await all([
    `insert into disputes (merchant_id, order_id, dispute_id, opened_on, closed_on)
     select merchant_id, order_id, '1', first_dispute_on, case when open_disputes = 0 then date '${LAST}' end
     from orders where first_dispute_on is not null`,
    `insert into refunds (merchant_id, order_id, refund_id, amount_minor, reason, is_borne, settled_on, fact_seq, entry_seq)
     select merchant_id, order_id, '1', refunded_minor, 'no_reason_return', true, first_borne_refund_on, 1, 1
     from orders where first_borne_refund_on is not null`,
    `insert into facts (merchant_id, fact_seq, fact_id, type, at, effective_on, order_id, content, run_attempt, policy_version,
       entries)
     select merchant_id, j, 'feedback ' || order_id, 'feedback.left', left_on, left_on, order_id,
       json_build_object('id', 'feedback ' || order_id, 'type', 'feedback.left', 'at', left_on, 'order', order_id,
         'positive', ${percent(71)} >= 4), 0, 1, 0
     from (
       select i, j, 'store-' || lpad(i::text, 7, '0') as merchant_id,
         'order-' || lpad(i::text, 7, '0') || '-' || lpad(j::text, 3, '0') as order_id, ${shipped} + 8 as left_on
       from generate_series(1, ${stores}) as i, generate_series(1, ${orders}) as j where ${percent(11)} < 20
     ) as drawn where left_on <= date '${LAST}'`,
    DAILY_COUNTS,
    `update merchants m set window_until = counted.window_until, window_shipped = shipped, window_late = late,
       window_disputed = disputed, window_refunded = refunded, window_feedback = feedback, window_positive = positive
     from (
       select merchant_id, max(greatest(cohort_on, event_on)) as window_until, sum(shipped) as shipped, sum(late) as late,
         sum(disputed) as disputed, sum(refunded) as refunded, sum(feedback) as feedback, sum(positive) as positive
       from daily_counts group by merchant_id
     ) as counted where counted.merchant_id = m.merchant_id`,
    `insert into balances (merchant_id, currency, booked_on, order_funds, payment_account, marketplace_account, deposit,
       receivable, fees, platform_loss, clearing)
     select merchant_id, 'USD', date '${LAST}', sum(held_minor), 0, 0, 0, 0, 0, 0, -sum(held_minor)
     from orders group by merchant_id`,
    `insert into waiting_days (merchant_id, currency, shipped_on, standard_due_on, in_dispute, orders, held_minor, net_minor)
     select merchant_id, currency, shipped_on, coalesce(standard_due_on, date '9999-12-31'), (open_disputes > 0)::int, count(*),
       sum(held_minor), sum(held_minor - 800)
     from orders where state = 'held' group by 1, 2, 3, 4, 5`,
    'reset session_replication_role',
    'vacuum analyze',
    'checkpoint',
  ]);
}

/** How many steps `makeAssessedStores` takes. */
export const STEPS = 13;

/** What an assessment of every store counts, read from the orders themselves and the feedback: one statement. */
export function aggregateOf(from: CalendarDate, on: CalendarDate): string {
  return `select merchant_id, sum(orders)::int as orders, sum(disputed)::int as disputed, sum(refunded)::int as refunded,
      sum(late)::int as late, sum(feedback)::int as feedback, sum(positive)::int as positive
    from (
      select merchant_id, count(*) as orders, count(*) filter (where first_dispute_on < '${on}') as disputed,
        count(*) filter (where first_borne_refund_on < '${on}') as refunded,
        count(*) filter (where shipped_on > ship_by_on) as late, 0 as feedback, 0 as positive
      from orders where shipped_on >= '${from}' and shipped_on < '${on}' group by merchant_id
      union all
      select merchant_id, 0, 0, 0, 0, count(*), count(*) filter (where (content ->> 'positive')::boolean)
      from facts where type = 'feedback.left' and effective_on >= '${from}' and effective_on < '${on}' group by merchant_id
    ) as counted
    group by merchant_id`;
}
