import { type CalendarDate, daysBetween } from './calendar';
import { least } from './money';

/**
 * How old what a merchant owes is (rules.md, section 3, "Crediting a merchant"): first in, first out. Whatever is
 * recovered, or written off, pays the oldest debt first.
 */

/** A change of a receivable, in the order of the merchant's entries: below zero opens a debt, above zero pays. */
export interface ReceivableChange {
  on: CalendarDate;
  minor: bigint;
  isWriteOff: boolean;
}

/** One debt: what a deduction found too little, and what became of it. */
export interface Debt<Change extends ReceivableChange = ReceivableChange> {
  opened: Change;
  openedMinor: bigint;
  recoveredMinor: bigint;
  writtenOffMinor: bigint;
  /** What is left of it. */
  owedMinor: bigint;
}

/**
 * The debts of one merchant in one currency, oldest first, paid ones too.
 *
 * @param changes every entry that changed its receivable, in their order
 * @throws RangeError where more was paid than was owed, which no books can say
 */
export function settleDebts<Change extends ReceivableChange>(changes: Change[]): Debt<Change>[] {
  const debts: Debt<Change>[] = [];
  let oldest = 0;
  for (const change of changes) {
    if (change.minor < 0n) {
      debts.push({
        opened: change,
        openedMinor: -change.minor,
        recoveredMinor: 0n,
        writtenOffMinor: 0n,
        owedMinor: -change.minor,
      });
      continue;
    }
    let leftMinor = change.minor;
    while (leftMinor > 0n) {
      const debt = debts[oldest];
      if (debt === undefined) throw new RangeError('more was paid than was owed');
      const paidMinor = least(debt.owedMinor, leftMinor);
      debt.owedMinor -= paidMinor;
      leftMinor -= paidMinor;
      if (change.isWriteOff) debt.writtenOffMinor += paidMinor;
      else debt.recoveredMinor += paidMinor;
      if (debt.owedMinor === 0n) oldest += 1;
    }
  }
  return debts;
}

/** The ages that debts are told in, by the days since they were opened; the last has no end. */
export const DEBT_AGES = [
  { name: 'days_0_7', from: 0, to: 7 },
  { name: 'days_8_30', from: 8, to: 30 },
  { name: 'days_31_60', from: 31, to: 60 },
  { name: 'days_61_90', from: 61, to: 90 },
  { name: 'days_over_90', from: 91, to: null },
] as const;
export type DebtAge = (typeof DEBT_AGES)[number]['name'];

/** The age of a debt on a date; one that is booked ahead of it is new. */
export function debtAge(openedOn: CalendarDate, on: CalendarDate): DebtAge {
  const days = daysBetween(openedOn, on);
  return DEBT_AGES.find(({ to }) => to === null || days <= to)?.name ?? 'days_over_90';
}

export function noDebts(): Record<DebtAge, bigint> {
  return { days_0_7: 0n, days_8_30: 0n, days_31_60: 0n, days_61_90: 0n, days_over_90: 0n };
}

/** What is still owed of the debts, by age. */
export function owedByAge(debts: Debt[], on: CalendarDate): Record<DebtAge, bigint> {
  const owed = noDebts();
  for (const { opened, owedMinor } of debts) owed[debtAge(opened.on, on)] += owedMinor;
  return owed;
}
