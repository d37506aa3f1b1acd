import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { Account } from '@/engine/accounts';
import type { CalendarDate } from '@/engine/calendar';
import { DateText } from './date-text';
import { dateWords } from './date-words';
import { type EntryLine, entrySentence } from './entry-sentence';
import { Money } from './money';
import { moneyText, percentText } from './money-text';
import { cn } from './ui/class-names';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from './ui/table';

/** The merchant's own accounts first, the outside last. */
const ORDER_OF_LINES: Account[] = [
  'payment_account',
  'marketplace_account',
  'deposit',
  'receivable',
  'order_funds',
  'fees',
  'platform_loss',
  'clearing',
];
const OWN_ACCOUNTS = new Set<Account>(['payment_account', 'marketplace_account', 'deposit', 'receivable']);

function Sentence({ line, today }: { line: EntryLine; today: CalendarDate | null }) {
  const t = useTranslations('entries.sentence');
  const reasons = useTranslations('names.refund_reasons');
  const locale = useLocale();
  const { key, sums, recoveredMinor, owedMinor } = entrySentence(line);
  const say = (minor: bigint) => moneyText(minor, line.currency, locale);
  const words: Record<string, string> = {
    order: line.orderId ?? '',
    tier: line.tier ?? '',
    percent: percentText(line.depositBps ?? 0, locale),
    reason: line.refundReason === null ? '' : reasons(line.refundReason),
    due: dateWords(line.effectiveOn, locale, today),
  };
  for (const [name, minor] of Object.entries(sums)) words[name] = say(minor);
  return (
    <span className="break-words">
      {t(key, words)}
      {recoveredMinor > 0n && ` ${t('recovered', { amount: say(recoveredMinor) })}`}
      {owedMinor > 0n && ` ${t('owed', { amount: say(owedMinor) })}`}
    </span>
  );
}

function Lines({ line }: { line: EntryLine }) {
  const t = useTranslations('accounts');
  return (
    <ul className="ml-auto w-full max-w-80 min-w-52">
      {ORDER_OF_LINES.filter((account) => line.amounts[account] !== 0n).map((account) => (
        <li
          key={account}
          className={cn('flex justify-between gap-4', !OWN_ACCOUNTS.has(account) && 'text-muted-foreground')}
        >
          <span>{t(`${account}.name`)}</span>
          <Money
            minor={line.amounts[account]}
            currency={line.currency}
            signs="both"
            className={cn(OWN_ACCOUNTS.has(account) && 'font-medium')}
          />
        </li>
      ))}
    </ul>
  );
}

interface EntryTableProps {
  label: string;
  lines: EntryLine[];
  today: CalendarDate | null;
  /** Where it is told what is frozen for an order. */
  holdHref?: (line: EntryLine & { orderId: string }) => string;
  /** Where the order's own life is told. */
  orderHref?: (line: EntryLine & { orderId: string }) => string;
  /** Where it is told why the entry was made. */
  whyHref?: (line: EntryLine) => string;
}

const LINK = 'text-primary underline underline-offset-2 hover:no-underline';

/** Entries of the ledger: when, what happened and by which rule, what went where. */
export function EntryTable({ label, lines, today, holdHref, orderHref, whyHref }: EntryTableProps) {
  const t = useTranslations('entries');
  const names = useTranslations('names');
  return (
    <Table label={label} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('columns.date')}</TableHead>
          <TableHead>{t('columns.what')}</TableHead>
          <TableHead className="text-right">{t('columns.where')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => {
          const { orderId } = line;
          return (
            <TableRow key={line.entrySeq.toString()}>
              <TableCell className="max-sm:font-medium sm:w-36">
                <span>
                  <DateText date={line.bookedOn} today={today} />
                  {line.effectiveOn !== line.bookedOn && (
                    <span className="block text-xs font-normal text-muted-foreground">
                      {t.rich('dated', { date: () => <DateText date={line.effectiveOn} today={today} /> })}
                    </span>
                  )}
                </span>
              </TableCell>
              <TableCell>
                <div className="flex max-w-prose flex-col gap-0.5">
                  <span className="font-semibold">{names(`entry_kinds.${line.kind}`)}</span>
                  <Sentence line={line} today={today} />
                  <span className="text-xs text-muted-foreground">
                    {names.has(`rules.${line.rule}` as never)
                      ? names(`rules.${line.rule}` as never)
                      : line.rule}
                    {whyHref !== undefined && (
                      <>
                        {' · '}
                        <Link
                          href={whyHref(line)}
                          prefetch={false}
                          className={LINK}
                          aria-label={t('why_label', { seq: line.entrySeq.toString() })}
                        >
                          {t('why')}
                        </Link>
                      </>
                    )}
                    {orderHref !== undefined && orderId !== null && (
                      <>
                        {' · '}
                        <Link href={orderHref({ ...line, orderId })} prefetch={false} className={LINK}>
                          {t('see_order')}
                        </Link>
                      </>
                    )}
                    {holdHref !== undefined && orderId !== null && line.amounts.deposit !== 0n && (
                      <>
                        {' · '}
                        <Link href={holdHref({ ...line, orderId })} prefetch={false} className={LINK}>
                          {t('see_hold')}
                        </Link>
                      </>
                    )}
                  </span>
                </div>
              </TableCell>
              <TableCell className="sm:w-88">
                <Lines line={line} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
