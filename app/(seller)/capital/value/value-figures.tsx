import { useLocale, useTranslations } from 'next-intl';
import { moneyText, percentText } from '@/components/money-text';
import type { ValuePart } from '@/services/get-value';
import { less, ratioText, shareBps } from './ratio-text';

/** The last twelve months in four figures. */
export function ValueFigures({ all, currency }: { all: ValuePart; currency: string }) {
  const t = useTranslations('value');
  const locale = useLocale();
  const days = (text: string | null) => (text === null ? t('figures.none') : t('days', { days: text }));
  const share = shareBps(all.earlyMinor, all.proceedsMinor);
  const figures = [
    {
      key: 'days',
      figure: days(ratioText(all.tookDays, locale)),
      line: t('figures.days.line', { count: all.orders }),
    },
    {
      key: 'without',
      figure: days(ratioText(all.standardDays, locale)),
      line: t('figures.without.line', { count: all.receivedOrders }),
    },
    {
      key: 'saved',
      figure: days(ratioText(less(all.standardDays, all.receivedDays), locale)),
      line: t('figures.saved.line'),
    },
    {
      key: 'share',
      figure: share === null ? t('figures.none') : percentText(share, locale),
      line: t('figures.share.line', {
        early: moneyText(all.earlyMinor, currency, locale),
        all: moneyText(all.proceedsMinor, currency, locale),
      }),
    },
  ] as const;
  return (
    <section
      aria-label={t('figures.label')}
      className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] gap-3"
    >
      {figures.map(({ key, figure, line }) => (
        <a
          key={key}
          href="#months"
          className="flex flex-col gap-2 rounded-lg border bg-card p-4 hover:border-primary"
        >
          <span className="text-sm font-medium">{t(`figures.${key}.label`)}</span>
          <span className="text-2xl font-semibold tracking-tight tabular-nums">{figure}</span>
          <span className="text-sm text-muted-foreground">{line}</span>
        </a>
      ))}
    </section>
  );
}
