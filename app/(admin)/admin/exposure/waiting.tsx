import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';

/** Stands where a card will be, about as large, while it is added up. */
export function WaitingCard({ className }: { className: string }) {
  const t = useTranslations('shell');
  return (
    <Card aria-busy="true" className="p-5">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <noscript>{t('no_script')}</noscript>
      <Skeleton className="h-7 w-64 max-w-full" />
      <Skeleton className={cn('mt-4', className)} />
    </Card>
  );
}

/** Six figures in their size. */
export function WaitingFigures({ figures }: { figures: string[] }) {
  return (
    <div aria-hidden="true" className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] gap-3">
      {figures.map((figure) => (
        <Skeleton key={figure} className="h-40 rounded-lg" />
      ))}
    </div>
  );
}
