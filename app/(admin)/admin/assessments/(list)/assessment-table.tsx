import { CircleAlert, Hand, Scale, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { moneyText } from '@/components/money-text';
import { OutcomeWord } from '@/components/outcome-word';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { useMetricWords } from '@/components/use-metric-words';
import type { Metric } from '@/engine/scorecard';
import type { ListedAssessment, ListedMerchant } from '@/services/list-assessments';

/** The metrics that have columns of their own; the others are named where they fail. */
const SHOWN = ['dispute_bps', 'refund_bps', 'late_shipment_bps', 'feedback_bps'] as const satisfies Metric[];

function Standing({ merchant }: { merchant: ListedMerchant }) {
  const t = useTranslations('assessments');
  const locale = useLocale();
  return (
    <span className="flex flex-wrap items-center gap-1 max-sm:justify-end">
      <EnrolmentBadge enrolment={merchant.enrolment} />
      {merchant.tier !== null && <Badge>{t('tier', { tier: merchant.tier })}</Badge>}
      {merchant.isOptedOut && (
        <Badge tone="warn">
          <Hand aria-hidden="true" />
          {t('opted_out')}
        </Badge>
      )}
      {merchant.overrideDecision !== 'none' && (
        <Badge tone="primary">
          <Scale aria-hidden="true" />
          {merchant.overrideUntil === null
            ? t(`override.${merchant.overrideDecision}`)
            : t(`override_until.${merchant.overrideDecision}`, {
                date: dateWords(merchant.overrideUntil, locale),
              })}
        </Badge>
      )}
      {merchant.overrideDecision === 'none' && merchant.overrideUntil !== null && (
        <Badge>
          <Scale aria-hidden="true" />
          {t('override_ended', { date: dateWords(merchant.overrideUntil, locale) })}
        </Badge>
      )}
      {merchant.enrolment === 'enrolled' && merchant.failuresInARow > 0 && (
        <Badge tone="warn">
          <TriangleAlert aria-hidden="true" />
          {t('failures', { count: merchant.failuresInARow })}
        </Badge>
      )}
    </span>
  );
}

function Reasons({ merchant, assessment }: { merchant: ListedMerchant; assessment: ListedAssessment }) {
  const t = useTranslations('assessments.why_not');
  const words = useMetricWords();
  const locale = useLocale();
  const { closedOn, mayReenrolOn } = merchant;
  const decided =
    (merchant.isOptedOut && t('opted_out')) ||
    (merchant.overrideDecision !== 'none' && t(`override_${merchant.overrideDecision}`)) ||
    (!assessment.isEligible && assessment.failedGates.length === 0 && t('score_below_tiers'));
  return (
    <ul className="flex flex-col text-xs text-muted-foreground">
      {closedOn !== null && <li>{t('closed', { date: dateWords(closedOn, locale) })}</li>}
      {decided && <li>{decided}</li>}
      {mayReenrolOn !== null && <li>{t('waits', { date: dateWords(mayReenrolOn, locale) })}</li>}
      {assessment.failedGates.map((metric) => (
        <li key={metric}>
          {words.failed(metric, assessment.metrics[metric], assessment.limits[metric].limit)}
        </li>
      ))}
    </ul>
  );
}

function Latest({ merchant, today }: { merchant: ListedMerchant; today: string | null }) {
  const t = useTranslations('assessments');
  const { assessment } = merchant;
  if (assessment === null) {
    return (
      <span className="text-muted-foreground">
        {t(merchant.closedOn === null ? 'not_assessed' : 'outcomes.not_assessed')}
      </span>
    );
  }
  return (
    <div className="flex flex-col gap-0.5 max-sm:items-end max-sm:text-right">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <OutcomeWord isEligible={assessment.isEligible} />
        <DateText date={assessment.assessedOn} today={today} className="text-xs text-muted-foreground" />
      </span>
      <Reasons merchant={merchant} assessment={assessment} />
    </div>
  );
}

function Measured({ assessment, metric }: { assessment: ListedAssessment; metric: Metric }) {
  const t = useTranslations('assessments');
  const words = useMetricWords();
  const { limit, limitIs } = assessment.limits[metric];
  const isFailed = assessment.failedGates.includes(metric);
  return (
    <span className="inline-flex flex-col items-end">
      <span
        className={cn(
          'inline-flex items-center gap-1 whitespace-nowrap tabular-nums',
          isFailed && 'font-semibold text-bad',
        )}
      >
        {isFailed && <CircleAlert role="img" aria-label={t('failed_word')} className="size-3.5" />}
        {words.value(metric, assessment.metrics[metric])}
      </span>
      <span className="text-xs whitespace-nowrap text-muted-foreground tabular-nums">
        {words.limit(metric, limit, limitIs)}
      </span>
    </span>
  );
}

function MoneyOf({ merchant }: { merchant: ListedMerchant }) {
  const t = useTranslations('assessments');
  const locale = useLocale();
  const lines = merchant.money.filter((each) => each.depositMinor > 0n || each.owedMinor > 0n);
  if (lines.length === 0) return <span className="text-xs text-muted-foreground">{t('no_money')}</span>;
  return (
    <ul className="flex flex-col items-end">
      {lines.map(({ currency, depositMinor, owedMinor }) => (
        <li key={currency} className="flex flex-col items-end">
          {depositMinor > 0n && (
            <span className="whitespace-nowrap">
              {t('frozen', { amount: moneyText(depositMinor, currency, locale) })}
            </span>
          )}
          {owedMinor > 0n && (
            <span className="inline-flex items-center gap-1 font-semibold whitespace-nowrap text-bad">
              <TriangleAlert aria-hidden="true" className="size-3.5" />
              {t('owes', { amount: moneyText(owedMinor, currency, locale) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Each store with its latest assessment. */
export function AssessmentTable({ merchants, today }: { merchants: ListedMerchant[]; today: string | null }) {
  const t = useTranslations('assessments');
  return (
    <Table label={t('title')} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('columns.merchant')}</TableHead>
          <TableHead>{t('columns.standing')}</TableHead>
          <TableHead>{t('columns.outcome')}</TableHead>
          <TableHead className="text-right whitespace-nowrap">{t('columns.score')}</TableHead>
          {SHOWN.map((metric) => (
            <TableHead key={metric} className="text-right whitespace-nowrap">
              {t(`metrics_short.${metric}`)}
            </TableHead>
          ))}
          <TableHead className="text-right">{t('columns.money')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {merchants.map((merchant) => (
          <TableRow key={merchant.merchantId} className="hover:bg-muted/50">
            <TableCell className="sm:min-w-44 max-sm:pb-2">
              <span className="flex min-w-0 flex-col">
                <Link
                  href={`/admin/assessments/${encodeURIComponent(merchant.merchantId)}`}
                  className="font-medium underline-offset-4 hover:underline max-sm:text-base"
                >
                  {merchant.name ?? merchant.merchantId}
                </Link>
                <span className="font-mono text-xs break-all text-muted-foreground">
                  {merchant.merchantId}
                </span>
              </span>
            </TableCell>
            <TableCell label={t('columns.standing')}>
              <Standing merchant={merchant} />
            </TableCell>
            <TableCell label={t('columns.outcome')} className="lg:min-w-56">
              <Latest merchant={merchant} today={today} />
            </TableCell>
            <TableCell label={t('columns.score')} className="text-right text-base font-semibold tabular-nums">
              {merchant.assessment?.score}
            </TableCell>
            {SHOWN.map((metric) => (
              <TableCell key={metric} label={t(`metrics.${metric}`)} className="text-right">
                {merchant.assessment !== null && (
                  <Measured assessment={merchant.assessment} metric={metric} />
                )}
              </TableCell>
            ))}
            <TableCell label={t('columns.money')} className="text-right">
              <MoneyOf merchant={merchant} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
