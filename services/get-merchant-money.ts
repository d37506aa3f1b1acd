import type { Database } from '../db/client';
import { readBalances, readMerchant } from '../db/queries/answers';
import { amountsOf, loadExposure } from '../db/queries/books';
import { readMarketplace } from '../db/queries/marketplace';
import type { Amounts } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import type { CalendarDate } from '../engine/calendar';
import { receivedDueBy } from '../engine/release';
import { authorize } from './authorize';

/** A merchant's accounts in one currency, with what its early releases still have at risk (section 6). */
export interface MerchantMoney {
  currency: string;
  amounts: Amounts;
  exposureMinor: bigint;
}

/** What a merchant has, owes and puts at risk now, by currency; null for a merchant that is not known. */
export async function getMerchantMoney(
  database: Database,
  actor: Actor,
  merchantId: string,
): Promise<{ money: MerchantMoney[]; exposureCapMinor: number | null; on: CalendarDate | null } | null> {
  authorize(actor, 'assessments.read');
  const { drizzle } = database;
  const row = await readMerchant(drizzle, merchantId);
  if (row === null) return null;
  const { policy, openOn } = await readMarketplace(drizzle);
  const exposures =
    openOn === null ? [] : await loadExposure(drizzle, [merchantId], receivedDueBy(policy, openOn));
  const balances = await readBalances(drizzle, merchantId, null);
  return {
    money: balances.map((balance) => ({
      currency: balance.currency,
      amounts: amountsOf(balance),
      exposureMinor: exposures.find((each) => each.currency === balance.currency)?.exposedMinor ?? 0n,
    })),
    exposureCapMinor: policy.exposure_cap_minor,
    on: openOn,
  };
}
