import { Temporal } from 'temporal-polyfill';
import type { Json, JsonObject } from '../policy';
import { instantText } from './notation';

/** A fact once more, but not as it was: spoilt, in another notation, or with other content under its id. */

export const MUTATIONS: ((fact: JsonObject) => JsonObject)[] = [
  (fact) => ({ ...fact, colour: 'red' }),
  (fact) => ({ ...fact, type: 'order.lost' }),
  (fact) => ({ ...fact, type: 'constructor' }),
  (fact) => ({ ...fact, type: 7 }),
  (fact) => without(fact, 'at'),
  (fact) => without(fact, 'id'),
  (fact) => without(fact, 'type'),
  (fact) => without(fact, lastField(fact)),
  (fact) => ({ ...fact, id: '' }),
  (fact) => ({ ...fact, id: 12 }),
  (fact) => ({ ...fact, id: 'x'.repeat(201) }),
  (fact) => ({ ...fact, at: '2026-01-05T10:00:00' }),
  (fact) => ({ ...fact, at: '2026-01-05' }),
  (fact) => ({ ...fact, at: '2026-02-30T10:00:00Z' }),
  (fact) => ({ ...fact, at: 'yesterday' }),
  (fact) => ({ ...fact, at: 1767225600 }),
  (fact) => changed(fact, 'merchant', ''),
  (fact) => changed(fact, 'merchant', 'm'.repeat(201)),
  (fact) => changed(fact, 'order', 5),
  (fact) => changed(fact, 'refund', ''),
  (fact) => changed(fact, 'dispute', null),
  (fact) => changed(fact, 'currency', 'XXQ'),
  (fact) => changed(fact, 'currency', 'usd'),
  (fact) => changed(fact, 'currency', ''),
  (fact) => changed(fact, 'positive', 'true'),
  (fact) => changed(fact, 'positive', 1),
  (fact) => changed(fact, 'reason', 'because'),
  (fact) => changed(fact, 'decision', 'perhaps'),
  (fact) => changed(fact, 'event', 'lost'),
  (fact) => changed(fact, 'on', '2026-02-30'),
  (fact) => changed(fact, 'until', '2026-2-3'),
  (fact) => (fact.type === 'override.set_until' ? { ...fact, decision: 'none' } : without(fact, 'at')),
  (fact) =>
    fact.type === 'override.set' ? { ...fact, decision: 'none', tier: 'A' } : { ...fact, tier: 'A' },
  (fact) =>
    fact.type === 'override.set' ? { ...fact, decision: 'eligible', tier: 'Nobody' } : { ...fact, x: 1 },
  (fact) => (fact.type === 'order.paid' ? { ...fact, fee_bps: 10001 } : { ...fact, fee_bps: 100 }),
  (fact) => (fact.type === 'order.paid' ? { ...fact, fee_bps: -1 } : { ...fact, fee_bps: 0 }),
  (fact) => (fact.type === 'order.paid' ? { ...fact, fee_bps: 1.5 } : { ...fact, fee_bps: 0 }),
  (fact) =>
    fact.type === 'order.paid' ? { ...fact, ship_by: '2026-01-05T10:00:00' } : { ...fact, ship_by: 'x' },
  (fact) => changed(fact, 'amount', 0),
  (fact) => changed(fact, 'amount', '0'),
  (fact) => changed(fact, 'amount', fact.type === 'adjustment.posted' ? -9_000_000_000_000_001 : -5),
  (fact) => changed(fact, 'amount', 1.5),
  (fact) => changed(fact, 'amount', '12.50'),
  (fact) => changed(fact, 'amount', 'abc'),
  (fact) => changed(fact, 'amount', ''),
  (fact) => changed(fact, 'amount', true),
  (fact) => changed(fact, 'amount', '9000000000000001'),
  (fact) => changed(fact, 'amount', 100_000_000_000_000_000),
  // Both are wrong: the fact before the amount.
  (fact) => ({ ...changed(fact, 'amount', 0), at: 'never' }),
  (fact) => changed(changed(fact, 'amount', 'abc'), 'currency', 'XXQ'),
];

function without(fact: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(fact).filter(([key]) => key !== field));
}

function lastField(fact: JsonObject): string {
  const fields = Object.keys(fact).filter(
    (field) => !['name', 'fee_bps', 'ship_by', 'tier', 'on'].includes(field),
  );
  return fields[fields.length - 1] ?? 'at';
}

/** Where a fact has no such field, one too many will do. */
function changed(fact: JsonObject, field: string, value: Json): JsonObject {
  return field in fact ? { ...fact, [field]: value } : { ...fact, colour: 'red' };
}

/** The same content: amounts as text or as numbers, instants in another offset, fields in another order. */
export function inAnotherNotation(fact: JsonObject): JsonObject {
  const entries = Object.entries(fact).map(([field, value]): [string, Json] => {
    if ((field === 'at' || field === 'ship_by') && typeof value === 'string') {
      try {
        return [field, instantText(Temporal.Instant.from(value), value.endsWith('Z') ? 1 : 0)];
      } catch {
        return [field, value];
      }
    }
    if (field === 'amount' && typeof value === 'number') return [field, String(value)];
    if (field === 'amount' && typeof value === 'string' && /^-?\d+$/.test(value))
      return [field, Number(value)];
    return [field, value];
  });
  return Object.fromEntries(entries.reverse());
}

/** The same id, other content; small enough a difference that a careless comparison misses it. */
export function withOtherContent(fact: JsonObject, style: number): JsonObject {
  if ('amount' in fact && style % 3 !== 0) return { ...fact, amount: style % 3 === 1 ? 1 : 2 };
  if (fact.type === 'override.set' && style % 2 === 0)
    return { ...without(fact, 'tier'), decision: 'ineligible' };
  if (typeof fact.at !== 'string') return fact;
  try {
    const by =
      [{ nanoseconds: 1 }, { nanoseconds: 1000 }, { milliseconds: 1 }, { hours: 24 }][style % 4] ?? {};
    return { ...fact, at: instantText(Temporal.Instant.from(fact.at).add(by), style) };
  } catch {
    return { ...fact, at: '2026-01-05T10:00:00Z' };
  }
}
