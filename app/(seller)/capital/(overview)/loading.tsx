import { getTranslations } from 'next-intl/server';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

const CARDS = ['ready', 'way', 'deposit', 'marketplace', 'owe'];
const ROWS = ['1', '2', '3', '4', '5', '6'];

/** The capital page's shape while it loads. */
export default async function Loading() {
  const t = await getTranslations('shell');
  return (
    <div className="flex flex-col gap-6">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <noscript>{t('no_script')}</noscript>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-9 w-96 max-w-full" />
        <Skeleton className="h-6 w-80 max-w-full" />
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] gap-3">
        {CARDS.map((card) => (
          <Skeleton key={card} className="h-36 rounded-lg" />
        ))}
      </div>
      <Card className="flex flex-col gap-4 p-5">
        <Skeleton className="h-7 w-48" />
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-20" />
        ))}
      </Card>
    </div>
  );
}
