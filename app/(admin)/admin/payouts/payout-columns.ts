import type { getTranslations } from 'next-intl/server';
import type { PayoutShown } from '@/services/payouts/list-payouts';
import type { Column } from '../csv';

/** What the file of a list of withdrawals has in it: of an account's number, its end. */
export function payoutColumns(
  t: Awaited<ReturnType<typeof getTranslations<'payouts'>>>,
): readonly Column<PayoutShown>[] {
  return [
    { head: t('export.withdrawal'), cell: (row) => row.withdrawalId },
    { head: t('export.asked_at'), cell: (row) => row.askedAt },
    { head: t('export.store'), cell: (row) => row.merchantId },
    { head: t('export.store_name'), cell: (row) => row.merchantName },
    { head: t('export.amount'), cell: (row) => ({ minor: row.amountMinor, currency: row.currency }) },
    { head: t('export.currency'), cell: (row) => row.currency },
    { head: t('export.place'), cell: (row) => t(`places.${row.place}`) },
    { head: t('export.batch'), cell: (row) => row.messageId },
    { head: t('export.holder'), cell: (row) => row.holderName },
    { head: t('export.bank'), cell: (row) => row.bankName },
    { head: t('export.country'), cell: (row) => row.country },
    { head: t('export.ending'), cell: (row) => row.ending },
    { head: t('export.sent_at'), cell: (row) => row.sentAt },
    { head: t('export.returned_at'), cell: (row) => row.returnedAt },
    { head: t('export.reason'), cell: (row) => row.returnReason },
  ];
}
