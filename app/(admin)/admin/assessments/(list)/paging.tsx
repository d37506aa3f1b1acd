import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { addressOf, type ListAsk } from './address';

/** The pages before and after the one shown. */
export function Paging({
  ask,
  previous,
  next,
}: {
  ask: ListAsk;
  previous: string | null;
  next: string | null;
}) {
  const t = useTranslations('assessments');
  if (previous === null && next === null) return null;
  return (
    <nav aria-label={t('paging')} className="flex gap-3">
      {previous !== null && (
        <Button asChild variant="outline">
          <Link href={addressOf({ ...ask, cursor: previous })}>
            <ChevronLeft aria-hidden="true" />
            {t('previous')}
          </Link>
        </Button>
      )}
      {next !== null && (
        <Button asChild variant="outline" className="ml-auto">
          <Link href={addressOf({ ...ask, cursor: next })}>
            {t('next')}
            <ChevronRight aria-hidden="true" />
          </Link>
        </Button>
      )}
    </nav>
  );
}
