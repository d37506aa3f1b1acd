import { getTranslations } from 'next-intl/server';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['1', '2', '3', '4', '5', '6'];

/** The margin page's shape while it loads. */
export default async function Loading() {
  const t = await getTranslations('shell');
  return (
    <div className="flex flex-col gap-6">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <noscript>{t('no_script')}</noscript>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-5 w-64 max-w-full" />
        <Skeleton className="h-9 w-96 max-w-full" />
        <Skeleton className="h-6 w-96 max-w-full" />
        <Skeleton className="h-6 w-80 max-w-full" />
      </div>
      <div className="grid gap-3 lg:grid-cols-[minmax(15rem,1fr)_3fr]">
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-1">
          <Skeleton className="h-32 rounded-lg" />
          <Skeleton className="h-32 rounded-lg" />
        </div>
        <Skeleton className="h-64 rounded-lg" />
      </div>
      <Card className="flex flex-col gap-4 p-5">
        <Skeleton className="h-7 w-64" />
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-20" />
        ))}
      </Card>
    </div>
  );
}
