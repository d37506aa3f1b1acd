import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

const FIELDS = ['search', 'role', 'state'];
const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** The list's places, in their final size. */
export default function Loading() {
  const t = useTranslations();
  return (
    <div data-loading="" className="flex flex-col gap-4" aria-busy="true">
      <noscript>{t('shell.no_script')}</noscript>
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">{t('access.people.title')}</h2>
        <Skeleton className="h-10 w-40" />
      </div>
      <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(16rem,2fr)_repeat(2,minmax(10rem,1fr))_6rem]">
        {FIELDS.map((field) => (
          <Skeleton key={field} className="mt-6 h-10 first:col-span-2 lg:first:col-span-1" />
        ))}
        <Skeleton className="h-10 w-24" />
      </div>
      <div className="flex flex-col gap-2">
        <Skeleton className="h-5 w-28" />
        <Card className="flex flex-col gap-px">
          {ROWS.map((row) => (
            <Skeleton key={row} className="m-4 h-10" />
          ))}
        </Card>
      </div>
    </div>
  );
}
