import * as currencyCodes from 'currency-codes';
import { Temporal } from 'temporal-polyfill';
import { type Day, dayFromText } from './calendar';
import { type Policy, REASONS } from './policy';

export const MAX_AMOUNT = 9_000_000_000_000_000n;

/** One flat shape for every type; what a type does not have is null (an absent fee_bps reads as 0). */
export type Fact = {
  id: string;
  type: string;
  at: Temporal.Instant;
  merchant: string | null;
  name: string | null;
  order: string | null;
  dispute: string | null;
  refund: string | null;
  amount: bigint | null;
  currency: string | null;
  fee_bps: bigint;
  ship_by: Temporal.Instant | null;
  positive: boolean | null;
  reason: string | null;
  decision: string | null;
  tier: string | null;
  until: Day | null;
  event: string | null;
  on: Day | null;
};

const FIELDS: Record<string, { must: string[]; may: string[] }> = {
  'merchant.opened': { must: ['merchant'], may: ['name'] },
  'order.paid': { must: ['order', 'merchant', 'amount', 'currency'], may: ['fee_bps', 'ship_by'] },
  'order.shipped': { must: ['order'], may: [] },
  'order.delivered': { must: ['order'], may: [] },
  'order.confirmed': { must: ['order'], may: [] },
  'order.cancelled': { must: ['order'], may: [] },
  'dispute.opened': { must: ['dispute', 'order'], may: [] },
  'dispute.closed': { must: ['dispute', 'order'], may: [] },
  'feedback.left': { must: ['order', 'positive'], may: [] },
  'refund.settled': { must: ['refund', 'order', 'amount', 'reason'], may: [] },
  'adjustment.posted': { must: ['merchant', 'amount', 'currency'], may: [] },
  'withdrawal.settled': { must: ['merchant', 'amount', 'currency'], may: [] },
  'withdrawal.returned': { must: ['merchant', 'amount', 'currency'], may: [] },
  'merchant.closed': { must: ['merchant', 'reason'], may: [] },
  'merchant.opted_out': { must: ['merchant'], may: [] },
  'merchant.opted_in': { must: ['merchant'], may: [] },
  'override.set': { must: ['merchant', 'decision'], may: ['tier'] },
  'override.set_until': { must: ['merchant', 'decision', 'until'], may: ['tier'] },
  'receivable.written_off': { must: ['merchant', 'amount', 'currency'], may: [] },
  'order.corrected': { must: ['order', 'event'], may: ['on'] },
};

export const FACT_TYPES: readonly string[] = Object.keys(FIELDS);

const CURRENCIES = new Set(currencyCodes.codes());

class Bad extends Error {}

function wanted(holds: boolean): asserts holds {
  if (!holds) throw new Bad();
}

function readId(value: unknown): string {
  wanted(typeof value === 'string');
  const length = [...value].length;
  wanted(length >= 1 && length <= 200);
  return value;
}

function readInstant(value: unknown): Temporal.Instant {
  wanted(typeof value === 'string');
  wanted(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)$/.test(value));
  try {
    return Temporal.Instant.from(value);
  } catch {
    throw new Bad();
  }
}

function readDay(value: unknown): Day {
  wanted(typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value));
  try {
    return dayFromText(value);
  } catch {
    throw new Bad();
  }
}

function readChoice(value: unknown, choices: readonly string[]): string {
  wanted(typeof value === 'string' && choices.includes(value));
  return value;
}

function readAmount(value: unknown, signed: boolean): bigint | null {
  let amount: bigint;
  if (typeof value === 'number' && Number.isSafeInteger(value)) amount = BigInt(value);
  else if (typeof value === 'string' && /^-?\d+$/.test(value)) amount = BigInt(value);
  else return null;
  const size = amount < 0n ? -amount : amount;
  if (size === 0n || size > MAX_AMOUNT || (amount < 0n && !signed)) return null;
  return amount;
}

function readOrThrow(raw: unknown, policy: Policy): Fact | 'bad_amount' {
  wanted(typeof raw === 'object' && raw !== null && !Array.isArray(raw));
  const given = new Map<string, unknown>(Object.entries(raw));
  const type = given.get('type');
  wanted(typeof type === 'string' && FACT_TYPES.includes(type));
  const fields = FIELDS[type];
  wanted(fields !== undefined);
  const must = ['id', 'type', 'at', ...fields.must];
  wanted(must.every((field) => given.has(field)));
  wanted([...given.keys()].every((field) => must.includes(field) || fields.may.includes(field)));

  function read<T>(field: string, reader: (value: unknown) => T): T | null {
    return given.has(field) ? reader(given.get(field)) : null;
  }
  const at = read('at', readInstant);
  wanted(at !== null);
  const decisions = ['eligible', 'ineligible', ...(type === 'override.set' ? ['none'] : [])];
  const decision = read('decision', (value) => readChoice(value, decisions));
  const fact: Fact = {
    id: readId(given.get('id')),
    type,
    at,
    merchant: read('merchant', readId),
    name: read('name', (value) => {
      wanted(typeof value === 'string');
      return value;
    }),
    order: read('order', readId),
    dispute: read('dispute', readId),
    refund: read('refund', readId),
    amount: null,
    currency: read('currency', (value) => readChoice(value, [...CURRENCIES])),
    fee_bps:
      read('fee_bps', (value) => {
        wanted(typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10000);
        return BigInt(value);
      }) ?? 0n,
    ship_by: read('ship_by', readInstant),
    positive: read('positive', (value) => {
      wanted(typeof value === 'boolean');
      return value;
    }),
    reason: read('reason', (value) =>
      readChoice(value, type === 'merchant.closed' ? ['withdrawn', 'liquidated'] : REASONS),
    ),
    decision,
    tier: read('tier', (value) => {
      wanted(decision === 'eligible');
      return readChoice(
        value,
        policy.tiers.map((tier) => tier.name),
      );
    }),
    until: read('until', readDay),
    event: read('event', (value) => readChoice(value, ['shipped', 'delivered', 'confirmed'])),
    on: read('on', readDay),
  };
  if (given.has('amount')) {
    fact.amount = readAmount(given.get('amount'), type === 'adjustment.posted');
    if (fact.amount === null) return 'bad_amount';
  }
  return fact;
}

/** Section 4, point 1. */
export function readFact(raw: unknown, policy: Policy): Fact | 'bad_fact' | 'bad_amount' {
  try {
    return readOrThrow(raw, policy);
  } catch (error) {
    if (error instanceof Bad) return 'bad_fact';
    throw error;
  }
}

/** Two facts of one id are the same fact where this is the same text; instants are in it in UTC, to the nanosecond. */
export function contentOf(fact: Fact): string {
  return JSON.stringify(fact, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
