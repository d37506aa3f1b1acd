import type { Database } from '../db/client';
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
import type { CalendarDate } from '../engine/calendar';
import type { Enrolment, OrderState } from '../engine/records';
import type { Metric } from '../engine/scorecard';
import { authorize } from './authorize';

/** Balances of the eight accounts, by currency, as decimal strings of minor units. */
export type AccountsAnswer = Record<string, Record<Account, string>>;

/** What is known of one merchant: its standing, its money, its holds, its orders, its latest assessment. */
export interface MerchantAnswer {
  enrolment: Enrolment;
  tier: string | null;
  cancelled_on: CalendarDate | null;
  accounts: AccountsAnswer;
  holds: { order: string; currency: string; amount: string; release_on: CalendarDate }[];
  orders: Record<string, { state: OrderState; released_on: CalendarDate | null }>;
  assessment: {
    date: CalendarDate;
    eligible: boolean;
    score: number;
    tier: string | null;
    failed_gates: string[];
    metrics: Record<Metric, number | null>;
  } | null;
}

async function accountsOf(
  database: Database,
  merchantId: string,
  asOf: CalendarDate | null,
): Promise<AccountsAnswer> {
  const accounts: AccountsAnswer = {};
  for (const row of await readBalances(database.drizzle, merchantId, asOf)) {
    const amounts = amountsOf(row);
    accounts[row.currency] = Object.fromEntries(
      ACCOUNTS.map((account) => [account, amounts[account].toString()]),
    ) as Record<Account, string>;
  }
  return accounts;
}

/** The balances of all entries booked on or before the date; null for a merchant that has not opened. */
export async function getMerchantAsOf(
  database: Database,
  actor: Actor,
  merchantId: string,
  asOf: CalendarDate,
): Promise<{ accounts: AccountsAnswer } | null> {
  authorize(actor, 'merchant.read');
  if ((await readMerchant(database.drizzle, merchantId)) === null) return null;
  return { accounts: await accountsOf(database, merchantId, asOf) };
}

/** Everything of one merchant, now; null for one that has not opened. */
export async function getMerchant(
  database: Database,
  actor: Actor,
  merchantId: string,
): Promise<MerchantAnswer | null> {
  authorize(actor, 'merchant.read');
  const merchant = await readMerchant(database.drizzle, merchantId);
  if (merchant === null) return null;
  const holds = await readOpenHolds(database.drizzle, merchantId);
  const orders = await readOrderStates(database.drizzle, merchantId);
  const assessment = await readLatestAssessment(database.drizzle, merchantId);
  return {
    enrolment: merchant.enrolment,
    tier: merchant.tier,
    cancelled_on: merchant.cancelledOn,
    accounts: await accountsOf(database, merchantId, null),
    holds: holds.map((hold) => ({
      order: hold.orderId,
      currency: hold.currency,
      amount: hold.amountMinor.toString(),
      release_on: hold.releaseOn,
    })),
    orders: Object.fromEntries(
      orders.map((order) => [order.orderId, { state: order.state, released_on: order.releasedOn }]),
    ),
    assessment: assessment && {
      date: assessment.assessedOn,
      eligible: assessment.isEligible,
      score: assessment.score,
      tier: assessment.tierByScore,
      failed_gates: assessment.failedGates,
      metrics: {
        store_age_days: assessment.storeAgeDays,
        orders: assessment.orders,
        dispute_bps: assessment.disputeBps,
        refund_bps: assessment.refundBps,
        late_shipment_bps: assessment.lateShipmentBps,
        feedback_bps: assessment.feedbackBps,
      },
    },
  };
}

/** What is known of every merchant, by id: everything, or the balances as of a date. */
export async function getMerchants(
  database: Database,
  actor: Actor,
  asOf?: CalendarDate,
): Promise<Record<string, MerchantAnswer | { accounts: AccountsAnswer } | null>> {
  authorize(actor, 'merchant.read');
  const answers: Record<string, MerchantAnswer | { accounts: AccountsAnswer } | null> = {};
  for (const merchantId of await listMerchantIds(database.drizzle)) {
    answers[merchantId] =
      asOf === undefined
        ? await getMerchant(database, actor, merchantId)
        : await getMerchantAsOf(database, actor, merchantId, asOf);
  }
  return answers;
}
