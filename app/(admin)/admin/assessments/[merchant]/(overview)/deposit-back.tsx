import { getLocale, getTranslations } from 'next-intl/server';
import { DateText } from '@/components/date-text';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type CalendarDate, daysBetween } from '@/engine/calendar';
import type { MerchantMoney } from '@/services/get-merchant-money';

/** In one currency: what is owed and how old it is, and when the deposit comes back. */
export async function DepositBack({ money, on }: { money: MerchantMoney; on: CalendarDate | null }) {
  const t = await getTranslations('assessment.money');
  const locale = await getLocale();
  const { currency, debts, depositBack, nextBack, stoppedMinor, stoppedHolds } = money;
  if (debts.length === 0 && depositBack.length === 0 && stoppedHolds === 0) return null;
  const month = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ timeZone: 'UTC', year: 'numeric', month: locale === 'zh' ? 'long' : 'short' },
  });
  return (
    <section aria-label={t('of', { currency })} className="grid items-start gap-5 lg:grid-cols-2">
      {debts.length > 0 && (
        <Table label={t('debts', { currency })}>
          <TableHeader>
            <TableRow>
              <TableHead>{t('owed_since')}</TableHead>
              <TableHead className="text-right">{t('age')}</TableHead>
              <TableHead className="text-right">{t('owed_at_first')}</TableHead>
              <TableHead className="text-right">{t('owed_still')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {debts.map((debt) => (
              <TableRow key={debt.openedOn}>
                <TableCell>
                  <DateText date={debt.openedOn} />
                </TableCell>
                <TableCell className="text-right whitespace-nowrap tabular-nums">
                  {on === null ? '' : t('days', { count: daysBetween(debt.openedOn, on) })}
                </TableCell>
                <TableCell className="text-right">
                  <Money minor={debt.openedMinor} currency={currency} />
                </TableCell>
                <TableCell className="text-right font-semibold text-bad">
                  <Money minor={debt.owedMinor} currency={currency} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {(depositBack.length > 0 || stoppedHolds > 0) && (
        <div className="flex flex-col gap-2">
          <p className="text-sm">
            {nextBack !== null &&
              t.rich('next_back', {
                amount: moneyText(nextBack.amountMinor, currency, locale),
                date: () => <DateText date={nextBack.on} today={on} />,
              })}{' '}
            {stoppedHolds > 0 &&
              t('stopped', { amount: moneyText(stoppedMinor, currency, locale), count: stoppedHolds })}
          </p>
          {depositBack.length > 0 && (
            <Table label={t('back', { currency })}>
              <TableHeader>
                <TableRow>
                  <TableHead>{t('back_in')}</TableHead>
                  <TableHead className="text-right">{t('holds')}</TableHead>
                  <TableHead className="text-right">{t('comes_back', { currency })}</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {depositBack.map((each) => (
                  <TableRow key={each.month}>
                    <TableCell>{month.format(new Date(`${each.month}T00:00:00Z`))}</TableCell>
                    <TableCell className="text-right tabular-nums">{each.holds}</TableCell>
                    <TableCell className="text-right">
                      <Money minor={each.amountMinor} currency={currency} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </div>
      )}
    </section>
  );
}
