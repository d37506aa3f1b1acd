import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { en } from '@/components/i18n/messages/en';
import { zh } from '@/components/i18n/messages/zh';
import { ACCOUNTS } from '@/engine/accounts';
import { FACT_TYPES } from '@/engine/facts';
import { DEFAULT_POLICY, type Policy } from '@/engine/policy';
import { METRICS } from '@/engine/scorecard';
import { type Names, refundExample, releaseExample, shareExamples, valuesOf } from './values';

const DOCS = join(import.meta.dirname, '../../docs');

const namesIn = (locale: string): Names => ({
  locale,
  account: (account) => account,
  reason: (reason) => reason,
  state: ['held', 'released'],
  days: (count) => `${count} days`,
  has: ({ amount, account }) => `${amount} in ${account}`,
  taken: ({ amount, account }) => `${amount} from ${account}`,
});

function keysOf(messages: object, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value as object, `${path}${key}.`),
  );
}

describe('the rules as they are told', () => {
  const policies: [string, Policy][] = [
    ['the default policy', DEFAULT_POLICY],
    [
      'one with caps and a single tier',
      {
        ...DEFAULT_POLICY,
        deposit: { ...DEFAULT_POLICY.deposit, cap_minor: 5000 },
        exposure_cap_minor: 100_000,
        tiers: [{ name: '唯一', min_score: 0, release_after_days: 1, deposit_bps: 1 }],
        merchant_borne_reasons: [],
      },
    ],
  ];

  it.each(policies)('fill every gap of every text in each language: %s', (_name, policy) => {
    for (const locale of ['en', 'zh'] as const) {
      const messages: typeof en = { en, zh }[locale];
      const problems: string[] = [];
      const t = createTranslator({
        ...{ locale, messages, namespace: 'rules' },
        onError: (error) => {
          problems.push(error.message);
        },
      });
      const names = namesIn(locale);
      const values = { ...valuesOf(policy, names), version: 1, next: 2, limit: '3%', count: 3 };
      for (const key of keysOf(messages.rules)) {
        const own = { 6: releaseExample(policy, locale), 7: refundExample(policy, names) };
        const section = Number(/^sections\.(\d+)\.example$/.exec(key)?.[1]) as 6 | 7;
        const said = {
          ...values,
          ...(own[section] ?? {}),
          account: 'a',
          amount: '1',
          ...(own[section] ?? {}),
        };
        expect(t(key as never, said as never), key).not.toMatch(/[{}]|undefined/);
      }
      expect(problems).toEqual([]);
    }
  });

  it('tell every account, every fact and every metric', () => {
    const { sections } = en.rules;
    const facts = FACT_TYPES.map((type) => type.replace('.', '_'));
    expect(Object.keys(sections['4'].facts).toSorted()).toEqual(facts.toSorted());
    expect(Object.keys(sections['5'].metrics).toSorted()).toEqual([...METRICS].toSorted());
    expect(ACCOUNTS.every((account) => en.accounts[account].what !== '')).toBe(true);
    expect(Object.keys(sections)).toEqual(Array.from({ length: 12 }, (_, place) => String(place + 1)));
  });

  it('follow the sections of the contract, whose policy is the default', () => {
    const contract = readFileSync(join(DOCS, 'rules.md'), 'utf8');
    const numbers = [...contract.matchAll(/^## (\d+)\. /gm)].map((match) => match[1]);
    expect(numbers).toEqual(Object.keys(en.rules.sections));
    expect(JSON.parse(readFileSync(join(DOCS, 'policy.default.json'), 'utf8'))).toEqual(DEFAULT_POLICY);
  });
});

describe('the examples', () => {
  it('are rounded as the engine rounds', () => {
    expect(shareExamples('en')).toEqual([
      { sum: '$190.00', share: '10%', exact: '$19.00', rounded: '$19.00' },
      { sum: '$10.05', share: '10%', exact: '$1.005', rounded: '$1.01' },
      { sum: '$10.04', share: '10%', exact: '$1.004', rounded: '$1.00' },
      { sum: '$3.33', share: '5%', exact: '$0.1665', rounded: '$0.17' },
    ]);
    expect(releaseExample(DEFAULT_POLICY, 'en')).toMatchObject({
      ...{
        amount: '$200.49',
        fee: '$10.02',
        net: '$190.47',
        hold: '$9.52',
        paid: '$180.95',
        tier: 'A',
        days: 3,
      },
    });
  });

  it('take a deduction in the policy’s order, and owe the rest', () => {
    expect(refundExample(DEFAULT_POLICY, namesIn('en'))).toMatchObject({
      ...{ fee: '$2.50', borne: '$47.50', owed: '$3.00' },
      taken: '$30.00 from payment_account, $5.00 from marketplace_account, and $9.50 from deposit',
    });
    const other = {
      ...DEFAULT_POLICY,
      deduction_order: ['deposit', 'payment_account', 'marketplace_account'],
    };
    expect(refundExample(other as Policy, namesIn('en')).taken).toMatch(/^\$9\.50 from deposit/);
  });
});
