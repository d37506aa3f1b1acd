import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateText } from '@/components/date-text';
import { instantWords } from '@/components/instant-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { LATE_SHIPMENT_DAYS } from '@/engine/exits';
import type { FactType } from '@/engine/facts';
import type { OldCases } from '@/services/exposure/list-old-cases';
import { orderHref } from '../../orders/address';
import { factHref } from '../../search/address';
import { addressOf } from '../address';
import { StoreLink } from '../store-link';

interface CaseProps {
  id: string;
  title: string;
  line: ReactNode;
  /** How many are not named. */
  more?: number;
  children?: ReactNode;
}

function Case({ id, title, line, more = 0, children }: CaseProps) {
  const t = useTranslations('exposure.old');
  return (
    <section aria-labelledby={id} className="border-t">
      <div className="px-4 py-3 sm:px-5">
        <h3 id={id} className="text-sm font-semibold">
          {title}
        </h3>
        <p className="text-sm text-muted-foreground">{line}</p>
      </div>
      {children}
      {more > 0 && (
        <p className="px-4 pb-3 text-sm text-muted-foreground sm:px-5">{t('more', { count: more })}</p>
      )}
    </section>
  );
}

function FactLink({ factId, type }: { factId: string; type: FactType }) {
  const types = useTranslations('why.fact_types');
  return (
    <span className="flex min-w-0 flex-col">
      <span>{types(type.replace('.', '_') as Parameters<typeof types>[0])}</span>
      <Link href={factHref(factId)} className="font-mono text-xs break-all underline underline-offset-4">
        {factId}
      </Link>
    </span>
  );
}

function useInstant(timezone: string): (at: Date) => string {
  const locale = useLocale();
  return (at) => {
    const { date, time } = instantWords(at, locale, timezone);
    return `${date} ${time.slice(0, 5)}`;
  };
}

function Parked({ cases }: { cases: OldCases }) {
  const t = useTranslations('exposure.old.parked');
  const instant = useInstant(cases.timezone);
  const { count, rows } = cases.parked;
  return (
    <Case id="old-parked" title={t('title')} line={t('line', { count })} more={count - rows.length}>
      {rows.length > 0 && (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('columns.fact')}</TableHead>
              <TableHead>{t('columns.waits')}</TableHead>
              <TableHead>{t('columns.since')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.factId}>
                <TableCell>
                  <FactLink factId={row.factId} type={row.type} />
                </TableCell>
                <TableCell label={t('columns.waits')} className="break-words">
                  {t(`kinds.${row.awaitedKind}`, { id: row.awaitedId })}
                </TableCell>
                <TableCell label={t('columns.since')}>{instant(row.recordedAt)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Case>
  );
}

function RefusedMoney({ cases }: { cases: OldCases }) {
  const t = useTranslations('exposure.old.refused');
  const codes = useTranslations('search.one_fact.codes');
  const instant = useInstant(cases.timezone);
  const { count, rows } = cases.refused;
  return (
    <Case id="old-refused" title={t('title')} line={t('line', { count })} more={count - rows.length}>
      {rows.length > 0 && (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('columns.fact')}</TableHead>
              <TableHead>{t('columns.why')}</TableHead>
              <TableHead>{t('columns.on')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={String(row.refusalId)}>
                <TableCell>
                  <FactLink factId={row.factId} type={row.type} />
                </TableCell>
                <TableCell label={t('columns.why')}>{codes(row.code)}</TableCell>
                <TableCell label={t('columns.on')}>{instant(row.refusedAt)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Case>
  );
}

function OldDisputes({ cases, currency }: { cases: OldCases; currency: string }) {
  const t = useTranslations('exposure.old.disputes');
  const locale = useLocale();
  const { count, stoppedMinor, rows } = cases.disputes;
  const line = t('line', { count, amount: moneyText(stoppedMinor, currency, locale) });
  return (
    <Case id="old-disputes" title={t('title')} line={line} more={count - rows.length}>
      {rows.length > 0 && (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('columns.order')}</TableHead>
              <TableHead>{t('columns.since')}</TableHead>
              <TableHead className="text-right">{t('columns.held')}</TableHead>
              <TableHead className="text-right">{t('columns.frozen')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={`${row.merchantId} ${row.orderId}`}>
                <TableCell className="max-sm:flex-col max-sm:gap-1">
                  <Link
                    href={orderHref(row.orderId)}
                    className="font-mono break-all underline underline-offset-4"
                  >
                    {row.orderId}
                  </Link>
                  <StoreLink merchantId={row.merchantId} name={row.name} />
                </TableCell>
                <TableCell label={t('columns.since')}>
                  <DateText date={row.openedOn} today={cases.on} />
                </TableCell>
                <TableCell label={t('columns.held')} className="text-right">
                  <Money minor={row.heldMinor} currency={currency} />
                </TableCell>
                <TableCell label={t('columns.frozen')} className="text-right">
                  <Money minor={row.frozenMinor} currency={currency} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Case>
  );
}

/** What somebody could end, and has not for long. */
export function OldCasesCard({ cases, currency }: { cases: OldCases; currency: string }) {
  const t = useTranslations('exposure.old');
  const locale = useLocale();
  const { closedDebts, lateShipments } = cases;
  return (
    <Card aria-labelledby="old-title">
      <CardHeader>
        <CardTitle id="old-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col p-0 pt-4 sm:p-0 sm:pt-5">
        <OldDisputes cases={cases} currency={currency} />
        <Case
          id="old-closed"
          title={t('closed.title')}
          line={
            <>
              {t('closed.line', {
                count: closedDebts.stores,
                amount: moneyText(closedDebts.owedMinor, currency, locale),
              })}{' '}
              {closedDebts.stores > 0 && (
                <Link
                  href={addressOf('/debts', { currency, stores: 'closed' })}
                  className="text-primary underline underline-offset-4"
                >
                  {t('closed.show')}
                </Link>
              )}
            </>
          }
        />
        <Case
          id="old-late"
          title={t('late.title')}
          line={t('late.line', {
            count: lateShipments.count,
            amount: moneyText(lateShipments.heldMinor, currency, locale),
            days: LATE_SHIPMENT_DAYS,
          })}
        />
        <Parked cases={cases} />
        <RefusedMoney cases={cases} />
      </CardContent>
    </Card>
  );
}
