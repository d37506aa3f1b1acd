import { withOwner } from '../db/client';

/**
 * Many stores from one: every row that the engine has made of it is written again under other names, by the set and
 * without triggers, its summaries among them. The books of each copy are as good as those of the first.
 */

/** Who may write into any table. */
type Owner = Parameters<Parameters<typeof withOwner>[1]>[0];

/** What no run that releases reads or writes: facts, what is known by their ids, and what became of holds given back. */
export const APART_FROM_RELEASES: ReadonlySet<string> = new Set([
  'facts',
  'fact_routes',
  'order_routes',
  'hold_movements',
]);

/** While one session waits for the disk, the other goes on. */
const SESSIONS = 2;

interface TableToCopy {
  name: string;
  columns: string[];
  key: string[];
}

/** The tables that hold something of the store. */
async function tablesOf(
  owner: Owner,
  merchantId: string,
  without: ReadonlySet<string>,
): Promise<TableToCopy[]> {
  const { rows } = await owner.query<TableToCopy>(
    `select relname as name,
       (select array_agg(attname::text order by attnum) from pg_attribute
        where attrelid = pg_class.oid and attnum > 0 and not attisdropped) as columns,
       (select array_agg(attname::text order by array_position(indkey::int2[], attnum)) from pg_index
        join pg_attribute on attrelid = indrelid and attnum = any(indkey)
        where indrelid = pg_class.oid and indisprimary) as key
     from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and exists (
       select 1 from pg_attribute where attrelid = pg_class.oid and attname = 'merchant_id')
     order by relname`,
  );
  const filled: TableToCopy[] = [];
  for (const table of rows) {
    if (without.has(table.name)) continue;
    const found = await owner.query(`select 1 from ${table.name} where merchant_id = $1 limit 1`, [
      merchantId,
    ]);
    if (found.rowCount !== 0) filled.push(table);
  }
  return filled;
}

/** Ids have the store's name in them; in their copies, the copy's. */
function copied(column: string, merchantId: string): string {
  if (!['merchant_id', 'order_id', 'fact_id', 'name', 'content'].includes(column))
    return `original.${column}`;
  const text = `replace(original.${column}::text, '${merchantId}', copy.merchant_id)`;
  return column === 'content' ? `${text}::json` : text;
}

/**
 * Writes so many copies of a store, named by numbers. What lies side by side in a table is what was recorded together:
 * an order of each store, then the next of each.
 *
 * @param without tables that are left out: then the copies are not whole, and `verify` would say so
 */
export async function copyStore(
  ownerUrl: string,
  merchantId: string,
  copies: number,
  without: ReadonlySet<string> = new Set(),
): Promise<void> {
  const tables = await withOwner(ownerUrl, (owner) => tablesOf(owner, merchantId, without));
  const copy = (from: number, to: number) =>
    withOwner(ownerUrl, async (owner) => {
      await owner.query('set session_replication_role = replica');
      for (const { name, columns, key } of tables) {
        await owner.query(
          `insert into ${name} (${columns.join(', ')})
           select ${columns.map((column) => copied(column, merchantId)).join(', ')}
           from (select * from ${name} where merchant_id = $1 order by ${key.join(', ')}) as original
           cross join (select $1 || lpad(i::text, 6, '0') as merchant_id from generate_series($2::int, $3::int) as i) as copy`,
          [merchantId, from, to],
        );
      }
    });
  const places = Array.from({ length: SESSIONS + 1 }, (_, session) =>
    Math.floor((session * copies) / SESSIONS),
  );
  await Promise.all(places.slice(1).map((to, session) => copy((places[session] ?? 0) + 1, to)));
}
