import { and, asc, ilike, isNotNull, or, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { merchants } from '../schema/merchants';

/** Stores as people name them. */

const nameShown = sql<string>`coalesce(${merchants.name}, ${merchants.merchantId})`;

/** Opened stores whose name or id holds the text, by name. */
export async function searchSellers(executor: Executor, text: string, limit: number) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return executor
    .select({ merchantId: merchants.merchantId, name: merchants.name })
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
