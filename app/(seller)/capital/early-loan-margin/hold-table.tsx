import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { moneyText, percentText } from '@/components/money-text';
import type { CalendarDate } from '@/engine/calendar';
import type { DepositHold, DepositMovement } from '@/services/get-deposit';
import { whyEntry } from '../why/address';
import { type DayWords, HoldRows, type HoldWords, type SumWords } from './hold-rows';

interface HoldTableProps {
  holds: DepositHold[];
  currency: string;
  today: CalendarDate | null;
}

/** Each hold: its order, what was frozen and on which terms, when it comes back and why then, what is left. */
export function HoldTable({ holds, currency, today }: HoldTableProps) {
  const t = useTranslations('margin.holds');
  const reasons = useTranslations('names.refund_reasons');
  const locale = useLocale();
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const sum = (minor: bigint): SumWords => [minor.toString(), money(minor)];
  const date = (on: CalendarDate) => dateWords(on, locale, today);
  const day = (on: CalendarDate): DayWords => [on, date(on)];

  const byRule = ({ releaseRule: rule }: DepositHold) => {
    switch (rule.by) {
      case 'shipment':
        return t('by_shipment', { days: rule.days });
      case 'closure':
        return t('by_closure', { days: rule.days });
      case 'cancellation':
        return t('by_cancellation', { date: date(rule.noticeOn) });
      case 'closure_after_cancellation':
        return t('by_closure_after_cancellation', { date: date(rule.noticeOn) });
    }
  };
  const comesBack = (hold: DepositHold): HoldWords['comesBack'] => {
    if (hold.leftMinor === 0n) return { is: 'done', words: t('done'), why: '' };
    if (hold.disputedSince === null) return { is: 'due', on: day(hold.releaseOn), why: byRule(hold) };
    const why = t('stopped_why', { date: date(hold.disputedSince), release: date(hold.releaseOn) });
    return { is: 'stopped', words: t('stopped'), why };
  };
  const whyMoved = ({ kind, refundReason, otherOrderId }: DepositMovement) => {
    if (kind !== 'deducted') return t(kind);
    const reason = refundReason === null ? '' : reasons(refundReason);
    return otherOrderId === null
      ? t('deducted_own', { reason })
      : t('deducted_other', { order: otherOrderId, reason });
  };
  const tell = (hold: DepositHold): HoldWords => {
    const net = money(hold.netMinor);
    return {
      order: hold.orderId,
      secures: t('secures', { amount: money(hold.orderAmountMinor), advanced: money(hold.advancedMinor) }),
      shipped: day(hold.shippedOn),
      entryHref: whyEntry(hold.entrySeq),
      frozen: sum(hold.frozenMinor),
      frozenOn: t('frozen_on', { date: date(hold.openedOn) }),
      whyFrozen: t('why', { order: hold.orderId }),
      terms: t('terms', { percent: percentText(hold.depositBps, locale), tier: hold.tier }),
      termsWhy: hold.isCapped ? t('terms_capped', { net }) : t('terms_why', { net, tier: hold.tier }),
      comesBack: comesBack(hold),
      movements: hold.movements.map((movement) => ({
        entryHref: whyEntry(movement.entrySeq),
        on: day(movement.bookedOn),
        sum: sum(-movement.amountMinor),
        why: whyMoved(movement),
      })),
      left: sum(hold.leftMinor),
    };
  };
  return (
    <HoldRows
      label={t('label')}
      columns={{
        order: t('columns.order'),
        shipped: t('columns.shipped'),
        frozen: t('columns.frozen'),
        terms: t('columns.terms'),
        comes_back: t('columns.comes_back'),
        movements: t('columns.movements'),
        left: t('columns.left'),
      }}
      nothingYet={t('nothing_yet')}
      holds={holds.map(tell)}
    />
  );
}
