import { type SQL, sql } from 'drizzle-orm';
import type { BacktestSide } from '../../engine/backtests';
import type { CalendarDate } from '../../engine/calendar';
import type { Enrolment } from '../../engine/records';
import type { Executor } from '../client';

/** What two sets of books say of a period, in sets: each in a schema of its own, in one database. */

/** The period, with how receipts date the end of a risk at its end. */
export interface Period {
  from: CalendarDate;
  to: CalendarDate;
}

/** After how many days from confirmation, and from delivery, nothing of an order is at risk any more. */
export interface ReceiptTerms {
  returnWindowDays: number;
  autoConfirmDays: number;
}

const of = (schema: string, table: string) => sql`${sql.identifier(schema)}.${sql.identifier(table)}`;

/** What a merchant in a currency, or a currency in all, adds up to; the merchant is null in the latter. */
export interface FigureRow {
  merchantId: string | null;
  currency: string;
  figures: Partial<BacktestSide>;
}

type Raw = { merchant_id: string | null; currency: string } & Record<string, unknown>;

function figureRows(rows: Raw[]): FigureRow[] {
  return rows.map(({ merchant_id, currency, ...figures }) => ({
    merchantId: merchant_id,
    currency,
    figures: Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [name, String(value ?? 0)]),
    ) as Partial<BacktestSide>,
  }));
}

const BY_BOTH = sql`grouping sets ((merchant_id, currency), (currency))`;

/** What the entries of the period add up to. */
async function entryFigures(executor: Executor, schema: string, { from, to }: Period): Promise<FigureRow[]> {
  const { rows } = await executor.execute<Raw>(sql`
    select merchant_id, currency,
      count(*) filter (where kind = 'release_early') as early_orders,
      sum(payment_account + receivable) filter (where kind = 'release_early') as early_minor,
      count(*) filter (where kind in ('release_standard', 'release_closure')) as other_orders,
      sum(payment_account + receivable) filter (where kind in ('release_standard', 'release_closure')) as other_minor,
      sum(deposit) filter (where kind = 'release_early') as frozen_minor,
      -sum(payment_account + marketplace_account + deposit + receivable) filter (where kind = 'deduction') as deducted_minor,
      count(*) filter (where kind = 'deduction' and receivable < 0) as short_count,
      -sum(receivable) filter (where kind = 'deduction' and receivable < 0) as short_minor,
      -sum(platform_loss) as lost_minor
    from ${of(schema, 'entries')} where booked_on between ${from} and ${to} group by ${BY_BOTH}`);
  return figureRows(rows);
}

/** The balances at the end. */
async function balanceFigures(executor: Executor, schema: string): Promise<FigureRow[]> {
  const { rows } = await executor.execute<Raw>(sql`
    select merchant_id, currency, sum(deposit) as deposit_end_minor, -sum(receivable) as owed_end_minor
    from (
      select distinct on (merchant_id, currency) merchant_id, currency, deposit, receivable
      from ${of(schema, 'balances')} order by merchant_id, currency, booked_on desc
    ) newest group by ${BY_BOTH}`);
  return figureRows(rows);
}

/** The greatest sum of what moved by the end of any day of the period; what moved before it counts on its first day. */
function peaks(moves: SQL, { from, to }: Period, name: string): SQL {
  const peak = sql.identifier(name);
  return sql`
    with moved as (
      select merchant_id, currency, greatest(moved_on, ${from}::date) as moved_on, sum(minor) as minor
      from (${moves}) moves where moved_on <= ${to} group by 1, 2, 3
    ), daily as (
      select null::text as merchant_id, currency, moved_on, sum(minor) as minor from moved group by currency, moved_on
      union all select * from moved
    ), running as (
      select merchant_id, currency, sum(minor) over (partition by merchant_id, currency order by moved_on) as minor from daily
    )
    select merchant_id, currency, greatest(max(minor), 0) as ${peak} from running group by merchant_id, currency`;
}

async function depositPeaks(executor: Executor, schema: string, period: Period): Promise<FigureRow[]> {
  const moves = sql`select merchant_id::text as merchant_id, currency, booked_on as moved_on, deposit as minor
    from ${of(schema, 'entries')} where deposit <> 0`;
  const { rows } = await executor.execute<Raw>(peaks(moves, period, 'deposit_peak_minor'));
  return figureRows(rows);
}

/** What each early release has at risk, with the dates between which it has (rules.md, section 6, "Exposure"). */
function risks(schema: string, { returnWindowDays, autoConfirmDays }: ReceiptTerms): SQL {
  return sql`
    select o.merchant_id::text as merchant_id, o.currency, o.advanced_minor as minor, o.released_on as since,
      least(o.confirmed_on + ${returnWindowDays}::int, o.delivered_on + ${returnWindowDays + autoConfirmDays}::int,
        case when o.refunded_minor = o.amount_minor then (
          select max(r.settled_on) from ${of(schema, 'refunds')} r
          where r.merchant_id = o.merchant_id and r.order_id = o.order_id) end) as until
    from ${of(schema, 'orders')} o where o.state = 'released_early'`;
}

async function advancedPeaks(
  executor: Executor,
  schema: string,
  period: Period,
  terms: ReceiptTerms,
): Promise<FigureRow[]> {
  const moves = sql`
    with risk as (${risks(schema, terms)})
    select merchant_id, currency, since as moved_on, minor from risk
    union all select merchant_id, currency, greatest(until, since), -minor from risk where until is not null`;
  const { rows } = await executor.execute<Raw>(peaks(moves, period, 'advanced_peak_minor'));
  return figureRows(rows);
}

async function advancedAtEnd(
  executor: Executor,
  schema: string,
  { to }: Period,
  terms: ReceiptTerms,
): Promise<FigureRow[]> {
  const { rows } = await executor.execute<Raw>(sql`
    select merchant_id, currency, sum(minor) as advanced_end_minor
    from (${risks(schema, terms)}) risk where until is null or until > ${to} group by ${BY_BOTH}`);
  return figureRows(rows);
}

/** Every figure of one set of books: of each merchant in each currency, and of each currency in all. */
export async function readFigures(
  executor: Executor,
  schema: string,
  period: Period,
  terms: ReceiptTerms,
): Promise<FigureRow[]> {
  return [
    ...(await entryFigures(executor, schema, period)),
    ...(await balanceFigures(executor, schema)),
    ...(await depositPeaks(executor, schema, period)),
    ...(await advancedPeaks(executor, schema, period, terms)),
    ...(await advancedAtEnd(executor, schema, period, terms)),
  ];
}

/**
 * By merchant and currency, what moved times the days that it moved by until the period's end: whatever reached the
 * merchant (paid out, given back) or was taken from it, its own withdrawals left out.
 */
export async function readMinorDays(
  executor: Executor,
  schema: string,
  { from, to }: Period,
): Promise<{ merchantId: string; currency: string; minorDays: bigint }[]> {
  const { rows } = await executor.execute<{ merchant_id: string; currency: string; minor_days: string }>(sql`
    select merchant_id, currency,
      sum((payment_account + marketplace_account + receivable)::numeric * (${to}::date - booked_on))::text as minor_days
    from ${of(schema, 'entries')}
    where booked_on between ${from} and ${to} and kind not in ('withdrawal', 'withdrawal_return') group by 1, 2`);
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    currency: row.currency,
    minorDays: BigInt(row.minor_days),
  }));
}

export interface ShiftRow {
  merchantId: string | null;
  currency: string;
  soonerOrders: number;
  soonerMinor: string;
  soonerMinorDays: string;
  soonerMedian: number | null;
  laterOrders: number;
  laterMinor: string;
  laterMinorDays: string;
  laterMedian: number | null;
}

/**
 * The orders that the two sets of books paid out on different days of the period, by merchant and currency, and by
 * currency. What one of them has not paid out by its end counts as paid on the day after it; an order that one of them
 * gave back whole to the buyer is in neither.
 */
export async function readShifts(
  executor: Executor,
  happened: string,
  draft: string,
  { from, to }: Period,
): Promise<ShiftRow[]> {
  const paid = (entry: string) => sql.raw(`${entry}.payment_account + ${entry}.receivable`);
  const gone = sql.raw("('refunded', 'cancelled')");
  const { rows } = await executor.execute<Record<string, unknown>>(sql`
    with shifted as (
      select b.merchant_id, b.currency,
        coalesce(b.released_on, ${to}::date + 1) - coalesce(d.released_on, ${to}::date + 1) as days,
        case when d.released_on is null or b.released_on < d.released_on then ${paid('be')} else ${paid('de')} end as minor
      from ${of(happened, 'orders')} b
      join ${of(draft, 'orders')} d on d.merchant_id = b.merchant_id and d.order_id = b.order_id
      left join ${of(happened, 'entries')} be on be.merchant_id = b.merchant_id and be.entry_seq = b.release_entry_seq
      left join ${of(draft, 'entries')} de on de.merchant_id = d.merchant_id and de.entry_seq = d.release_entry_seq
      where b.released_on is distinct from d.released_on and b.state not in ${gone} and d.state not in ${gone}
        and (b.released_on >= ${from} or d.released_on >= ${from})
    )
    select merchant_id, currency,
      count(*) filter (where days > 0) as sooner_orders, coalesce(sum(minor) filter (where days > 0), 0)::text as sooner_minor,
      coalesce(sum(minor::numeric * days) filter (where days > 0), 0)::text as sooner_minor_days,
      percentile_disc(0.5) within group (order by days) filter (where days > 0) as sooner_median,
      count(*) filter (where days < 0) as later_orders, coalesce(sum(minor) filter (where days < 0), 0)::text as later_minor,
      coalesce(-sum(minor::numeric * days) filter (where days < 0), 0)::text as later_minor_days,
      -percentile_disc(0.5) within group (order by days desc) filter (where days < 0) as later_median
    from shifted group by ${BY_BOTH}`);
  const numberOrNull = (value: unknown) => (value === null ? null : Number(value));
  return rows.map((row) => ({
    merchantId: row.merchant_id as string | null,
    currency: String(row.currency),
    soonerOrders: Number(row.sooner_orders),
    soonerMinor: String(row.sooner_minor),
    soonerMinorDays: String(row.sooner_minor_days),
    soonerMedian: numberOrNull(row.sooner_median),
    laterOrders: Number(row.later_orders),
    laterMinor: String(row.later_minor),
    laterMinorDays: String(row.later_minor_days),
    laterMedian: numberOrNull(row.later_median),
  }));
}

export interface PartRow {
  merchantId: string;
  enrolment: Enrolment;
  tier: string | null;
  /** Enrolled on any day of the period. */
  ever: boolean;
}

/** Every merchant's part in early release in the period and at its end. */
export async function readParts(
  executor: Executor,
  schema: string,
  { from, to }: Period,
): Promise<PartRow[]> {
  const { rows } = await executor.execute<{
    merchant_id: string;
    enrolment: Enrolment;
    tier: string | null;
    ever: boolean;
  }>(sql`
    with spells as (
      select merchant_id, enrolment_after, changed_on,
        lead(changed_on) over (partition by merchant_id order by change_seq) as until
      from ${of(schema, 'enrolment_changes')}
    )
    select m.merchant_id, m.enrolment, m.tier, exists (
      select from spells s where s.merchant_id = m.merchant_id and s.enrolment_after = 'enrolled'
        and s.changed_on <= ${to} and (s.until is null or s.until >= ${from})) as ever
    from ${of(schema, 'merchants')} m where m.opened_on is not null order by m.merchant_id`);
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    enrolment: row.enrolment,
    tier: row.tier,
    ever: row.ever,
  }));
}
