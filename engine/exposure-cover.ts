import type { Amounts } from './accounts';
import { least } from './money';

/**
 * What stands behind a store's exposure (rules.md, section 6). Refunds of it would be taken from the store's accounts
 * and its deposit (section 7); the deposit is told first, because nobody can withdraw it.
 */
export interface Cover {
  exposedMinor: bigint;
  /** As much of it as the store's deposit is. */
  byDepositMinor: bigint;
  /** The rest: what the deposit does not cover. */
  uncoveredMinor: bigint;
  /** Of the rest, as much as stands in the payment and marketplace accounts now, and can be withdrawn any day. */
  byAccountsMinor: bigint;
  /** What is left then: covered by nothing that the store has here. */
  openMinor: bigint;
}

/** The cover of one store in one currency. */
export function coverOf(
  exposedMinor: bigint,
  amounts: Pick<Amounts, 'deposit' | 'payment_account' | 'marketplace_account'>,
): Cover {
  const byDepositMinor = least(exposedMinor, amounts.deposit);
  const uncoveredMinor = exposedMinor - byDepositMinor;
  const byAccountsMinor = least(uncoveredMinor, amounts.payment_account + amounts.marketplace_account);
  return {
    ...{ exposedMinor, byDepositMinor, uncoveredMinor, byAccountsMinor },
    openMinor: uncoveredMinor - byAccountsMinor,
  };
}

export function noCover(): Cover {
  return coverOf(0n, { deposit: 0n, payment_account: 0n, marketplace_account: 0n });
}

/** Both together. */
export function addCover(a: Cover, b: Cover): Cover {
  return {
    exposedMinor: a.exposedMinor + b.exposedMinor,
    byDepositMinor: a.byDepositMinor + b.byDepositMinor,
    uncoveredMinor: a.uncoveredMinor + b.uncoveredMinor,
    byAccountsMinor: a.byAccountsMinor + b.byAccountsMinor,
    openMinor: a.openMinor + b.openMinor,
  };
}

/**
 * A store's cover, shared out over parts of its exposure in proportion to them: whole minor units, which add up to the
 * cover again. What does not divide goes to the first parts.
 */
export function shareOutCover(cover: Cover, partsMinor: bigint[]): Cover[] {
  const byDeposit = shareOut(cover.byDepositMinor, partsMinor);
  const uncovered = partsMinor.map((part, index) => part - (byDeposit[index] ?? 0n));
  const byAccounts = shareOut(cover.byAccountsMinor, uncovered);
  return partsMinor.map((exposedMinor, index) => {
    const [byDepositMinor = 0n, uncoveredMinor = 0n, byAccountsMinor = 0n] = [
      ...[byDeposit[index], uncovered[index], byAccounts[index]],
    ];
    const openMinor = uncoveredMinor - byAccountsMinor;
    return { exposedMinor, byDepositMinor, uncoveredMinor, byAccountsMinor, openMinor };
  });
}

/** An amount no larger than the parts together, shared out so that no part gets more than it is. */
function shareOut(amountMinor: bigint, partsMinor: bigint[]): bigint[] {
  const whole = partsMinor.reduce((sum, part) => sum + part, 0n);
  if (whole === 0n) return partsMinor.map(() => 0n);
  const shares = partsMinor.map((part) => (amountMinor * part) / whole);
  let left = amountMinor - shares.reduce((sum, share) => sum + share, 0n);
  return shares.map((share, index) => {
    if (left === 0n || share === partsMinor[index]) return share;
    left -= 1n;
    return share + 1n;
  });
}
