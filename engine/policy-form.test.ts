import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, PolicyRefused, readPolicy } from './policy';
import {
  bpsOfPercent,
  countTiers,
  type FormTexts,
  formOfPolicy,
  percentOfBps,
  policyOfForm,
  withoutTier,
  withTier,
} from './policy-form';

const texts = formOfPolicy(DEFAULT_POLICY);
const read = (changed: FormTexts) => readPolicy(policyOfForm({ ...texts, ...changed }));

function problemsOf(changed: FormTexts): string[] {
  try {
    read(changed);
    return [];
  } catch (error) {
    if (error instanceof PolicyRefused) return error.problems.map((problem) => problem.split(': ')[0] ?? '');
    throw error;
  }
}

describe('a share as a percentage', () => {
  it('goes there and back, each of them', () => {
    for (let bps = 0; bps <= 10_000; bps += 1) expect(bpsOfPercent(percentOfBps(bps))).toBe(bps);
  });

  it.each<[string, number | null]>([
    ['2.5', 250],
    ['2,5', 250],
    [' 2.05 % ', 205],
    ['12％', 1200],
    ['0', 0],
    ['100', 10_000],
    ['101', 10_100],
    ['2.505', null],
    ['-1', null],
    ['1e2', null],
    ['', null],
    ['.5', null],
  ])('%j is %j', (text, bps) => expect(bpsOfPercent(text)).toBe(bps));
});

describe('a policy as a form', () => {
  it('goes there and back', () => {
    expect(read({})).toEqual(DEFAULT_POLICY);
    const other = readPolicy({
      ...{ timezone: 'Europe/Berlin', exposure_cap_minor: 0, merchant_borne_reasons: [] },
      ...{
        deposit: { cap_minor: 123_456 },
        deduction_order: ['deposit', 'marketplace_account', 'payment_account'],
      },
      tiers: [{ name: 'Gold, plus', min_score: -5, release_after_days: 0, deposit_bps: 1 }],
    });
    expect(readPolicy(policyOfForm(formOfPolicy(other)))).toEqual(other);
  });

  it.each<[FormTexts, string[]]>([
    [{ 'assessment.max_dispute_bps': '101' }, ['assessment.max_dispute_bps']],
    [{ 'assessment.max_dispute_bps': 'three' }, ['assessment.max_dispute_bps']],
    [{ 'assessment.every_days': '0' }, ['assessment.every_days']],
    [{ 'assessment.every_days': '1.5' }, ['assessment.every_days']],
    [{ 'assessment.min_orders': '' }, ['assessment.min_orders']],
    [{ 'deposit.cap_minor': '-1', exposure_cap_minor: 'none' }, ['deposit.cap_minor', 'exposure_cap_minor']],
    [{ 'deduction_order.0': 'deposit' }, ['deduction_order']],
    [{ 'tiers.1.name': 'A' }, ['tiers']],
    [{ 'tiers.2.deposit_bps': '200' }, ['tiers.2.deposit_bps']],
    [{ timezone: 'Moon/Base' }, ['timezone']],
  ])('%j is refused at its place', (changed, places) => expect(problemsOf(changed)).toEqual(places));

  it('takes an empty cap as none', () => {
    expect(read({ exposure_cap_minor: ' ' }).exposure_cap_minor).toBeNull();
  });

  it('has rows of tiers added and taken away', () => {
    const more = withTier(texts);
    expect([countTiers(texts), countTiers(more)]).toEqual([3, 4]);
    expect(problemsOf(more)[0]).toBe('tiers.3.name');
    const less = withoutTier(texts, 1);
    expect(readPolicy(policyOfForm(less)).tiers).toEqual([DEFAULT_POLICY.tiers[0], DEFAULT_POLICY.tiers[2]]);
    expect(countTiers(withoutTier(withoutTier(less, 0), 0))).toBe(0);
    expect(withoutTier(texts, 9)).toEqual(texts);
  });
});
