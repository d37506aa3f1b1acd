import { sql } from 'drizzle-orm';
import { ACCOUNTS, type Account } from '../../engine/accounts';
import type { Executor } from '../client';
import { balances, entries } from '../schema/entries';
import { holds } from '../schema/holds';
import { merchants } from '../schema/merchants';
import { orders } from '../schema/orders';

/** The whole marketplace in a few figures. */

/** Each account's balance over all merchants, by currency. */
export async function sumBalances(
  executor: Executor,
): Promise<({ currency: string } & Record<Account, string>)[]> {
  const sums = ACCOUNTS.map(
    (account) => sql`sum(${sql.identifier(account)})::text as ${sql.identifier(account)}`,
  );
  const { rows } = await executor.execute<{ currency: string } & Record<Account, string>>(sql`
    select currency, ${sql.join(sums, sql`, `)}
    from (select distinct on (merchant_id, currency) * from ${balances}
          order by merchant_id, currency, booked_on desc) as newest
    group by currency order by currency`);
  return rows;
}

async function countBy(executor: Executor, query: ReturnType<typeof sql>): Promise<Record<string, number>> {
  const { rows } = await executor.execute<{ name: string; count: number }>(query);
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.count)]));
}

export function countOrders(executor: Executor): Promise<Record<string, number>> {
  return countBy(
    executor,
    sql`select state as name, count(*) as count from ${orders} group by state order by state`,
  );
}

export function countEnrolments(executor: Executor): Promise<Record<string, number>> {
  return countBy(
    executor,
    sql`select enrolment as name, count(*) as count from ${merchants} where opened_on is not null
        group by enrolment order by enrolment`,
  );
}

export async function countHoldsAndEntries(
  executor: Executor,
): Promise<{ openHolds: number; entries: number }> {
  const { rows } = await executor.execute<{ open_holds: bigint; entries: bigint }>(
    sql`select (select count(*) from ${holds} where amount_minor > 0) as open_holds,
               (select count(*) from ${entries}) as entries`,
  );
  return { openHolds: Number(rows[0]?.open_holds ?? 0), entries: Number(rows[0]?.entries ?? 0) };
}
