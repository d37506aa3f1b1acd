import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { DeductionReceipt } from '@/services/explain-entry';

/** A deduction as a receipt: the refund, what each source gave, what is left, what is owed. */
export function Receipt({ receipt, currency }: { receipt: DeductionReceipt; currency: string }) {
  const t = useTranslations('why.receipt');
  const accounts = useTranslations('accounts');
  const reasons = useTranslations('names.refund_reasons');
  const locale = useLocale();
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const line = (key: string, name: ReactNode, minor: bigint, isStrong = false) => (
    <div key={key} className="flex items-baseline justify-between gap-4 py-1.5">
      <dt className={isStrong ? 'font-semibold' : undefined}>{name}</dt>
      <dd className={isStrong ? 'font-semibold' : undefined}>
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  );
  return (
    <Card aria-labelledby="receipt-title">
      <CardHeader>
        <CardTitle id="receipt-title">{t('title')}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="max-w-xl divide-y text-sm">
          {line(
            'refund',
            <>
              <span className="break-all">{t('refund', { id: receipt.refundId })}</span>
              <span className="block text-muted-foreground">
                {t('reason')}: {reasons(receipt.reason)}
              </span>
            </>,
            receipt.refundedMinor,
          )}
          {line('fee', t('fee_back'), -receipt.feeBackMinor)}
          {line('borne', t('borne'), receipt.borneMinor, true)}
          {receipt.sources.map(({ source, gaveMinor, leftMinor }) =>
            line(
              source,
              <>
                {t('gave', { source: accounts(`${source}.name`) })}
                <span className="block text-muted-foreground">{t('left', { amount: money(leftMinor) })}</span>
                {source === 'deposit' &&
                  receipt.slices.map((slice) => (
                    <span key={slice.orderId} className="block break-all text-muted-foreground">
                      {money(slice.amountMinor)}{' '}
                      {t('slice', { order: slice.orderId, amount: money(slice.leftMinor) })}
                    </span>
                  ))}
              </>,
              gaveMinor,
            ),
          )}
          {line('missing', t('missing'), receipt.missingMinor, receipt.missingMinor > 0n)}
          {line('owed', t('owed'), receipt.owedMinor)}
        </dl>
      </CardContent>
    </Card>
  );
}
