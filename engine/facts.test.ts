import { describe, expect, it } from 'vitest';
import { FACT_TYPES, type FactType, orderOf, readFact } from './facts';
import { MAX_AMOUNT_MINOR } from './money';
import { DEFAULT_POLICY } from './policy';

const AT = '2026-03-04T04:00:00Z';

/** A good fact of each type, with the fields that may be left out beside it. */
const GOOD: Record<FactType, { fields: Record<string, unknown>; optional?: Record<string, unknown> }> = {
  'merchant.opened': { fields: { merchant: 'm' }, optional: { name: 'The shop' } },
  'order.paid': {
    fields: { order: 'o', merchant: 'm', amount: 1000, currency: 'USD' },
    optional: { fee_bps: 500, ship_by: '2026-03-08T00:00:00+08:00' },
  },
  'order.shipped': { fields: { order: 'o' } },
  'order.delivered': { fields: { order: 'o' } },
  'order.confirmed': { fields: { order: 'o' } },
  'order.cancelled': { fields: { order: 'o' } },
  'dispute.opened': { fields: { order: 'o', dispute: 'd' } },
  'dispute.closed': { fields: { order: 'o', dispute: 'd' } },
  'feedback.left': { fields: { order: 'o', positive: false } },
  'refund.settled': { fields: { order: 'o', refund: 'r', amount: '1000', reason: 'seller_fault' } },
  'adjustment.posted': { fields: { merchant: 'm', amount: -1000, currency: 'USD' } },
  'withdrawal.settled': { fields: { merchant: 'm', amount: 1000, currency: 'USD' } },
  'withdrawal.returned': { fields: { merchant: 'm', amount: 1000, currency: 'USD' } },
  'merchant.closed': { fields: { merchant: 'm', reason: 'withdrawn' } },
  'merchant.opted_out': { fields: { merchant: 'm' } },
  'merchant.opted_in': { fields: { merchant: 'm' } },
  'override.set': { fields: { merchant: 'm', decision: 'eligible' }, optional: { tier: 'A' } },
  'override.set_until': {
    fields: { merchant: 'm', decision: 'eligible', until: '2026-04-01' },
    optional: { tier: 'A' },
  },
  'receivable.written_off': { fields: { merchant: 'm', amount: 1000, currency: 'USD' } },
  'order.corrected': { fields: { order: 'o', event: 'shipped' }, optional: { on: '2026-03-01' } },
};

function good(type: FactType, over: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: 'f', type, at: AT, ...GOOD[type].fields, ...GOOD[type].optional, ...over };
}

function without(fact: Record<string, unknown>, field: string): Record<string, unknown> {
  const { [field]: _, ...rest } = fact;
  return rest;
}

function codeOf(raw: unknown): string {
  const read = readFact(raw, DEFAULT_POLICY);
  return read.ok ? 'ok' : read.code;
}

function contentOf(raw: unknown): string {
  const read = readFact(raw, DEFAULT_POLICY);
  if (!read.ok) throw new Error(read.reason);
  return read.content;
}

it('every type of section 4 is one', () => {
  expect(FACT_TYPES).toEqual(Object.keys(GOOD));
});

describe.each(FACT_TYPES)('%s', (type) => {
  it('is read', () => {
    expect(codeOf(good(type))).toBe('ok');
  });

  it('may lack what is optional, and nothing else', () => {
    const optional = Object.keys(GOOD[type].optional ?? {});
    for (const field of Object.keys(good(type))) {
      const expected = optional.includes(field) ? 'ok' : 'bad_fact';
      expect({ field, code: codeOf(without(good(type), field)) }).toEqual({ field, code: expected });
    }
  });

  it('has no other field', () => {
    for (const field of ['note', 'toString', 'constructor', 'epochMs']) {
      expect({ field, code: codeOf(good(type, { [field]: 'x' })) }).toEqual({ field, code: 'bad_fact' });
    }
    const withProto = JSON.stringify(good(type)).replace('{', '{"__proto__": {"x": 1}, ');
    expect(codeOf(JSON.parse(withProto))).toBe('bad_fact');
  });

  it('has fields of their own kind alone', () => {
    for (const field of Object.keys(good(type))) {
      const expected = field === 'amount' ? 'bad_amount' : 'bad_fact';
      for (const value of [null, [], {}, field === 'positive' ? 'true' : true, Number.NaN]) {
        const code = codeOf(good(type, { [field]: value }));
        expect({ field, value, code }).toEqual({ field, value, code: expected });
      }
    }
  });
});

describe('what is no fact', () => {
  it.each([
    ['nothing', null],
    ['a text', 'merchant.opened'],
    ['a list', [good('order.shipped')]],
    ['an unknown type', good('order.shipped', { type: 'order.lost' })],
    ['a type that every object has', good('order.shipped', { type: 'toString' })],
    ['a type that is no text', good('order.shipped', { type: ['order.shipped'] })],
    ['an empty id', good('order.shipped', { id: '' })],
    ['an id of 201 characters', good('order.shipped', { id: 'x'.repeat(201) })],
    ['an id that is a number', good('order.shipped', { id: 7 })],
    ['an id with NUL', good('order.shipped', { id: 'a\0b' })],
    ['an id with half a surrogate pair', good('order.shipped', { id: 'a\ud83d' })],
    ['an order that is empty', good('order.shipped', { order: '' })],
    ['a dispute that is too long', good('dispute.opened', { dispute: 'x'.repeat(201) })],
    ['an instant with no zone', good('order.shipped', { at: '2026-03-04T04:00:00' })],
    ['an instant as a number', good('order.shipped', { at: 1_772_596_800 })],
    ['a ship_by with no zone', good('order.paid', { ship_by: '2026-03-08' })],
    ['a ship_by of null', good('order.paid', { ship_by: null })],
    ['a currency that is not listed', good('order.paid', { currency: 'ZZZ' })],
    ['a currency in small letters', good('order.paid', { currency: 'usd' })],
    ['a fee_bps above a whole', good('order.paid', { fee_bps: 10_001 })],
    ['a negative fee_bps', good('order.paid', { fee_bps: -1 })],
    ['a fee_bps with a fraction', good('order.paid', { fee_bps: 1.5 })],
    ['a fee_bps as a text', good('order.paid', { fee_bps: '500' })],
    ['a positive of 1', good('feedback.left', { positive: 1 })],
    ['a reason outside the list', good('refund.settled', { reason: 'weather' })],
    ['a reason of the other list', good('merchant.closed', { reason: 'seller_fault' })],
    ['a decision outside the list', good('override.set', { decision: 'maybe' })],
    ['a tier that the policy does not have', good('override.set', { tier: 'Z' })],
    ['a tier with another decision', good('override.set', { decision: 'ineligible', tier: 'A' })],
    ['a tier with the end of a decision', good('override.set', { decision: 'none', tier: 'A' })],
    ['an end of no decision', good('override.set_until', { decision: 'none', tier: undefined })],
    ['a tier that the policy does not have, until a date', good('override.set_until', { tier: 'Z' })],
    ['a tier with another decision, until a date', good('override.set_until', { decision: 'ineligible' })],
    ['an end that is an instant', good('override.set_until', { until: AT })],
    ['an end on a day that is none', good('override.set_until', { until: '2026-02-30' })],
    ['an end in another notation', good('override.set_until', { until: '2026-4-1' })],
    ['a correction of something else', good('order.corrected', { event: 'cancelled' })],
    ['a correction to a day that is none', good('order.corrected', { on: '2025-02-29' })],
    ['a correction to null', good('order.corrected', { on: null })],
  ])('%s', (_what, raw) => {
    expect(codeOf(raw)).toBe('bad_fact');
  });

  it('says which field and why', () => {
    for (const [raw, reason] of [
      [good('order.shipped', { note: 1 }), /^note: order\.shipped has no such field/],
      [good('order.paid', { currency: 'ZZZ' }), /^currency: must be an ISO 4217 currency/],
      [good('order.paid', { amount: 0 }), /^amount: must be a whole number/],
      [good('order.paid', { ship_by: 'soon' }), /^ship_by: must be an ISO 8601 instant with a zone/],
      [good('override.set', { tier: 'Z' }), /^tier: the policy has no tier Z/],
    ] as const) {
      expect(readFact(raw, DEFAULT_POLICY)).toMatchObject({
        ok: false,
        reason: expect.stringMatching(reason),
      });
    }
  });

  it.each([1, 200])('an id of %i characters is one, whatever its characters', (length) => {
    expect(codeOf(good('order.shipped', { id: 'x'.repeat(length) }))).toBe('ok');
    expect(codeOf(good('order.shipped', { id: '😀'.repeat(length) }))).toBe('ok');
  });

  it.each([0, 1, 10_000])('a fee_bps of %i is one', (fee_bps) => {
    expect(codeOf(good('order.paid', { fee_bps }))).toBe('ok');
  });

  it('a tier is looked up when the fact arrives, not when it is read again', () => {
    expect(readFact(good('override.set', { tier: 'Z' }), null).ok).toBe(true);
  });
});

describe('amounts', () => {
  const MAX = MAX_AMOUNT_MINOR.toString();
  it.each<[unknown, string, string]>([
    [1, 'ok', 'ok'],
    ['1', 'ok', 'ok'],
    [MAX, 'ok', 'ok'],
    [Number(MAX), 'ok', 'ok'],
    ['9000000000000001', 'bad_amount', 'bad_amount'],
    [9_007_199_254_740_992, 'bad_amount', 'bad_amount'],
    ['9'.repeat(60), 'bad_amount', 'bad_amount'],
    [0, 'bad_amount', 'bad_amount'],
    ['0', 'bad_amount', 'bad_amount'],
    ['-0', 'bad_amount', 'bad_amount'],
    [-1, 'bad_amount', 'ok'],
    [`-${MAX}`, 'bad_amount', 'ok'],
    ['-9000000000000001', 'bad_amount', 'bad_amount'],
    [1.5, 'bad_amount', 'bad_amount'],
    ['1.5', 'bad_amount', 'bad_amount'],
    ['1e3', 'bad_amount', 'bad_amount'],
    ['0x10', 'bad_amount', 'bad_amount'],
    ['', 'bad_amount', 'bad_amount'],
    [' 1', 'bad_amount', 'bad_amount'],
    ['+1', 'bad_amount', 'bad_amount'],
    ['１', 'bad_amount', 'bad_amount'],
    [null, 'bad_amount', 'bad_amount'],
    [true, 'bad_amount', 'bad_amount'],
    [Number.POSITIVE_INFINITY, 'bad_amount', 'bad_amount'],
  ])('%j of an order: %s; of an adjustment: %s', (amount, ofOrder, ofAdjustment) => {
    for (const type of [
      'order.paid',
      'refund.settled',
      'withdrawal.settled',
      'withdrawal.returned',
      'receivable.written_off',
    ] as const) {
      expect(codeOf(good(type, { amount }))).toBe(ofOrder);
    }
    expect(codeOf(good('adjustment.posted', { amount }))).toBe(ofAdjustment);
  });

  it.each([
    ['an unknown field', { note: 'x' }],
    ['a bad currency', { currency: 'ZZZ' }],
    ['a bad instant', { at: 'soon' }],
    ['a bad id', { id: '' }],
    ['a missing merchant', { merchant: undefined }],
    ['a bad fee_bps', { fee_bps: -1 }],
  ])('bad_fact comes before bad_amount: %s', (_what, over) => {
    expect(codeOf(good('order.paid', { amount: -1, ...over }))).toBe('bad_fact');
  });

  it('a missing amount is a missing field', () => {
    expect(codeOf(good('order.paid', { amount: undefined }))).toBe('bad_fact');
  });
});

describe('content', () => {
  it.each<[string, FactType, Record<string, unknown>, Record<string, unknown>]>([
    ['amounts as texts and numbers', 'order.paid', { amount: '10' }, { amount: 10 }],
    ['amounts with leading zeros', 'order.paid', { amount: '0010' }, { amount: 10 }],
    ['negative amounts', 'adjustment.posted', { amount: '-10' }, { amount: -10 }],
    ['instants in other zones', 'order.shipped', { at: '2026-03-04T12:00:00+08:00' }, { at: AT }],
    ['instants with a fraction of nothing', 'order.shipped', { at: '2026-03-04T04:00:00.000Z' }, { at: AT }],
    ['instants without seconds', 'order.shipped', { at: '2026-03-04T04:00Z' }, { at: AT }],
    ['a ship_by in another zone', 'order.paid', { ship_by: '2026-03-07T16:00:00Z' }, {}],
    ['no fee_bps and a fee_bps of 0', 'order.paid', { fee_bps: undefined }, { fee_bps: 0 }],
  ])('is the same: %s', (_what, type, one, other) => {
    expect(contentOf(good(type, one))).toBe(contentOf(good(type, other)));
  });

  it('is the same whatever the order of the fields', () => {
    for (const type of FACT_TYPES) {
      const reversed = Object.fromEntries(Object.entries(good(type)).reverse());
      expect(contentOf(reversed)).toBe(contentOf(good(type)));
    }
  });

  it.each<[string, FactType, Record<string, unknown>, Record<string, unknown>]>([
    ['another amount', 'order.paid', { amount: 10 }, { amount: 11 }],
    ['another fee', 'order.paid', { fee_bps: 0 }, { fee_bps: 1 }],
    ['a ship_by or none', 'order.paid', {}, { ship_by: undefined }],
    ['an instant a microsecond later', 'order.shipped', { at: '2026-03-04T04:00:00.000001Z' }, { at: AT }],
    ['another type', 'order.delivered', {}, { type: 'order.confirmed' }],
    ['a name or none', 'merchant.opened', {}, { name: undefined }],
    ['an empty name or none', 'merchant.opened', { name: '' }, { name: undefined }],
    ['a tier or none', 'override.set', {}, { tier: undefined }],
    ['another end', 'override.set_until', {}, { until: '2026-04-02' }],
    ['a date or none', 'order.corrected', {}, { on: undefined }],
    ['an id in other letters', 'order.shipped', { order: 'o' }, { order: 'O' }],
    ['an id that only looks the same', 'order.shipped', { order: 'é' }, { order: 'e\u0301' }],
  ])('differs: %s', (_what, type, one, other) => {
    expect(contentOf(good(type, one))).not.toBe(contentOf(good(type, other)));
  });

  it('can be read again, and says the same then', () => {
    for (const type of FACT_TYPES) {
      const content = contentOf(good(type));
      expect(contentOf(JSON.parse(content))).toBe(content);
    }
  });
});

it('a fact leads to its books by its order, or else by its merchant', () => {
  for (const type of FACT_TYPES) {
    const read = readFact(good(type), DEFAULT_POLICY);
    expect(read.ok && orderOf(read.fact)).toBe('order' in GOOD[type].fields ? 'o' : null);
  }
});
