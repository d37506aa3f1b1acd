import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy, readPolicy } from './policy';
import { isSamePolicy, type PolicyChange, policyDifference } from './policy-difference';
import { POLICY_FIELD_NAMES, type PolicyFieldName, policyValue, TIER_FIELD_NAMES } from './policy-fields';

const [A, B, C] = DEFAULT_POLICY.tiers as [Policy['tiers'][0], Policy['tiers'][0], Policy['tiers'][0]];

/** Another value for a place, of its kind. */
function otherValue(name: PolicyFieldName): unknown {
  const value = policyValue(DEFAULT_POLICY, name);
  if (name === 'timezone') return 'UTC';
  if (name === 'deduction_order') return ['deposit', 'payment_account', 'marketplace_account'];
  if (name === 'merchant_borne_reasons') return ['seller_fault'];
  return value === null ? 500 : Number(value) + 1;
}

function changesAt(name: PolicyFieldName, value: unknown): Record<string, unknown> {
  return name
    .split('.')
    .toReversed()
    .reduce<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

describe('what two policies say differently', () => {
  it.each(POLICY_FIELD_NAMES)('is found at %s', (name) => {
    const other = readPolicy(changesAt(name, otherValue(name)));
    expect(policyDifference(DEFAULT_POLICY, other)).toEqual([
      { kind: 'value', field: name, before: policyValue(DEFAULT_POLICY, name), after: otherValue(name) },
    ]);
    expect(isSamePolicy(DEFAULT_POLICY, other)).toBe(false);
  });

  it('is looked for in every place of a policy', () => {
    const placesIn = (value: unknown, place: string): string[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, place ? `${place}.${key}` : key))
        : [place];
    const places = placesIn(DEFAULT_POLICY, '').filter((place) => place !== 'tiers');
    expect(places.toSorted()).toEqual([...POLICY_FIELD_NAMES].toSorted());
    expect(['name', ...TIER_FIELD_NAMES].toSorted()).toEqual(Object.keys(A).toSorted());
  });

  it.each<[string, Policy['tiers'], PolicyChange[]]>([
    [
      'a value',
      [A, { ...B, deposit_bps: 900 }, C],
      [{ kind: 'tier_value', name: 'B', field: 'deposit_bps', before: 1000, after: 900 }],
    ],
    [
      'one more',
      [A, B, C, { ...C, name: 'D', min_score: 0 }],
      [{ kind: 'tier_added', tier: { ...C, name: 'D', min_score: 0 } }],
    ],
    ['one less', [A, C], [{ kind: 'tier_removed', tier: B }]],
    [
      'another name',
      [A, B, { ...C, name: 'Z' }],
      [
        { kind: 'tier_removed', tier: C },
        { kind: 'tier_added', tier: { ...C, name: 'Z' } },
      ],
    ],
    ['another order', [C, A, B], []],
  ])('of tiers: %s', (_what, tiers, changes) => {
    expect(policyDifference(DEFAULT_POLICY, readPolicy({ tiers }))).toEqual(changes);
    expect(isSamePolicy(DEFAULT_POLICY, readPolicy({ tiers }))).toBe(false);
  });

  it('is nothing where reasons stand in another order, or a policy was kept as JSON', () => {
    const reasons = DEFAULT_POLICY.merchant_borne_reasons.toReversed();
    expect(policyDifference(DEFAULT_POLICY, readPolicy({ merchant_borne_reasons: reasons }))).toEqual([]);
    expect(isSamePolicy(DEFAULT_POLICY, JSON.parse(JSON.stringify(DEFAULT_POLICY)))).toBe(true);
  });
});
