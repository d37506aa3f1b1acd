import { and, asc, desc, eq, ilike, isNotNull, or, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { merchants } from '../schema/merchants';

/** Stores as people name them. */

const seller = { merchantId: merchants.merchantId, name: merchants.name, enrolment: merchants.enrolment };
const nameShown = sql<string>`coalesce(${merchants.name}, ${merchants.merchantId})`;

/** Opened stores whose name or id holds the text, by name. */
export async function searchSellers(executor: Executor, text: string, limit: number) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return executor
    .select(seller)
    .from(merchants)
    .where(
      and(
        isNotNull(merchants.openedOn),
        or(ilike(merchants.name, pattern), ilike(merchants.merchantId, pattern)),
      ),
    )
    .orderBy(asc(nameShown), asc(merchants.merchantId))
    .limit(limit);
}

/** The opened store of that id. */
export async function readSeller(executor: Executor, merchantId: string) {
  const [row] = await executor
    .select(seller)
    .from(merchants)
    .where(and(eq(merchants.merchantId, merchantId), isNotNull(merchants.openedOn)));
  return row ?? null;
}

/** The store with most to show: enrolled, with the most entries. */
export async function readBusiestSeller(executor: Executor) {
  const [row] = await executor
    .select(seller)
    .from(merchants)
    .where(isNotNull(merchants.openedOn))
    .orderBy(
      desc(sql`${merchants.enrolment} = 'enrolled'`),
      desc(merchants.entryCount),
      asc(merchants.merchantId),
    )
    .limit(1);
  return row ?? null;
}
