import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCover, coverOf, noCover, shareOutCover } from './exposure-cover';

describe('coverOf', () => {
  it.each([
    ['nothing at risk', 0n, [50n, 9n, 9n], [0n, 0n, 0n, 0n]],
    ['a deposit that is enough', 100n, [100n, 0n, 0n], [100n, 0n, 0n, 0n]],
    ['a deposit and an account', 100n, [30n, 50n, 0n], [30n, 70n, 50n, 20n]],
    ['both accounts, together more than needed', 100n, [30n, 50n, 50n], [30n, 70n, 70n, 0n]],
    ['nothing', 100n, [0n, 0n, 0n], [0n, 100n, 0n, 100n]],
  ] as const)('%s', (_what, exposed, [deposit, payment_account, marketplace_account], expected) => {
    const cover = coverOf(exposed, { deposit, payment_account, marketplace_account });
    const { byDepositMinor, uncoveredMinor, byAccountsMinor, openMinor } = cover;
    expect([byDepositMinor, uncoveredMinor, byAccountsMinor, openMinor]).toEqual(expected);
  });
});

describe('shareOutCover', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
  const store = fc.record({
    parts: fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 5 }),
    amounts: fc.record({ deposit: amount, payment_account: amount, marketplace_account: amount }),
  });

  it('loses nothing, makes nothing, and covers no part by more than it is', () => {
    fc.assert(
      fc.property(store, ({ parts, amounts }) => {
        const whole = coverOf(
          parts.reduce((sum, part) => sum + part, 0n),
          amounts,
        );
        const shared = shareOutCover(whole, parts);
        expect(shared.reduce(addCover, noCover())).toEqual(whole);
        for (const [index, each] of shared.entries()) {
          expect(each.exposedMinor).toBe(parts[index]);
          expect(each.byDepositMinor + each.byAccountsMinor + each.openMinor).toBe(each.exposedMinor);
          expect([each.byDepositMinor, each.byAccountsMinor, each.openMinor].every((x) => x >= 0n)).toBe(
            true,
          );
        }
      }),
    );
  });

  it('shares in proportion, what does not divide to the first', () => {
    const cover = coverOf(300n, { deposit: 100n, payment_account: 0n, marketplace_account: 0n });
    expect(shareOutCover(cover, [100n, 100n, 100n]).map(({ byDepositMinor }) => byDepositMinor)).toEqual([
      ...[34n, 33n, 33n],
    ]);
  });
});
