import type { Database, Executor } from '../db/client';
import { readBalances, readMerchant } from '../db/queries/answers';
import { lastEntryOn, readDailyBalances } from '../db/queries/entries';
import {
  readHoldMovements,
  readHoldOfOrder,
  readHoldsByOpening,
  readHoldsByRelease,
  readOpenDisputes,
} from '../db/queries/holds';
import { readOpenDay } from '../db/queries/marketplace';
import { readHoldDays, sumEntryDays } from '../db/queries/summaries';
import type { EntryKind } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate, isCalendarDate, later } from '../engine/calendar';
import { type ReleaseRule, releaseRuleOf } from '../engine/explain-hold';
import { share } from '../engine/money';
import type { RefundReason } from '../engine/policy';
import type { HoldGroup } from '../engine/release-calendar';
import { authorizeSeller } from './authorize';
import { pastDate } from './get-capital';
import { inSnapshot } from './snapshot';
import { type Standing, standingOn } from './standing';

/** A seller's deposit in one currency, hold by hold, now or as of a date. */

/** Something taken from a hold or given back, and why. */
export interface DepositMovement {
  /** The entry that did it. */
  entrySeq: bigint;
  kind: 'deducted' | 'given_back' | 'freed';
  bookedOn: CalendarDate;
  amountMinor: bigint;
  /** The order whose refund it paid, where that is another one than the hold's own. */
  otherOrderId: string | null;
  refundReason: RefundReason | null;
}

export interface DepositHold {
  orderId: string;
  /** The entry that froze it. */
  entrySeq: bigint;
  shippedOn: CalendarDate;
  openedOn: CalendarDate;
  frozenMinor: bigint;
  /** The terms it was made with. */
  tier: string;
  depositBps: number;
  /** Whether a cap on the deposit froze less than the tier's share. */
  isCapped: boolean;
  /** What the order's share was taken of, and what was paid out early. */
  netMinor: bigint;
  advancedMinor: bigint;
  orderAmountMinor: bigint;
  leftMinor: bigint;
  releaseOn: CalendarDate;
  releaseRule: ReleaseRule;
  /** The date since which an open dispute stops it. */
  disputedSince: CalendarDate | null;
  movements: DepositMovement[];
}

/** Opening + frozen - deducted - given back, against the closing balance. */
export interface DepositPeriod {
  from: CalendarDate;
  to: CalendarDate;
  openingMinor: bigint;
  frozenMinor: bigint;
  deductedMinor: bigint;
  givenBackMinor: bigint;
  closingMinor: bigint;
  /** What the entries do not explain of the closing balance. */
  unexplainedMinor: bigint;
}

/** What the deposit was at the end of a day. */
export interface DepositDay {
  on: CalendarDate;
  minor: bigint;
}

export interface Deposit {
  today: CalendarDate | null;
  standing: Standing;
  currencies: string[];
  currency: string;
  /** The date that all of it is as of; null: now. */
  asOf: CalendarDate | null;
  depositMinor: bigint;
  period: DepositPeriod;
  /** How the deposit went over the period: each date on which it changed, with what it was from then on. */
  over: DepositDay[];
  holds: DepositHold[];
  /** The place from which the next page goes on, as text; null where this is the last. */
  nextPlace: string | null;
  /** What comes next; null as of a past date. */
  coming: { next: { on: CalendarDate; minor: bigint } | null; openHolds: number } | null;
}

export interface DepositQuestion {
  currency: string | null;
  /** Null: now. */
  asOf: CalendarDate | null;
  /** The first day of the period; null: 30 days before its end. */
  from: CalendarDate | null;
  which: 'open' | 'all';
  /** The hold of this order alone. */
  orderId: string | null;
  /** What an earlier page gave as its next place; anything else begins at the first. */
  place: string | null;
}

export const HOLDS_PER_PAGE = 25;
export const PERIOD_DAYS = 30;

type HoldRow = Awaited<ReturnType<typeof readHoldsByRelease>>[number];

async function tellHolds(
  executor: Executor,
  merchantId: string,
  rows: HoldRow[],
  asOf: CalendarDate,
  isNow: boolean,
): Promise<DepositHold[]> {
  const orderIds = rows.map((row) => row.hold.orderId);
  const movements = await readHoldMovements(executor, merchantId, orderIds, asOf);
  const disputes = await readOpenDisputes(executor, merchantId, orderIds, isNow ? null : asOf);
  return rows.map(({ hold, order, leftMinor, releaseOn }) => {
    const own = movements.filter((movement) => movement.orderId === hold.orderId);
    const netMinor = order.advancedMinor + hold.frozenMinor;
    return {
      orderId: hold.orderId,
      entrySeq: hold.entrySeq,
      shippedOn: hold.shippedOn,
      openedOn: hold.openedOn,
      frozenMinor: hold.frozenMinor,
      tier: hold.tier,
      depositBps: hold.depositBps,
      isCapped: hold.frozenMinor < share(netMinor, hold.depositBps),
      netMinor,
      advancedMinor: order.advancedMinor,
      orderAmountMinor: order.amountMinor,
      leftMinor,
      releaseOn,
      releaseRule: releaseRuleOf(
        hold,
        own.filter((movement) => movement.kind === 'redated'),
      ),
      disputedSince: disputes.find((dispute) => dispute.orderId === hold.orderId)?.openedOn ?? null,
      movements: own.flatMap((movement): DepositMovement[] => {
        if (movement.kind === 'redated' || movement.entrySeq === null) return [];
        const givenBack = movement.entryKind === 'hold_freed' ? 'freed' : 'given_back';
        return [
          {
            entrySeq: movement.entrySeq,
            kind: movement.kind === 'deducted' ? 'deducted' : givenBack,
            bookedOn: movement.bookedOn,
            amountMinor: movement.amountMinor,
            otherOrderId: movement.refundedOrderId === hold.orderId ? null : movement.refundedOrderId,
            refundReason: movement.refundReason,
          },
        ];
      }),
    };
  });
}

/** A place among open holds by release date is that date and the order; among all holds, the opening entry. */
function placeByRelease(text: string | null): { releaseOn: CalendarDate; orderId: string } | null {
  const parts = /^(\d{4}-\d\d-\d\d)_(.+)$/s.exec(text ?? '');
  return parts?.[1] && parts[2] && isCalendarDate(parts[1])
    ? { releaseOn: parts[1], orderId: parts[2] }
    : null;
}

function placeByOpening(text: string | null): bigint | null {
  return text !== null && /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}

async function readPage(
  executor: Executor,
  merchantId: string,
  currency: string,
  question: DepositQuestion,
  asOf: CalendarDate,
): Promise<{ rows: HoldRow[]; nextPlace: string | null }> {
  if (question.orderId !== null) {
    const rows = await readHoldOfOrder(executor, merchantId, question.orderId, asOf);
    return { rows: rows.filter((row) => row.hold.currency === currency), nextPlace: null };
  }
  if (question.which === 'open' && question.asOf === null) {
    const after = placeByRelease(question.place);
    const rows = await readHoldsByRelease(executor, merchantId, currency, after, HOLDS_PER_PAGE + 1);
    const last = rows.length > HOLDS_PER_PAGE ? rows[HOLDS_PER_PAGE - 1] : undefined;
    const nextPlace = last === undefined ? null : `${last.hold.releaseOn}_${last.hold.orderId}`;
    return { rows: rows.slice(0, HOLDS_PER_PAGE), nextPlace };
  }
  const lastEntry = await lastEntryOn(executor, merchantId, currency, asOf);
  const place = placeByOpening(question.place);
  const before = place !== null && place <= lastEntry ? place : lastEntry + 1n;
  const rows = await readHoldsByOpening(
    executor,
    merchantId,
    currency,
    before,
    asOf,
    question.which,
    HOLDS_PER_PAGE + 1,
  );
  const last = rows.length > HOLDS_PER_PAGE ? rows[HOLDS_PER_PAGE - 1] : undefined;
  return { rows: rows.slice(0, HOLDS_PER_PAGE), nextPlace: last?.hold.entrySeq.toString() ?? null };
}

async function explainPeriod(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate,
  to: CalendarDate,
): Promise<{ period: DepositPeriod; over: DepositDay[] }> {
  const before = await readBalances(executor, merchantId, addDays(from, -1));
  const openingMinor = before.find((row) => row.currency === currency)?.deposit ?? 0n;
  const daily = await readDailyBalances(executor, merchantId, currency, from, to);
  const closingMinor = daily.at(-1)?.deposit ?? openingMinor;
  const sums = await sumEntryDays(executor, merchantId, currency, from, to);
  const movedBy = (kind: EntryKind) => sums.find((each) => each.kind === kind)?.amounts.deposit ?? 0n;
  const frozenMinor = movedBy('release_early');
  const deductedMinor = -movedBy('deduction');
  const givenBackMinor = -movedBy('hold_release') - movedBy('hold_freed');
  const period = {
    from,
    to,
    openingMinor,
    frozenMinor,
    deductedMinor,
    givenBackMinor,
    closingMinor,
    unexplainedMinor: closingMinor - (openingMinor + frozenMinor - deductedMinor - givenBackMinor),
  };
  return { period, over: followDeposit(period, daily) };
}

/** The next date on which something comes back that no dispute stops, no earlier than the next run, and how much. */
function comingOf(groups: HoldGroup[], nextRunOn: CalendarDate): NonNullable<Deposit['coming']> {
  const free = groups.filter((group) => !group.inDispute);
  const on = later(free[0]?.releaseOn ?? null, free.length === 0 ? null : nextRunOn);
  const minor = free.reduce(
    (sum, group) => sum + (on !== null && group.releaseOn <= on ? group.amountMinor : 0n),
    0n,
  );
  return {
    next: on === null ? null : { on, minor },
    openHolds: groups.reduce((sum, group) => sum + group.holds, 0),
  };
}

/** The deposit at the end of each day of a period that moved it, from what it opened with. */
function followDeposit(
  { from, to, openingMinor, closingMinor }: DepositPeriod,
  daily: Awaited<ReturnType<typeof readDailyBalances>>,
): DepositDay[] {
  const days: DepositDay[] = [{ on: from, minor: openingMinor }];
  for (const row of daily) {
    if (row.bookedOn === from) days.length = 0;
    if (row.deposit !== days.at(-1)?.minor) days.push({ on: row.bookedOn, minor: row.deposit });
  }
  if (days.at(-1)?.on !== to) days.push({ on: to, minor: closingMinor });
  return days;
}

/**
 * The acting seller's own, whatever is asked. Null for a merchant that has not opened; no currencies and nothing else
 * where no entry was ever booked for it.
 */
export async function getDeposit(
  database: Database,
  actor: Actor,
  question: DepositQuestion,
): Promise<Deposit | { today: CalendarDate | null; standing: Standing; currencies: [] } | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const today = await readOpenDay(executor);
    const past = pastDate(question.asOf, today);
    const standing = await standingOn(executor, merchant, past);
    const currencies = merchant.currencies.toSorted();
    const currency = currencies.find((each) => each === question.currency) ?? currencies[0];
    // What is booked is booked on a date; the latest may be later than the open day where a fact was.
    const latest = later(today, merchant.lastBookedOn);
    if (currency === undefined || latest === null) return { today, standing, currencies: [] };

    const asOf = past ?? latest;
    const from =
      question.from !== null && question.from <= asOf ? question.from : addDays(asOf, 1 - PERIOD_DAYS);
    const { period, over } = await explainPeriod(executor, merchantId, currency, from, asOf);
    const { rows, nextPlace } = await readPage(
      executor,
      merchantId,
      currency,
      { ...question, asOf: past },
      asOf,
    );
    let coming: Deposit['coming'] = null;
    if (past === null && today !== null) {
      coming = comingOf(await readHoldDays(executor, merchantId, currency), addDays(today, 1));
    }
    return {
      today,
      standing,
      currencies,
      currency,
      asOf: past,
      depositMinor: period.closingMinor,
      period,
      over,
      holds: await tellHolds(executor, merchantId, rows, asOf, past === null),
      nextPlace,
      coming,
    };
  });
}
