import { useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import type { RunMoney } from '@/services/runs/run-shown';

/** What a run moved, by currency. */
export function RunMoneyTable({
  money,
  label,
  className,
}: {
  money: RunMoney[];
  label: string;
  className?: string;
}) {
  const t = useTranslations('runs.list');
  return (
    <table aria-label={label} className={className}>
      <thead className="text-muted-foreground">
        <tr>
          <th scope="col" className="py-1 pr-3 max-sm:pr-1.5 text-left font-medium">
            {t('currency')}
          </th>
          <th scope="col" className="px-3 py-1 max-sm:px-1.5 text-right font-medium">
            {t('released')}
          </th>
          <th scope="col" className="px-3 py-1 max-sm:px-1.5 text-right font-medium">
            {t('frozen')}
          </th>
          <th scope="col" className="py-1 pl-3 max-sm:pl-1.5 text-right font-medium">
            {t('back')}
          </th>
        </tr>
      </thead>
      <tbody>
        {money.map(({ currency, releasedMinor, frozenMinor, givenBackMinor }) => (
          <tr key={currency} className="border-t">
            <th scope="row" className="py-1 pr-3 max-sm:pr-1.5 text-left font-medium">
              {currency}
            </th>
            <td className="px-3 py-1 max-sm:px-1.5 text-right">
              <Money minor={releasedMinor} currency={currency} />
            </td>
            <td className="px-3 py-1 max-sm:px-1.5 text-right">
              <Money minor={frozenMinor} currency={currency} />
            </td>
            <td className="py-1 pl-3 max-sm:pl-1.5 text-right">
              <Money minor={givenBackMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
