import type { Database } from '../db/client';
import { readBalances, readMerchant } from '../db/queries/answers';
import { amountsOf, loadExposure } from '../db/queries/books';
import { readReceivableEntries } from '../db/queries/losses';
import { readMarketplace } from '../db/queries/marketplace';
import { readHoldDays } from '../db/queries/summaries';
import type { Amounts } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import type { CalendarDate } from '../engine/calendar';
import { type Debt, settleDebts } from '../engine/debt-age';
import { least } from '../engine/money';
import { receivedDueBy } from '../engine/release';
import type { HoldGroup } from '../engine/release-calendar';
import { authorize } from './authorize';
import { inSnapshot } from './snapshot';

/** What comes back of the deposit in a month, in minor units. */
export interface DepositMonth {
  /** The month's first day. */
  month: CalendarDate;
  holds: number;
  amountMinor: bigint;
}

/** The debts of a day that are not paid: what they were opened with, and what is left of them. */
export interface OpenDebt {
  openedOn: CalendarDate;
  openedMinor: bigint;
  owedMinor: bigint;
}

/** A merchant's accounts in one currency, with what its early releases still have at risk (section 6). */
export interface MerchantMoney {
  currency: string;
  amounts: Amounts;
  exposureMinor: bigint;
  /** As much of the exposure as the deposit is. */
  coveredMinor: bigint;
  /** Oldest first: what is recovered pays the oldest. */
  debts: OpenDebt[];
  /** When the deposit comes back: what no dispute stops, by month. */
  depositBack: DepositMonth[];
  /** The next date on which some of it does. */
  nextBack: { on: CalendarDate; amountMinor: bigint } | null;
  /** What an open dispute stops. */
  stoppedMinor: bigint;
  stoppedHolds: number;
}

function backByMonth(groups: HoldGroup[]): DepositMonth[] {
  const months = new Map<CalendarDate, DepositMonth>();
  for (const { releaseOn, holds, amountMinor } of groups) {
    const month = `${releaseOn.slice(0, 7)}-01`;
    const sum = months.get(month) ?? { month, holds: 0, amountMinor: 0n };
    months.set(month, { month, holds: sum.holds + holds, amountMinor: sum.amountMinor + amountMinor });
  }
  return [...months.values()];
}

function openByDay(debts: Debt[]): OpenDebt[] {
  const days = new Map<CalendarDate, OpenDebt>();
  for (const { opened, openedMinor, owedMinor } of debts) {
    if (owedMinor === 0n) continue;
    const day = days.get(opened.on) ?? { openedOn: opened.on, openedMinor: 0n, owedMinor: 0n };
    days.set(opened.on, {
      openedOn: opened.on,
      openedMinor: day.openedMinor + openedMinor,
      owedMinor: day.owedMinor + owedMinor,
    });
  }
  return [...days.values()];
}

/** What a merchant has, owes and puts at risk now, by currency; null for a merchant that is not known. */
export async function getMerchantMoney(
  database: Database,
  actor: Actor,
  merchantId: string,
): Promise<{ money: MerchantMoney[]; exposureCapMinor: number | null; on: CalendarDate | null } | null> {
  authorize(actor, 'assessments.read');
  return inSnapshot(database, actor, async (executor) => {
    const row = await readMerchant(executor, merchantId);
    if (row === null) return null;
    const { policy, openOn } = await readMarketplace(executor);
    const exposures =
      openOn === null ? [] : await loadExposure(executor, [merchantId], receivedDueBy(policy, openOn));
    const money: MerchantMoney[] = [];
    for (const balance of await readBalances(executor, merchantId, null)) {
      const { currency } = balance;
      const amounts = amountsOf(balance);
      const exposureMinor = exposures.find((each) => each.currency === currency)?.exposedMinor ?? 0n;
      const holds = amounts.deposit === 0n ? [] : await readHoldDays(executor, merchantId, currency);
      const coming = holds.filter((group) => !group.inDispute);
      const stopped = holds.filter((group) => group.inDispute);
      const debts =
        amounts.receivable === 0n
          ? []
          : settleDebts(await readReceivableEntries(executor, currency, [merchantId]));
      const [next] = coming;
      money.push({
        ...{ currency, amounts, exposureMinor, coveredMinor: least(exposureMinor, amounts.deposit) },
        debts: openByDay(debts),
        depositBack: backByMonth(coming),
        nextBack: next === undefined ? null : { on: next.releaseOn, amountMinor: next.amountMinor },
        stoppedMinor: stopped.reduce((sum, group) => sum + group.amountMinor, 0n),
        stoppedHolds: stopped.reduce((sum, group) => sum + group.holds, 0),
      });
    }
    return { money, exposureCapMinor: policy.exposure_cap_minor, on: openOn };
  });
}
