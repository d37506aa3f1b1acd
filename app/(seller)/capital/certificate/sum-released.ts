import type { ReleasedBy } from '@/services/statements/get-certificate';

/** All releases together. */
export function sumReleased(released: ReleasedBy[]): Omit<ReleasedBy, 'kind'> {
  const sum = { orders: 0, grossMinor: 0n, feeMinor: 0n, frozenMinor: 0n, paidMinor: 0n };
  for (const each of released) {
    sum.orders += each.orders;
    sum.grossMinor += each.grossMinor;
    sum.feeMinor += each.feeMinor;
    sum.frozenMinor += each.frozenMinor;
    sum.paidMinor += each.paidMinor;
  }
  return sum;
}
