import type { Database, Executor } from '../db/client';
import {
  listMerchantIds,
  readBalances,
  readLatestAssessment,
  readMerchant,
  readOpenHolds,
  readOrderStates,
} from '../db/queries/answers';
import { amountsOf } from '../db/queries/books';
import { ACCOUNTS, type Account } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import type { MerchantAnswer, MerchantAsOfAnswer } from '../engine/api/merchant';
import type { CalendarDate } from '../engine/calendar';
import type { Metric } from '../engine/scorecard';
import { metricsOf } from './assessment-metrics';
import { authorize } from './authorize';
import { inSnapshot } from './snapshot';

/** Balances of the eight accounts, by currency, as decimal strings of minor units. */
export type AccountsAnswer = MerchantAsOfAnswer['accounts'];

export async function accountsOf(
  executor: Executor,
  merchantId: string,
  asOf: CalendarDate | null,
): Promise<AccountsAnswer> {
  const accounts: AccountsAnswer = {};
  for (const row of await readBalances(executor, merchantId, asOf)) {
    const amounts = amountsOf(row);
    accounts[row.currency] = Object.fromEntries(
      ACCOUNTS.map((account) => [account, amounts[account].toString()]),
    ) as Record<Account, string>;
  }
  return accounts;
}

type AssessmentRow = Awaited<ReturnType<typeof readLatestAssessment>>;

/** What is told of a merchant's latest assessment. */
export function assessmentAnswer(row: AssessmentRow): MerchantAnswer['assessment'] {
  return (
    row && {
      date: row.assessedOn,
      eligible: row.isEligible,
      score: row.score,
      tier: row.tierByScore,
      failed_gates: row.failedGates as Metric[],
      metrics: metricsOf(row),
    }
  );
}

type HoldRow = Awaited<ReturnType<typeof readOpenHolds>>[number];

/** What is told of an open hold. */
export function openHoldAnswer(hold: HoldRow): MerchantAnswer['holds'][number] {
  return {
    order: hold.orderId,
    currency: hold.currency,
    amount: hold.amountMinor.toString(),
    release_on: hold.releaseOn,
  };
}

/** The balances of all entries booked on or before the date; null for a merchant that has not opened. */
export async function getMerchantAsOf(
  database: Database,
  actor: Actor,
  merchantId: string,
  asOf: CalendarDate,
): Promise<MerchantAsOfAnswer | null> {
  authorize(actor, 'merchant.read');
  return inSnapshot(database, actor, async (executor) => {
    if ((await readMerchant(executor, merchantId)) === null) return null;
    return { accounts: await accountsOf(executor, merchantId, asOf) };
  });
}

/** Everything of one merchant, now; null for one that has not opened. */
export async function getMerchant(
  database: Database,
  actor: Actor,
  merchantId: string,
): Promise<MerchantAnswer | null> {
  authorize(actor, 'merchant.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const holds = await readOpenHolds(executor, merchantId);
    const orders = await readOrderStates(executor, merchantId);
    return {
      enrolment: merchant.enrolment,
      tier: merchant.tier,
      cancelled_on: merchant.cancelledOn,
      accounts: await accountsOf(executor, merchantId, null),
      holds: holds.map(openHoldAnswer),
      orders: Object.fromEntries(
        orders.map((order) => [order.orderId, { state: order.state, released_on: order.releasedOn }]),
      ),
      assessment: assessmentAnswer(await readLatestAssessment(executor, merchantId)),
    };
  });
}

/** What is known of every merchant, by id: everything, or the balances as of a date. */
export async function getMerchants(
  database: Database,
  actor: Actor,
  asOf?: CalendarDate,
): Promise<Record<string, MerchantAnswer | MerchantAsOfAnswer | null>> {
  authorize(actor, 'merchant.read');
  const answers: Record<string, MerchantAnswer | MerchantAsOfAnswer | null> = {};
  for (const merchantId of await listMerchantIds(database.drizzle)) {
    answers[merchantId] =
      asOf === undefined
        ? await getMerchant(database, actor, merchantId)
        : await getMerchantAsOf(database, actor, merchantId, asOf);
  }
  return answers;
}
