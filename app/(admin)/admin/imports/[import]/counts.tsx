import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LineCounts } from '@/engine/imports';

const SHOWN = ['applied', 'parked', 'duplicate', 'rejected', 'bad'] as const satisfies (keyof LineCounts)[];

const TONES: Record<keyof LineCounts, string> = {
  applied: 'text-good',
  parked: 'text-warn',
  duplicate: '',
  rejected: 'text-bad',
  bad: 'text-bad',
};

/** How many lines became, or would become, what; each with what that means. */
export function Counts({ counts, words }: { counts: LineCounts; words: 'would' | 'could' | 'did' }) {
  const t = useTranslations('imports.counts');
  const number = new Intl.NumberFormat(useLocale());
  const shown = words === 'could' ? SHOWN.filter((each) => each !== 'parked') : SHOWN;
  return (
    <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-5">
      {shown.map((each) => (
        <Count key={each} name={t(`${words}.${each}`)} tone={counts[each] > 0 ? TONES[each] : ''}>
          {number.format(counts[each])}
        </Count>
      ))}
    </dl>
  );
}

function Count({ name, tone, children }: { name: string; tone: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3 rounded-md border bg-background px-4 py-3 sm:flex-col-reverse sm:items-start sm:justify-end">
      <dt className="text-sm text-pretty text-muted-foreground">{name}</dt>
      <dd className={`text-xl font-semibold tabular-nums ${tone}`}>{children}</dd>
    </div>
  );
}
