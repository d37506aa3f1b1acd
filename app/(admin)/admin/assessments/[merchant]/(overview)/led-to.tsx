import { ArrowRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { Badge } from '@/components/ui/badge';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { useMetricWords } from '@/components/use-metric-words';
import type { Scorecard } from '@/services/scorecard';

/** What was not kept, each with its number and its limit. */
function useFailedWords(card: Scorecard): string {
  const t = useTranslations('assessment.led');
  const words = useMetricWords();
  return card.lines
    .filter((line) => !line.isPassed)
    .map((line) => words.failed(line.metric, line.value, line.limit))
    .join(t('between_gates'));
}

/** Why it came out as it did, in a sentence. */
export function useReason(card: Scorecard): string {
  const t = useTranslations('assessment.led');
  const gates = useFailedWords(card);
  const said = t(card.reason, {
    tier: card.tierByScore ?? '',
    score: card.score,
    count: card.failedGates.length,
    gates,
  });
  const isOverFailed = card.reason === 'override_eligible' && card.failedGates.length > 0;
  return isOverFailed ? `${said} ${t('override_failed', { gates })}` : said;
}

function useConsequence(card: Scorecard): string {
  const t = useTranslations('assessment.led');
  const locale = useLocale();
  const tier = card.tierAfter ?? '';
  const { enrolmentBefore: before, enrolmentAfter: after } = card;
  const counts = { tier, count: card.failuresInARow, limit: card.cancelAfterFailures };
  if (after === 'enrolled') {
    if (before === 'none') return t('enrolled', { tier });
    if (before === 'cancelled') return t('reenrolled', { tier });
    return card.isEligible ? t('stays_enrolled', { tier }) : t('failure_counted', counts);
  }
  if (before === 'enrolled') {
    return card.reason === 'failed_gates' || card.reason === 'score_below_tiers'
      ? t('cancelled', counts)
      : t('cancelled_at_once');
  }
  if (after === 'none') return t('stays_out');
  if (card.mayReenrolOn !== null) return t('waits', { date: dateWords(card.mayReenrolOn, locale) });
  return t('stays_cancelled');
}

/** The merchant's enrolment before and after the assessment, and why. */
export function LedTo({ card }: { card: Scorecard }) {
  const t = useTranslations('assessment.led');
  const tiers = useTranslations('assessments');
  const reason = useReason(card);
  const consequence = useConsequence(card);
  const isCancelled = card.enrolmentBefore === 'enrolled' && card.enrolmentAfter === 'cancelled';
  return (
    <Card aria-labelledby="led">
      <CardHeader>
        <CardTitle id="led">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <p className="flex flex-wrap items-center gap-2">
          <span className="sr-only">{t('before')}: </span>
          <EnrolmentBadge enrolment={card.enrolmentBefore} />
          {card.enrolmentBefore === 'enrolled' && card.tierBefore !== null && (
            <Badge>{tiers('tier', { tier: card.tierBefore })}</Badge>
          )}
          <ArrowRight aria-hidden="true" className="size-4 text-muted-foreground" />
          <span className="sr-only">{t('after')}: </span>
          <EnrolmentBadge enrolment={card.enrolmentAfter} />
          {card.tierAfter !== null && <Badge>{tiers('tier', { tier: card.tierAfter })}</Badge>}
        </p>
        <p className="max-w-prose text-sm">{reason}</p>
        <p className="max-w-prose text-sm font-medium">{consequence}</p>
        <p className="text-xs text-muted-foreground">{t('rule', { rule: isCancelled ? '8' : '5' })}</p>
      </CardContent>
    </Card>
  );
}
