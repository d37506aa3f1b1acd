import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ExpectedDay } from '@/services/get-expected-day';

/** The frozen parts behind a bar: what comes back of each, and what is in the way. */
export function ExpectedHolds({ day }: { day: ExpectedDay }) {
  const t = useTranslations('calendar');
  const locale = useLocale();
  return (
    <Table label={t('day.holds')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('columns.order')}</TableHead>
          <TableHead>{t('columns.by')}</TableHead>
          <TableHead>{t('columns.waits')}</TableHead>
          <TableHead className="text-right">{t('day.left')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {day.holds.map((hold) => (
          <TableRow key={hold.orderId}>
            <TableCell>
              <Link
                href={`/capital/orders/${encodeURIComponent(hold.orderId)}`}
                prefetch={false}
                className="break-all text-primary underline underline-offset-2 hover:no-underline"
              >
                {hold.orderId}
              </Link>
            </TableCell>
            <TableCell label={t('columns.by')}>
              {t('by.hold', { date: dateWords(hold.releaseOn, locale, day.today) })}
            </TableCell>
            <TableCell label={t('columns.waits')}>
              {t(`waits.${hold.inDispute ? 'dispute' : 'nothing'}`)}
            </TableCell>
            <TableCell className="sm:text-right" label={t('day.left')}>
              <Money minor={hold.minor} currency={day.currency} className="font-medium" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
