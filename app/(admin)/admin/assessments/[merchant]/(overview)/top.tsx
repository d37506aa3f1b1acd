import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { dateWords } from '@/components/date-words';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { OutcomeWord } from '@/components/outcome-word';
import { Card } from '@/components/ui/card';
import type { CalendarDate } from '@/engine/calendar';
import type { MerchantStanding } from '@/services/get-assessment';
import type { Scorecard } from '@/services/scorecard';
import { useReason } from './led-to';

function Answer({ label, figure, children }: { label: string; figure: ReactNode; children?: ReactNode }) {
  return (
    <Card className="flex flex-col gap-1 p-4">
      <h2 className="text-sm text-muted-foreground">{label}</h2>
      <p className="flex min-h-8 items-center text-2xl font-semibold tabular-nums">{figure}</p>
      <p className="text-sm text-muted-foreground">{children}</p>
    </Card>
  );
}

function useScoreLine(card: Scorecard): string {
  const t = useTranslations('assessment.top');
  const made = card.tiers.find((tier) => tier.name === card.tierByScore);
  if (made !== undefined) return t('score_tier', { tier: made.name, min: made.minScore });
  return t('score_none', { min: card.tiers.at(-1)?.minScore ?? 0 });
}

function useFailuresLine(card: Scorecard): string {
  const t = useTranslations('assessment.top');
  const limit = card.cancelAfterFailures;
  if (card.enrolmentAfter === 'enrolled') {
    return card.failuresInARow === 0 ? t('failures_none', { limit }) : t('failures_next', { limit });
  }
  return t(card.enrolmentBefore === 'enrolled' ? 'failures_reached' : 'failures_not_counted');
}

/** The assessment at a glance: four answers, each with its reason. */
export function Top({
  card,
  merchant,
  today,
}: {
  card: Scorecard;
  merchant: MerchantStanding;
  today: CalendarDate | null;
}) {
  const t = useTranslations('assessment.top');
  const words = useTranslations('assessments');
  const locale = useLocale();
  const reason = useReason(card);
  const scoreLine = useScoreLine(card);
  const failuresLine = useFailuresLine(card);
  const since = merchant.tier === null ? merchant.enrolmentSince : merchant.tierSince;
  const sinceDate = since === null ? '' : dateWords(since, locale, today);
  const sinceLine =
    merchant.tier === null
      ? t('since', { date: sinceDate })
      : t('tier_since', { tier: merchant.tier, date: sinceDate });
  return (
    <section aria-label={t('label')} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[1.6fr_1fr_1.2fr_1fr]">
      <Answer
        label={t('outcome', { date: dateWords(card.assessedOn, locale, today) })}
        figure={<OutcomeWord isEligible={card.isEligible} className="gap-2 [&_svg]:size-6" />}
      >
        {reason}
      </Answer>
      <Answer label={t('score')} figure={words('score_of', { score: card.score })}>
        {scoreLine}
      </Answer>
      <Answer
        label={t('enrolment')}
        figure={
          <span className="text-base [&>span]:px-2.5 [&>span]:py-1 [&>span]:text-sm">
            <EnrolmentBadge enrolment={merchant.enrolment} />
          </span>
        }
      >
        {since === null ? t('never') : sinceLine}
      </Answer>
      <Answer
        label={t('failures')}
        figure={t('failures_of', { count: card.failuresInARow, limit: card.cancelAfterFailures })}
      >
        {failuresLine}
      </Answer>
    </section>
  );
}
