import type { Account } from '@/engine/accounts';
import { addressOf } from '../address';

/** Where reasons are told: of a figure, and of an entry. */

const PATH = '/capital/why';

/** The figures that open to their reason: a seller's balances. */
export const FIGURES = [
  'payment_account',
  'order_funds',
  'deposit',
  'marketplace_account',
  'receivable',
] as const satisfies Account[];
export type Figure = (typeof FIGURES)[number];

/** The reason of a balance. */
export function whyFigure(
  figure: Figure,
  says: { currency: string | null; as_of?: string | null; from?: string | null },
): string {
  return addressOf(PATH, { figure, ...says });
}

/** The reason of an entry. */
export function whyEntry(entrySeq: bigint): string {
  return addressOf(PATH, { entry: entrySeq.toString() });
}
