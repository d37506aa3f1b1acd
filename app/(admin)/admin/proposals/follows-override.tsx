import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { percentText } from '@/components/money-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type {
  Outcome,
  OverrideFollows as Override,
  OverrideInForce,
} from '@/services/proposals/follows-of-override';
import { CompareTable } from './compare-table';

type Next = NonNullable<Override['next']>;

/** An override in a few words. */
export function useOverrideWords(): (override: OverrideInForce) => string {
  const t = useTranslations('proposals.follows');
  const locale = useLocale();
  return ({ decision, tier, until }) => {
    if (decision === 'none') return t('no_override');
    const ineligible = decision === 'ineligible' ? t('override_ineligible') : null;
    const eligible = tier === null ? t('override_eligible_best') : t('override_eligible', { tier });
    const said = ineligible ?? eligible;
    return until === null ? said : `${said}, ${t('override_until', { date: dateWords(until, locale) })}`;
  };
}

function useOutcomeWords(): (outcome: Outcome) => string {
  const t = useTranslations('proposals.follows');
  const names = useTranslations('names.enrolment');
  return ({ enrolment, tier }) =>
    tier === null ? names(enrolment) : `${names(enrolment)}, ${t('tier', { tier })}`;
}

/** What the next assessment would do, in one sentence. */
function useNextSentence(): (next: Next) => string {
  const t = useTranslations('proposals.follows');
  const locale = useLocale();
  return ({ on, ifApproved, depositBackBy }) => {
    const { change, enrolment, tier, isEligible } = ifApproved;
    const words = { date: dateWords(on, locale), tier: tier ?? '' };
    if (change === 'cancelled')
      return t('cancelled', { ...words, back: dateWords(depositBackBy ?? on, locale) });
    if (change === 'enrolled') return t('enrolled', words);
    if (change === 'tier_changed') return t('tier_changed', words);
    if (enrolment !== 'enrolled') return t('stays_out', words);
    return t(isEligible ? 'stays_in' : 'fails_on', words);
  };
}

function useRecordSentence(): (record: Next['byRecord']) => string {
  const t = useTranslations('proposals.follows');
  const metrics = useTranslations('assessments.metrics');
  const format = useFormatter();
  return ({ isEligible, tier, failedGates }) => {
    if (isEligible) return t('record_eligible', { tier: tier ?? '' });
    if (failedGates.length === 0) return t('record_score');
    return t('record_failed', { metrics: format.list(failedGates.map((metric) => metrics(metric))) });
  };
}

function useFurtherSentences(): (follows: Override) => string[] {
  const t = useTranslations('proposals.follows');
  const record = useRecordSentence();
  const locale = useLocale();
  const date = (text: string) => dateWords(text, locale);
  return ({ now, after, next, endsOn, terms }) => {
    const further: (string | null)[] = [
      now.isOptedOut ? t('opted_out') : null,
      next === null || next.mayReenrolOn === null ? null : t('reenrol', { date: date(next.mayReenrolOn) }),
      terms === null
        ? null
        : t('terms', {
            days: terms.release_after_days,
            share: percentText(terms.deposit_bps, locale),
          }),
      next === null ? null : record(next.byRecord),
      after.until === null || endsOn === null
        ? null
        : t(after.until === endsOn ? 'ends_on' : 'ends', { until: date(after.until), date: date(endsOn) }),
      now.override.decision !== 'none' && after.decision !== 'none' ? t('replaces') : null,
    ];
    return further.filter((each) => each !== null);
  };
}

function Stakes({ stakes }: Pick<Override, 'stakes'>) {
  const t = useTranslations('proposals.follows');
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-sm font-semibold">{t('stakes')}</h3>
      <Table label={t('stakes')} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('stakes_currency')}</TableHead>
            <TableHead className="text-right">{t('stakes_frozen')}</TableHead>
            <TableHead className="text-right">{t('stakes_waiting')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {stakes.map((stake) => (
            <TableRow key={stake.currency}>
              <th
                scope="row"
                className="py-3 align-top font-normal max-sm:block max-sm:p-0 max-sm:pb-1 max-sm:font-medium"
              >
                {stake.currency}
              </th>
              <TableCell label={t('stakes_frozen')} className="text-right">
                <span>
                  <Money minor={stake.depositMinor} currency={stake.currency} />
                  <span className="block text-xs text-muted-foreground">
                    {t('stakes_holds', { count: stake.holds })}
                  </span>
                </span>
              </TableCell>
              <TableCell label={t('stakes_waiting')} className="text-right">
                <span>
                  <Money minor={stake.waitingMinor} currency={stake.currency} />
                  <span className="block text-xs text-muted-foreground">
                    {t('stakes_holds', { count: stake.waitingOrders })}
                  </span>
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** What an override does: the next assessment with and without it, how long it counts, and what is at stake. */
export function OverrideFollows({ follows }: { follows: Override }) {
  const t = useTranslations('proposals.follows');
  const locale = useLocale();
  const sayNext = useNextSentence();
  const further = useFurtherSentences()(follows);
  const sayOverride = useOverrideWords();
  const sayOutcome = useOutcomeWords();
  const { now, after, next, stakes } = follows;
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium text-pretty">{next === null ? t('no_run') : sayNext(next)}</p>
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-pretty">
        {further.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        <li>{t('no_money')}</li>
      </ul>
      <CompareTable
        rows={[
          {
            name: t('override'),
            before: sayOverride(now.override),
            after: sayOverride(after),
            isChanged: sayOverride(now.override) !== sayOverride(after),
          },
          ...(next === null
            ? []
            : [
                {
                  name: t('next', { date: dateWords(next.on, locale) }),
                  before: sayOutcome(next.asItIs),
                  after: sayOutcome(next.ifApproved),
                  isChanged: sayOutcome(next.asItIs) !== sayOutcome(next.ifApproved),
                },
              ]),
        ]}
      />
      {stakes.length > 0 && <Stakes stakes={stakes} />}
    </div>
  );
}
