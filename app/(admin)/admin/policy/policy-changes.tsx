import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Tier } from '@/engine/policy';
import type { PolicyChange } from '@/engine/policy-difference';
import { usePolicyWords } from './policy-words';

interface Row {
  key: string;
  label: string;
  /** What the value does. */
  what: string | null;
  before: string;
  after: string;
}

function useRows(changes: PolicyChange[]): Row[] {
  const t = useTranslations('policy');
  const words = usePolicyWords();
  const tierWords = (tier: Tier) =>
    t('form.tier_terms', {
      score: String(tier.min_score),
      days: words.tierValue('release_after_days', tier.release_after_days),
      share: words.tierValue('deposit_bps', tier.deposit_bps),
    });
  return changes.map((change): Row => {
    if (change.kind === 'value') {
      const { field, before, after } = change;
      return {
        ...{ key: field, label: words.label(field), what: t(`fields.${field}.what` as never) },
        ...{ before: words.value(field, before), after: words.value(field, after) },
      };
    }
    if (change.kind === 'tier_value') {
      const { name, field, before, after } = change;
      return {
        key: `${name} ${field}`,
        label: t('compare.tier_value', { name, label: words.tierLabel(field) }),
        what: t(`fields.tiers.${field}.what`),
        ...{ before: words.tierValue(field, before), after: words.tierValue(field, after) },
      };
    }
    const { kind, tier } = change;
    const isNew = kind === 'tier_added';
    return {
      key: `${kind} ${tier.name}`,
      label: t(isNew ? 'compare.added' : 'compare.removed', { name: tier.name }),
      what: null,
      before: isNew ? t('compare.nothing') : tierWords(tier),
      after: isNew ? tierWords(tier) : t('compare.nothing'),
    };
  });
}

interface PolicyChangesProps {
  changes: PolicyChange[];
  label: string;
  /** What the two sides are called. */
  before: string;
  after: string;
}

/** What two policies say differently: every value, before and after, with what it does. */
export function PolicyChanges({ changes, label, before, after }: PolicyChangesProps) {
  const t = useTranslations('policy.compare');
  const rows = useRows(changes);
  return (
    <Table label={label} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('value')}</TableHead>
          <TableHead>{before}</TableHead>
          <TableHead>{after}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.key}>
            <TableCell className="sm:max-w-80 sm:align-top">
              <span className="flex flex-col text-left">
                <span className="font-medium">{row.label}</span>
                {row.what !== null && (
                  <span className="text-xs text-pretty text-muted-foreground">{row.what}</span>
                )}
              </span>
            </TableCell>
            <TableCell label={before} className="tabular-nums sm:align-top">
              <span className="wrap-anywhere">{row.before}</span>
            </TableCell>
            <TableCell label={after} className="font-medium tabular-nums sm:align-top">
              <span className="inline-flex items-start gap-1.5 wrap-anywhere">
                <ArrowRight aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-primary" />
                {row.after}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
