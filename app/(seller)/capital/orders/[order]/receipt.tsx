import { useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import { cn } from '@/components/ui/class-names';
import type { Receipt as ReceiptLines } from '@/services/order-life';

/** What a deduction was taken from: each source with what it gave, and what is owed. */
export function Receipt({ receipt, currency }: { receipt: ReceiptLines; currency: string }) {
  const t = useTranslations('orders.order.receipt');
  const sources = [
    { name: 'payment_account', minor: receipt.paymentAccountMinor },
    { name: 'marketplace_account', minor: receipt.marketplaceAccountMinor },
    { name: 'own_hold', minor: receipt.ownHoldMinor },
    { name: 'other_holds', minor: receipt.otherHoldsMinor },
    { name: 'owed', minor: receipt.owedMinor },
  ] as const;
  return (
    <div className="my-1 w-full max-w-96 rounded-md border bg-muted/40 p-3 text-sm">
      <p className="font-medium">{t('title')}</p>
      <dl>
        <Line name={t('refunded')} minor={receipt.refundedMinor} currency={currency} />
        {receipt.feeBackMinor > 0n && (
          <Line name={t('fee_back')} minor={-receipt.feeBackMinor} currency={currency} />
        )}
        <Line
          name={t('borne')}
          minor={receipt.borneMinor}
          currency={currency}
          className="border-t font-semibold"
        />
        {sources
          .filter(({ minor }) => minor > 0n)
          .map(({ name, minor }) => (
            <Line
              key={name}
              name={name === 'owed' ? t('owed') : `${t('from')}: ${t(name)}`}
              minor={minor}
              currency={currency}
              className={name === 'owed' ? 'text-bad' : 'text-muted-foreground'}
            />
          ))}
      </dl>
    </div>
  );
}

interface LineProps {
  name: string;
  minor: bigint;
  currency: string;
  className?: string;
}

function Line({ name, minor, currency, className }: LineProps) {
  return (
    <div className={cn('flex justify-between gap-4 py-0.5', className)}>
      <dt>{name}</dt>
      <dd>
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  );
}
