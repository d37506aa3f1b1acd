import { percentText as percent } from '@/components/money-text';
import type { FailedGate, NoticeDetails, NoticeOf } from '@/engine/notice-details';
import { dateWords } from './date-words';
import { instantWords } from './instant-words';
import { moneyText } from './money-text';

/** Says a text of a namespace; each notice names its texts by its kind, so the keys are not written out. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** What notices are put into words with. */
export interface NoticeWording {
  notices: Say;
  refundReasons: Say;
  locale: string;
  timezone: string;
}

/** A notice in words. */
export interface NoticeWords {
  title: string;
  /** What happened and what follows, a paragraph each; the points of a list stand after the first. */
  body: string[];
  points: string[];
  /** Where its reason is. */
  href: string;
  link: string;
}

const STANDING = { href: '/capital/standing', link: 'links.standing' };
const BANK_ACCOUNTS = { href: '/capital/withdrawals/bank-accounts', link: 'links.bank_accounts' };

const whyOf = (entry: string) => ({ href: `/capital/why?entry=${entry}`, link: 'links.why' });

/** Notices of one language and time zone in words. */
export function noticeWords(wording: NoticeWording, notice: NoticeOf): NoticeWords {
  const { notices: say, locale } = wording;
  const currency = notice.currency ?? '';
  const date = dateWords(notice.happenedOn, locale);
  const money = (minor: string | bigint) => moneyText(minor, currency, locale);
  const told = (words: Omit<NoticeWords, 'points' | 'link'> & { points?: string[]; link: string }) => ({
    points: [],
    ...words,
    link: say(words.link),
  });
  const recovered = (minor: string) =>
    minor === '0' ? [] : [say('bodies.recovered', { amount: money(minor) })];
  switch (notice.kind) {
    case 'enrolled': {
      const { tier, again } = notice.details;
      const title = say(again ? 'titles.enrolled_again' : 'titles.enrolled', { tier });
      const body = [termsText(wording, notice.details, date), say('bodies.enrolled')];
      return told({ title, body, ...STANDING });
    }
    case 'tier_changed': {
      const { tier, tier_before } = notice.details;
      const title = say('titles.tier_changed', { tier, before: tier_before });
      const body = [termsText(wording, notice.details, date), say('bodies.tier_changed')];
      return told({ title, body, ...STANDING });
    }
    case 'cancelled':
      return told({
        title: say('titles.cancelled'),
        ...cancelledText(wording, notice.details, date),
        ...STANDING,
      });
    case 'closed': {
      const { reason, release_days, last_back_on } = notice.details;
      const body = [
        say(`bodies.closed.${reason ?? 'other'}`, { date }),
        say('bodies.closed_dates', { days: release_days }),
        ...(last_back_on === null
          ? []
          : [say('bodies.closed_last', { date: dateWords(last_back_on, locale) })]),
        say('bodies.closed_access'),
      ];
      return told({ title: say('titles.closed'), body, ...STANDING });
    }
    case 'deduction':
      return told({ ...deductionText(wording, notice.details, date, money), ...whyOf(notice.details.entry) });
    case 'debt': {
      const { refunds, grown, owed, entry } = notice.details;
      const body = [
        say('bodies.debt', { date, refunds, grown: money(grown), owed: money(owed) }),
        say('bodies.debt_clears', { currency }),
      ];
      return told({ title: say('titles.debt', { amount: money(owed) }), body, ...whyOf(entry) });
    }
    case 'holds_released': {
      const { holds, amount, order, entry } = notice.details;
      const body = [
        say('bodies.holds_released', { holds, date, order: order ?? '' }),
        ...recovered(notice.details.recovered),
      ];
      const title = say('titles.holds_released', { amount: money(amount) });
      const margin = {
        href: `/capital/early-loan-margin?currency=${currency}&show=all`,
        link: 'links.margin',
      };
      return told({ title, body, ...(holds === 1 ? whyOf(entry) : margin) });
    }
    case 'bank_account_added': {
      const { bank, ending, by, usable_at, replaces } = notice.details;
      const usable = instantWords(new Date(usable_at), locale, wording.timezone);
      const body = [
        say('bodies.bank_account_added', {
          ...{ by, date, currency },
          ...{ usable_date: usable.date, usable_time: usable.time },
        }),
        ...(replaces === null ? [] : [say('bodies.bank_account_replaces', { ending: replaces })]),
        say('bodies.bank_account_strange'),
      ];
      return told({ title: say('titles.bank_account_added', { bank, ending }), body, ...BANK_ACCOUNTS });
    }
    case 'bank_account_removed': {
      const { bank, ending, by } = notice.details;
      const body = [
        say('bodies.bank_account_removed', { by, date }),
        say('bodies.bank_account_strange_removed'),
      ];
      return told({ title: say('titles.bank_account_removed', { bank, ending }), body, ...BANK_ACCOUNTS });
    }
    case 'withdrawal_sent': {
      const { amount, bank, ending, entry } = notice.details;
      const title = say('titles.withdrawal_sent', { amount: money(amount) });
      return told({ title, body: [say('bodies.withdrawal_sent', { date, bank, ending })], ...whyOf(entry) });
    }
    case 'withdrawal_returned': {
      const { amount, bank, ending, reason, entry } = notice.details;
      const body = [
        say('bodies.withdrawal_returned', { date, bank, ending, reason }),
        say('bodies.withdrawal_returned_to'),
        ...recovered(notice.details.recovered),
      ];
      const title = say('titles.withdrawal_returned', { amount: money(amount) });
      return told({ title, body, ...whyOf(entry) });
    }
    case 'adjusted': {
      const { adjustments, entry } = notice.details;
      const amount = BigInt(notice.details.amount);
      const isCredit = amount > 0n;
      const title = say('titles.adjusted', {
        ...{ isCredit: String(isCredit), amount: money(isCredit ? amount : -amount) },
      });
      const body = [
        say(isCredit ? 'bodies.adjusted_credit' : 'bodies.adjusted_charge', { date, adjustments }),
        ...recovered(notice.details.recovered),
      ];
      const all = {
        href: `/capital?kind=adjustments&currency=${currency}#entries`,
        link: 'links.adjustments',
      };
      return told({ title, body, ...(adjustments === 1 ? whyOf(entry) : all) });
    }
    case 'debt_written_off': {
      const { amount, owed, entry } = notice.details;
      const left =
        owed === '0'
          ? say('bodies.debt_cleared', { currency })
          : say('bodies.debt_left', { owed: money(owed) });
      const body = [say('bodies.debt_written_off', { date, amount: money(amount) }), left];
      return told({
        title: say('titles.debt_written_off', { amount: money(amount) }),
        body,
        ...whyOf(entry),
      });
    }
    case 'order_corrected': {
      const { order, event } = notice.details;
      return told({
        title: say('titles.order_corrected', { event, order }),
        body: correctedText(wording, notice.details, date),
        ...{ href: `/capital/orders/${encodeURIComponent(order)}`, link: 'links.order' },
      });
    }
  }
}

function correctedText(
  { notices: say, locale }: NoticeWording,
  { from, to, state }: NoticeDetails['order_corrected'],
  date: string,
): string[] {
  const words = (day: string | null) => (day === null ? '' : dateWords(day, locale));
  let change = 'moved';
  if (from === null) change = 'set';
  else if (to === null) change = 'taken_back';
  return [
    say('bodies.order_corrected', { change, date, from: words(from), to: words(to) }),
    ...(state === 'refunded' ? [] : [say(`bodies.order_corrected_${state}`)]),
  ];
}

function termsText(
  { notices: say, locale }: NoticeWording,
  terms: NoticeDetails['enrolled' | 'tier_changed'],
  date: string,
): string {
  const { release_after_days: days, deposit_bps } = terms;
  return say('bodies.terms', { date, days, percent: percent(deposit_bps, locale) });
}

function gateText({ notices: say, locale }: NoticeWording, { metric, value, limit }: FailedGate): string {
  const said = (number: number) => (metric.endsWith('_bps') ? percent(number, locale) : String(number));
  return say(`failed.${metric}`, { value: said(value ?? 0), limit: said(limit) });
}

function cancelledText(wording: NoticeWording, details: NoticeDetails['cancelled'], date: string) {
  const { notices: say, locale } = wording;
  const { reason, failed, score, failures_in_a_row, back_by, months } = details;
  const why = say(`bodies.cancelled.${reason}`, {
    ...{ date, count: failed.length },
    ...{ score: score ?? 0, failures: failures_in_a_row ?? 0 },
  });
  return {
    body: [why, say('bodies.cancelled_back', { date: dateWords(back_by, locale), months })],
    points: reason === 'failed_gates' ? failed.map((gate) => gateText(wording, gate)) : [],
  };
}

function deductionText(
  { notices: say, refundReasons }: NoticeWording,
  details: NoticeDetails['deduction'],
  date: string,
  money: (minor: string | bigint) => string,
) {
  const { order, reason, fee_back, refunded } = details;
  const borne = BigInt(refunded) - BigInt(fee_back);
  const values = { date, refunded: money(refunded), borne: money(borne), fee: money(fee_back) };
  const sources = [
    ['from_payment_account', details.payment_account],
    ['from_marketplace_account', details.marketplace_account],
    ['from_deposit', details.deposit],
    ['from_nobody', details.owed],
  ] as const;
  return {
    title: say('titles.deduction', { amount: money(borne), order }),
    body: [
      reason === null
        ? say('bodies.deduction_no_reason', values)
        : say('bodies.deduction', {
            ...{ ...values, reason: refundReasons(reason) },
            hasFee: String(fee_back !== '0'),
          }),
    ],
    points: sources.flatMap(([from, minor]) =>
      minor === '0' ? [] : [say(`bodies.${from}`, { amount: money(minor) })],
    ),
  };
}
