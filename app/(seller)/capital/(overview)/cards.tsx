import { HandCoins, PiggyBank, Snowflake, Truck, Wallet } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { dateWords } from '@/components/date-words';
import { FigureCard } from '@/components/figure-card';
import { moneyText } from '@/components/money-text';
import type { Capital } from '@/services/get-capital';
import { addressOf } from '../address';
import { whyFigure } from '../why/address';

interface CardsProps {
  capital: Capital;
  /** The currency, where the store has several. */
  chosen: string | null;
}

/** The five answers that a seller comes for; each figure leads to its reason. */
export async function Cards({ capital, chosen }: CardsProps) {
  const t = await getTranslations('capital.cards');
  const locale = await getLocale();
  const { currency, balances, calendar, today, asOf } = capital;
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const day = (date: string) => dateWords(date, locale, today);
  const why = (figure: Parameters<typeof whyFigure>[0]) =>
    whyFigure(figure, { currency: chosen, as_of: asOf });

  const wayLine = () => {
    if (calendar === null) return t('way.then');
    if (balances.order_funds === 0n) return t('way.none');
    if (calendar.next.release === null) return t('way.undated');
    const { on, paidMinor, frozenMinor } = calendar.next.release;
    const words = { date: day(on), paid: money(paidMinor), frozen: money(frozenMinor) };
    return frozenMinor === 0n ? t('way.next', words) : t('way.next_frozen', words);
  };
  const depositLine = () => {
    if (balances.deposit === 0n) return t('deposit.none');
    if (calendar === null) return t('deposit.then');
    if (calendar.next.deposit === null) return t('deposit.stopped');
    return t('deposit.next', {
      minor: money(calendar.next.deposit.minor),
      date: day(calendar.next.deposit.on),
    });
  };
  const owedMinor = -balances.receivable;
  const mayWithdraw = asOf === null && owedMinor === 0n && balances.payment_account > 0n;
  return (
    <section
      aria-label={t('label')}
      className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] gap-3"
    >
      <FigureCard
        icon={Wallet}
        tone="good"
        label={t('ready.label')}
        minor={balances.payment_account}
        currency={currency}
        href={why('payment_account')}
      >
        {owedMinor > 0n ? t('ready.blocked') : t('ready.line')}
        {mayWithdraw && (
          <Link
            href={addressOf('/capital/withdrawals', { currency: chosen })}
            className="mt-1 block w-fit font-medium text-primary underline underline-offset-2 hover:no-underline"
          >
            {t('ready.withdraw')}
          </Link>
        )}
      </FigureCard>
      <FigureCard
        icon={Truck}
        tone="primary"
        label={t('way.label')}
        minor={balances.order_funds}
        currency={currency}
        href={why('order_funds')}
      >
        {wayLine()}
      </FigureCard>
      <FigureCard
        icon={Snowflake}
        tone="frozen"
        label={t('deposit.label')}
        minor={balances.deposit}
        currency={currency}
        href={why('deposit')}
      >
        {depositLine()}
        <Link
          href={addressOf('/capital/early-loan-margin', { currency: chosen, as_of: asOf })}
          className="mt-1 block w-fit font-medium text-primary underline underline-offset-2 hover:no-underline"
        >
          {t('deposit.details')}
        </Link>
      </FigureCard>
      <FigureCard
        icon={PiggyBank}
        tone="neutral"
        label={t('marketplace.label')}
        minor={balances.marketplace_account}
        currency={currency}
        href={why('marketplace_account')}
      >
        {t('marketplace.line')}
      </FigureCard>
      <FigureCard
        icon={HandCoins}
        tone={owedMinor > 0n ? 'bad' : 'neutral'}
        label={t('owe.label')}
        minor={owedMinor}
        currency={currency}
        href={why('receivable')}
      >
        {owedMinor > 0n ? t('owe.line') : t('owe.none')}
      </FigureCard>
    </section>
  );
}
