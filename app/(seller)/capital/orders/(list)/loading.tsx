import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { ORDER_LISTS } from '@/engine/order-lists';

const FIELDS = ['search', 'from', 'to', 'sort'];
const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** The list's places, in their final size. */
export default function Loading() {
  const t = useTranslations();
  return (
    <div data-loading="" className="flex flex-col gap-5" aria-busy="true">
      <PageHeader title={t('orders.title')}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('orders.intro')}</p>
      </PageHeader>
      <noscript>{t('shell.no_script')}</noscript>
      <div className="-mx-4 flex gap-2 overflow-hidden px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0">
        {ORDER_LISTS.map((which) => (
          <Skeleton key={which} className="h-10 w-32 shrink-0 rounded-full" />
        ))}
      </div>
      <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(12rem,1.6fr)_repeat(3,minmax(8rem,1fr))_6rem]">
        {FIELDS.map((field) => (
          <Skeleton key={field} className="mt-6 h-10 first:col-span-2 lg:first:col-span-1" />
        ))}
        <Skeleton className="h-10 w-24" />
      </div>
      <Card className="flex flex-col gap-px">
        {ROWS.map((row) => (
          <Skeleton key={row} className="m-4 h-12" />
        ))}
      </Card>
    </div>
  );
}
