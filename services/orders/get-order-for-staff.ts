import type { Database, Executor } from '../../db/client';
import { amountsOf } from '../../db/queries/books';
import { findEntrySeqsOfOrders } from '../../db/queries/find-entries';
import { readMarketplace } from '../../db/queries/marketplace';
import { readParkedFor } from '../../db/queries/one-fact';
import {
  readOrderRoute,
  readProposalsOfOrder,
  readRefundsOfOrder,
  readWholeEntries,
  readWholeFacts,
} from '../../db/queries/order-for-staff';
import { readDisputesOfOrder, readMovementsOfHold, readOrder } from '../../db/queries/order-life';
import type { Amounts, EntryKind } from '../../engine/accounts';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import type { FactType } from '../../engine/facts';
import type { RefundReason } from '../../engine/policy';
import type { ProposalStatus } from '../../engine/proposals';
import type { Hold, HoldMovementKind } from '../../engine/records';
import { authorize } from '../authorize';
import { type OrderLife, readOrderLife } from '../get-order';
import { inSnapshot } from '../snapshot';

/** The life of one order for staff: what its seller sees, and every record that it rests on. */

export interface WholeFact {
  factId: string;
  type: FactType;
  at: Date;
  /** Its date in the policy's time zone. */
  on: CalendarDate;
  recordedAt: Date;
  policyVersion: number;
  content: Record<string, unknown>;
}

export interface WholeEntry {
  entrySeq: bigint;
  kind: EntryKind;
  rule: string;
  bookedOn: CalendarDate;
  effectiveOn: CalendarDate;
  /** Another order's, whose refund took from this order's hold. */
  forOrderId: string | null;
  amounts: Amounts;
  cause: { factId: string } | { runOn: CalendarDate };
  policyVersion: number;
}

export interface WaitingFact {
  factId: string;
  type: FactType;
  recordedAt: Date;
}

export interface OrderForStaff {
  orderId: string;
  timezone: string;
  today: CalendarDate | null;
  /** Facts that wait for it, first the first. */
  waiting: WaitingFact[];
  /** Null where it was not paid yet. */
  paid: {
    merchantId: string;
    /** What to call the merchant: its name, or else its id. */
    merchantName: string;
    life: OrderLife;
    facts: WholeFact[];
    entries: WholeEntry[];
    /** With the release date and the policy that it was made with. */
    hold: (Hold & { releaseOnAtFirst: CalendarDate; policyVersion: number }) | null;
    movements: {
      movementNo: number;
      kind: HoldMovementKind;
      bookedOn: CalendarDate;
      amountMinor: bigint;
      amountAfterMinor: bigint;
      releaseOnAfter: CalendarDate;
      entrySeq: bigint | null;
      rule: string;
    }[];
    disputes: { disputeId: string; openedOn: CalendarDate; closedOn: CalendarDate | null }[];
    refunds: {
      refundId: string;
      amountMinor: bigint;
      reason: RefundReason;
      isBorne: boolean;
      settledOn: CalendarDate;
      entrySeq: bigint;
    }[];
    proposals: {
      proposalId: string;
      status: ProposalStatus;
      content: Record<string, unknown>;
      why: string;
      proposedBy: string;
      proposedAt: Date;
      decidedBy: string | null;
      decidedAt: Date | null;
    }[];
  } | null;
}

const WAITING_SHOWN = 50;

async function readPaid(
  executor: Executor,
  { merchantId, merchantName }: { merchantId: string; merchantName: string },
  orderId: string,
): Promise<OrderForStaff['paid']> {
  const life = await readOrderLife(executor, merchantId, orderId);
  if (life === null) return null;
  const facts = await readWholeFacts(executor, merchantId, orderId);
  const seqs = await findEntrySeqsOfOrders(executor, merchantId, [orderId]);
  const entries = await readWholeEntries(executor, merchantId, seqs);
  return {
    ...{ merchantId, merchantName, life },
    facts: facts.map((fact) => ({ ...fact, type: fact.type as FactType, on: fact.effectiveOn })),
    entries: entries.map(({ entry, factId }) => ({
      ...entry,
      kind: entry.kind as EntryKind,
      forOrderId: entry.orderId === orderId ? null : entry.orderId,
      amounts: amountsOf(entry),
      cause: factId === null ? { runOn: entry.runOn ?? entry.bookedOn } : { factId },
    })),
    hold: (await readOrder(executor, merchantId, orderId))?.hold ?? null,
    movements: await readMovementsOfHold(executor, merchantId, orderId),
    disputes: await readDisputesOfOrder(executor, merchantId, orderId),
    refunds: await readRefundsOfOrder(executor, merchantId, orderId),
    proposals: await readProposalsOfOrder(executor, merchantId, orderId),
  };
}

/** Null where nobody has ever named an order of this id. Throws `Refused`. */
export async function getOrderForStaff(
  database: Database,
  actor: Actor,
  orderId: string,
): Promise<OrderForStaff | null> {
  authorize(actor, 'assessments.read');
  if (orderId.includes('\0')) return null;
  return inSnapshot(database, actor, async (executor) => {
    const route = await readOrderRoute(executor, orderId);
    if (route === null) return null;
    const { openOn, policy } = await readMarketplace(executor);
    const { merchantId, merchantName } = route;
    const waiting = await readParkedFor(executor, orderId, WAITING_SHOWN);
    const merchant = merchantId && { merchantId, merchantName: merchantName ?? merchantId };
    return {
      ...{ orderId, today: openOn, timezone: policy.timezone },
      waiting: waiting.map(({ factId, content, recordedAt }) => ({
        ...{ factId, recordedAt, type: content.type as FactType },
      })),
      paid: merchant ? await readPaid(executor, merchant, orderId) : null,
    };
  });
}
