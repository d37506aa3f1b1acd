import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY as SPECIFIED } from '../tests/model/policy';
import { DEFAULT_POLICY, lowestTier, PolicyRefused, readPolicy, tierNamed, tiersByScore } from './policy';

function problemsOf(changes: unknown): string[] {
  try {
    readPolicy(changes);
  } catch (error) {
    if (error instanceof PolicyRefused) return error.problems;
    throw error;
  }
  return [];
}

const TIER = { name: 'A', min_score: 80, release_after_days: 3, deposit_bps: 500 };
const assessment = (over: object) => ({ assessment: over });
const tier = (over: object) => ({ tiers: [{ ...TIER, ...over }] });

describe('what is no policy', () => {
  it.each<[string, unknown, RegExp]>([
    ['an unknown key', { colour: 'red' }, /^colour: is no key/],
    ['an unknown key inside', assessment({ max_dispute: 1 }), /^assessment\.max_dispute: is no key/],
    [
      'an unknown key of a weight',
      assessment({ weights: { luck: 1 } }),
      /^assessment\.weights\.luck: is no key/,
    ],
    ['an unknown key of a tier', tier({ colour: 'red' }), /^tiers\.0\.colour: is no key/],
    ['a key named like a method', { toString: 1 }, /^toString: is no key/],
    ['a key named constructor', { constructor: {} }, /^constructor: is no key/],
    [
      'a key that a tier lacks',
      { tiers: [{ name: 'A', min_score: 1, deposit_bps: 1 }] },
      /^tiers\.0\.release_after_days: /,
    ],
    ['a tier without a name', { tiers: [{ ...TIER, name: undefined }] }, /^tiers\.0\.name: must be a name/],
    ['a section taken away', { assessment: null }, /^assessment: /],
    ['a section that is a number', { deposit: 5 }, /^deposit: /],
    ['no tier', { tiers: [] }, /^tiers: must hold at least one tier/],
    [
      'two tiers of one name',
      { tiers: [TIER, { ...TIER, min_score: 1 }] },
      /^tiers: must not hold two tiers of one name/,
    ],
    ['a tier with an empty name', tier({ name: '' }), /^tiers\.0\.name: must not be empty/],
    ['a score that is not whole', tier({ min_score: 1.5 }), /^tiers\.0\.min_score: must be a whole number/],
    ['a deposit above a whole', tier({ deposit_bps: 10_001 }), /^tiers\.0\.deposit_bps: .*from 0 to 10000/],
    ['a negative deposit', tier({ deposit_bps: -1 }), /^tiers\.0\.deposit_bps: .*from 0 to 10000/],
    ['a fraction of a basis point', tier({ deposit_bps: 0.5 }), /^tiers\.0\.deposit_bps: .*whole number/],
    [
      'days of release that are not whole',
      tier({ release_after_days: 1.5 }),
      /^tiers\.0\.release_after_days: .*whole number of days/,
    ],
    [
      'days as a text',
      tier({ release_after_days: '3' }),
      /^tiers\.0\.release_after_days: .*whole number of days/,
    ],
    ['a limit above a whole', assessment({ max_refund_bps: 10_001 }), /^assessment\.max_refund_bps: .*10000/],
    ['a limit below 0', assessment({ max_dispute_bps: -1 }), /^assessment\.max_dispute_bps: .*10000/],
    [
      'a late limit above a whole',
      assessment({ max_late_shipment_bps: 10_001 }),
      /^assessment\.max_late_shipment_bps: /,
    ],
    [
      'a feedback limit above a whole',
      assessment({ min_positive_feedback_bps: 10_001 }),
      /^assessment\.min_positive_feedback_bps: /,
    ],
    ['every_days of 0', assessment({ every_days: 0 }), /^assessment\.every_days: .*1 or more/],
    ['window_days of 0', assessment({ window_days: 0 }), /^assessment\.window_days: .*1 or more/],
    [
      'full points at 0 days',
      assessment({ full_points_store_age_days: 0 }),
      /^assessment\.full_points_store_age_days: .*1 or more/,
    ],
    [
      'cancelling after 0 failures',
      assessment({ cancel_after_failures: 0 }),
      /^assessment\.cancel_after_failures: .*1 or more/,
    ],
    [
      'a negative age',
      assessment({ min_store_age_days: -1 }),
      /^assessment\.min_store_age_days: .*0 or more/,
    ],
    ['orders that are not whole', assessment({ min_orders: 0.5 }), /^assessment\.min_orders: .*whole number/],
    [
      'days to enrol again below 0',
      assessment({ reenrol_after_days: -1 }),
      /^assessment\.reenrol_after_days: .*0 or more/,
    ],
    [
      'weights that sum to 0',
      assessment({ weights: { store_age: 0, dispute: 0, refund: 0, late_shipment: 0, feedback: 0 } }),
      /^assessment\.weights: must not sum to 0/,
    ],
    [
      'a negative weight',
      assessment({ weights: { dispute: -1 } }),
      /^assessment\.weights\.dispute: .*0 or more/,
    ],
    [
      'a weight that is no number',
      assessment({ weights: { dispute: null } }),
      /^assessment\.weights\.dispute: /,
    ],
    [
      'days of a hold that are not whole',
      { deposit: { release_days_after_shipment: 0.1 } },
      /^deposit\.release_days_after_shipment: /,
    ],
    [
      'a negative cap',
      { deposit: { cap_minor: -1 } },
      /^deposit\.cap_minor: must be .*whole number of minor units/,
    ],
    [
      'a cap with a fraction',
      { exposure_cap_minor: 0.5 },
      /^exposure_cap_minor: must be .*whole number of minor units/,
    ],
    ['an endless cap', { exposure_cap_minor: Number.POSITIVE_INFINITY }, /^exposure_cap_minor: /],
    [
      'days to confirm below 0',
      { standard_release: { auto_confirm_days: -1 } },
      /^standard_release\.auto_confirm_days: /,
    ],
    [
      'a window of no number',
      { standard_release: { return_window_days: '15' } },
      /^standard_release\.return_window_days: /,
    ],
    [
      'months that are not whole',
      { cancellation: { deposit_refund_months: 0.5 } },
      /^cancellation\.deposit_refund_months: .*whole number of months/,
    ],
    [
      'months below 0',
      { cancellation: { deposit_refund_months: -1 } },
      /^cancellation\.deposit_refund_months: .*0 or more/,
    ],
    [
      'a closure below 0',
      { closure: { release_days_after_shipment: -1 } },
      /^closure\.release_days_after_shipment: /,
    ],
    ['an unknown time zone', { timezone: 'Asia/Nowhere' }, /^timezone: is no time zone/],
    ['a time zone that is no text', { timezone: 8 }, /^timezone: /],
    [
      'an unknown reason',
      { merchant_borne_reasons: ['seller_fault', 'weather'] },
      /^merchant_borne_reasons\.1: /,
    ],
    [
      'a source too few',
      { deduction_order: ['deposit', 'payment_account'] },
      /^deduction_order: must name each of/,
    ],
    [
      'a source too many',
      { deduction_order: ['deposit', 'payment_account', 'marketplace_account', 'deposit'] },
      /^deduction_order: must name each of/,
    ],
    [
      'a source twice',
      { deduction_order: ['deposit', 'deposit', 'payment_account'] },
      /^deduction_order: must name each of/,
    ],
    [
      'an unknown source',
      { deduction_order: ['deposit', 'payment_account', 'fees'] },
      /^deduction_order\.2: /,
    ],
    ['a list', [], /^it must be an object/],
    ['nothing', null, /^it must be an object/],
    ['a text', 'strict', /^it must be an object/],
  ])('%s', (_what, changes, problem) => {
    const problems = problemsOf(changes);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it.each([
    ['{"__proto__": {"timezone": "UTC"}}', '__proto__'],
    ['{"__proto__": 1}', '__proto__'],
    ['{"assessment": {"__proto__": {"every_days": 7}}}', 'assessment.__proto__'],
    [
      '{"tiers": [{"name": "A", "min_score": 1, "release_after_days": 1, "deposit_bps": 1, "__proto__": {}}]}',
      'tiers.0.__proto__',
    ],
  ])('%s, whose key no policy has', (json, place) => {
    const problems = problemsOf(JSON.parse(json));
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([place]);
  });

  it('is refused with every place at once', () => {
    const problems = problemsOf({ timezone: 'x', tiers: [], exposure_cap_minor: -1 });
    expect(problems.map((problem) => problem.split(':')[0]).toSorted()).toEqual([
      'exposure_cap_minor',
      'tiers',
      'timezone',
    ]);
  });
});

describe('merging', () => {
  it('starts from the default policy of the rules', () => {
    expect(DEFAULT_POLICY).toEqual(SPECIFIED);
    expect(readPolicy({})).toEqual(SPECIFIED);
  });

  it('goes into objects key by key and replaces arrays and plain values', () => {
    const policy = readPolicy({
      assessment: { weights: { dispute: 1 }, min_orders: 5 },
      tiers: [{ ...TIER, name: 'only' }],
      deposit: { cap_minor: 100 },
      merchant_borne_reasons: [],
    });
    expect(policy.assessment).toEqual({
      ...SPECIFIED.assessment,
      min_orders: 5,
      weights: { ...SPECIFIED.assessment.weights, dispute: 1 },
    });
    expect(policy.tiers).toEqual([{ ...TIER, name: 'only' }]);
    expect(policy.deposit).toEqual({ release_days_after_shipment: 60, cap_minor: 100 });
    expect(policy.merchant_borne_reasons).toEqual([]);
    expect(policy.timezone).toBe('Asia/Shanghai');
  });

  it('goes over another base, and leaves both as they were', () => {
    const base = readPolicy({ timezone: 'UTC', deposit: { cap_minor: 100 } });
    const before = structuredClone({ base, DEFAULT_POLICY });
    const policy = readPolicy({ deposit: { cap_minor: null }, assessment: { weights: { refund: 2 } } }, base);
    expect(policy.timezone).toBe('UTC');
    expect(policy.deposit.cap_minor).toBeNull();
    expect({ base, DEFAULT_POLICY }).toEqual(before);
  });

  it('takes what is at its limits', () => {
    const limits = {
      assessment: {
        every_days: 1,
        min_orders: 0,
        max_dispute_bps: 0,
        max_refund_bps: 10_000,
        weights: { dispute: 0 },
      },
      tiers: [{ name: 'x', min_score: -5, release_after_days: 0, deposit_bps: 10_000 }],
      deposit: { release_days_after_shipment: 0, cap_minor: 0 },
      exposure_cap_minor: Number.MAX_SAFE_INTEGER,
      cancellation: { deposit_refund_months: 0 },
      deduction_order: ['deposit', 'marketplace_account', 'payment_account'],
    };
    expect(readPolicy(limits)).toMatchObject(limits);
  });
});

describe('tiers', () => {
  const policy = readPolicy({
    tiers: [
      { ...TIER, name: 'low', min_score: 10 },
      { ...TIER, name: 'high', min_score: 90 },
      { ...TIER, name: 'middle', min_score: 50 },
    ],
  });

  it('come highest score first, whatever their order in the policy', () => {
    expect(tiersByScore(policy).map(({ name }) => name)).toEqual(['high', 'middle', 'low']);
    expect(policy.tiers.map(({ name }) => name)).toEqual(['low', 'high', 'middle']);
    expect(lowestTier(policy).name).toBe('low');
  });

  it('are found by name', () => {
    expect(tierNamed(policy, 'middle')?.min_score).toBe(50);
    expect(tierNamed(policy, 'gone')).toBeNull();
    expect(tierNamed(policy, null)).toBeNull();
  });
});
