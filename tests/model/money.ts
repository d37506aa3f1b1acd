/** Amounts in minor units: a share of one, the least of two, the sum of many. */

export function share(amount: bigint, bps: bigint): bigint {
  return (amount * bps + 5000n) / 10000n;
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
