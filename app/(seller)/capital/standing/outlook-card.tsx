import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { useMetricWords } from '@/components/use-metric-words';
import { overrideOn } from '@/engine/assessment';
import type { Turn } from '@/engine/outlook';
import type { StandingView } from '@/services/get-standing';

const TURNS_SHOWN = 5;

/** Why a coming assessment would not be passed, where its record is the reason. */
function useWhy({ merchant, rules }: StandingView): (turn: Pick<Turn, 'on' | 'evaluation'>) => string | null {
  const t = useTranslations('standing.outlook');
  const metrics = useMetricWords();
  const { limits } = rules;
  return ({ on, evaluation: { isEligible, failedGates, metrics: values, score } }) => {
    if (isEligible || merchant.isOptedOut || overrideOn(merchant, on) === 'ineligible') return null;
    if (failedGates.length === 0) return t('because_score', { score });
    const reasons = failedGates
      .map((metric) => metrics.failed(metric, values[metric], limits[metric].limit))
      .join(t('between'));
    return t('because', { reasons });
  };
}

function useTurnWords({ merchant, today }: StandingView): (turn: Turn) => string {
  const t = useTranslations('standing.outlook.turn');
  const locale = useLocale();
  return ({ change, evaluation, failuresInARow: count, enrolmentAfter, mayReenrolOn }) => {
    if (change?.kind === 'enrolled') return t('enrolled', { tier: change.tierAfter ?? '' });
    if (change?.kind === 'tier_changed')
      return t('tier_changed', { before: change.tierBefore ?? '', after: change.tierAfter ?? '' });
    if (change?.kind === 'cancelled')
      return merchant.isOptedOut ? t('cancelled_opted_out') : t('cancelled', { count });
    if (evaluation.isEligible) {
      if (mayReenrolOn !== null) return t('eligible_waits', { date: dateWords(mayReenrolOn, locale, today) });
      return enrolmentAfter === 'enrolled' ? t('eligible_again') : t('eligible');
    }
    return enrolmentAfter === 'enrolled' ? t('failure', { count }) : t('not_eligible');
  };
}

/** The coming assessments on what is known today: what would turn, and when. */
export function OutlookCard({ view }: { view: StandingView }) {
  const t = useTranslations('standing.outlook');
  const locale = useLocale();
  const { outlook, today, merchant } = view;
  const why = useWhy(view);
  const wordsOf = useTurnWords(view);
  if (outlook === null) return null;
  const { next, turns, until } = outlook;
  const { evaluation } = next;
  const outcome = evaluation.isEligible
    ? t('eligible', { tier: evaluation.tierIfEligible ?? '' })
    : t('not_eligible');
  return (
    <Card aria-labelledby="outlook">
      <CardHeader>
        <CardTitle id="outlook">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <p className="text-sm">
          {t('next', {
            date: dateWords(next.on, locale, today),
            orders: evaluation.counts.orders,
            score: evaluation.score,
            outcome,
          })}
        </p>
        {merchant.overrideDecision !== 'none' && merchant.overrideUntil !== null && (
          <p className="text-sm">
            {t('override_until', { date: dateWords(merchant.overrideUntil, locale, today) })}
          </p>
        )}
        {turns.length === 0 ? (
          <p className="text-sm">
            {t(evaluation.isEligible ? 'nothing' : 'nothing_out', { date: dateWords(until, locale, today) })}
          </p>
        ) : (
          <ol aria-label={t('turns')} className="flex flex-col gap-3 border-l-2 pl-4">
            {turns.slice(0, TURNS_SHOWN).map((turn) => (
              <li key={turn.on} className="flex flex-col text-sm">
                <DateText date={turn.on} today={today} className="text-muted-foreground" />
                <span className="font-medium">{wordsOf(turn)}</span>
                {why(turn) !== null && <span className="text-muted-foreground">{why(turn)}</span>}
              </li>
            ))}
          </ol>
        )}
      </CardContent>
    </Card>
  );
}
