import type { Database } from '../../db/client';
import {
  type LossEntry,
  type ReleasedUnder,
  readLossEntries,
  sumReleasesByVersion,
} from '../../db/queries/losses';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { type Debt, settleDebts } from '../../engine/debt-age';
import { type LossRate, type LossSums, lossRate } from '../../engine/interval';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { groupedBy } from './grouped-by';

/** What refunds after release have cost in one currency, by the policy version that the orders were released under. */

export interface LossesUnder {
  policyVersion: number;
  /** Orders released, by whichever rule, and of them early. */
  orders: number;
  early: number;
  /** What was taken from their funds: paid out, frozen, and the commission. */
  releasedMinor: bigint;
  /** Orders with a loss. */
  lossOrders: number;
  /** Refunds that the marketplace bore. */
  platformMinor: bigint;
  /** What deductions found too little: debts opened. */
  shortfallMinor: bigint;
  /** Of the debts: recovered from later credits, written off, still owed. */
  recoveredMinor: bigint;
  writtenOffMinor: bigint;
  owedMinor: bigint;
  /** Refunds borne and shortfalls, less what was recovered. */
  netMinor: bigint;
  /** Net over released. */
  rate: LossRate;
}

export interface Losses {
  on: CalendarDate | null;
  currency: string;
  /** Newest version first. */
  versions: LossesUnder[];
  /** All of them together. Net is what the platform_loss and receivable accounts say. */
  all: Omit<LossesUnder, 'policyVersion'>;
}

/** The losses on one order. */
interface OrderLoss {
  policyVersion: number;
  releasedMinor: bigint;
  platformMinor: bigint;
  debts: Debt<LossEntry>[];
}

function lossesByOrder(entries: LossEntry[]): OrderLoss[] {
  const orders = new Map<string, OrderLoss>();
  const lossOf = ({ merchantId, orderId, policyVersion, releasedMinor }: LossEntry): OrderLoss => {
    if (policyVersion === null || releasedMinor === null || orderId === null)
      throw new Error(`${merchantId}: a loss without an order that was released`);
    const key = JSON.stringify([merchantId, orderId]);
    const known = orders.get(key) ?? { policyVersion, releasedMinor, platformMinor: 0n, debts: [] };
    orders.set(key, known);
    return known;
  };
  for (const entry of entries) {
    if (entry.kind === 'platform_refund') lossOf(entry).platformMinor -= entry.platformLoss;
  }
  const receivable = entries.filter(({ minor }) => minor !== 0n);
  for (const changes of groupedBy(receivable, ({ merchantId }) => merchantId).values()) {
    for (const debt of settleDebts(changes)) lossOf(debt.opened).debts.push(debt);
  }
  return [...orders.values()];
}

function sumUp(released: ReleasedUnder[], losses: OrderLoss[]): Omit<LossesUnder, 'policyVersion'> {
  const total = (read: (each: ReleasedUnder) => number) =>
    released.reduce((sum, each) => sum + read(each), 0);
  const debts = losses.flatMap((each) => each.debts);
  const ofDebts = (read: (debt: Debt) => bigint) => debts.reduce((sum, debt) => sum + read(debt), 0n);
  const releasedMinor = released.reduce((sum, each) => sum + each.releasedMinor, 0n);
  const platformMinor = losses.reduce((sum, each) => sum + each.platformMinor, 0n);
  const shortfallMinor = ofDebts((debt) => debt.openedMinor);
  const recoveredMinor = ofDebts((debt) => debt.recoveredMinor);
  const netMinor = platformMinor + shortfallMinor - recoveredMinor;
  const sums: LossSums = {
    cases: total((each) => each.orders),
    hits: 0,
    loss: Number(netMinor),
    whole: Number(releasedMinor),
    lossSquared: 0,
    wholeSquared: total((each) => each.releasedSquared),
    lossTimesWhole: 0,
  };
  for (const each of losses) {
    const notRecovered = each.debts.reduce((sum, debt) => sum + debt.openedMinor - debt.recoveredMinor, 0n);
    const loss = Number(each.platformMinor + notRecovered);
    if (loss === 0) continue;
    sums.hits += 1;
    sums.lossSquared += loss ** 2;
    sums.lossTimesWhole += loss * Number(each.releasedMinor);
  }
  return {
    ...{ orders: sums.cases, early: total((each) => each.early), lossOrders: sums.hits },
    ...{ releasedMinor, platformMinor, shortfallMinor, recoveredMinor, netMinor },
    writtenOffMinor: ofDebts((debt) => debt.writtenOffMinor),
    owedMinor: ofDebts((debt) => debt.owedMinor),
    rate: lossRate(sums),
  };
}

/** The losses of one currency by policy version. */
export async function getLosses(database: Database, actor: Actor, currency: string): Promise<Losses> {
  authorize(actor, 'exposure.read');
  return inSnapshot(database, actor, async (executor) => {
    const { openOn } = await readMarketplace(executor);
    const released = await sumReleasesByVersion(executor, currency);
    const losses = lossesByOrder(await readLossEntries(executor, currency));
    const lossesOf = groupedBy(losses, ({ policyVersion }) => policyVersion);
    return {
      ...{ on: openOn, currency },
      versions: released
        .toSorted((a, b) => b.policyVersion - a.policyVersion)
        .map((each) => ({
          policyVersion: each.policyVersion,
          ...sumUp([each], lossesOf.get(each.policyVersion) ?? []),
        })),
      all: sumUp(released, losses),
    };
  });
}
