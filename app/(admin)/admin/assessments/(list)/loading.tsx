import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';

const TILES = ['any', 'debt', 'failing', 'near', 'dispute', 'deposit', 'tier', 'eligible'];
const FIELDS = ['search', 'enrolment', 'tier', 'outcome', 'failed', 'currency'];
const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];

/** The list's places, in their final size. */
export default function Loading() {
  const t = useTranslations('assessments');
  return (
    <div data-loading="" className="flex flex-col gap-5" aria-busy="true">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('work.intro')}</p>
      </PageHeader>
      <div className="-mx-4 flex gap-2 overflow-hidden px-4 py-1 sm:mx-0 sm:grid sm:grid-cols-4 sm:px-0 lg:grid-cols-8">
        {TILES.map((tile) => (
          <Skeleton key={tile} className="h-17 min-w-32 rounded-lg sm:min-w-0" />
        ))}
      </div>
      <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(12rem,1.6fr)_repeat(5,minmax(7rem,1fr))_6rem]">
        {FIELDS.map((field) => (
          <Skeleton key={field} className="mt-6 h-10 first:col-span-2 lg:first:col-span-1" />
        ))}
        <Skeleton className="h-10 w-24" />
      </div>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-5 w-28" />
        <Card className="flex flex-col gap-px">
          {ROWS.map((row) => (
            <Skeleton key={row} className="m-4 h-9" />
          ))}
        </Card>
      </div>
    </div>
  );
}
