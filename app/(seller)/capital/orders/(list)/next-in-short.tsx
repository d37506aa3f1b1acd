import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import type { CalendarDate } from '@/engine/calendar';
import type { ListedOrder } from '@/services/list-orders';

/** What comes next for an order, in few words: when, and how much. */
export function NextInShort({ order, today }: { order: ListedOrder; today: CalendarDate | null }) {
  const t = useTranslations('orders.short');
  const locale = useLocale();
  const { next, currency, disputedSince } = order;
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const words = () => {
    switch (next.step) {
      case 'release': {
        const sums = { paid: money(next.paidMinor), frozen: money(next.frozenMinor) };
        if (next.rule === 'early' && next.frozenMinor === 0n) return t('release_early_whole', sums);
        return t(`release_${next.rule}`, sums);
      }
      case 'hold_release':
        return t('hold_release', { paid: money(next.paidMinor) });
      case 'shipment':
        return next.days === null ? t('shipment') : t(`shipment_${next.days.rule}`, { days: next.days.days });
      case 'receipt':
        return t(next.blockedBy ?? 'receipt');
      case 'none':
        return t('none');
    }
  };
  const on = 'on' in next ? next.on : null;
  return (
    <span className="flex max-w-72 flex-col gap-0.5 max-sm:items-end max-sm:text-right">
      {on !== null && <DateText date={on} today={today} className="font-medium" />}
      {disputedSince !== null && next.step !== 'none' && next.step !== 'shipment' && (
        <span className="font-medium">{t('stopped', { date: dateWords(disputedSince, locale, today) })}</span>
      )}
      <span className="text-muted-foreground">{words()}</span>
    </span>
  );
}
