import { useLocale, useTranslations } from 'next-intl';
import type { Metric } from '@/engine/scorecard';
import { percentText } from './money-text';

type LimitIs = 'at_least' | 'at_most';

/** Metrics, their values and their limits, as people say them. */
export function useMetricWords() {
  const t = useTranslations('assessments');
  const locale = useLocale();

  function value(metric: Metric, value: number | null): string {
    if (value === null) return t('values.unknown');
    if (metric === 'store_age_days') return t('values.days', { count: value });
    if (metric === 'orders') return t('values.orders', { count: value });
    return percentText(value, locale);
  }

  return {
    name: (metric: Metric) => t(`metrics.${metric}`),
    value,
    limit: (metric: Metric, limit: number, limitIs: LimitIs) =>
      t(`values.${limitIs}`, { limit: value(metric, limit) }),
    /** What was not kept, with the number and the limit. */
    failed: (metric: Metric, measured: number | null, limit: number) =>
      t(`failed.${metric}`, { value: value(metric, measured), limit: value(metric, limit) }),
  };
}
