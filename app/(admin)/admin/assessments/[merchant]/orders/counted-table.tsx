import { ThumbsDown, ThumbsUp } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { Money } from '@/components/money';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { daysBetween } from '@/engine/calendar';
import type { Counted } from '@/engine/counted';
import type { CountedRow } from '@/services/assessments/list-counted';

/** Why the row counts, beside its day. */
function Why({ row }: { row: CountedRow }) {
  const t = useTranslations('assessment.orders');
  const date = (on: string) => () => <DateText date={on} />;
  const isLate = row.shippedOn !== null && row.shipByOn !== null && row.shippedOn > row.shipByOn;
  if (row.feedback !== null) {
    const Icon = row.feedback.isPositive ? ThumbsUp : ThumbsDown;
    return (
      <Badge tone={row.feedback.isPositive ? 'good' : 'bad'}>
        <Icon aria-hidden="true" />
        {t(row.feedback.isPositive ? 'positive' : 'negative')}
      </Badge>
    );
  }
  return (
    <ul className="flex flex-col text-sm max-sm:items-end max-sm:text-right">
      {row.disputedOn !== null && <li>{t.rich('disputed_on', { date: date(row.disputedOn) })}</li>}
      {row.refundedOn !== null && <li>{t.rich('refunded_on', { date: date(row.refundedOn) })}</li>}
      {isLate && row.shippedOn !== null && row.shipByOn !== null && (
        <li>
          {t.rich('late_by', { days: daysBetween(row.shipByOn, row.shippedOn), date: date(row.shipByOn) })}
        </li>
      )}
      {row.disputedOn === null && row.refundedOn === null && !isLate && (
        <li className="text-muted-foreground">{t('nothing_against')}</li>
      )}
    </ul>
  );
}

/** What an assessment counted, row by row. */
export function CountedTable({ rows, counted }: { rows: CountedRow[]; counted: Counted }) {
  const t = useTranslations('assessment.orders');
  const states = useTranslations('names.order_states');
  const isFeedback = counted === 'feedback' || counted === 'positive' || counted === 'negative';
  return (
    <Table label={t(`counted.${counted}`)} phone="cards">
      <TableHeader>
        <tr>
          <TableHead>{t('order')}</TableHead>
          <TableHead>{t(isFeedback ? 'left_on' : 'shipped_on')}</TableHead>
          <TableHead>{t('why')}</TableHead>
          <TableHead>{t('state')}</TableHead>
          <TableHead className="text-right">{t('amount')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={`${row.place.on} ${row.place.id}`} className="hover:bg-muted/50">
            <TableCell>
              <Link
                href={`/admin/orders/${encodeURIComponent(row.orderId)}`}
                className="font-mono text-sm break-all text-primary underline underline-offset-4"
              >
                {row.orderId}
              </Link>
            </TableCell>
            <TableCell label={t(isFeedback ? 'left_on' : 'shipped_on')} className="whitespace-nowrap">
              <DateText date={row.place.on} />
            </TableCell>
            <TableCell label={t('why')}>
              <Why row={row} />
            </TableCell>
            <TableCell label={t('state')}>{states(row.state)}</TableCell>
            <TableCell label={t('amount')} className="text-right">
              <Money minor={row.amountMinor} currency={row.currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
