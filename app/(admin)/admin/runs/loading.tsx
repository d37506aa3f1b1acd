import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];

/** The page's places, in their final size. */
export default function Loading() {
  const t = useTranslations('runs');
  return (
    <div className="flex flex-col gap-5" aria-busy="true">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <Skeleton className="h-52 rounded-lg sm:h-50" />
      <Card className="flex flex-col gap-px">
        {ROWS.map((row) => (
          <Skeleton key={row} className="m-4 h-8" />
        ))}
      </Card>
    </div>
  );
}
