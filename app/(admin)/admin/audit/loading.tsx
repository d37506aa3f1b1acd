import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';

const FIELDS = ['person', 'merchant', 'action', 'from', 'to'];
const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** The log's places, in their final size. */
export default function Loading() {
  const t = useTranslations('audit');
  const shell = useTranslations('shell');
  return (
    <div data-loading="" className="flex flex-col gap-5" aria-busy="true">
      <noscript>{shell('no_script')}</noscript>
      <PageHeader title={t('title')}>
        <Skeleton className="h-15 w-full max-w-prose" />
      </PageHeader>
      <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[repeat(2,minmax(10rem,1fr))_minmax(12rem,1.3fr)_repeat(2,minmax(9rem,0.8fr))_6rem]">
        {FIELDS.map((field) => (
          <Skeleton key={field} className="mt-6 h-10" />
        ))}
        <Skeleton className="h-10 w-24" />
      </div>
      <div className="flex flex-col gap-2">
        <div className="flex items-center justify-between gap-4">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-8 w-32" />
        </div>
        <Card className="flex flex-col gap-px">
          {ROWS.map((row) => (
            <Skeleton key={row} className="m-4 h-11" />
          ))}
        </Card>
      </div>
    </div>
  );
}
