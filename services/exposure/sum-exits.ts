import type { Database } from '../../db/client';
import { sumWithoutExit } from '../../db/queries/exits';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { LATE_SHIPMENT_DAYS, type NoExitReason } from '../../engine/exits';
import { authorize } from '../authorize';
import { noExitAsk } from './no-exit';

/** How much held and frozen money has no exit; nothing, in health. */

export interface ExitSums {
  on: CalendarDate;
  /** A run is under way: whether dates have passed can be said when it is done. */
  isRunning: boolean;
  /** How long an order may take to be shipped or received before it is listed, and how late it may be shipped. */
  usualDays: number;
  lateDays: number;
  /** By currency and reason; only what there is. */
  sums: { currency: string; reason: NoExitReason; count: number; amountMinor: bigint }[];
}

/** In every currency, on the open day; null before the first run. */
export async function sumExits(database: Database, actor: Actor): Promise<ExitSums | null> {
  authorize(actor, 'exposure.read');
  const state = await readMarketplace(database.drizzle);
  const ask = await noExitAsk(database.drizzle, state);
  if (ask === null) return null;
  return {
    ...{ on: ask.on, isRunning: state.isRunning, lateDays: LATE_SHIPMENT_DAYS },
    usualDays: state.policy.deposit.release_days_after_shipment,
    sums: await sumWithoutExit(database.drizzle, ask),
  };
}
