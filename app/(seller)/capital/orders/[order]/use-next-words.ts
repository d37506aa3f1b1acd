import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { moneyText, percentText } from '@/components/money-text';
import type { NextStep } from '@/engine/explain-order';
import type { OrderLife } from '@/services/get-order';

type Release = Extract<NextStep, { step: 'release' }>;

/** What comes next for the order, as a sentence; also what would come next on another course. */
export function useNextWords(life: OrderLife): (next: NextStep) => string {
  const t = useTranslations('orders.order.sentence');
  const locale = useLocale();
  const { order, today, standardRelease, caps } = life;
  const money = (minor: bigint) => moneyText(minor, order.currency, locale);
  const day = (date: string) => dateWords(date, locale, today);
  const days = {
    window: standardRelease.return_window_days,
    delivered: standardRelease.auto_confirm_days + standardRelease.return_window_days,
  };

  function ofRelease({ rule, on, dueOn, paidMinor, frozenMinor, hold }: Release): string {
    const sums = { paid: money(paidMinor), frozen: money(frozenMinor) };
    if (on === null) {
      const stopped = frozenMinor > 0n ? 'stopped_release' : 'stopped_release_whole';
      return t(stopped, { ...sums, due: day(dueOn) });
    }
    if (rule !== 'early') return t(rule, { ...sums, date: day(on) });
    if (hold === null) return t('early_whole', { ...sums, date: day(on) });
    return t(hold.isCapped ? 'early_capped' : 'early', {
      ...sums,
      date: day(on),
      percent: percentText(hold.depositBps, locale),
      net: money(paidMinor + frozenMinor),
      tier: hold.tier,
      back: day(hold.releaseOn),
    });
  }

  return (next) => {
    switch (next.step) {
      case 'release':
        return ofRelease(next);
      case 'hold_release': {
        const paid = money(next.paidMinor);
        if (next.on === null) return t('stopped_hold', { paid, due: day(next.dueOn) });
        return t('hold_release', { paid, date: day(next.on) });
      }
      case 'shipment':
        return next.days === null
          ? t('shipment', days)
          : t(`shipment_${next.days.rule}`, { days: next.days.days });
      case 'receipt':
        if (next.isStopped) return t('receipt_stopped', days);
        return next.blockedBy === null
          ? t('receipt', days)
          : t('exposure', { cap: money(caps.exposureMinor ?? 0n) });
      case 'none':
        return t(`none_${next.because}`);
    }
  };
}
