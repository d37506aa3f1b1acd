import { dayText } from '../calendar';
import { Model } from '../model';
import { playStep, type Step } from '../play-scenario';
import type { JsonObject } from '../policy';
import { MAX_AMOUNT } from '../read';
import { inAnotherNotation, MUTATIONS, withOtherContent } from './altered-facts';
import { Clock } from './clock';
import { correctionFact, writeOffFact } from './decided-facts';
import { type Intents, type RefundIntent, SCRAMBLED_PARTS, type ScrambledPart } from './intents';
import { arrivalOf, DAY_MINUTES, type Moment } from './moment';
import { amountJson, instantText } from './notation';

/** From intents to steps: on one time line, and written down while the model plays them. */

export type History = { policy: JsonObject; steps: Step[] };

type Item = { arrival: number; write: (model: Model) => Step[] };

function within(amount: bigint): bigint {
  if (amount < 1n) return 1n;
  return amount > MAX_AMOUNT ? MAX_AMOUNT : amount;
}

export function buildHistory(intents: Intents): History {
  const clock = new Clock(intents.place);
  const items: Item[] = [];
  const written: JsonObject[] = [];

  const prefix = (pick: number) => intents.prefixes[pick % intents.prefixes.length] ?? '';
  const merchantIds = intents.merchants.map((merchant, index) => `${prefix(merchant.prefix)}m${index + 1}`);
  const merchantId = (pick: number) => merchantIds[pick % Math.max(1, merchantIds.length)] ?? 'm1';
  const currency = (pick: number) => intents.currencies[pick] ?? 'USD';

  const putFact = (moment: Moment, fact: (model: Model) => JsonObject | null) => {
    items.push({
      arrival: arrivalOf(moment),
      write: (model) => {
        const raw = fact(model);
        return raw === null ? [] : [{ fact: raw }];
      },
    });
  };
  const put = (
    id: string,
    type: string,
    moment: Moment,
    fields: JsonObject | ((model: Model) => JsonObject),
  ) => {
    putFact(moment, (model) => ({
      id,
      type,
      at: instantText(clock.instant(moment), moment.style),
      ...(typeof fields === 'function' ? fields(model) : fields),
    }));
  };
  const after = (moment: Moment, by: Moment): Moment => ({ ...by, day: moment.day + by.day });

  let runDay = intents.firstRun;
  const putRun = (arrival: number, day: number) =>
    items.push({ arrival, write: () => [{ run: clock.date(day) }] });
  for (const run of intents.runs) {
    putRun(runDay * DAY_MINUTES + run.minute, runDay);
    if (run.past !== null) putRun(runDay * DAY_MINUTES + run.minute, runDay - run.past);
    if (run.again !== null) putRun(runDay * DAY_MINUTES + run.minute + run.again, runDay);
    runDay += run.gap;
  }
  for (const gap of intents.tail) {
    putRun(runDay * DAY_MINUTES, runDay);
    runDay += gap;
  }
  putRun(runDay * DAY_MINUTES, runDay);

  for (const [index, merchant] of intents.merchants.entries()) {
    const id = merchantIds[index] ?? 'm1';
    put(`${id}-opened`, 'merchant.opened', merchant.opened, {
      merchant: id,
      ...(merchant.name === null ? {} : { name: merchant.name }),
    });
  }

  for (const [index, order] of intents.orders.entries()) {
    const id = `${prefix(order.prefix)}o${index + 1}`;
    const { paid } = order;
    put(`${id}-paid`, 'order.paid', paid, {
      order: id,
      merchant: merchantId(order.merchant),
      amount: amountJson(BigInt(order.amount), paid.style),
      currency: currency(order.currency),
      ...(order.feeBps === null ? {} : { fee_bps: order.feeBps }),
      ...(order.shipBy === null
        ? {}
        : { ship_by: instantText(clock.instant({ ...paid, day: paid.day + order.shipBy }), paid.style + 1) }),
    });
    const shipped = order.shipped === null ? null : after(paid, order.shipped);
    if (shipped !== null) put(`${id}-shipped`, 'order.shipped', shipped, { order: id });
    const base = shipped ?? paid;
    for (const [nth, moment] of order.delivered.entries()) {
      put(`${id}-delivered-${nth}`, 'order.delivered', after(base, moment), { order: id });
    }
    for (const [nth, moment] of order.confirmed.entries()) {
      put(`${id}-confirmed-${nth}`, 'order.confirmed', after(base, moment), { order: id });
    }
    if (order.cancelled !== null) {
      put(`${id}-cancelled`, 'order.cancelled', after(paid, order.cancelled), { order: id });
    }
    for (const [nth, dispute] of order.disputes.entries()) {
      const opened = after(base, dispute.opened);
      const fields = { dispute: `d${dispute.id}`, order: id };
      put(`${id}-dispute-${nth}`, 'dispute.opened', opened, fields);
      if (dispute.closed !== null) {
        put(`${id}-dispute-${nth}-closed`, 'dispute.closed', after(opened, dispute.closed), fields);
      }
    }
    for (const [nth, refund] of order.refunds.entries()) {
      put(`${id}-refund-${nth}`, 'refund.settled', after(base, refund.moment), (model) => {
        const known = model.orders.get(id);
        const refunded = known?.refunds.reduce((total, one) => total + one.amount, 0n) ?? 0n;
        const left = BigInt(order.amount) - refunded;
        const amount = within((left * BigInt(refund.portion) + 99n) / 100n);
        return {
          refund: `r${refund.id}`,
          order: id,
          amount: amountJson(amount, refund.moment.style),
          reason: refund.reason,
        };
      });
    }
    for (const [nth, feedback] of order.feedback.entries()) {
      put(`${id}-feedback-${nth}`, 'feedback.left', after(base, feedback.moment), {
        order: id,
        positive: feedback.positive,
      });
    }
  }

  for (const [index, event] of intents.events.entries()) {
    const id = `e${index + 1}`;
    switch (event.kind) {
      case 'withdrawal':
      case 'returned':
      case 'adjustment_up':
      case 'adjustment_down': {
        const merchant = merchantId(event.merchant);
        const unit = currency(event.currency);
        const type = {
          withdrawal: 'withdrawal.settled',
          returned: 'withdrawal.returned',
          adjustment_up: 'adjustment.posted',
          adjustment_down: 'adjustment.posted',
        }[event.kind];
        put(id, type, event.moment, (model) => {
          const account = event.kind === 'withdrawal' ? 'payment_account' : 'marketplace_account';
          const takes = event.kind === 'withdrawal' || event.kind === 'adjustment_down';
          const balance = model.balance(merchant, unit, account);
          const part = takes && event.portion !== null && balance > 0n;
          const size = within(part ? (balance * BigInt(event.portion ?? 100)) / 100n : BigInt(event.amount));
          const amount = event.kind === 'adjustment_down' ? -size : size;
          return { merchant, amount: amountJson(amount, event.moment.style), currency: unit };
        });
        break;
      }
      case 'scrambled': {
        // Where the merchant's opening is among them, it is a merchant of their own.
        const merchant = event.parts.includes('opened') ? `${id}-m` : merchantId(event.merchant);
        const order = `${id}-o`;
        const dispute = 'd';
        const fields: Record<ScrambledPart, JsonObject> = {
          opened: { merchant },
          paid: { order, merchant, amount: event.amount, currency: currency(0), fee_bps: 500 },
          shipped: { order },
          delivered: { order },
          delivered_late: { order },
          confirmed: { order },
          disputed: { dispute, order },
          settled: { dispute, order },
          settled_again: { dispute, order },
          refunded: {
            refund: 'r',
            order,
            amount: within(BigInt(event.amount) / 3n).toString(),
            reason: 'seller_fault',
          },
          cancelled: { order },
          corrected: { order, event: 'shipped', on: clock.date(event.moment.day) },
          taken_back: { order, event: 'shipped' },
        };
        for (const part of event.parts) {
          const days = { delivered: 2, delivered_late: 6, confirmed: 4 }[part as string] ?? 0;
          const at = instantText(clock.instant({ ...event.moment, day: event.moment.day + days }), 0);
          const fact = { id: `${id}-${part}`, type: SCRAMBLED_PARTS[part], at, ...fields[part] };
          items.push({ arrival: arrivalOf(event.moment), write: () => [{ fact }] });
        }
        break;
      }
      case 'refund':
        items.push({ arrival: arrivalOf(event.moment), write: (model) => refundSteps(id, event, model) });
        break;
      case 'closed':
        if (event.out !== null) {
          const out = { ...event.moment, day: event.moment.day - event.out };
          put(`${id}-out`, 'merchant.opted_out', out, { merchant: merchantId(event.merchant) });
        }
        put(id, 'merchant.closed', event.moment, {
          merchant: merchantId(event.merchant),
          reason: event.reason,
        });
        break;
      case 'opted':
        put(`${id}-out`, 'merchant.opted_out', event.out, { merchant: merchantId(event.merchant) });
        if (event.in !== null) {
          put(`${id}-in`, 'merchant.opted_in', after(event.out, event.in), {
            merchant: merchantId(event.merchant),
          });
        }
        break;
      case 'override':
        put(id, event.days === null ? 'override.set' : 'override.set_until', event.moment, {
          merchant: merchantId(event.merchant),
          decision: event.decision,
          ...(event.decision === 'eligible' && event.tier !== null ? { tier: event.tier } : {}),
          ...(event.days === null ? {} : { until: clock.date(event.moment.day + event.days) }),
        });
        break;
      case 'write_off':
        putFact(event.moment, (model) => {
          const otherwise = { merchant: merchantId(event.pick), currency: currency(0) };
          return writeOffFact(id, event, model, clock, otherwise);
        });
        break;
      case 'correction':
        putFact(event.moment, (model) => correctionFact(id, event, model, clock));
        break;
      case 'repeat':
        putFact(event.moment, () => {
          const known = written[event.pick % Math.max(1, written.length)];
          if (known === undefined) return null;
          if (event.how === 'same') return known;
          if (event.how === 'fresh_id') return { ...known, id };
          return event.how === 'notation'
            ? inAnotherNotation(known)
            : withOtherContent(known, event.moment.style);
        });
        break;
      case 'bad':
        putFact(event.moment, () => {
          const known = written[event.pick % Math.max(1, written.length)] ?? { id, type: 'merchant.opened' };
          const mutate = MUTATIONS[event.mutation] ?? ((fact: JsonObject) => fact);
          return mutate(event.freshId ? { ...known, id } : known);
        });
        break;
      case 'stray': {
        const strays: [string, JsonObject][] = [
          ['order.paid', { order: `${id}-o`, merchant: 'ghost', amount: 5, currency: 'USD' }],
          ['order.shipped', { order: 'ghost' }],
          ['withdrawal.settled', { merchant: 'ghost', amount: '5', currency: 'USD' }],
          ['dispute.closed', { dispute: 'ghost', order: 'o1' }],
        ];
        const [type, fields] = strays[event.pick % strays.length] ?? ['order.shipped', { order: 'ghost' }];
        put(id, type, event.moment, fields);
        break;
      }
      case 'policy':
        items.push({
          arrival: arrivalOf(event.moment),
          write: (model) => [
            { policy: event.overrides },
            ...(event.thenRun && model.openDay !== null ? [{ run: dayText(model.openDay) }] : []),
          ],
        });
        break;
      case 'ask':
        items.push({
          arrival: arrivalOf(event.moment),
          write: () => [
            event.asOf === null ? { ask: id } : { ask: id, as_of: clock.date(event.moment.day + event.asOf) },
          ],
        });
        break;
    }
  }

  function refundSteps(id: string, event: RefundIntent, model: Model): Step[] {
    const released = [...model.orders.values()].filter((order) => order.release !== null);
    const held = new Set(model.holds.filter((hold) => hold.amount > 0n).map((hold) => hold.order));
    const withHold = released.filter((order) => held.has(order.id));
    const targets = event.target === 'with_hold' && withHold.length > 0 ? withHold : released;
    const order = targets[event.pick % Math.max(1, targets.length)];
    if (order === undefined) return [];
    const at = instantText(clock.instant(event.moment), event.moment.style);
    const left = order.amount - order.refunds.reduce((total, one) => total + one.amount, 0n);
    const facts: JsonObject[] = [];
    if (event.dispute) {
      facts.push({ id: `${id}-dispute`, type: 'dispute.opened', at, dispute: `${id}-d`, order: order.id });
    }
    const balance = model.balance(order.merchant, order.currency, 'payment_account');
    if (event.drain !== null && balance > 0n) {
      const amount = amountJson(within((balance * BigInt(event.drain)) / 100n), event.moment.style);
      const { merchant, currency: unit } = order;
      facts.push({ id: `${id}-drain`, type: 'withdrawal.settled', at, merchant, amount, currency: unit });
    }
    const amount = amountJson(within((left * BigInt(event.portion) + 99n) / 100n), event.moment.style);
    const { reason } = event;
    facts.push({ id, type: 'refund.settled', at, refund: `${id}-r`, order: order.id, amount, reason });
    return facts.map((fact) => ({ fact }));
  }

  items.sort((a, b) => a.arrival - b.arrival);
  const policy: JsonObject = { timezone: intents.place.timezone, ...intents.policy };
  const model = new Model(policy);
  const steps: Step[] = [];
  const write = (step: Step) => {
    steps.push(step);
    playStep(model, step);
    if ('fact' in step && step.fact !== null && typeof step.fact === 'object' && !Array.isArray(step.fact)) {
      if (typeof step.fact.id === 'string' && typeof step.fact.at === 'string') written.push(step.fact);
    }
  };
  for (const item of items) for (const step of item.write(model)) write(step);
  write({ ask: 'end' });
  const lastEntry = model.entries[model.entries.length - 1];
  if (lastEntry !== undefined) write({ ask: 'before the last day', as_of: dayText(lastEntry.day - 1) });
  return { policy, steps };
}
