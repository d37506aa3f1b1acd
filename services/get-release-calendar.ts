import type { Database, Executor } from '../db/client';
import { readBalances, readMerchant } from '../db/queries/answers';
import { loadExposure } from '../db/queries/books';
import { nextPolicy, readMarketplace } from '../db/queries/marketplace';
import { readHoldDays, readUsualTransit, readWaiting } from '../db/queries/summaries';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate } from '../engine/calendar';
import { tierNamed } from '../engine/policy';
import { receivedDueBy } from '../engine/release';
import { type Expectations, expectAll, type Prospect } from '../engine/release-calendar';
import { authorizeSeller } from './authorize';
import { inSnapshot } from './snapshot';

/** The release calendar: what each of the coming days is expected to bring a seller, in one currency. */

export const CALENDAR_DAYS = 60;

/** A day's money of one certainty. */
export interface CalendarPart {
  /** Orders, or holds. */
  count: number;
  minor: bigint;
}

export interface CalendarDay {
  on: CalendarDate;
  /** Due by the rules, nothing in its way: what reaches the merchant. */
  certain: CalendarPart;
  /** What the same releases freeze. */
  frozenMinor: bigint;
  /** Waits for a delivery, a dispute, or room under the cap; holds that a dispute stops as well. */
  conditional: CalendarPart;
  /** Frozen money that comes back. */
  deposit: CalendarPart;
}

export interface ReleaseCalendar {
  today: CalendarDate;
  nextRunOn: CalendarDate;
  currency: string;
  /** A day for each of the next 60, also those that bring nothing. */
  days: CalendarDay[];
  /** What is dated after them. */
  later: { certain: CalendarPart; conditional: CalendarPart; deposit: CalendarPart };
  /** What nothing dates yet: orders not shipped, and orders without a receipt where none has ever arrived. */
  undated: { unshipped: CalendarPart; other: CalendarPart };
  /** The first certain release, and the first certain return of something frozen. */
  next: {
    release: { on: CalendarDate; paidMinor: bigint; frozenMinor: bigint } | null;
    deposit: { on: CalendarDate; minor: bigint } | null;
  };
  openHolds: number;
  /** What coming credits go to first. */
  owedMinor: bigint;
}

type MerchantRow = NonNullable<Awaited<ReturnType<typeof readMerchant>>>;

/** What dates this merchant's money, and the sums that the caps are held against. */
export async function readProspect(
  executor: Executor,
  merchant: MerchantRow,
  currency: string,
  today: CalendarDate,
): Promise<{ prospect: Prospect; exposedMinor: bigint }> {
  const { policy } = await nextPolicy(executor);
  const nextRunOn = addDays(today, 1);
  const prospect: Prospect = {
    enrolment: merchant.enrolment,
    tier: merchant.tier,
    policy,
    nextRunOn,
    usualTransitDays: await readUsualTransit(executor, merchant.merchantId),
  };
  if (policy.exposure_cap_minor === null) return { prospect, exposedMinor: 0n };
  const rows = await loadExposure(executor, [merchant.merchantId], receivedDueBy(policy, nextRunOn));
  return { prospect, exposedMinor: rows.find((row) => row.currency === currency)?.exposedMinor ?? 0n };
}

async function readExpectations(
  executor: Executor,
  merchant: MerchantRow,
  currency: string,
  today: CalendarDate,
): Promise<Expectations & { openHolds: number; owedMinor: bigint }> {
  const { merchantId } = merchant;
  const { prospect, exposedMinor } = await readProspect(executor, merchant, currency, today);
  const tier = merchant.enrolment === 'enrolled' ? tierNamed(prospect.policy, merchant.tier) : null;
  const waiting = await readWaiting(executor, merchantId, currency, tier?.deposit_bps ?? null);
  const holds = await readHoldDays(executor, merchantId, currency);
  const balance = (await readBalances(executor, merchantId, null)).find((row) => row.currency === currency);
  const depositMinor = balance?.deposit ?? 0n;
  return {
    ...expectAll(prospect, waiting, holds, { depositMinor, exposedMinor }),
    openHolds: holds.reduce((sum, group) => sum + group.holds, 0),
    owedMinor: -(balance?.receivable ?? 0n),
  };
}

function add(part: CalendarPart, count: number, minor: bigint): void {
  part.count += count;
  part.minor += minor;
}

const nothing = (): CalendarPart => ({ count: 0, minor: 0n });

/** The calendar of one merchant as of the open day, inside the caller's snapshot. */
export async function calendarOf(
  executor: Executor,
  merchant: MerchantRow,
  currency: string,
  today: CalendarDate,
): Promise<ReleaseCalendar> {
  const { releases, returns, openHolds, owedMinor } = await readExpectations(
    executor,
    merchant,
    currency,
    today,
  );
  const days = Array.from(
    { length: CALENDAR_DAYS },
    (_, index): CalendarDay => ({
      on: addDays(today, index + 1),
      certain: nothing(),
      frozenMinor: 0n,
      conditional: nothing(),
      deposit: nothing(),
    }),
  );
  const dayOf = new Map(days.map((day) => [day.on, day]));
  const later = { certain: nothing(), conditional: nothing(), deposit: nothing() };
  const undated = { unshipped: nothing(), other: nothing() };
  const next: ReleaseCalendar['next'] = { release: null, deposit: null };
  for (const release of releases) {
    const { on, waitsFor, orders, paidMinor, frozenMinor } = release;
    if (on === null) {
      add(waitsFor === 'shipment' ? undated.unshipped : undated.other, orders, release.heldMinor);
      continue;
    }
    const day = dayOf.get(on);
    if (waitsFor !== null) {
      add((day ?? later).conditional, orders, paidMinor);
      continue;
    }
    add((day ?? later).certain, orders, paidMinor);
    if (day !== undefined) day.frozenMinor += frozenMinor;
    next.release ??= { on, paidMinor: 0n, frozenMinor: 0n };
    if (next.release.on === on) {
      next.release.paidMinor += paidMinor;
      next.release.frozenMinor += frozenMinor;
    }
  }
  for (const { on, waitsFor, holds, minor } of returns) {
    const place = dayOf.get(on) ?? later;
    if (waitsFor !== null) {
      add(place.conditional, holds, minor);
      continue;
    }
    add(place.deposit, holds, minor);
    next.deposit ??= { on, minor: 0n };
    if (next.deposit.on === on) next.deposit.minor += minor;
  }
  return { today, nextRunOn: addDays(today, 1), currency, days, later, undated, next, openHolds, owedMinor };
}

/**
 * The acting seller's release calendar in one currency. Null for a merchant that has not opened, before the first run,
 * and where it never had money in the currency.
 */
export async function getReleaseCalendar(
  database: Database,
  actor: Actor,
  { currency }: { currency: string },
): Promise<ReleaseCalendar | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    const { openOn: today } = await readMarketplace(executor);
    if (merchant === null || today === null || !merchant.currencies.includes(currency)) return null;
    return calendarOf(executor, merchant, currency, today);
  });
}
