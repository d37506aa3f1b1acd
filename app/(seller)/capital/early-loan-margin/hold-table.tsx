import { CirclePause } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { moneyText, percentText } from '@/components/money-text';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { DepositHold } from '@/services/get-deposit';
import { whyEntry } from '../why/address';

interface HoldTableProps {
  holds: DepositHold[];
  currency: string;
  today: CalendarDate | null;
}

interface CellProps {
  hold: DepositHold;
  currency: string;
  today: CalendarDate | null;
}

/** Each hold: its order, what was frozen and on which terms, when it comes back and why then, what is left. */
export function HoldTable({ holds, currency, today }: HoldTableProps) {
  const t = useTranslations('margin.holds');
  const locale = useLocale();
  return (
    <Table label={t('label')} phone="cards">
      <TableHeader>
        <TableRow>
          <TableHead>{t('columns.order')}</TableHead>
          <TableHead>{t('columns.shipped')}</TableHead>
          <TableHead className="text-right">{t('columns.frozen')}</TableHead>
          <TableHead>{t('columns.terms')}</TableHead>
          <TableHead>{t('columns.comes_back')}</TableHead>
          <TableHead>{t('columns.movements')}</TableHead>
          <TableHead className="text-right">{t('columns.left')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {holds.map((hold) => (
          <TableRow key={hold.orderId}>
            <TableCell className="sm:w-64">
              <div className="min-w-0">
                <Link
                  href={`/capital/orders/${encodeURIComponent(hold.orderId)}`}
                  prefetch={false}
                  className="font-medium break-all underline decoration-border underline-offset-2 hover:decoration-primary"
                >
                  {hold.orderId}
                </Link>
                <span className="block text-xs text-muted-foreground">
                  {t('secures', {
                    amount: moneyText(hold.orderAmountMinor, currency, locale),
                    advanced: moneyText(hold.advancedMinor, currency, locale),
                  })}
                </span>
              </div>
            </TableCell>
            <TableCell label={t('columns.shipped')}>
              <DateText date={hold.shippedOn} today={today} />
            </TableCell>
            <TableCell label={t('columns.frozen')} className="sm:text-right">
              <span className="text-right">
                <WhyLink entrySeq={hold.entrySeq} label={hold.orderId}>
                  <Money minor={hold.frozenMinor} currency={currency} className="font-medium" />
                </WhyLink>
                <span className="block text-xs text-muted-foreground">
                  {t('frozen_on', { date: dateWords(hold.openedOn, locale, today) })}
                </span>
              </span>
            </TableCell>
            <TableCell label={t('columns.terms')}>
              <Terms hold={hold} currency={currency} today={today} />
            </TableCell>
            <TableCell label={t('columns.comes_back')}>
              <ComesBack hold={hold} currency={currency} today={today} />
            </TableCell>
            <TableCell label={t('columns.movements')}>
              <Movements hold={hold} currency={currency} today={today} />
            </TableCell>
            <TableCell label={t('columns.left')} className="sm:text-right">
              <Money minor={hold.leftMinor} currency={currency} className="font-semibold" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A sum that leads to the reason of its entry. */
function WhyLink({ entrySeq, label, children }: { entrySeq: bigint; label: string; children: ReactNode }) {
  const t = useTranslations('margin.holds');
  return (
    <Link
      href={whyEntry(entrySeq)}
      prefetch={false}
      className="underline decoration-border underline-offset-2 hover:decoration-primary"
    >
      <span className="sr-only">{t('why', { order: label })} </span>
      {children}
    </Link>
  );
}

function Terms({ hold, currency }: CellProps) {
  const t = useTranslations('margin.holds');
  const locale = useLocale();
  const net = moneyText(hold.netMinor, currency, locale);
  return (
    <span className="max-sm:text-right">
      {t('terms', { percent: percentText(hold.depositBps, locale), tier: hold.tier })}
      <span className="block max-w-64 text-xs text-muted-foreground">
        {hold.isCapped ? t('terms_capped', { net }) : t('terms_why', { net, tier: hold.tier })}
      </span>
    </span>
  );
}

function ComesBack({ hold, today }: CellProps) {
  const t = useTranslations('margin.holds');
  const locale = useLocale();
  const day = (date: CalendarDate) => dateWords(date, locale, today);
  if (hold.leftMinor === 0n) {
    return <span className="text-muted-foreground max-sm:text-right">{t('done')}</span>;
  }
  if (hold.disputedSince !== null) {
    return (
      <span className="flex flex-col gap-1 max-sm:items-end max-sm:text-right">
        <Badge tone="warn">
          <CirclePause aria-hidden="true" />
          {t('stopped')}
        </Badge>
        <span className="block max-w-64 text-xs text-muted-foreground">
          {t('stopped_why', { date: day(hold.disputedSince), release: day(hold.releaseOn) })}
        </span>
      </span>
    );
  }
  const { releaseRule: rule } = hold;
  const why = () => {
    switch (rule.by) {
      case 'shipment':
        return t('by_shipment', { days: rule.days });
      case 'closure':
        return t('by_closure', { days: rule.days });
      case 'cancellation':
        return t('by_cancellation', { date: day(rule.noticeOn) });
      case 'closure_after_cancellation':
        return t('by_closure_after_cancellation', { date: day(rule.noticeOn) });
    }
  };
  return (
    <span className="max-sm:text-right">
      <DateText date={hold.releaseOn} today={today} className="font-medium" />
      <span className="block max-w-56 text-xs text-muted-foreground">{why()}</span>
    </span>
  );
}

function Movements({ hold, currency, today }: CellProps) {
  const t = useTranslations('margin.holds');
  const reasons = useTranslations('names.refund_reasons');
  if (hold.movements.length === 0) return <span className="text-muted-foreground">{t('nothing_yet')}</span>;
  return (
    <ul className="flex flex-col gap-1 max-sm:text-right">
      {hold.movements.map((movement) => {
        const reason = movement.refundReason === null ? '' : reasons(movement.refundReason);
        const why = () => {
          if (movement.kind !== 'deducted') return t(movement.kind);
          if (movement.otherOrderId === null) return t('deducted_own', { reason });
          return t('deducted_other', { order: movement.otherOrderId, reason });
        };
        return (
          <li key={movement.entrySeq.toString()}>
            <DateText date={movement.bookedOn} today={today} className="mr-3" />
            <WhyLink entrySeq={movement.entrySeq} label={hold.orderId}>
              <Money minor={-movement.amountMinor} currency={currency} className="font-medium" />
            </WhyLink>
            <span className="block max-w-56 text-xs break-words text-muted-foreground max-sm:ml-auto">
              {why()}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
