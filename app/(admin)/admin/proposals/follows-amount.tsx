import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { AmountFollows as Amounts } from '@/services/proposals/follows-of-amount';

/** In one sentence, where the money goes. */
function useSentence(): (follows: Amounts) => string {
  const t = useTranslations('proposals.follows');
  const locale = useLocale();
  return ({ kind, currency, amountMinor, debtMinor, lines }) => {
    const say = (minor: bigint) => moneyText(minor, currency, locale);
    const after = (account: string) => lines.find((line) => line.account === account)?.afterMinor ?? 0n;
    if (kind === 'write_off')
      return t('write_off', { amount: say(amountMinor), rest: say(-after('receivable')) });
    if (amountMinor < 0n)
      return t('debit', { amount: say(-amountMinor), rest: say(after('marketplace_account')) });
    if (debtMinor === 0n) return t('credit', { amount: say(amountMinor) });
    if (debtMinor === amountMinor) return t('credit_all_debt', { amount: say(amountMinor) });
    return t('credit_debt', {
      ...{ amount: say(amountMinor), debt: say(debtMinor), rest: say(amountMinor - debtMinor) },
    });
  };
}

/** What a write-off or an adjustment does: each account that it changes, and that it balances. */
export function AmountFollows({ follows }: { follows: Amounts }) {
  const t = useTranslations('proposals');
  const say = useSentence();
  const { currency, lines } = follows;
  const together = lines.reduce((sum, line) => sum + line.changeMinor, 0n);
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium text-pretty">{say(follows)}</p>
      <Table label={t('follows.table')} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('follows.account')}</TableHead>
            <TableHead className="text-right">{t('follows.before')}</TableHead>
            <TableHead className="text-right">{t('follows.change')}</TableHead>
            <TableHead className="text-right">{t('follows.after')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {lines.map(({ account, beforeMinor, changeMinor, afterMinor }) => (
            <TableRow key={account}>
              <th
                scope="row"
                className="py-3 align-top font-normal max-sm:block max-sm:p-0 max-sm:pb-1 max-sm:font-medium"
              >
                {t(`accounts.${account}`)}
              </th>
              <TableCell label={t('follows.before')} className="text-right">
                <Money minor={beforeMinor} currency={currency} />
              </TableCell>
              <TableCell label={t('follows.change')} className="text-right font-semibold">
                <Money minor={changeMinor} currency={currency} signs="both" />
              </TableCell>
              <TableCell label={t('follows.after')} className="text-right">
                <Money minor={afterMinor} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <th scope="row" className="py-3 align-top max-sm:block max-sm:p-0 max-sm:pb-1">
              {t('follows.total')}
            </th>
            <TableCell className="max-sm:hidden" />
            <TableCell label={t('follows.change')} className="text-right">
              <Money minor={together} currency={currency} />
            </TableCell>
            <TableCell className="max-sm:hidden" />
          </TableRow>
        </TableFooter>
      </Table>
    </div>
  );
}
