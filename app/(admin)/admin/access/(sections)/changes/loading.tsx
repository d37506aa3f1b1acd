import { useTranslations } from 'next-intl';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** The list's places, in their final size. */
export default function Loading() {
  const t = useTranslations();
  return (
    <Card data-loading="" aria-busy="true">
      <noscript>{t('shell.no_script')}</noscript>
      <CardHeader className="pb-2">
        <CardTitle>{t('access.changes.title')}</CardTitle>
        <Skeleton className="h-5 w-full max-w-3xl" />
      </CardHeader>
      {ROWS.map((row) => (
        <Skeleton key={row} className="m-4 h-11" />
      ))}
    </Card>
  );
}
