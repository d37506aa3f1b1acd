import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ExpectedDay, ExpectedOrder } from '@/services/get-expected-day';

/** The orders behind a bar: what reaches the merchant of each, by which rule, and what is in the way. */
export function ExpectedOrders({ day }: { day: ExpectedDay }) {
  const t = useTranslations('calendar');
  const locale = useLocale();
  const { today, currency, releaseDays } = day;
  const on = (date: string) => dateWords(date, locale, today);
  const rule = (order: ExpectedOrder) => {
    const shipped = on(order.shippedOn);
    switch (order.by) {
      case 'early':
        return t('by.early', { days: releaseDays.early ?? 0, shipped });
      case 'closure':
        return t('by.closure', { days: releaseDays.closure, shipped });
      case 'standard':
        return order.standardDueOn === null
          ? t('by.standard_guess')
          : t('by.standard', { due: on(order.standardDueOn) });
    }
  };
  return (
    <Table label={t('day.orders')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('columns.order')}</TableHead>
          <TableHead>{t('columns.by')}</TableHead>
          <TableHead>{t('columns.waits')}</TableHead>
          <TableHead className="text-right">{t('columns.frozen')}</TableHead>
          <TableHead className="text-right">{t('columns.amount')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {day.orders.map((order) => (
          <TableRow key={order.orderId}>
            <TableCell>
              <Link
                href={`/capital/orders/${encodeURIComponent(order.orderId)}`}
                prefetch={false}
                className="break-all text-primary underline underline-offset-2 hover:no-underline"
              >
                {order.orderId}
              </Link>
            </TableCell>
            <TableCell label={t('columns.by')}>{rule(order)}</TableCell>
            <TableCell label={t('columns.waits')}>{t(`waits.${order.waitsFor ?? 'nothing'}`)}</TableCell>
            <TableCell className="sm:text-right" label={t('columns.frozen')}>
              <Money minor={order.frozenMinor} currency={currency} />
            </TableCell>
            <TableCell className="sm:text-right" label={t('columns.amount')}>
              <Money minor={order.paidMinor} currency={currency} className="font-medium" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
