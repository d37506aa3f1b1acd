import { withOwner } from '../db/client';
import type { CalendarDate } from '../engine/calendar';
import { TERMS } from './due-store';

/**
 * The least that PostgreSQL can do for a release: the rows that the engine would write, by statements over all the due
 * orders at once. It decides nothing: that each order is due, and on which terms, is given.
 */

/** Merchants are parted by their ids, so that the sessions never wait for each other. */
async function release(ownerUrl: string, on: CalendarDate, from: string | null, to: string | null) {
  const isMine = [
    ...(from === null ? [] : [`merchant_id >= '${from}'`]),
    ...(to === null ? [] : [`merchant_id < '${to}'`]),
  ];
  const mine = isMine.length === 0 ? 'true' : isMine.join(' and ');
  const cause = `'${on}'::date, 1::smallint, (select policy_version from marketplace)`;
  await withOwner(ownerUrl, async (owner) => {
    const statements = [
      'begin',
      `set local work_mem = '256MB'`,
      `create temp table due on commit drop as
       select due.*, net - hold as advanced from (
         select due.*, div(net * ${TERMS.depositBps} + 5000, 10000)::bigint as hold from (
           select due.*, held_minor - fee as net from (
             select merchant_id, order_id, currency, held_minor, shipped_on, merchants.entry_count,
               row_number() over (partition by merchant_id order by shipped_on, order_id) as place,
               div(held_minor::numeric * fee_bps + 5000, 10000)::bigint as fee
             from orders join merchants using (merchant_id)
             where ${mine} and state = 'held' and open_disputes = 0
               and shipped_on <= '${on}'::date - ${TERMS.releaseDays}) as due) as due) as due
       order by merchant_id, place`,
      'analyze due',
      `update orders set state = 'released_early', held_minor = 0, fee_minor = due.fee, advanced_minor = due.advanced,
         released_on = '${on}', release_entry_seq = due.entry_count + due.place
       from due where orders.merchant_id = due.merchant_id and orders.order_id = due.order_id`,
      `insert into entries (merchant_id, entry_seq, currency, booked_on, effective_on, kind, rule, order_id, run_on,
         run_attempt, policy_version, order_funds, payment_account, marketplace_account, deposit, receivable, fees,
         platform_loss, clearing)
       select merchant_id, entry_count + place, currency, '${on}', shipped_on + ${TERMS.releaseDays}, 'release_early',
         '6', order_id, ${cause}, -held_minor, advanced, 0, hold, 0, fee, 0, 0
       from due order by merchant_id, place`,
      `insert into holds (merchant_id, order_id, currency, frozen_minor, amount_minor, release_on, shipped_on, opened_on,
         release_on_at_first, tier, deposit_bps, policy_version, entry_seq, movement_count)
       select merchant_id, order_id, currency, hold, hold, shipped_on + ${TERMS.holdDays}, shipped_on, '${on}',
         shipped_on + ${TERMS.holdDays}, 'A', ${TERMS.depositBps}, (select policy_version from marketplace),
         entry_count + place, 0
       from due order by merchant_id, place`,
      `insert into balances
       select due.merchant_id, due.currency, '${on}', b.order_funds - sum(held_minor), b.payment_account + sum(advanced),
         b.marketplace_account, b.deposit + sum(hold), b.receivable, b.fees + sum(fee), b.platform_loss, b.clearing
       from due cross join lateral (
         select * from balances where balances.merchant_id = due.merchant_id and balances.currency = due.currency
         order by booked_on desc limit 1) as b
       group by due.merchant_id, due.currency, b.order_funds, b.payment_account, b.marketplace_account, b.deposit,
         b.receivable, b.fees, b.platform_loss, b.clearing`,
      `update merchants set entry_count = entry_count + due.entries, last_booked_on = '${on}', lock_count = lock_count + 1,
         visited_on = '${on}', visited_attempt = 1, next_due_on = least(
           (select min(shipped_on) + ${TERMS.releaseDays} from orders where orders.merchant_id = due.merchant_id
            and state = 'held' and open_disputes = 0 and shipped_on is not null),
           (select min(release_on) from holds where holds.merchant_id = due.merchant_id and amount_minor > 0))
       from (select merchant_id, count(*) as entries from due group by merchant_id) as due
       where merchants.merchant_id = due.merchant_id`,
      'commit',
    ];
    for (const statement of statements) await owner.query(statement);
  });
}

/** Releases the orders that are due: the day is opened, each session releases its part, and the day's run is done. */
export async function releaseByFloor(ownerUrl: string, on: CalendarDate, sessions: number): Promise<void> {
  const bounds = await withOwner(ownerUrl, async (owner) => {
    await owner.query(
      `with opened as (
         update marketplace set open_on = $1, run_attempt = 1, is_running = true returning policy_version)
       insert into runs (run_on, attempt, status, policy_version, is_policy_new)
       select $1, 1, 'running', policy_version, false from opened`,
      [on],
    );
    const { rows } = await owner.query<{ merchant_id: string }>(
      `select min(merchant_id) as merchant_id from (
         select merchant_id, ntile($1) over (order by merchant_id) as part from merchants) as parts
       group by part order by part`,
      [sessions],
    );
    return rows.map((row) => row.merchant_id);
  });
  await Promise.all(
    bounds.map((from, session) =>
      release(ownerUrl, on, session === 0 ? null : from, bounds[session + 1] ?? null),
    ),
  );
  await withOwner(ownerUrl, async (owner) => {
    await owner.query(
      `with released as (select count(*) as orders, count(distinct merchant_id) as merchants from entries
         where booked_on = $1 and run_on = $1),
       done as (update marketplace set is_running = false)
       update runs set status = 'done', finished_at = now(), releases = released.orders,
         merchants_to_visit = released.merchants, merchants_visited = released.merchants
       from released where run_on = $1 and attempt = 1`,
      [on],
    );
  });
}
