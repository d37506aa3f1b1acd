import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { entrySentence } from '@/components/entry-sentence';
import { moneyText, percentText } from '@/components/money-text';
import type { CapitalEntry } from '@/services/find-entries';
import type { OrderLife } from '@/services/get-order';
import type { LifeEvent } from '@/services/order-life';
import type { OrderLinks } from './links';

/** What happened, as a sentence; its sums are those of the entry that it made. */
export function EventWords({ event, life, links }: { event: LifeEvent; life: OrderLife; links: OrderLinks }) {
  const t = useTranslations('orders.order.life');
  const reasons = useTranslations('names.refund_reasons');
  const locale = useLocale();
  const { order, today } = life;
  const money = (minor: bigint) => moneyText(minor, order.currency, locale);
  const day = (date: string) => dateWords(date, locale, today);

  function wordsOf(entry: CapitalEntry): Record<string, string> {
    const words: Record<string, string> = {
      tier: entry.tier ?? '',
      percent: percentText(entry.depositBps ?? 0, locale),
      due: day(entry.effectiveOn),
    };
    for (const [name, minor] of Object.entries(entrySentence(entry).sums)) words[name] = money(minor);
    return words;
  }

  switch (event.event) {
    case 'shipped': {
      if (order.shipByOn === null) return t('shipped');
      return t(event.on > order.shipByOn ? 'shipped_late' : 'shipped_on_time', { date: day(order.shipByOn) });
    }
    case 'delivered':
    case 'confirmed':
      return t(event.event);
    case 'dispute_opened':
    case 'dispute_closed':
      return t(event.event, { dispute: event.disputeId });
    case 'feedback':
      return t(event.isPositive ? 'feedback_good' : 'feedback_bad');
    case 'refund':
      return t(event.entry.kind as 'deduction', {
        amount: money(event.entry.amounts.clearing),
        reason: reasons(event.reason),
      });
    case 'drawn_on':
      return (
        <>
          {t.rich(event.leftMinor === 0n ? 'drawn_on_all' : 'drawn_on', {
            amount: money(event.takenMinor),
            left: money(event.leftMinor),
            order: () => (
              <Link
                href={links.order(event.forOrderId)}
                prefetch={false}
                className="text-primary underline underline-offset-2 hover:no-underline"
              >
                {t('link_order', { order: event.forOrderId })}
              </Link>
            ),
          })}
          {event.reason !== null && ` ${t('drawn_on_reason', { reason: reasons(event.reason) })}`}
        </>
      );
    case 'corrected': {
      const { event: which, from, to } = event.correction;
      let change: 'moved' | 'set' | 'taken_back' = 'moved';
      if (from === null) change = 'set';
      else if (to === null) change = 'taken_back';
      const words = { event: which, from: from === null ? '' : day(from), to: to === null ? '' : day(to) };
      const told = t(`corrected.${change}`, words);
      if (which !== 'shipped' || to === null || order.shipByOn === null) return told;
      const punctual = t(to > order.shipByOn ? 'corrected.late' : 'corrected.on_time', {
        date: day(order.shipByOn),
      });
      return `${told} ${punctual}`;
    }
    case 'redated':
      return t(event.rule === '9' ? 'redated_9' : 'redated_8', { from: day(event.from), to: day(event.to) });
    default: {
      const { entry } = event;
      if (entry === null) return null;
      const { key, recoveredMinor } = entrySentence(entry);
      const name = event.event === 'released' ? (key as 'release_standard') : event.event;
      return (
        <>
          {t(name, wordsOf(entry) as never)}
          {recoveredMinor > 0n && ` ${t('recovered', { amount: money(recoveredMinor) })}`}
        </>
      );
    }
  }
}
