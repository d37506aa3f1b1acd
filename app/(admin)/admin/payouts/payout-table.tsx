import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { PayoutShown } from '@/services/payouts/list-payouts';
import { batchAddress, storeAddress, withdrawalAddress } from './address';
import { InstantText } from './instant-text';
import { PlaceBadge } from './place-badge';

const link = 'text-primary underline underline-offset-2 hover:no-underline';

function Row({ row, timezone, isOfBatch }: { row: PayoutShown; timezone: string; isOfBatch: boolean }) {
  const t = useTranslations('payouts');
  const locale = useLocale();
  const { withdrawalId, merchantId, merchantName, amountMinor, currency, place, batchId, messageId } = row;
  const store = merchantName ?? merchantId;
  return (
    <TableRow>
      <TableCell label={t('list.columns.amount')} className="sm:text-right">
        <Link
          href={withdrawalAddress(withdrawalId)}
          prefetch={false}
          aria-label={t('list.open', { amount: moneyText(amountMinor, currency, locale), store })}
          className={link}
        >
          <Money minor={amountMinor} currency={currency} className="font-medium" />
        </Link>
      </TableCell>
      <TableCell label={t('list.columns.asked')}>
        <InstantText at={row.askedAt} timezone={timezone} />
      </TableCell>
      <TableCell label={t('list.columns.store')}>
        <Link href={storeAddress(merchantId)} prefetch={false} className={`${link} wrap-anywhere`}>
          {store}
        </Link>
      </TableCell>
      <TableCell label={t('list.columns.to')}>
        <span className="flex min-w-0 flex-col max-sm:items-end max-sm:text-right">
          <span className="wrap-anywhere">{row.holderName}</span>
          <span className="text-xs wrap-anywhere text-muted-foreground">
            {t('account', { bank: row.bankName, ending: row.ending })}
          </span>
        </span>
      </TableCell>
      <TableCell label={t('list.columns.place')}>
        <span className="flex min-w-0 flex-col items-start gap-1 max-sm:items-end max-sm:text-right">
          <PlaceBadge place={place} />
          {!isOfBatch && batchId !== null && (
            <Link href={batchAddress(batchId)} prefetch={false} className={`${link} text-xs wrap-anywhere`}>
              {messageId}
            </Link>
          )}
          {row.returnReason !== null && (
            <span className="max-w-60 text-xs wrap-anywhere text-muted-foreground">{row.returnReason}</span>
          )}
        </span>
      </TableCell>
    </TableRow>
  );
}

interface PayoutTableProps {
  label: string;
  rows: PayoutShown[];
  timezone: string;
  /** Whether all are of one batch, which then goes without saying. */
  isOfBatch?: boolean;
}

/** Withdrawals, each with where it goes and where it is. */
export function PayoutTable({ label, rows, timezone, isOfBatch = false }: PayoutTableProps) {
  const t = useTranslations('payouts.list.columns');
  return (
    <Table label={label} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead className="text-right">{t('amount')}</TableHead>
          <TableHead>{t('asked')}</TableHead>
          <TableHead>{t('store')}</TableHead>
          <TableHead>{t('to')}</TableHead>
          <TableHead>{t('place')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.withdrawalId} row={row} timezone={timezone} isOfBatch={isOfBatch} />
        ))}
      </TableBody>
    </Table>
  );
}
