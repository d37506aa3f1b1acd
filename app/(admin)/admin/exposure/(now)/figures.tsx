import { HandCoins, ShieldAlert, Snowflake, Truck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { dateWords } from '@/components/date-words';
import { FigureCard } from '@/components/figure-card';
import { moneyText, percentText } from '@/components/money-text';
import type { Exposure } from '@/services/exposure/get-exposure';

/** A part in basis points of a whole, rounded down; 0 of nothing. */
export function partBps(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole);
}

/** The answers that a reviewer comes for. */
export function Figures({ exposure, children }: { exposure: Exposure; children: ReactNode }) {
  const t = useTranslations('exposure');
  const locale = useLocale();
  const { all, currency, depositMinor } = exposure;
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  return (
    <section aria-label={t('cards.label')} className="flex flex-col gap-2">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] gap-3">
        <FigureCard
          icon={Truck}
          tone="primary"
          label={t('cards.at_risk.label')}
          minor={all.exposedMinor}
          currency={currency}
          href="#cover"
        >
          {t('cards.at_risk.line', { orders: all.orders, stores: all.stores })}
        </FigureCard>
        <FigureCard
          icon={Snowflake}
          tone="frozen"
          label={t('cards.deposit.label')}
          minor={all.byDepositMinor}
          currency={currency}
          href="#cover"
        >
          {t('cards.deposit.line', {
            percent: percentText(partBps(all.byDepositMinor, all.exposedMinor), locale),
            amount: money(depositMinor),
          })}
        </FigureCard>
        <FigureCard
          icon={HandCoins}
          tone="neutral"
          label={t('cards.uncovered.label')}
          minor={all.uncoveredMinor}
          currency={currency}
          href="#merchants"
        >
          {t('cards.uncovered.line', { amount: money(all.byAccountsMinor) })}
        </FigureCard>
        <FigureCard
          icon={ShieldAlert}
          tone={all.openMinor > 0n ? 'bad' : 'good'}
          label={t('cards.open.label')}
          minor={all.openMinor}
          currency={currency}
          href="#merchants"
        >
          {t(all.openMinor > 0n ? 'cards.open.line' : 'cards.open.none')}
        </FigureCard>
        {children}
      </div>
      <p className="text-sm text-muted-foreground">{t('as_of', { date: dateWords(exposure.on, locale) })}</p>
    </section>
  );
}
