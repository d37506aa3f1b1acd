import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { DEBT_AGES } from '@/engine/debt-age';
import type { Debts } from '@/services/exposure/list-debts';
import { ExportLink } from '../../export-link';
import { type Ask, addressOf } from '../address';
import { StoreLink } from '../store-link';

interface DebtorsCardProps {
  debts: Debts;
  ask: Ask;
  /** Whether the reader may propose a write-off. */
  mayPropose: boolean;
}

/** The stores that owe, most first, with the age of what each owes. */
export function DebtorsCard({ debts, ask, mayPropose }: DebtorsCardProps) {
  const t = useTranslations('exposure');
  const locale = useLocale();
  const { currency, debtors, on } = debts;
  const { cursor: _, ...filter } = ask;
  return (
    <Card aria-labelledby="debtors-title">
      <CardHeader className="items-start sm:flex-row sm:justify-between sm:gap-4">
        <div className="flex flex-col gap-1">
          <CardTitle id="debtors-title">{t('debts.stores.title')}</CardTitle>
          <p role="status" className="text-sm text-muted-foreground">
            {t('debts.stores.count', { count: debts.count })}
          </p>
        </div>
        <ExportLink href={addressOf('/debts/export', filter)} />
      </CardHeader>
      <CardContent className="flex flex-wrap gap-3">
        <ChoiceLinks
          label={t('debts.stores.which')}
          choices={([null, 'open', 'closed'] as const).map((stores) => ({
            name: t(`debts.stores.${stores ?? 'all'}`),
            href: addressOf('/debts', { ...filter, stores }),
            isChosen: stores === ask.stores,
          }))}
        />
        {ask.age !== null && (
          <Button asChild variant="outline">
            <Link href={addressOf('/debts', { ...filter, age: null })}>
              {t(`debts.ages.${ask.age}`)} · {t('debts.stores.any_age')}
            </Link>
          </Button>
        )}
      </CardContent>
      {debtors.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted-foreground">{t('debts.stores.none')}</p>
      ) : (
        <Table label={t('debts.stores.label')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('store')}</TableHead>
              <TableHead className="text-right">{t('debts.stores.owed')}</TableHead>
              {DEBT_AGES.map(({ name }) => (
                <TableHead key={name} className="text-right whitespace-nowrap">
                  {t(`debts.ages.${name}`)}
                </TableHead>
              ))}
              <TableHead>{t('debts.stores.since')}</TableHead>
              {mayPropose && <TableHead>{t('debts.stores.act')}</TableHead>}
            </tr>
          </TableHeader>
          <TableBody>
            {debtors.map((debtor) => (
              <TableRow key={debtor.merchantId} className="hover:bg-muted/50">
                <TableCell className="sm:min-w-44 max-sm:pb-2">
                  <StoreLink merchantId={debtor.merchantId} name={debtor.name} />
                  {debtor.closedOn !== null && (
                    <Badge>{t('closed_on', { date: dateWords(debtor.closedOn, locale) })}</Badge>
                  )}
                </TableCell>
                <TableCell label={t('debts.stores.owed')} className="text-right font-semibold text-bad">
                  <Money minor={debtor.owedMinor} currency={currency} />
                </TableCell>
                {DEBT_AGES.map(({ name }) => (
                  <TableCell
                    key={name}
                    label={t(`debts.ages.${name}`)}
                    className={debtor.byAge[name] === 0n ? 'text-right text-muted-foreground' : 'text-right'}
                  >
                    <Money minor={debtor.byAge[name]} currency={currency} />
                  </TableCell>
                ))}
                <TableCell label={t('debts.stores.since')}>
                  <DateText date={debtor.since} today={on} />
                </TableCell>
                {mayPropose && (
                  <TableCell>
                    <Link
                      href={`/admin/proposals/new/write_off?${new URLSearchParams({ merchant: debtor.merchantId, currency })}`}
                      aria-label={t('debts.stores.write_off_of', { store: debtor.name ?? debtor.merchantId })}
                      className="whitespace-nowrap text-primary underline underline-offset-4"
                    >
                      {t('debts.stores.write_off')}
                    </Link>
                  </TableCell>
                )}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {(debts.next !== null || ask.cursor !== null) && (
        <CardContent className="flex gap-3 border-t">
          {ask.cursor !== null && (
            <Button asChild variant="outline">
              <Link href={addressOf('/debts', filter)}>{t('debts.stores.first')}</Link>
            </Button>
          )}
          {debts.next !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={addressOf('/debts', { ...filter, cursor: debts.next })}>
                {t('debts.stores.next')}
              </Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}
