import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { ListedOrder } from '@/services/list-orders';
import { orderHref } from '../order-address';
import { StateBadges } from '../state-badges';
import { NextInShort } from './next-in-short';

interface OrderTableProps {
  orders: ListedOrder[];
  today: CalendarDate | null;
}

/** Orders, each with its state, where its money is, and what comes next. */
export function OrderTable({ orders, today }: OrderTableProps) {
  const t = useTranslations('orders.table');
  const locale = useLocale();
  return (
    <Table label={t('label')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('order')}</TableHead>
          <TableHead>{t('paid')}</TableHead>
          <TableHead>{t('shipped')}</TableHead>
          <TableHead className="text-right">{t('amount')}</TableHead>
          <TableHead>{t('state')}</TableHead>
          <TableHead>{t('money')}</TableHead>
          <TableHead>{t('next')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {orders.map((order) => (
          <TableRow key={order.orderId}>
            <TableCell>
              <Link
                href={orderHref(order.orderId)}
                prefetch={false}
                className="font-medium break-all text-primary underline underline-offset-4 hover:no-underline"
              >
                {order.orderId}
              </Link>
            </TableCell>
            <TableCell label={t('paid')}>
              <span className="max-sm:text-right">
                <DateText date={order.paidOn} today={today} />
                {order.bookedOn !== null && order.bookedOn !== order.paidOn && (
                  <span className="block text-xs text-muted-foreground">
                    {t('booked', { date: dateWords(order.bookedOn, locale, today) })}
                  </span>
                )}
              </span>
            </TableCell>
            <TableCell label={t('shipped')}>
              {order.shippedOn !== null ? (
                <DateText date={order.shippedOn} today={today} />
              ) : (
                <span className="text-muted-foreground">
                  {t(order.state === 'held' ? 'not_shipped' : 'never')}
                </span>
              )}
            </TableCell>
            <TableCell label={t('amount')} className="sm:text-right">
              <Money minor={order.amountMinor} currency={order.currency} className="font-semibold" />
            </TableCell>
            <TableCell label={t('state')}>
              <StateBadges
                state={order.state}
                shippedOn={order.shippedOn}
                isDisputed={order.disputedSince !== null}
              />
            </TableCell>
            <TableCell label={t('money')}>
              <MoneyNow order={order} />
            </TableCell>
            <TableCell label={t('next')}>
              <NextInShort order={order} today={today} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function MoneyNow({ order }: { order: ListedOrder }) {
  const t = useTranslations('orders.money');
  const locale = useLocale();
  const parts = [
    { name: 'paid_out', minor: order.paidMinor },
    { name: 'held', minor: order.heldMinor },
    { name: 'frozen', minor: order.frozenMinor },
    { name: 'refunded', minor: order.refundedMinor },
  ] as const;
  const told = parts.filter(({ minor }) => minor > 0n);
  if (told.length === 0)
    return <span className="text-muted-foreground max-sm:text-right">{t('nothing')}</span>;
  return (
    <ul className="tabular-nums max-sm:text-right">
      {told.map(({ name, minor }) => (
        <li key={name} className={name === 'frozen' ? 'text-frozen' : undefined}>
          {t(name, { amount: moneyText(minor, order.currency, locale) })}
        </li>
      ))}
    </ul>
  );
}
