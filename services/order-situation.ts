import type { Executor } from '../db/client';
import type { readMerchant } from '../db/queries/answers';
import { readBalances } from '../db/queries/answers';
import { isKnownMerchant, loadExposure } from '../db/queries/books';
import { nextPolicy, readMarketplace } from '../db/queries/marketplace';
import { addDays } from '../engine/calendar';
import type { Situation } from '../engine/explain-order';
import { receivedDueBy } from '../engine/release';

/** What stands around a merchant's orders, in any currency of theirs, with what it owes. */
export interface OrderSituations {
  policyVersion: number;
  of(currency: string): Situation;
  owedMinor(currency: string): bigint;
}

/** Under the policy version that the next run will have. */
export async function readSituations(
  executor: Executor,
  merchant: NonNullable<Awaited<ReturnType<typeof readMerchant>>>,
): Promise<OrderSituations> {
  if (!isKnownMerchant(merchant)) throw new Error(`${merchant.merchantId} has not opened`);
  const { openOn: today } = await readMarketplace(executor);
  const { version, policy } = await nextPolicy(executor);
  const nextRunOn = today === null ? null : addDays(today, 1);
  const balances = await readBalances(executor, merchant.merchantId, null);
  const exposed = new Map<string, bigint>();
  // Only an early release counts it.
  if (policy.exposure_cap_minor !== null && nextRunOn !== null && merchant.enrolment === 'enrolled') {
    const rows = await loadExposure(executor, [merchant.merchantId], receivedDueBy(policy, nextRunOn));
    for (const row of rows) exposed.set(row.currency, row.exposedMinor);
  }
  const balanceOf = (currency: string) => balances.find((row) => row.currency === currency);
  return {
    policyVersion: version,
    of: (currency) => ({
      merchant,
      policy,
      today,
      nextRunOn,
      depositMinor: balanceOf(currency)?.deposit ?? 0n,
      exposedMinor: exposed.get(currency) ?? 0n,
    }),
    owedMinor: (currency) => -(balanceOf(currency)?.receivable ?? 0n),
  };
}
