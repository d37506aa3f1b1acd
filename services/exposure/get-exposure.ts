import type { Database } from '../../db/client';
import { type AtRisk, readAtRisk, readStoreMoney, type StoreMoney } from '../../db/queries/exposure';
import { readReceivableEntries } from '../../db/queries/losses';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { compareIds } from '../../engine/book';
import type { CalendarDate } from '../../engine/calendar';
import { settleDebts } from '../../engine/debt-age';
import { addCover, type Cover, coverOf, noCover, shareOutCover } from '../../engine/exposure-cover';
import type { Policy } from '../../engine/policy';
import type { Enrolment } from '../../engine/records';
import { receivedDueBy } from '../../engine/release';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { groupedBy } from './grouped-by';
import { tierOrder } from './tier-order';

/** What early releases have at risk in one currency (rules.md, section 6, "Exposure"), and what stands behind it. */

/** The exposure of some stores, or a part of it. */
export interface ExposurePart extends Cover {
  orders: number;
  stores: number;
}

export interface ExposureOfTier extends ExposurePart {
  /** The tier at release, of stores that take part now; null: of stores that no longer do. */
  tier: string | null;
}

/** A store that the marketplace could lose most with. */
export interface MerchantAtRisk extends Cover {
  merchantId: string;
  name: string | null;
  enrolment: Enrolment;
  /** The store's tier now. */
  tier: string | null;
  closedOn: CalendarDate | null;
  orders: number;
  owedMinor: bigint;
  /** When the oldest of what it owes was opened. */
  owedSince: CalendarDate | null;
  /** What its deposit does not cover, and what it owes. */
  atStakeMinor: bigint;
}

export interface Exposure {
  on: CalendarDate;
  currency: string;
  all: ExposurePart;
  /** All deposits of the currency, whatever they cover. */
  depositMinor: bigint;
  /** In the policy's order of tiers; those that it has no more come after, and who no longer takes part last. */
  tiers: ExposureOfTier[];
  /** The ten with most at stake, most first; only those with anything. */
  merchants: MerchantAtRisk[];
}

const MERCHANTS = 10;

interface StoreAtRisk {
  store: StoreMoney;
  parts: AtRisk[];
  cover: Cover;
}

function storesAtRisk(money: StoreMoney[], atRisk: AtRisk[]): StoreAtRisk[] {
  const partsOf = groupedBy(atRisk, ({ merchantId }) => merchantId);
  return money.map((store) => {
    const parts = partsOf.get(store.merchantId) ?? [];
    const cover = coverOf(
      parts.reduce((sum, part) => sum + part.exposedMinor, 0n),
      {
        deposit: store.deposit,
        payment_account: store.paymentAccount,
        marketplace_account: store.marketplaceAccount,
      },
    );
    return { store, parts, cover };
  });
}

function tiersOf(stores: StoreAtRisk[], policy: Policy): ExposureOfTier[] {
  const tiers = new Map<string | null, ExposureOfTier>();
  for (const { store, parts, cover } of stores) {
    const covers = shareOutCover(
      cover,
      parts.map(({ exposedMinor }) => exposedMinor),
    );
    const counted = new Set<string | null>();
    for (const [index, part] of parts.entries()) {
      const tier = store.enrolment === 'enrolled' ? part.tier : null;
      const before = tiers.get(tier) ?? { tier, orders: 0, stores: 0, ...noCover() };
      tiers.set(tier, {
        tier,
        orders: before.orders + part.orders,
        stores: before.stores + (counted.has(tier) ? 0 : 1),
        ...addCover(before, covers[index] ?? noCover()),
      });
      counted.add(tier);
    }
  }
  const compare = tierOrder(policy);
  return [...tiers.values()].sort((a, b) => compare(a.tier, b.tier));
}

function worst(stores: StoreAtRisk[]): Omit<MerchantAtRisk, 'owedSince'>[] {
  return stores
    .map(({ store, parts, cover }) => {
      const { merchantId, name, enrolment, tier, closedOn } = store;
      const owedMinor = -store.receivable;
      return {
        ...{ merchantId, name, enrolment, tier, closedOn, owedMinor, ...cover },
        orders: parts.reduce((sum, part) => sum + part.orders, 0),
        atStakeMinor: cover.uncoveredMinor + owedMinor,
      };
    })
    .filter(({ atStakeMinor }) => atStakeMinor > 0n)
    .sort((a, b) => {
      if (a.atStakeMinor !== b.atStakeMinor) return a.atStakeMinor > b.atStakeMinor ? -1 : 1;
      return compareIds(a.merchantId, b.merchantId);
    })
    .slice(0, MERCHANTS);
}

/** The exposure of one currency on the open day; null before the first run. */
export async function getExposure(
  database: Database,
  actor: Actor,
  currency: string,
): Promise<Exposure | null> {
  authorize(actor, 'exposure.read');
  return inSnapshot(database, actor, async (executor) => {
    const { openOn: on, policy } = await readMarketplace(executor);
    if (on === null) return null;
    const atRisk = await readAtRisk(executor, currency, receivedDueBy(policy, on));
    const money = await readStoreMoney(executor, currency);
    const stores = storesAtRisk(money, atRisk);
    const merchants = worst(stores);
    const changes = await readReceivableEntries(
      executor,
      currency,
      merchants.filter(({ owedMinor }) => owedMinor > 0n).map(({ merchantId }) => merchantId),
    );
    const changesOf = groupedBy(changes, ({ merchantId }) => merchantId);
    const exposed = stores.filter(({ parts }) => parts.length > 0);
    return {
      ...{ on, currency },
      all: {
        ...exposed.map(({ cover }) => cover).reduce(addCover, noCover()),
        orders: atRisk.reduce((sum, part) => sum + part.orders, 0),
        stores: exposed.length,
      },
      depositMinor: money.reduce((sum, { deposit }) => sum + deposit, 0n),
      tiers: tiersOf(exposed, policy),
      merchants: merchants.map((merchant) => {
        const debts = settleDebts(changesOf.get(merchant.merchantId) ?? []);
        return { ...merchant, owedSince: debts.find(({ owedMinor }) => owedMinor > 0n)?.opened.on ?? null };
      }),
    };
  });
}
