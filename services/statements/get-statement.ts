import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { authorizeSeller } from '../authorize';
import { inSnapshot } from '../snapshot';
import { monthsOf, readStatements } from './list-statements';
import { isMonth, type Statement } from './statement';

/** One month's statement, with whose it is. */
export interface StoreStatement extends Statement {
  merchantId: string;
  storeName: string;
  /** The open business date. */
  today: CalendarDate | null;
  timezone: string;
}

/**
 * The acting seller's own. Null where there is none: no such month, one before the first entry or after the open day,
 * a merchant that has not opened.
 *
 * @param question.month as `2026-11`
 * @param question.currency one that the merchant has no money in is passed over for the first that it has
 */
export async function getStatement(
  database: Database,
  actor: Actor,
  { month, currency }: { month: string; currency: string | null },
): Promise<StoreStatement | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  if (!isMonth(month)) return null;
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    const { openOn: today, policy } = await readMarketplace(executor);
    const currencies = merchant?.currencies.toSorted() ?? [];
    const known = currencies.find((each) => each === currency) ?? currencies[0];
    if (merchant === null || known === undefined) return null;
    const months = await monthsOf(executor, merchantId, known, today);
    if (months === null || month < months.first || month > months.last) return null;
    const only = { first: month, last: month };
    const [statement] = await readStatements(executor, merchantId, known, only, today);
    if (statement === undefined) return null;
    const storeName = merchant.name ?? merchantId;
    return { ...statement, merchantId, storeName, today, timezone: policy.timezone };
  });
}
