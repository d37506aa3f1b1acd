import { describe, expect, it } from 'vitest';
import { dateOf, dayOf, dayOfInstant } from './days';
import { simulateMarketplace } from './marketplace';

const LAST_DATES = ['2026-11-23', '2026-03-01', '2027-07-15'];

const FIELDS: Record<string, string[]> = {
  'merchant.opened': ['merchant', 'name'],
  'order.paid': ['order', 'merchant', 'amount', 'currency', 'fee_bps', 'ship_by'],
  'order.shipped': ['order'],
  'order.delivered': ['order'],
  'order.confirmed': ['order'],
  'order.cancelled': ['order'],
  'dispute.opened': ['dispute', 'order'],
  'dispute.closed': ['dispute', 'order'],
  'feedback.left': ['order', 'positive'],
  'refund.settled': ['refund', 'order', 'amount', 'reason'],
  'adjustment.posted': ['merchant', 'amount', 'currency'],
  'withdrawal.settled': ['merchant', 'amount', 'currency'],
  'withdrawal.returned': ['merchant', 'amount', 'currency'],
  'merchant.closed': ['merchant', 'reason'],
  'merchant.opted_out': ['merchant'],
  'merchant.opted_in': ['merchant'],
};

describe.each(LAST_DATES)('the demo marketplace until %s', (until) => {
  const market = simulateMarketplace({ seed: 1, until });
  const facts = market.facts.map(({ fact }) => fact);
  const ofType = (type: string) => facts.filter((fact) => fact.type === type);

  it('has the size of a small marketplace', () => {
    expect(market.merchants).toHaveLength(60);
    expect(ofType('merchant.opened')).toHaveLength(60);
    expect(ofType('order.paid').length).toBeGreaterThan(15_000);
    expect(ofType('order.paid').length).toBeLessThan(22_000);
    expect(facts.length).toBeGreaterThan(60_000);
    expect(facts.length).toBeLessThan(100_000);
  });

  it('names every fact, merchant and order once', () => {
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
    expect(new Set(market.merchants.map(({ id }) => id)).size).toBe(60);
    expect(new Set(market.merchants.map(({ name }) => name)).size).toBe(60);
    const orders = ofType('order.paid').map(({ order }) => order);
    expect(new Set(orders).size).toBe(orders.length);
  });

  it('tells the facts in order of arrival, none before it happened, over 400 days', () => {
    expect(market.facts.at(0)?.arrives_on).toBe(market.first_date);
    expect(market.facts.at(-1)?.arrives_on).toBe(until);
    expect(dayOf(until) - dayOf(market.first_date)).toBe(399);
    let before = market.first_date;
    for (const { arrives_on, fact } of market.facts) {
      if (arrives_on < before) expect.fail(`${fact.id} arrives on ${arrives_on}, after ${before}`);
      before = arrives_on;
      const happened_on = dateOf(dayOfInstant(Date.parse(fact.at)));
      if (happened_on > arrives_on) expect.fail(`${fact.id} of ${happened_on} arrives on ${arrives_on}`);
    }
  });

  it('writes facts in their format', () => {
    for (const { id, type, at, ...fields } of facts) {
      expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      const allowed =
        type === 'override.set'
          ? ['merchant', 'decision', ...('tier' in fields ? ['tier'] : [])]
          : (FIELDS[type] ?? []);
      if (Object.keys(fields).sort().join() !== allowed.toSorted().join())
        expect.fail(`${id} has other fields`);
      if ('amount' in fields && !/^-?[1-9]\d*$/.test(String(fields.amount)))
        expect.fail(`${id}: ${fields.amount}`);
      if (String(fields.amount).startsWith('-') && type !== 'adjustment.posted')
        expect.fail(`${id} is negative`);
    }
  });

  it('never refunds more than was paid', () => {
    const left = new Map(ofType('order.paid').map(({ order, amount }) => [order, Number(amount)]));
    for (const { order, amount } of ofType('refund.settled')) {
      left.set(order, (left.get(order) ?? 0) - Number(amount));
    }
    expect([...left.values()].filter((rest) => rest < 0)).toEqual([]);
  });

  it('has late facts, facts ahead of what they name, and news of orders nobody paid', () => {
    const late = market.facts.filter(
      ({ arrives_on, fact }) =>
        fact.type !== 'merchant.opened' && dateOf(dayOfInstant(Date.parse(fact.at))) < arrives_on,
    );
    expect(late.length).toBeGreaterThan(100);
    const known = new Set<unknown>();
    const ahead = facts.filter(({ type, order }) => {
      if (type === 'order.paid') known.add(order);
      return order !== undefined && !known.has(order);
    });
    expect(ahead.length).toBeGreaterThan(20);
    // The four of the strays, and whose payment is told after the last date.
    expect(ahead.filter(({ order }) => !known.has(order)).length).toBeGreaterThanOrEqual(4);
    expect(ahead.filter(({ order }) => !known.has(order)).length).toBeLessThan(12);
  });

  it('has its cast, and the turns of their stories', () => {
    const { telling, merchants } = market;
    const known = new Set(merchants.map(({ id }) => id));
    expect(Object.values(telling).filter((id) => !known.has(id))).toEqual([]);
    expect(new Set(Object.values(telling)).size).toBe(Object.keys(telling).length);

    const daysAgo = (type: string, merchant: string) =>
      ofType(type)
        .filter((fact) => fact.merchant === merchant)
        .map(({ at }) => dayOf(until) - dayOfInstant(Date.parse(at)));
    expect(daysAgo('merchant.closed', telling.closing)).toEqual([30]);
    expect(daysAgo('merchant.closed', telling.closed)).toEqual([220]);
    expect(daysAgo('merchant.opted_out', telling.optedOut)).toEqual([60]);
    expect(daysAgo('merchant.opted_in', telling.optedOut)).toEqual([]);
    expect(daysAgo('merchant.opted_in', telling.optedBackIn)).toEqual([120]);
    expect(daysAgo('override.set', telling.override)).toEqual([120]);
    expect(daysAgo('override.set', telling.overrideOut)).toEqual([50]);
    expect(daysAgo('merchant.opened', telling.new)).toEqual([75]);

    const orders = new Set(
      ofType('order.paid')
        .filter(({ merchant }) => merchant === telling.disputed)
        .map(({ order }) => order),
    );
    const closed = new Set(ofType('dispute.closed').map(({ dispute }) => dispute));
    const open = ofType('dispute.opened').filter(
      ({ order, dispute }) => orders.has(order) && !closed.has(dispute),
    );
    expect(open.map(({ at }) => dayOf(until) - dayOfInstant(Date.parse(at)))).toContain(70);
  });
});

describe('chance', () => {
  it('is the same for the same seed, and another for another', () => {
    const options = { seed: 7, until: '2026-11-23' };
    const once = JSON.stringify(simulateMarketplace(options));
    expect(JSON.stringify(simulateMarketplace(options)) === once).toBe(true);
    expect(JSON.stringify(simulateMarketplace({ ...options, seed: 8 })) === once).toBe(false);
  });

  it('refuses a last date that is none', () => {
    expect(() => simulateMarketplace({ seed: 1, until: '2026-02-30' })).toThrow(RangeError);
    expect(() => simulateMarketplace({ seed: 1, until: 'today' })).toThrow(RangeError);
  });
});
