import { addDays, type CalendarDate, earlier, later } from './calendar';
import { type Policy, tierNamed } from './policy';
import type { Enrolment } from './records';

/**
 * What is expected of coming runs (rules.md, sections 6, 9 and 10), from what is known today: when an order's money is
 * due, by which rule, and what it still waits for; when a hold comes back. Nothing here moves money.
 */

/** The store's part, as far as dates depend on it. */
export interface Prospect {
  enrolment: Enrolment;
  tier: string | null;
  policy: Policy;
  /** The date of the next run. */
  nextRunOn: CalendarDate;
  /** How many days this store's parcels usually take; null where none has arrived yet. */
  usualTransitDays: number | null;
}

/** What dates an order that is held. */
export interface WaitingDates {
  shippedOn: CalendarDate | null;
  standardDueOn: CalendarDate | null;
  inDispute: boolean;
}

export type ReleaseKind = 'early' | 'standard' | 'closure';
/** What must happen before money can be released; null where nothing must but time. */
export type WaitsFor = 'shipment' | 'delivery' | 'dispute' | 'exposure_cap' | null;

export interface ExpectedDate {
  /** Null where nothing dates it yet. */
  on: CalendarDate | null;
  by: ReleaseKind;
  waitsFor: WaitsFor;
}

function noEarlier(date: CalendarDate, nextRunOn: CalendarDate): CalendarDate {
  return later(date, nextRunOn) ?? nextRunOn;
}

/**
 * When a held order is expected to be released, as things stand (section 6; a closed store: section 9). Without a
 * receipt the standard rule is dated by how long this store's parcels usually take: that date is a guess, and waits
 * for the delivery.
 */
export function expectRelease(prospect: Prospect, order: WaitingDates): ExpectedDate {
  const { policy, nextRunOn } = prospect;
  const disputed: WaitsFor = order.inDispute ? 'dispute' : null;
  if (prospect.enrolment === 'closed') {
    if (order.shippedOn === null) return { on: null, by: 'closure', waitsFor: 'shipment' };
    const dueOn = addDays(order.shippedOn, policy.closure.release_days_after_shipment);
    return { on: noEarlier(dueOn, nextRunOn), by: 'closure', waitsFor: disputed };
  }
  const tier = prospect.enrolment === 'enrolled' ? tierNamed(policy, prospect.tier) : null;
  const by: ReleaseKind = tier === null ? 'standard' : 'early';
  if (order.shippedOn === null) return { on: null, by, waitsFor: 'shipment' };
  const earlyOn = tier === null ? null : addDays(order.shippedOn, tier.release_after_days);
  const dueOn = earlier(earlyOn, order.standardDueOn);
  if (dueOn === null) {
    const { auto_confirm_days, return_window_days } = policy.standard_release;
    if (prospect.usualTransitDays === null) return { on: null, by, waitsFor: disputed ?? 'delivery' };
    const arrivesOn = noEarlier(addDays(order.shippedOn, prospect.usualTransitDays), nextRunOn);
    return {
      on: addDays(arrivesOn, auto_confirm_days + return_window_days),
      by,
      waitsFor: disputed ?? 'delivery',
    };
  }
  const on = noEarlier(dueOn, nextRunOn);
  // A run releases by the standard rule first.
  const isStandard = order.standardDueOn !== null && order.standardDueOn <= on;
  return { on, by: isStandard ? 'standard' : 'early', waitsFor: disputed };
}

/** Orders that wait alike. `shareMinor` is what the tier would freeze of each, added up; 0 where none is enrolled. */
export interface WaitingGroup extends WaitingDates {
  orders: number;
  heldMinor: bigint;
  netMinor: bigint;
  shareMinor: bigint;
}

/** Open holds that come back on one date. */
export interface HoldGroup {
  releaseOn: CalendarDate;
  inDispute: boolean;
  holds: number;
  amountMinor: bigint;
}

/** What one date is expected to bring, of one sort. */
export interface ExpectedRelease extends ExpectedDate {
  orders: number;
  /** What orders hold, before any commission. */
  heldMinor: bigint;
  /** To the merchant (first to what it owes). */
  paidMinor: bigint;
  /** Of the same orders, to the deposit. */
  frozenMinor: bigint;
}

export interface ExpectedReturn {
  on: CalendarDate;
  waitsFor: 'dispute' | null;
  holds: number;
  minor: bigint;
}

export interface Expectations {
  releases: ExpectedRelease[];
  returns: ExpectedReturn[];
}

function byDate(a: { on: CalendarDate | null }, b: { on: CalendarDate | null }): number {
  const [left, right] = [a.on ?? '9999-12-31', b.on ?? '9999-12-31'];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * Everything that waits, each on the date on which it is expected. The cap on the deposit is followed along the dates;
 * what the cap on exposure has no room for today waits for room (section 6).
 *
 * @param now what the deposit holds, and what is exposed, today
 */
export function expectAll(
  prospect: Prospect,
  waiting: WaitingGroup[],
  holds: HoldGroup[],
  now: { depositMinor: bigint; exposedMinor: bigint },
): Expectations {
  const { policy } = prospect;
  const returns = holds
    .map(
      (group): ExpectedReturn => ({
        on: noEarlier(group.releaseOn, prospect.nextRunOn),
        waitsFor: group.inDispute ? 'dispute' : null,
        holds: group.holds,
        minor: group.amountMinor,
      }),
    )
    .sort(byDate);
  const releases = waiting
    .map((group): ExpectedRelease => {
      const expected = expectRelease(prospect, group);
      const frozenMinor = expected.by === 'early' ? group.shareMinor : 0n;
      return {
        ...expected,
        orders: group.orders,
        heldMinor: group.heldMinor,
        paidMinor: group.netMinor - frozenMinor,
        frozenMinor,
      };
    })
    .sort(byDate);

  let { depositMinor, exposedMinor } = now;
  let given = 0;
  for (const release of releases) {
    if (release.by !== 'early' || release.on === null || release.waitsFor !== null) continue;
    // Holds of earlier dates have come back by then; a run releases orders before holds.
    for (let next = returns[given]; next !== undefined && next.on < release.on; next = returns[given]) {
      if (next.waitsFor === null) depositMinor -= next.minor;
      given += 1;
    }
    if (policy.deposit.cap_minor !== null) {
      const room = BigInt(policy.deposit.cap_minor) - depositMinor;
      const allowed = room > 0n ? room : 0n;
      if (release.frozenMinor > allowed) {
        release.paidMinor += release.frozenMinor - allowed;
        release.frozenMinor = allowed;
      }
    }
    if (policy.exposure_cap_minor !== null) {
      if (exposedMinor + release.paidMinor > BigInt(policy.exposure_cap_minor)) {
        release.waitsFor = 'exposure_cap';
        continue;
      }
      exposedMinor += release.paidMinor;
    }
    depositMinor += release.frozenMinor;
  }
  return { releases, returns };
}
