import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { clearedOf, isFiltered, type ListAsk } from './address';

/** How many stores are listed, of how many, and the way back to all of them. */
export function Shown({ ask, count, total }: { ask: ListAsk; count: number; total: number }) {
  const t = useTranslations('assessments');
  return (
    <p role="status" className="flex items-center gap-4 text-sm text-muted-foreground">
      {t('shown', { count, total, isFiltered: String(isFiltered(ask)) })}
      {isFiltered(ask) && (
        <Link href={clearedOf(ask)} className="text-primary underline underline-offset-4">
          {t('filters.clear')}
        </Link>
      )}
    </p>
  );
}
