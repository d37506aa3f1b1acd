import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { dateWords } from '@/components/date-words';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { percentText } from '@/components/money-text';
import { Card } from '@/components/ui/card';
import { useMetricWords } from '@/components/use-metric-words';
import type { StandingView } from '@/services/get-standing';

interface AnswerProps {
  label: string;
  figure: ReactNode;
  /** Where on the page its reason is. */
  href?: string;
  children: ReactNode;
}

function Answer({ label, figure, href, children }: AnswerProps) {
  return (
    <Card className="flex flex-col gap-1 p-4">
      <h2 className="text-sm font-medium text-muted-foreground">{label}</h2>
      <p className="flex min-h-9 items-center text-2xl font-semibold tracking-tight tabular-nums">
        {href === undefined ? (
          figure
        ) : (
          <a
            href={href}
            className="underline decoration-border decoration-2 underline-offset-4 hover:decoration-primary"
          >
            {figure}
          </a>
        )}
      </p>
      <div className="flex flex-col gap-1 text-sm text-pretty text-muted-foreground">{children}</div>
    </Card>
  );
}

interface Words {
  figure: ReactNode;
  lines: string[];
}

function useTier({ merchant, terms, rules, latest }: StandingView): Words {
  const t = useTranslations('standing.top');
  const names = useTranslations('assessments');
  const locale = useLocale();
  if (merchant.enrolment === 'closed') return { figure: t('tier_closed'), lines: [t('tier_closed_line')] };
  if (merchant.tier !== null) {
    const lines =
      terms === null
        ? [t('tier_gone')]
        : [
            t('tier_is', {
              days: terms.release_after_days,
              percent: percentText(terms.deposit_bps, locale),
              hold_days: rules.holdDays,
            }),
          ];
    return { figure: names('tier', { tier: merchant.tier }), lines };
  }
  if (latest === null) return { figure: t('tier_unknown'), lines: [t('tier_unknown_line')] };
  if (latest.tierByScore === null) {
    const lines = [t('by_score_none_line', { min: rules.tiers.at(-1)?.min_score ?? 0 })];
    return { figure: t('by_score_none'), lines };
  }
  const tier = names('tier', { tier: latest.tierByScore });
  return { figure: t('by_score', { tier }), lines: [t('by_score_line')] };
}

function useNext({ merchant, nextOn, rules, today }: StandingView): Words {
  const t = useTranslations('standing.top');
  const locale = useLocale();
  if (merchant.enrolment === 'closed') return { figure: t('next_never'), lines: [t('next_never_line')] };
  if (nextOn === null) return { figure: t('next_unknown'), lines: [t('next_unknown_line')] };
  const figure = dateWords(nextOn, locale, today);
  const { failuresInARow: count } = merchant;
  const limit = rules.cancelAfterFailures;
  if (merchant.enrolment === 'enrolled') {
    if (merchant.isOptedOut) return { figure, lines: [t('if_cancelled')] };
    if (count === 0) return { figure, lines: [t('failures_none', { limit })] };
    return { figure, lines: [t(count + 1 >= limit ? 'failures_last' : 'failures_some', { count, limit })] };
  }
  if (merchant.isOptedOut) return { figure, lines: [t('if_opted_out')] };
  const from = merchant.enrolment === 'cancelled' ? merchant.notice?.mayReenrolOn : undefined;
  const waits = from !== undefined && from > nextOn;
  return {
    figure,
    lines: [waits ? t('if_eligible_from', { date: dateWords(from, locale, today) }) : t('if_eligible')],
  };
}

function useScore({ latest, rules, today }: StandingView): Words {
  const t = useTranslations('standing.top');
  const names = useTranslations('assessments');
  const locale = useLocale();
  if (latest === null) return { figure: t('score_none'), lines: [t('score_none_line')] };
  const above = rules.tiers.findLast((tier) => tier.min_score > latest.score);
  return {
    figure: names('score_of', { score: latest.score }),
    lines: [
      above === undefined ? t('score_best') : t('score_next', { tier: above.name, min: above.min_score }),
      t('score_line', { date: dateWords(latest.assessedOn, locale, today) }),
    ],
  };
}

/** What keeps a store out that takes no part. */
function useWhyNot({ merchant, latest }: StandingView): string | null {
  const t = useTranslations('standing.top');
  const between = useTranslations('standing.notices')('between');
  const metrics = useMetricWords();
  if (merchant.enrolment !== 'none' && merchant.enrolment !== 'cancelled') return null;
  if (merchant.isOptedOut) return t('why_not_opted_out');
  if (merchant.overrideDecision === 'ineligible') return t('why_not_override');
  if (latest === null || latest.isEligible) return null;
  // Kept out by a decision that stands no more: the next assessment goes by the record.
  if (latest.failedGates.length === 0 && latest.tierByScore !== null) return t('why_not_then');
  if (latest.failedGates.length === 0) return t('why_not_score', { score: latest.score });
  const reasons = latest.failedGates
    .map((metric) => metrics.failed(metric, latest.metrics[metric], latest.limits[metric].limit))
    .join(between);
  return t('why_not', { reasons });
}

/** The standing at a glance: four answers. */
export function Top({ view }: { view: StandingView }) {
  const t = useTranslations('standing.top');
  const locale = useLocale();
  const { merchant, today } = view;
  const tier = useTier(view);
  const next = useNext(view);
  const score = useScore(view);
  const whyNot = useWhyNot(view);
  const day = (date: string) => dateWords(date, locale, today);
  const tierLines =
    merchant.tierSince === null || merchant.tierSince === merchant.enrolmentSince
      ? tier.lines
      : [...tier.lines, t('tier_since', { date: day(merchant.tierSince) })];
  return (
    <section aria-label={t('label')} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Answer
        label={t('enrolment')}
        figure={
          <span className="text-base [&>span]:px-2.5 [&>span]:py-1 [&>span]:text-sm">
            <EnrolmentBadge enrolment={merchant.enrolment} />
          </span>
        }
      >
        <p>
          {merchant.enrolmentSince === null ? t('never') : t('since', { date: day(merchant.enrolmentSince) })}
        </p>
        {whyNot !== null && <p className="font-medium text-foreground">{whyNot}</p>}
      </Answer>
      <Answer label={t('tier')} figure={tier.figure} href="#tiers">
        {tierLines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Answer>
      <Answer label={t('score')} figure={score.figure} href={view.latest === null ? undefined : '#scorecard'}>
        {score.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Answer>
      <Answer label={t('next')} figure={next.figure} href={view.outlook === null ? undefined : '#outlook'}>
        {next.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Answer>
    </section>
  );
}
