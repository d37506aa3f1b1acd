import { ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ExitPage, WithoutExit } from '@/services/exposure/list-exits';
import type { ExitSums } from '@/services/exposure/sum-exits';
import { ExportLink } from '../../export-link';
import { orderHref } from '../../orders/address';
import { type Ask, addressOf } from '../address';
import { StoreLink } from '../store-link';

/** Why an order's money has no exit, in sentences. */
export function useExitWords(): (row: WithoutExit) => string[] {
  const t = useTranslations('exposure.exits.why');
  const locale = useLocale();
  const day = (date: string) => dateWords(date, locale);
  return ({ reason, enrolment, paidOn, shipByOn, shippedOn, since }) => {
    switch (reason) {
      case 'not_shipped':
        return [
          shipByOn === null
            ? t('not_shipped', { paid: day(paidOn) })
            : t('not_shipped_by', { paid: day(paidOn), by: day(shipByOn) }),
          t('since', { date: day(since) }),
        ];
      case 'not_received':
        return [
          t('not_received', { shipped: day(shippedOn ?? paidOn) }),
          t(`standing.${enrolment}`),
          t('since', { date: day(since) }),
        ];
      default:
        return [t(reason, { since: day(since) })];
    }
  };
}

interface ExitListProps {
  page: ExitPage;
  sums: ExitSums;
  ask: Ask & { currency: string };
  /** Whether the reader may propose a correction. */
  mayPropose: boolean;
}

/** Each order whose money has no exit, why, and what could move it; or that there is none. */
export function ExitList({ page, sums, ask, mayPropose }: ExitListProps) {
  const t = useTranslations('exposure.exits');
  const locale = useLocale();
  const words = useExitWords();
  const { currency } = ask;
  const { cursor: _, ...filter } = ask;
  const own = sums.sums.filter((each) => each.currency === currency);
  if (own.length === 0) {
    return (
      <Card>
        <EmptyState icon={ShieldCheck} title={t('none_title', { currency })}>
          {t('none_why', { currency, date: dateWords(page.on, locale) })}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card aria-labelledby="list-title">
      <CardHeader className="items-start sm:flex-row sm:justify-between sm:gap-4">
        <CardTitle id="list-title">{t('list.title', { currency })}</CardTitle>
        <ExportLink href={addressOf('/exits/export', filter)} />
      </CardHeader>
      {own.length > 1 && (
        <CardContent className="overflow-x-auto pb-0 sm:pb-0">
          <ChoiceLinks
            label={t('list.reason')}
            choices={[null, ...own.map(({ reason }) => reason)].map((reason) => ({
              name: reason === null ? t('list.any') : t(`reasons.${reason}`),
              href: addressOf('/exits', { currency, reason }),
              isChosen: reason === ask.reason,
            }))}
          />
        </CardContent>
      )}
      <Table label={t('list.label')} phone="cards" className="mt-4">
        <TableHeader>
          <tr>
            <TableHead>{t('list.columns.order')}</TableHead>
            <TableHead className="text-right">{t('list.columns.amount')}</TableHead>
            <TableHead>{t('list.columns.why')}</TableHead>
            <TableHead>{t('list.columns.act')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {page.rows.map((row) => (
            <TableRow key={`${row.merchantId} ${row.orderId} ${row.part}`}>
              <TableCell className="sm:min-w-44 max-sm:flex-col max-sm:gap-1 max-sm:pb-2">
                <Link
                  href={orderHref(row.orderId)}
                  className="font-mono break-all underline underline-offset-4 hover:text-primary"
                >
                  {row.orderId}
                </Link>
                <StoreLink merchantId={row.merchantId} name={row.name} />
              </TableCell>
              <TableCell label={t('list.columns.amount')} className="text-right font-semibold">
                <Money minor={row.amountMinor} currency={row.currency} />
              </TableCell>
              <TableCell className="sm:min-w-64">
                <span className="flex flex-col gap-0.5">
                  <Badge tone={row.reason.endsWith('overdue') ? 'bad' : 'warn'}>
                    {t(`reasons.${row.reason}`)}
                  </Badge>
                  {words(row).map((sentence) => (
                    <span key={sentence} className="text-muted-foreground">
                      {sentence}
                    </span>
                  ))}
                </span>
              </TableCell>
              <TableCell className="sm:min-w-56">
                <span className="flex flex-col gap-1">
                  <span className="text-muted-foreground">{t(`moves.${row.reason}`)}</span>
                  {mayPropose && !row.reason.endsWith('overdue') && (
                    <Link
                      href={`/admin/proposals/new/correction?${new URLSearchParams({ order: row.orderId })}`}
                      aria-label={t('list.correct_of', { order: row.orderId })}
                      className="w-fit text-primary underline underline-offset-4"
                    >
                      {t('list.correct')}
                    </Link>
                  )}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {(page.next !== null || ask.cursor !== null) && (
        <CardContent className="flex gap-3 border-t">
          {ask.cursor !== null && (
            <Button asChild variant="outline">
              <Link href={addressOf('/exits', filter)}>{t('list.first')}</Link>
            </Button>
          )}
          {page.next !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={addressOf('/exits', { ...filter, cursor: page.next })}>{t('list.next')}</Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}
