import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { percentText } from '@/components/money-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { ACCOUNTS, SIGN_OF_ACCOUNT } from '@/engine/accounts';
import { FACT_TYPES, type FactType } from '@/engine/facts';
import { type Policy, tiersByScore } from '@/engine/policy';
import { METRICS, type Metric, type Scored } from '@/engine/scorecard';
import { shareExamples, type Values } from './values';

interface RowsProps {
  label: string;
  heads: string[];
  /** A key, and what stands in each column. */
  rows: { key: string; cells: ReactNode[] }[];
}

/** A table of the rules: its first column is what the row is about. */
function Rows({ label, heads, rows }: RowsProps) {
  return (
    <div className="pt-4">
      <Table label={label} phone="cards">
        <TableHeader>
          <TableRow>
            {heads.map((head) => (
              <TableHead key={head}>{head}</TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <TableRow key={key}>
              <TableCell className="font-medium sm:w-44 sm:align-top">{first}</TableCell>
              {others.map((cell, place) => (
                <TableCell key={heads[place + 1]} label={others.length > 1 ? heads[place + 1] : undefined}>
                  <span className="max-w-prose text-pretty">{cell}</span>
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

const WORDS = [
  ...(['store', 'order', 'early_release', 'deposit', 'hold', 'deduction', 'debt'] as const),
  ...(['assessment', 'enrolment'] as const),
];

export function WordsTable() {
  const t = useTranslations('rules.sections.1');
  const rows = WORDS.map((word) => ({
    key: word,
    cells: [t(`words.${word}.name`), t(`words.${word}.what`)],
  }));
  return <Rows label={t('title')} heads={[t('word'), t('meaning')]} rows={rows} />;
}

export function SharesTable() {
  const t = useTranslations('rules.sections.2');
  const rows = shareExamples(useLocale()).map(({ sum, share, exact, rounded }) => ({
    ...{ key: `${sum} ${share}`, cells: [sum, share, exact, rounded] },
  }));
  return <Rows label={t('rounded')} heads={[t('sum'), t('share'), t('exact'), t('rounded')]} rows={rows} />;
}

export function AccountsTable() {
  const t = useTranslations('rules.sections.3');
  const accounts = useTranslations('accounts');
  const rows = ACCOUNTS.map((account) => ({
    key: account,
    cells: [accounts(`${account}.name`), accounts(`${account}.what`), t(`signs.${SIGN_OF_ACCOUNT[account]}`)],
  }));
  return <Rows label={t('title')} heads={[t('account'), t('holds'), t('below')]} rows={rows} />;
}

type FactKey<Type extends string> = Type extends `${infer Subject}.${infer Event}`
  ? `${Subject}_${Event}`
  : never;
const keyOf = (type: FactType) => type.replace('.', '_') as FactKey<FactType>;

export function FactsTable() {
  const t = useTranslations('rules.sections.4');
  const rows = FACT_TYPES.map(keyOf).map((key) => ({
    ...{ key, cells: [t(`facts.${key}.name`), t(`facts.${key}.what`)] },
  }));
  return <Rows label={t('title')} heads={[t('event'), t('follows')]} rows={rows} />;
}

/** Each metric's limit, on its side; and the weight of those that score. */
const LIMITS: Record<
  Metric,
  { side: 'at_least' | 'at_most'; of: (policy: Policy) => number; scored?: Scored }
> = {
  store_age_days: {
    side: 'at_least',
    of: ({ assessment }) => assessment.min_store_age_days,
    scored: 'store_age',
  },
  orders: { side: 'at_least', of: ({ assessment }) => assessment.min_orders },
  dispute_bps: { side: 'at_most', of: ({ assessment }) => assessment.max_dispute_bps, scored: 'dispute' },
  refund_bps: { side: 'at_most', of: ({ assessment }) => assessment.max_refund_bps, scored: 'refund' },
  late_shipment_bps: {
    ...{ side: 'at_most', of: ({ assessment }) => assessment.max_late_shipment_bps, scored: 'late_shipment' },
  },
  feedback_bps: {
    ...{ side: 'at_least', of: ({ assessment }) => assessment.min_positive_feedback_bps, scored: 'feedback' },
  },
};

export function AssessmentTables({ policy }: { policy: Policy }) {
  const t = useTranslations('rules.sections.5');
  const locale = useLocale();
  const limitOf = (metric: Metric) => {
    const { side, of } = LIMITS[metric];
    const value = of(policy);
    const plain = metric === 'orders' ? String(value) : t('days', { count: value });
    return t(side, { limit: metric.endsWith('_bps') ? percentText(value, locale) : plain });
  };
  const metrics = METRICS.map((metric) => {
    const { scored } = LIMITS[metric];
    return {
      key: metric,
      cells: [
        t(`metrics.${metric}.name`),
        t(`metrics.${metric}.what`),
        limitOf(metric),
        scored === undefined ? t('limit_only') : String(policy.assessment.weights[scored]),
      ],
    };
  });
  const tiers = tiersByScore(policy).map((tier) => ({
    key: tier.name,
    cells: [
      tier.name,
      String(tier.min_score),
      t('days', { count: tier.release_after_days }),
      percentText(tier.deposit_bps, locale),
    ],
  }));
  return (
    <>
      <Rows label={t('title')} heads={[t('metric'), t('how'), t('limit'), t('weight')]} rows={metrics} />
      <Rows
        label={t('tier')}
        heads={[t('tier'), t('from_score'), t('pays_after'), t('freezes')]}
        rows={tiers}
      />
    </>
  );
}

export function ReleasesTable({ values }: { values: Values }) {
  const t = useTranslations('rules.sections.6');
  const kinds = useTranslations('names.entry_kinds');
  const rows = (['release_closure', 'release_standard', 'release_early'] as const).map((kind) => ({
    key: kind,
    cells: [
      kinds(kind),
      t(`kinds.${kind}.who`),
      t(`kinds.${kind}.due`, values as never),
      t(`kinds.${kind}.gets`),
    ],
  }));
  return <Rows label={t('title')} heads={[t('kind'), t('who'), t('due'), t('gets')]} rows={rows} />;
}

export function RefundsTable({ values }: { values: Values }) {
  const t = useTranslations('rules.sections.7');
  const rows = (['held', 'borne', 'other'] as const).map((each) => ({
    key: each,
    cells: [t(`cases.${each}.when`, values as never), t(`cases.${each}.bears`), t(`cases.${each}.follows`)],
  }));
  return <Rows label={t('title')} heads={[t('when'), t('bears'), t('follows')]} rows={rows} />;
}

/** Where a deduction takes money, in the policy's order. */
export function DeductionOrder({ policy }: { policy: Policy }) {
  const t = useTranslations('rules.sections.7');
  const accounts = useTranslations('accounts');
  return (
    <div className="px-4 pt-4 sm:px-5">
      <p>{t('order')}</p>
      <ol className="list-decimal py-2 pl-6 font-medium">
        {policy.deduction_order.map((source) => (
          <li key={source}>{accounts(`${source}.name`)}</li>
        ))}
      </ol>
      <p>{t('then_owed')}</p>
    </div>
  );
}
