import { sql } from 'drizzle-orm';
import { ACCOUNTS } from '../../engine/accounts';
import type { Executor } from '../client';
import { type Finding, look } from './invariants';

/** The sums that triggers keep by day, added up anew from the books. */

interface Summed {
  table: string;
  keys: string[];
  values: string[];
  /** Yields the table's columns for each row of the books that counts. */
  from: string;
}

const NONE = "date '9999-12-31'";

export const SUMMED: Summed[] = [
  {
    table: 'entry_days',
    keys: ['merchant_id', 'currency', 'booked_on', 'kind'],
    values: ['entries', ...ACCOUNTS],
    from: `select merchant_id, currency, booked_on, kind, 1 as entries, ${ACCOUNTS.join(', ')} from entries`,
  },
  {
    table: 'waiting_days',
    keys: ['merchant_id', 'currency', 'shipped_on', 'standard_due_on', 'in_dispute'],
    values: ['orders', 'held_minor', 'net_minor'],
    from: `select merchant_id, currency, coalesce(shipped_on, ${NONE}) as shipped_on,
        coalesce(standard_due_on, ${NONE}) as standard_due_on, (open_disputes > 0)::int as in_dispute, 1 as orders,
        held_minor, held_minor - floor((held_minor::numeric * fee_bps + 5000) / 10000) as net_minor
      from orders where state = 'held'`,
  },
  {
    table: 'hold_days',
    keys: ['merchant_id', 'currency', 'release_on', 'in_dispute'],
    values: ['holds', 'amount_minor'],
    from: `select merchant_id, h.currency, release_on, (open_disputes > 0)::int as in_dispute, 1 as holds,
        h.amount_minor from holds h join orders using (merchant_id, order_id) where h.amount_minor > 0`,
  },
  {
    table: 'transit_days',
    keys: ['merchant_id', 'days'],
    values: ['orders'],
    from: 'select merchant_id, delivered_on - shipped_on as days, 1 as orders from orders where delivered_on >= shipped_on',
  },
  {
    table: 'release_months',
    keys: ['merchant_id', 'currency', 'month', 'state'],
    values: ['orders', 'amount_minor', 'amount_days', 'received_orders', 'received_days', 'standard_days'],
    from: `select merchant_id, currency, date_trunc('month', released_on)::date as month, state, 1 as orders, amount_minor,
        amount_minor::numeric * (released_on - shipped_on) as amount_days, (standard_due_on is not null)::int as received_orders,
        amount_minor::numeric * (released_on - shipped_on) * (standard_due_on is not null)::int as received_days,
        coalesce(amount_minor::numeric * (standard_due_on - shipped_on), 0) as standard_days
      from orders where state like 'released%'`,
  },
];

/** Whether one of these tables says what the books add up to. */
export function sumsEqualBooks(executor: Executor, { table, keys, values, from }: Summed): Promise<Finding> {
  const list = (names: string[], of: (name: string) => string, by = ', ') => names.map(of).join(by);
  return look(
    executor,
    sql.raw(`select ${list(values, (name) => `kept.${name} is distinct from summed.${name}`, ' or ')} as is_wrong,
        '${table} ' || ${list(keys, (name) => `coalesce(kept.${name}, summed.${name})`, " || ' ' || ")} as place
      from (select * from ${table} where ${values[0]} > 0) kept
      full join (
        select ${keys.join(', ')}, ${list(values, (name) => `sum(${name}) as ${name}`)} from (${from}) as parts
        group by ${keys.join(', ')}
      ) summed on ${list(keys, (name) => `kept.${name} = summed.${name}`, ' and ')}`),
  );
}
