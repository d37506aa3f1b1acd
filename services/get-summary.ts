import type { Database } from '../db/client';
import { readMarketplace } from '../db/queries/marketplace';
import { countEnrolments, countHoldsAndEntries, countOrders, sumBalances } from '../db/queries/summary';
import type { Actor } from '../engine/actor';
import type { SummaryAnswer } from '../engine/api/summary';
import { authorize } from './authorize';
import { inSnapshot } from './snapshot';

/** Adds up the whole marketplace, as of one moment. Amounts are decimal strings of minor units. */
export async function getSummary(database: Database, actor: Actor): Promise<SummaryAnswer> {
  authorize(actor, 'summary.read');
  return inSnapshot(database, actor, async (executor) => {
    const state = await readMarketplace(executor);
    const totals: SummaryAnswer['totals'] = {};
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
