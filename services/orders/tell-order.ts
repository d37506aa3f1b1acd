import type { Database, Executor } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { findEntrySeqsOfOrders } from '../../db/queries/find-entries';
import { readParkedFor } from '../../db/queries/one-fact';
import { readOrderRoute, readWholeEntries, readWholeFacts } from '../../db/queries/order-for-staff';
import { readOrder } from '../../db/queries/order-life';
import type { Actor } from '../../engine/actor';
import type { NextStepAnswer, OrderAnswer } from '../../engine/api/order';
import { type NextStep, whatNext } from '../../engine/explain-order';
import type { FactType } from '../../engine/facts';
import { authorize } from '../authorize';
import { entryAnswer } from '../entries/entry-answer';
import { holdAnswer } from '../holds/hold-answer';
import { readSituations } from '../order-situation';
import { inSnapshot } from '../snapshot';

/** The life of one order, as programs are told it. */

/** The sections of rules.md. */
const RELEASE_RULE = '6';
const HOLD_RULE = '10';

function nextAnswer(next: NextStep): NextStepAnswer {
  switch (next.step) {
    case 'release':
      return {
        step: 'release',
        rule: RELEASE_RULE,
        kind: next.rule,
        due_on: next.dueOn,
        on: next.on,
        fee: next.feeMinor.toString(),
        paid: next.paidMinor.toString(),
        frozen: next.frozenMinor.toString(),
        hold: next.hold && {
          tier: next.hold.tier,
          deposit_bps: next.hold.depositBps,
          is_capped: next.hold.isCapped,
          release_on: next.hold.releaseOn,
        },
      };
    case 'hold_release':
      return {
        step: 'hold_release',
        rule: HOLD_RULE,
        due_on: next.dueOn,
        on: next.on,
        paid: next.paidMinor.toString(),
      };
    case 'shipment': {
      const days = next.days && { kind: next.days.rule, days: next.days.days };
      return { step: 'shipment', rule: RELEASE_RULE, days };
    }
    case 'receipt':
      return {
        step: 'receipt',
        rule: RELEASE_RULE,
        is_stopped: next.isStopped,
        blocked_by: next.blockedBy,
      };
    case 'none':
      return { step: 'none', because: next.because };
  }
}

async function tell(executor: Executor, merchantId: string, orderId: string): Promise<OrderAnswer | null> {
  const merchant = await readMerchant(executor, merchantId);
  const found = merchant === null ? null : await readOrder(executor, merchantId, orderId);
  if (merchant === null || found === null) return null;
  const { order, hold } = found;
  const situations = await readSituations(executor, merchant);
  const facts = await readWholeFacts(executor, merchantId, orderId);
  const seqs = await findEntrySeqsOfOrders(executor, merchantId, [orderId]);
  const entries = await readWholeEntries(executor, merchantId, seqs);
  return {
    order: orderId,
    merchant: merchantId,
    currency: order.currency,
    amount: order.amountMinor.toString(),
    fee_bps: order.feeBps,
    state: order.state,
    paid_on: order.paidOn,
    ship_by_on: order.shipByOn,
    shipped_on: order.shippedOn,
    delivered_on: order.deliveredOn,
    confirmed_on: order.confirmedOn,
    released_on: order.releasedOn,
    held: order.heldMinor.toString(),
    fee: order.feeMinor.toString(),
    refunded: order.refundedMinor.toString(),
    open_disputes: order.openDisputes,
    hold: hold && holdAnswer(hold),
    facts: facts.map((fact) => ({
      id: fact.factId,
      type: fact.type as FactType,
      at: fact.at.toISOString(),
      on: fact.effectiveOn,
      recorded_at: fact.recordedAt.toISOString(),
      policy_version: fact.policyVersion,
      content: fact.content,
    })),
    entries: entries.map(entryAnswer),
    next: nextAnswer(whatNext(order, hold, situations.of(order.currency))),
    next_policy_version: situations.policyVersion,
  };
}

/** Told of an order that was not paid yet: whether facts wait for it. */
export interface AwaitedOrder {
  isAwaited: boolean;
}

/** One order, whoever's it is; where nobody has paid it, whether facts wait for it. Throws `Refused`. */
export async function tellOrder(
  database: Database,
  actor: Actor,
  orderId: string,
): Promise<OrderAnswer | AwaitedOrder> {
  authorize(actor, 'merchant.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchantId = (await readOrderRoute(executor, orderId))?.merchantId ?? null;
    const told = merchantId === null ? null : await tell(executor, merchantId, orderId);
    if (told !== null) return told;
    return { isAwaited: (await readParkedFor(executor, orderId, 1)).length > 0 };
  });
}
