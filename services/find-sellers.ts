import type { Database } from '../db/client';
import { readBusiestSeller, readSeller, searchSellers } from '../db/queries/sellers';
import type { Enrolment } from '../engine/records';

/** A store as people name it; one that gave no name goes by its id. */
export interface Seller {
  merchantId: string;
  name: string;
  enrolment: Enrolment;
}

function named(row: { merchantId: string; name: string | null; enrolment: Enrolment } | null): Seller | null {
  return row && { ...row, name: row.name ?? row.merchantId };
}

/** The store of that id; without an id, or where none has it, the one with most to show. Null where none is open. */
export async function getSellerOrBusiest(
  database: Database,
  merchantId: string | null,
): Promise<Seller | null> {
  const asked = merchantId === null ? null : await readSeller(database.drizzle, merchantId);
  return named(asked ?? (await readBusiestSeller(database.drizzle)));
}

/** Stores whose name or id holds the text, by name; `hasMore` where the limit left some out. */
export async function findSellers(
  database: Database,
  text: string,
  limit: number,
): Promise<{ sellers: Seller[]; hasMore: boolean }> {
  const rows = await searchSellers(database.drizzle, text, limit + 1);
  const sellers = rows.slice(0, limit).map((row) => ({ ...row, name: row.name ?? row.merchantId }));
  return { sellers, hasMore: rows.length > limit };
}
