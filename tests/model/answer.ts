import type { Account } from './accounts';
import { type Day, dayFromText, dayText } from './calendar';
import { byCodePoint } from './ids';
import type { Marketplace } from './marketplace';
import type { Enrolment, Merchant, MetricName, Metrics } from './merchant';
import { type OrderState, stateOf } from './order';

/** What an ask is answered: every merchant as it stands, or its accounts as of a date. */

export type AccountsAnswer = Record<string, Record<Account, string>>;
export type HoldAnswer = { order: string; currency: string; amount: string; release_on: string };
export type AssessmentAnswer = {
  date: string;
  eligible: boolean;
  score: number;
  tier: string | null;
  failed_gates: MetricName[];
  metrics: Metrics;
};
export type MerchantAnswer = {
  enrolment: Enrolment;
  tier: string | null;
  cancelled_on: string | null;
  accounts: AccountsAnswer;
  holds: HoldAnswer[];
  orders: Record<string, { state: OrderState; released_on: string | null }>;
  assessment: AssessmentAnswer | null;
};
export type MerchantAnswerAsOf = { accounts: AccountsAnswer };
export type Answer = Record<string, MerchantAnswer | MerchantAnswerAsOf>;

export function answerOf(marketplace: Marketplace, asOf?: string): Answer {
  const upTo = asOf === undefined ? undefined : dayFromText(asOf);
  return Object.fromEntries(
    [...marketplace.merchants.values()].map((merchant) => {
      const accounts = accountsOf(marketplace, merchant.id, upTo);
      return [merchant.id, upTo === undefined ? standingOf(marketplace, merchant, accounts) : { accounts }];
    }),
  );
}

function accountsOf(marketplace: Marketplace, merchant: string, asOf?: Day): AccountsAnswer {
  const entries = marketplace.entries.filter(
    (entry) => entry.merchant === merchant && (asOf === undefined || entry.day <= asOf),
  );
  const currencies = [...new Set(entries.map((entry) => entry.currency))].sort(byCodePoint);
  return Object.fromEntries(
    currencies.map((currency) => {
      const text = (account: Account) => marketplace.balance(merchant, currency, account, asOf).toString();
      const balances: Record<Account, string> = {
        order_funds: text('order_funds'),
        payment_account: text('payment_account'),
        marketplace_account: text('marketplace_account'),
        deposit: text('deposit'),
        receivable: text('receivable'),
        fees: text('fees'),
        platform_loss: text('platform_loss'),
        clearing: text('clearing'),
      };
      return [currency, balances];
    }),
  );
}

function standingOf(marketplace: Marketplace, merchant: Merchant, accounts: AccountsAnswer): MerchantAnswer {
  const orders = [...marketplace.orders.values()].filter((order) => order.merchant === merchant.id);
  orders.sort((a, b) => byCodePoint(a.id, b.id));
  const last = merchant.assessment;
  return {
    enrolment: merchant.enrolment,
    tier: merchant.tier,
    cancelled_on: merchant.cancelledOn === null ? null : dayText(merchant.cancelledOn),
    accounts,
    holds: marketplace.openHolds(merchant.id).map((hold) => ({
      order: hold.order,
      currency: hold.currency,
      amount: hold.amount.toString(),
      release_on: dayText(hold.releaseOn),
    })),
    orders: Object.fromEntries(
      orders.map((order) => [
        order.id,
        { state: stateOf(order), released_on: order.release === null ? null : dayText(order.release.on) },
      ]),
    ),
    assessment:
      last === null
        ? null
        : {
            date: dayText(last.day),
            eligible: last.eligible,
            score: last.score,
            tier: last.tier,
            failed_gates: last.failedGates,
            metrics: last.metrics,
          },
  };
}
