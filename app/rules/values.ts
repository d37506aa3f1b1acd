import { dateWords } from '@/components/date-words';
import { moneyText, percentText } from '@/components/money-text';
import { addMonths } from '@/engine/calendar';
import { least, MAX_AMOUNT_MINOR, share } from '@/engine/money';
import {
  DEDUCTION_SOURCES,
  type Policy,
  REFUND_REASONS,
  type RefundReason,
  tiersByScore,
} from '@/engine/policy';

/** What the texts of the rules are filled with: the policy's values, and sums that the engine's own functions compute. */

/** The examples are told in dollars. */
export const EXAMPLE_CURRENCY = 'USD';
const EXAMPLE_FEE_BPS = 500;
const EXAMPLE_MONTH_FROM = '2026-08-31';

export type Values = Record<string, string | number>;

export interface Names {
  locale: string;
  account: (account: (typeof DEDUCTION_SOURCES)[number]) => string;
  reason: (reason: RefundReason) => string;
  state: string[];
  days: (count: number) => string;
  has: (words: { amount: string; account: string }) => string;
  taken: (words: { amount: string; account: string }) => string;
}

export function valuesOf(policy: Policy, names: Names): Values {
  const { locale } = names;
  const all = new Intl.ListFormat(locale, { type: 'conjunction' });
  const any = new Intl.ListFormat(locale, { type: 'disjunction' });
  const plain = new Intl.NumberFormat(locale);
  const money = (minor: bigint) => moneyText(minor, EXAMPLE_CURRENCY, locale);
  const { assessment, standard_release: standard, merchant_borne_reasons: borne } = policy;
  const cap = (minor: number | null) => (minor === null ? 'none' : plain.format(minor));
  const reasons = (list: readonly RefundReason[]) => any.format(list.map(names.reason));
  return {
    max: plain.format(MAX_AMOUNT_MINOR),
    timezone: policy.timezone,
    month_from: dateWords(EXAMPLE_MONTH_FROM, locale),
    month_to: dateWords(addMonths(EXAMPLE_MONTH_FROM, 6), locale),
    states: any.format(names.state),
    every: assessment.every_days,
    window: assessment.window_days,
    full_age: assessment.full_points_store_age_days,
    reenrol: assessment.reenrol_after_days,
    failures: assessment.cancel_after_failures,
    closure_days: policy.closure.release_days_after_shipment,
    return_days: standard.return_window_days,
    confirm_days: standard.auto_confirm_days,
    hold_days: policy.deposit.release_days_after_shipment,
    months: policy.cancellation.deposit_refund_months,
    deposit_cap: cap(policy.deposit.cap_minor),
    exposure_cap: cap(policy.exposure_cap_minor),
    tier_days: all.format(
      tiersByScore(policy).map(({ name, release_after_days }) => `${name} ${names.days(release_after_days)}`),
    ),
    borne: reasons(borne),
    elsewhere: reasons(REFUND_REASONS.filter((reason) => !borne.includes(reason))),
    fee_percent: percentText(EXAMPLE_FEE_BPS, locale),
    ...creditExample(money),
  };
}

type Say = (minor: bigint) => string;

function creditExample(money: Say): Values {
  const [owed, credit] = [2000n, 5000n];
  const recovered = least(owed, credit);
  return {
    owed: money(owed),
    credit: money(credit),
    recovered: money(recovered),
    rest: money(credit - recovered),
  };
}

/** An order paid out early in the best tier. */
export function releaseExample(policy: Policy, locale: string): Values {
  const money: Say = (minor) => moneyText(minor, EXAMPLE_CURRENCY, locale);
  const tier = tiersByScore(policy)[0];
  const amount = 20_049n;
  const fee = share(amount, EXAMPLE_FEE_BPS);
  const net = amount - fee;
  const hold = share(net, tier?.deposit_bps ?? 0);
  return {
    amount: money(amount),
    fee_percent: percentText(EXAMPLE_FEE_BPS, locale),
    tier: tier?.name ?? '',
    fee: money(fee),
    net: money(net),
    hold_percent: percentText(tier?.deposit_bps ?? 0, locale),
    hold: money(hold),
    paid: money(net - hold),
    days: tier?.release_after_days ?? 0,
  };
}

/** A deduction that finds too little. */
export function refundExample(policy: Policy, names: Names): Values {
  const { locale } = names;
  const money: Say = (minor) => moneyText(minor, EXAMPLE_CURRENCY, locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const has = { payment_account: 3000n, marketplace_account: 500n, deposit: 950n };
  const refund = 5000n;
  const fee = share(refund, EXAMPLE_FEE_BPS);
  let missing = refund - fee;
  const taken: string[] = [];
  for (const source of policy.deduction_order) {
    const given = least(has[source], missing);
    missing -= given;
    taken.push(names.taken({ amount: money(given), account: names.account(source) }));
  }
  return {
    refund: money(refund),
    fee_percent: percentText(EXAMPLE_FEE_BPS, locale),
    fee: money(fee),
    borne: money(refund - fee),
    has: list.format(
      DEDUCTION_SOURCES.map((source) =>
        names.has({ amount: money(has[source]), account: names.account(source) }),
      ),
    ),
    taken: list.format(taken),
    owed: money(missing),
  };
}

/** Shares that show which way they are rounded: of minor units, with one digit more than a coin. */
export function shareExamples(
  locale: string,
): { sum: string; share: string; exact: string; rounded: string }[] {
  const cases: [amount: bigint, bps: number][] = [
    [19_000n, 1000],
    [1005n, 1000],
    [1004n, 1000],
    [333n, 500],
  ];
  return cases.map(([amount, bps]) => {
    const tenThousandths = amount * BigInt(bps);
    return {
      sum: moneyText(amount, EXAMPLE_CURRENCY, locale),
      share: percentText(bps, locale),
      exact: exactText(tenThousandths, locale),
      rounded: moneyText(share(amount, bps), EXAMPLE_CURRENCY, locale),
    };
  });
}

/** Ten-thousandths of a cent as dollars, with all their digits. */
function exactText(tenThousandths: bigint, locale: string): string {
  const digits = tenThousandths.toString().padStart(7, '0');
  const exact = `${digits.slice(0, -6)}.${digits.slice(-6)}` as `${number}`;
  const format = { style: 'currency', currency: EXAMPLE_CURRENCY, maximumFractionDigits: 6 } as const;
  return new Intl.NumberFormat(locale, { ...format, minimumFractionDigits: 2 }).format(exact);
}
