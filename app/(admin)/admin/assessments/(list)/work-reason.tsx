import {
  ArrowLeftRight,
  CircleAlert,
  CircleCheck,
  Gauge,
  type LucideIcon,
  MessageSquareWarning,
  Snowflake,
  TriangleAlert,
} from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import { Badge, type Tone } from '@/components/ui/badge';
import { useMetricWords } from '@/components/use-metric-words';
import { type CalendarDate, daysBetween } from '@/engine/calendar';
import type { WorkReason as Reason } from '@/engine/work-list';
import type { WorkItem, WorkMoney } from '@/services/assessments/list-work';

const LOOKS: Record<Reason, { icon: LucideIcon; tone: Tone }> = {
  in_debt: { icon: TriangleAlert, tone: 'bad' },
  newly_failing: { icon: CircleAlert, tone: 'bad' },
  near_limit: { icon: Gauge, tone: 'warn' },
  long_dispute: { icon: MessageSquareWarning, tone: 'warn' },
  deposit_late: { icon: Snowflake, tone: 'frozen' },
  tier_changed: { icon: ArrowLeftRight, tone: 'primary' },
  newly_eligible: { icon: CircleCheck, tone: 'good' },
};

/** What a reason is about, with its numbers: a sentence for each thing to say. */
export function useReasonWords(today: CalendarDate | null) {
  const t = useTranslations('assessments.work');
  const locale = useLocale();
  const words = useMetricWords();
  const said = (date: CalendarDate) => dateWords(date, locale, today);
  const sums = (item: WorkItem, read: (money: WorkMoney) => bigint) =>
    item.money
      .filter((money) => read(money) > 0n)
      .map((money) => moneyText(read(money), money.currency, locale))
      .join(t('between_sums'));

  return (item: WorkItem, reason: Reason): string[] => {
    switch (reason) {
      case 'in_debt':
        return item.money.flatMap(({ owedMinor, owedSince, currency }) =>
          owedSince === null
            ? []
            : [
                t('owes', {
                  amount: moneyText(owedMinor, currency, locale),
                  date: said(owedSince),
                  days: today === null ? 0 : daysBetween(owedSince, today),
                }),
              ],
        );
      case 'newly_failing': {
        const { assessment } = item;
        if (assessment === null) return [];
        if (assessment.failedGates.length === 0) return [t('below_tiers', { score: assessment.score })];
        return assessment.failedGates.map((metric) =>
          words.failed(metric, assessment.metrics[metric], assessment.limits[metric].limit),
        );
      }
      case 'near_limit':
        return item.near.map(
          ({ metric, value, limit, left }) =>
            `${words.failed(metric, value, limit)}${t('between')}${t(`left.${metric}`, { count: left })}`,
        );
      case 'long_dispute':
        return [
          t('disputes', {
            count: item.longDisputes,
            date: item.oldestDisputeOn === null ? '' : said(item.oldestDisputeOn),
            amount: sums(item, (money) => money.disputedMinor),
          }),
        ];
      case 'deposit_late':
        return [t('late_deposit', { amount: sums(item, (money) => money.depositLateMinor) })];
      case 'tier_changed':
        return item.tierChangedOn === null || item.tier === null
          ? []
          : [t('tier', { tier: item.tier, date: said(item.tierChangedOn) })];
      case 'newly_eligible':
        return item.assessment === null
          ? []
          : [t('eligible', { date: said(item.assessment.assessedOn), score: item.assessment.score })];
    }
  };
}

/** A reason to look at a store: its name, and what it is about. */
export function WorkReason({
  item,
  reason,
  today,
}: {
  item: WorkItem;
  reason: Reason;
  today: CalendarDate | null;
}) {
  const t = useTranslations('assessments.work');
  const wordsOf = useReasonWords(today);
  const { icon: Icon, tone } = LOOKS[reason];
  return (
    <li className="flex flex-col gap-0.5 max-sm:items-end">
      <Badge tone={tone}>
        <Icon aria-hidden="true" />
        {t(`reasons.${reason}`)}
      </Badge>
      {wordsOf(item, reason).map((words) => (
        <span key={words} className="text-xs text-muted-foreground max-sm:text-right">
          {words}
        </span>
      ))}
    </li>
  );
}
