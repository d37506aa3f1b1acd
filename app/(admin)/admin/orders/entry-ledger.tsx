import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { Money } from '@/components/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { ACCOUNTS, type Amounts, type EntryKind } from '@/engine/accounts';
import type { CalendarDate } from '@/engine/calendar';
import { entryHref } from '../assessments/[merchant]/entries/address';
import { factHref } from '../search/address';
import { orderHref } from './address';
import { useAccountName } from './use-account-name';

/** An entry with its eight amounts. */
export interface LedgerLine {
  entrySeq: bigint;
  kind: EntryKind;
  rule: string;
  bookedOn: CalendarDate;
  effectiveOn: CalendarDate;
  amounts: Amounts;
  /** The order that it names, where that is not known already. */
  orderId?: string | null;
  /** What made it, where that is told. */
  cause?: { factId: string } | { runOn: CalendarDate };
}

interface EntryLedgerProps {
  label: string;
  merchantId: string;
  currency: string;
  today: CalendarDate | null;
  lines: readonly LedgerLine[];
}

const LINK = 'text-primary underline underline-offset-2 hover:no-underline';

/** Entries as the books have them: a line each, a column an account. */
export function EntryLedger({ label, merchantId, currency, today, lines }: EntryLedgerProps) {
  const t = useTranslations('staff_order.ledger');
  const names = useTranslations('names.entry_kinds');
  const accountName = useAccountName();
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('entry')}</TableHead>
          <TableHead>{t('booked')}</TableHead>
          <TableHead>{t('what')}</TableHead>
          {ACCOUNTS.map((account) => (
            <TableHead key={account} className="text-right">
              {accountName(account)}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.entrySeq.toString()}>
            <TableCell className="tabular-nums">
              <Link
                href={entryHref(merchantId, line.entrySeq)}
                prefetch={false}
                className={LINK}
                aria-label={t('entry_label', { seq: line.entrySeq.toString() })}
              >
                {line.entrySeq.toString()}
              </Link>
            </TableCell>
            <TableCell>
              <DateText date={line.bookedOn} today={today} />
              {line.effectiveOn !== line.bookedOn && (
                <span className="block text-xs text-muted-foreground">
                  {t.rich('counts_for', { date: () => <DateText date={line.effectiveOn} today={today} /> })}
                </span>
              )}
            </TableCell>
            <TableCell className="min-w-52">
              <What line={line} name={names(line.kind)} today={today} />
            </TableCell>
            {ACCOUNTS.map((account) => (
              <TableCell key={account} className="text-right">
                {line.amounts[account] === 0n ? (
                  <span className="text-muted-foreground" aria-label={t('nothing')} role="img">
                    ·
                  </span>
                ) : (
                  <Money minor={line.amounts[account]} currency={currency} signs="both" />
                )}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function What({ line, name, today }: { line: LedgerLine; name: string; today: CalendarDate | null }) {
  const t = useTranslations('staff_order.ledger');
  const { orderId = null, cause, rule } = line;
  return (
    <>
      <span className="block font-medium">{name}</span>
      {orderId !== null && (
        <Link href={orderHref(orderId)} prefetch={false} className={`${LINK} block break-all`}>
          {t('order', { order: orderId })}
        </Link>
      )}
      <span className="block text-xs text-muted-foreground">
        <Link href={`/rules#section-${rule}`} prefetch={false} className={LINK}>
          {t('rule', { section: rule })}
        </Link>
        {cause !== undefined && ' · '}
        {cause !== undefined &&
          ('factId' in cause ? (
            <Link href={factHref(cause.factId)} prefetch={false} className={`${LINK} break-all`}>
              {t('fact', { id: cause.factId })}
            </Link>
          ) : (
            t.rich('run', { date: () => <DateText date={cause.runOn} today={today} /> })
          ))}
      </span>
    </>
  );
}
