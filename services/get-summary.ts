import type { Database } from '../db/client';
import { readMarketplace } from '../db/queries/marketplace';
import { countEnrolments, countHoldsAndEntries, countOrders, sumBalances } from '../db/queries/summary';
import type { Account } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import type { CalendarDate } from '../engine/calendar';
import { authorize } from './authorize';
import { inSnapshot } from './snapshot';

/** The marketplace in a few figures: what `sluice summary --json` prints. Amounts are decimal strings of minor units. */
export interface Summary {
  business_date: CalendarDate | null;
  totals: Record<string, Record<Account, string>>;
  orders: Record<string, number>;
  enrolment: Record<string, number>;
  open_holds: number;
  entries: number;
}

/** Adds up the whole marketplace, as of one moment. */
export async function getSummary(database: Database, actor: Actor): Promise<Summary> {
  authorize(actor, 'summary.read');
  return inSnapshot(database, actor, async (executor) => {
    const state = await readMarketplace(executor);
    const totals: Summary['totals'] = {};
    for (const { currency, ...accounts } of await sumBalances(executor)) totals[currency] = accounts;
    const { openHolds, entries } = await countHoldsAndEntries(executor);
    return {
      business_date: state.openOn,
      totals,
      orders: await countOrders(executor),
      enrolment: await countEnrolments(executor),
      open_holds: openHolds,
      entries,
    };
  });
}
