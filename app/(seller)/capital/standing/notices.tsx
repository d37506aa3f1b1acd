import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Notice } from '@/components/ui/notice';
import { useMetricWords } from '@/components/use-metric-words';
import { addDays, type CalendarDate } from '@/engine/calendar';
import type { StandingQuestion, StandingView } from '@/services/get-standing';
import { askHref } from './ask';
import { RuleLink } from './rule-link';

/** What was decided, and what it means until when: each in plain words. */
export function Notices({ view, ask }: { view: StandingView; ask: StandingQuestion }) {
  const t = useTranslations('standing.notices');
  const locale = useLocale();
  const metrics = useMetricWords();
  const { merchant, today, rules, nextOn, latest } = view;
  const { notice, closure } = merchant;
  const day = (date: CalendarDate) => dateWords(date, locale, today);
  const isFailing = merchant.enrolment === 'enrolled' && latest !== null && !latest.isEligible;
  const reasons =
    latest?.failedGates
      .map((metric) => metrics.failed(metric, latest.metrics[metric], latest.limits[metric].limit))
      .join(t('between')) ?? '';
  return (
    <div className="flex flex-col gap-3 empty:hidden">
      {closure !== null && (
        <Notice>
          {t('closed', {
            date: day(closure.on),
            reason: closure.reason,
            days: closure.releaseDaysAfterShipment,
          })}{' '}
          <RuleLink section="9" />
        </Notice>
      )}
      {notice !== null && merchant.enrolment === 'cancelled' && (
        <Notice tone="warn">
          {t('cancelled', { date: day(notice.on), back: day(notice.depositBackBy) })}{' '}
          {t('cancelled_from', { date: day(notice.mayReenrolOn) })}{' '}
          <Link
            href={askHref({ ...ask, on: notice.on }, '#scorecard')}
            className="underline underline-offset-4"
          >
            {t('cancelled_why')}
          </Link>{' '}
          <RuleLink section="8" />
        </Notice>
      )}
      {isFailing && !merchant.isOptedOut && (
        <Notice tone="bad">
          {latest.failedGates.length > 0
            ? t('failing', { date: day(latest.assessedOn), reasons })
            : t('failing_score', { date: day(latest.assessedOn), score: latest.score })}{' '}
          {merchant.failuresInARow + 1 >= rules.cancelAfterFailures && t('failing_next')}
        </Notice>
      )}
      {merchant.isOptedOut && merchant.enrolment !== 'closed' && (
        <Notice>
          {t('opted_out')}{' '}
          {merchant.optedOutSince !== null && t('opted_out_met', { date: day(merchant.optedOutSince) })}
          {merchant.optedOutSince === null && nextOn !== null && t('opted_out_unmet', { date: day(nextOn) })}
        </Notice>
      )}
      {merchant.overrideDecision !== 'none' && merchant.enrolment !== 'closed' && (
        <Notice tone={merchant.overrideDecision === 'eligible' ? 'primary' : 'warn'}>
          {merchant.overrideDecision === 'eligible'
            ? t('override_eligible', { tier: merchant.overrideTier ?? 'none' })
            : t('override_ineligible')}{' '}
          {merchant.overrideSince !== null && t('override_since', { date: day(merchant.overrideSince) })}{' '}
          {merchant.overrideUntil !== null &&
            t('override_until', { date: day(addDays(merchant.overrideUntil, -1)) })}{' '}
          <RuleLink section="12" />
        </Notice>
      )}
      {notice !== null && merchant.enrolment === 'enrolled' && (
        <p className="text-sm text-muted-foreground">{t('notice_past', { date: day(notice.on) })}</p>
      )}
      {rules.isNew && merchant.enrolment !== 'closed' && (
        <Notice>{t('new_rules', { version: String(rules.policyVersion) })}</Notice>
      )}
    </div>
  );
}
