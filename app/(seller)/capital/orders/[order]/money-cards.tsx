import { HandCoins, Hourglass, ShoppingBag, Snowflake } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { FigureCard } from '@/components/figure-card';
import { moneyText } from '@/components/money-text';
import type { OrderLife } from '@/services/get-order';
import type { LifeEvent } from '@/services/order-life';
import { type OrderLinks, SELLERS_LINKS } from './links';

/** Where the order's money is, each figure leading to its reason. */
export function MoneyCards({ life, links = SELLERS_LINKS }: { life: OrderLife; links?: OrderLinks }) {
  const t = useTranslations('orders.order.cards');
  const locale = useLocale();
  const { order, hold, events, today } = life;
  const { currency } = order;
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const day = (date: string) => dateWords(date, locale, today);
  const entryOf = (name: LifeEvent['event']) => events.find(({ event }) => event === name)?.entry ?? null;
  const payment = entryOf('paid');
  const release = entryOf('released');
  const credited = (name: LifeEvent['event']) => {
    const entry = entryOf(name);
    return entry === null ? 0n : entry.amounts.payment_account + entry.amounts.receivable;
  };
  const givenBackMinor = credited('hold_back') + credited('hold_freed');
  const paidMinor = credited('released') + givenBackMinor;
  const whyPayment = payment === null ? undefined : links.entry(payment.entrySeq);
  const paidLine = () => {
    if (release !== null) {
      const words = { date: day(release.bookedOn), fee: money(order.feeMinor), back: money(givenBackMinor) };
      return t(givenBackMinor > 0n ? 'paid_line_back' : 'paid_line', words);
    }
    return order.state === 'held' ? t('paid_none') : t('paid_never');
  };
  return (
    <section aria-label={t('label')} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <FigureCard
        icon={ShoppingBag}
        tone="neutral"
        label={t('amount')}
        minor={order.amountMinor}
        currency={currency}
        href={whyPayment}
      >
        {order.refundedMinor > 0n
          ? t('amount_refunded', { amount: money(order.refundedMinor) })
          : t('amount_line', { date: day(order.paidOn) })}
      </FigureCard>
      <FigureCard
        icon={HandCoins}
        tone="good"
        label={t('paid')}
        minor={paidMinor}
        currency={currency}
        href={release === null ? undefined : links.entry(release.entrySeq)}
      >
        {paidLine()}
      </FigureCard>
      <FigureCard
        icon={Hourglass}
        tone="primary"
        label={t('held')}
        minor={order.heldMinor}
        currency={currency}
        href={order.heldMinor > 0n ? whyPayment : undefined}
      >
        {order.heldMinor > 0n ? t('held_line') : t('held_none')}
      </FigureCard>
      <FigureCard
        icon={Snowflake}
        tone="frozen"
        label={t('frozen')}
        minor={hold?.amountMinor ?? 0n}
        currency={currency}
        href={hold === null ? undefined : links.hold(order)}
      >
        {hold === null
          ? t('frozen_none')
          : t('frozen_line', { frozen: money(hold.frozenMinor), date: day(hold.openedOn) })}
      </FigureCard>
    </section>
  );
}
