import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { Money } from '@/components/money';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { BatchShown } from '@/services/payouts/list-batches';
import { batchAddress } from './address';
import { InstantText } from './instant-text';

/** How many withdrawals of a batch are where. */
function State({ batch }: { batch: BatchShown }) {
  const t = useTranslations('payouts.batches.state');
  const { waiting, sent, returned } = batch;
  return (
    <span className="flex flex-wrap gap-1 max-sm:justify-end">
      {waiting > 0 && <Badge tone="primary">{t('waiting', { count: waiting })}</Badge>}
      {sent > 0 && <Badge tone="good">{t('sent', { count: sent })}</Badge>}
      {returned > 0 && <Badge tone="bad">{t('returned', { count: returned })}</Badge>}
    </span>
  );
}

/** Batches, each with its sum and what became of it. */
export function BatchTable({
  label,
  batches,
  timezone,
}: {
  label: string;
  batches: BatchShown[];
  timezone: string;
}) {
  const t = useTranslations('payouts');
  return (
    <Table label={label} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('batches.columns.batch')}</TableHead>
          <TableHead className="text-right">{t('batches.columns.total')}</TableHead>
          <TableHead>{t('batches.columns.execute')}</TableHead>
          <TableHead>{t('batches.columns.state')}</TableHead>
          <TableHead>{t('batches.columns.made')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {batches.map((batch) => (
          <TableRow key={batch.batchId}>
            <TableCell label={t('batches.columns.batch')}>
              <Link
                href={batchAddress(batch.batchId)}
                prefetch={false}
                className="font-medium wrap-anywhere text-primary underline underline-offset-2 hover:no-underline"
              >
                {batch.messageId}
              </Link>
            </TableCell>
            <TableCell label={t('batches.columns.total')} className="sm:text-right">
              <span className="flex flex-col items-end">
                <Money minor={batch.totalMinor} currency={batch.currency} className="font-medium" />
                <span className="text-xs text-muted-foreground">
                  {t('count', { count: batch.withdrawals })}
                </span>
              </span>
            </TableCell>
            <TableCell label={t('batches.columns.execute')}>
              <DateText date={batch.executeOn} />
            </TableCell>
            <TableCell label={t('batches.columns.state')}>
              <State batch={batch} />
            </TableCell>
            <TableCell label={t('batches.columns.made')}>
              <span className="flex flex-col max-sm:items-end">
                <InstantText at={batch.madeAt} timezone={timezone} />
                <span className="text-xs text-muted-foreground">
                  {t('batches.made_by', { name: batch.madeByName })}
                </span>
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
