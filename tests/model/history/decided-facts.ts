import { dayIn, dayText } from '../calendar';
import type { Model } from '../model';
import type { Order } from '../order';
import { stateOf } from '../order';
import type { JsonObject } from '../policy';
import { MAX_AMOUNT } from '../read';
import type { Clock } from './clock';
import type { CorrectionIntent, WriteOffIntent } from './intents';
import { amountJson, instantText } from './notation';

/** What two people would decide of the books as they are by then: a debt that there is, a date that is doubted. */

/** A write-off of a part of a debt, if anybody owes anything; else of what nobody owes. */
export function writeOffFact(
  id: string,
  event: WriteOffIntent,
  model: Model,
  clock: Clock,
  otherwise: { merchant: string; currency: string },
): JsonObject {
  const places = new Map(
    model.entries.map(({ merchant, currency }) => [
      JSON.stringify([merchant, currency]),
      { merchant, currency },
    ]),
  );
  const owing = [...places.values()].filter(
    ({ merchant, currency }) => model.balance(merchant, currency, 'receivable') < 0n,
  );
  const { merchant, currency } = owing[event.pick % Math.max(1, owing.length)] ?? otherwise;
  const owed = -model.balance(merchant, currency, 'receivable');
  const part = (owed * BigInt(event.portion) + 99n) / 100n;
  const amount = part < 1n ? 1n : part > MAX_AMOUNT ? MAX_AMOUNT : part;
  return {
    id,
    type: 'receivable.written_off',
    at: instantText(clock.instant(event.moment), event.moment.style),
    ...{ merchant, amount: amountJson(amount, event.moment.style), currency },
  };
}

function isDoubted(order: Order, target: CorrectionIntent['target']): boolean {
  const isReceived = order.deliveredOn !== null || order.confirmedOn !== null;
  switch (target) {
    case 'held':
      return stateOf(order) === 'held' && order.shippedOn !== null;
    case 'unshipped':
      return stateOf(order) === 'held' && order.shippedOn === null;
    case 'received':
      return stateOf(order) === 'held' && isReceived;
    case 'released':
      return order.release !== null;
    case 'befallen':
      return stateOf(order) === 'held' && order.disputes.length + order.refunds.length > 0;
    case 'any':
      return true;
  }
}

/** A correction of an order's date by some days, if there is an order; a date that it does not have is near today's. */
export function correctionFact(
  id: string,
  event: CorrectionIntent,
  model: Model,
  clock: Clock,
): JsonObject | null {
  const all = [...model.orders.values()];
  const doubted = all.filter((order) => isDoubted(order, event.target));
  const orders = doubted.length > 0 ? doubted : all;
  const order = orders[event.pick % Math.max(1, orders.length)];
  if (order === undefined) return null;
  const instant = clock.instant(event.moment);
  const today = dayIn(model.policy.timezone, instant);
  const before = { shipped: order.shippedOn, delivered: order.deliveredOn, confirmed: order.confirmedOn };
  const day =
    event.by === null ? null : (before[event.event] ?? Math.min(today, today + event.by)) + event.by;
  return {
    id,
    type: 'order.corrected',
    at: instantText(instant, event.moment.style),
    ...{ order: order.id, event: event.event },
    ...(day === null ? {} : { on: dayText(day) }),
  };
}
