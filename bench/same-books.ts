import { withOwner } from '../db/client';

/** Whether two ways of doing the same have left the same rows, in every table that holds books or sums of them. */

/** What is compared: all columns but when a row was written. */
const TABLES = [
  'entries',
  'orders',
  'holds',
  'hold_movements',
  'balances',
  'merchants',
  'entry_days',
  'waiting_days',
  'hold_days',
  'transit_days',
  'release_months',
  'daily_counts',
];

export type BookSums = Map<string, { rows: string; sum: string }>;

/** A sum of each table's rows that does not depend on their order. */
export async function sumsOfBooks(ownerUrl: string): Promise<BookSums> {
  return withOwner(ownerUrl, async (owner) => {
    const sums: BookSums = new Map();
    for (const table of TABLES) {
      const { rows } = await owner.query<{ rows: string; sum: string }>(
        `select count(*)::text as rows, coalesce(sum(hashtextextended((to_jsonb(${table}) - 'recorded_at')::text, 0)), 0)::text as sum
         from ${table}`,
      );
      sums.set(table, rows[0] as { rows: string; sum: string });
    }
    return sums;
  });
}

/** Throws where the tables of two databases do not hold the same. */
export function compareSums(one: BookSums, two: BookSums): void {
  const different = TABLES.filter(
    (table) => one.get(table)?.rows !== two.get(table)?.rows || one.get(table)?.sum !== two.get(table)?.sum,
  );
  if (different.length > 0) throw new Error(`the books differ, in ${different.join(', ')}`);
}
