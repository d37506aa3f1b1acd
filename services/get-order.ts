import type { Database, Executor } from '../db/client';
import { readMerchant } from '../db/queries/answers';
import { findEntrySeqsOfOrders } from '../db/queries/find-entries';
import { readPolicyVersion } from '../db/queries/marketplace';
import {
  readDisputesOfOrder,
  readFactsAt,
  readFactsOfOrder,
  readMovementsOfHold,
  readOrder,
  readStandingsFrom,
} from '../db/queries/order-life';
import type { Actor } from '../engine/actor';
import type { CalendarDate } from '../engine/calendar';
import { type NextStep, type OtherCourse, otherCourses, whatNext } from '../engine/explain-order';
import { type NotEarly, type OrderPast, whyNotEarly } from '../engine/explain-order-not-early';
import type { Policy } from '../engine/policy';
import type { Hold, Order } from '../engine/records';
import { authorizeSeller } from './authorize';
import { entriesAt } from './find-entries';
import { type LifeEvent, lifeOf } from './order-life';
import { readSituations } from './order-situation';
import { inSnapshot } from './snapshot';

/** The life of one order: what happened to it, what happens next, and why not early. */

export interface OrderLife {
  today: CalendarDate | null;
  timezone: string;
  order: Order;
  hold: Hold | null;
  /** Since when a dispute is open on it. */
  disputedSince: CalendarDate | null;
  /** Its facts and its money, in the order in which the books took them. */
  events: LifeEvent[];
  /** As things stand, under the newest policy version. */
  next: NextStep;
  policyVersion: number;
  /** What would change what comes next. */
  otherCourses: OtherCourse[];
  caps: { depositMinor: bigint | null; exposureMinor: bigint | null };
  /** The days of the standard rule. */
  standardRelease: Policy['standard_release'];
  /** What the merchant owes in the order's currency: it is paid back first. */
  owedMinor: bigint;
  /** Null for an order that was, or will be, released early. */
  notEarly: NotEarly | null;
}

type OrderRow = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

async function readEvents(executor: Executor, merchantId: string, row: OrderRow): Promise<LifeEvent[]> {
  const { orderId } = row.order;
  const facts = await readFactsOfOrder(executor, merchantId, orderId);
  const movements = await readMovementsOfHold(executor, merchantId, orderId);
  const own = new Set(facts.map(({ factSeq }) => factSeq));
  const others = movements.flatMap(({ factSeq }) => (factSeq === null || own.has(factSeq) ? [] : factSeq));
  const newestFirst = await findEntrySeqsOfOrders(executor, merchantId, [orderId]);
  return lifeOf({
    ...row,
    facts,
    movements,
    otherFacts: await readFactsAt(executor, merchantId, others),
    entries: await entriesAt(executor, merchantId, newestFirst.toReversed()),
  });
}

/** When the rule that released the order was due, and the policy of that day. */
async function releaseOf(executor: Executor, { release }: OrderRow): Promise<OrderPast['release']> {
  if (release === null) return null;
  const policy = await readPolicyVersion(executor, release.policyVersion);
  if (policy === null) throw new Error(`policy version ${release.policyVersion} is not recorded`);
  return { dueOn: release.dueOn, policy };
}

/** The life of one of a merchant's orders; null where it has none of this id, and where it has not opened. */
export async function readOrderLife(
  executor: Executor,
  merchantId: string,
  orderId: string,
): Promise<OrderLife | null> {
  const merchant = await readMerchant(executor, merchantId);
  const found = merchant === null ? null : await readOrder(executor, merchantId, orderId);
  if (merchant === null || found === null) return null;
  const { order, hold } = found;
  const situations = await readSituations(executor, merchant);
  const situation = situations.of(order.currency);
  const disputes = await readDisputesOfOrder(executor, merchantId, orderId);
  const standings =
    order.shippedOn === null ? [] : await readStandingsFrom(executor, merchantId, order.shippedOn);
  const { policy } = situation;
  const cap = (minor: number | null) => (minor === null ? null : BigInt(minor));
  return {
    today: situation.today,
    timezone: policy.timezone,
    order,
    hold,
    disputedSince: disputes.find((dispute) => dispute.closedOn === null)?.openedOn ?? null,
    events: await readEvents(executor, merchantId, found),
    next: whatNext(order, hold, situation),
    policyVersion: situations.policyVersion,
    otherCourses: otherCourses(order, hold, situation),
    caps: { depositMinor: cap(policy.deposit.cap_minor), exposureMinor: cap(policy.exposure_cap_minor) },
    standardRelease: policy.standard_release,
    owedMinor: situations.owedMinor(order.currency),
    notEarly: whyNotEarly(
      order,
      { standings, disputes, release: await releaseOf(executor, found) },
      situation,
    ),
  };
}

/**
 * One of the acting seller's own orders. Null for an order that does not exist and for another merchant's alike, and
 * for a merchant that has not opened.
 */
export async function getOrder(database: Database, actor: Actor, orderId: string): Promise<OrderLife | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, (executor) => readOrderLife(executor, merchantId, orderId));
}
