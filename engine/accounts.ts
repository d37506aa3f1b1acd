/** The chart of accounts (rules.md, section 3): one set for each merchant and currency. */
export const ACCOUNTS = [
  'order_funds',
  'payment_account',
  'marketplace_account',
  'deposit',
  'receivable',
  'fees',
  'platform_loss',
  'clearing',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** An amount of minor units for each of the eight accounts: an entry's, or a balance's. */
export type Amounts = Record<Account, bigint>;

/** Which sign a balance may have (section 3). */
export const SIGN_OF_ACCOUNT: Record<Account, 'not_negative' | 'not_positive' | 'any'> = {
  order_funds: 'not_negative',
  payment_account: 'not_negative',
  marketplace_account: 'not_negative',
  deposit: 'not_negative',
  receivable: 'not_positive',
  fees: 'any',
  platform_loss: 'not_positive',
  clearing: 'any',
};

/** Nothing in any account. */
export function noAmounts(): Amounts {
  return {
    order_funds: 0n,
    payment_account: 0n,
    marketplace_account: 0n,
    deposit: 0n,
    receivable: 0n,
    fees: 0n,
    platform_loss: 0n,
    clearing: 0n,
  };
}

/** What every kind of entry is called, with the section of rules.md that makes it. */
export const ENTRY_KINDS = {
  order_payment: '4',
  order_cancellation: '4',
  adjustment: '4',
  withdrawal: '4',
  withdrawal_return: '4',
  release_early: '6',
  release_standard: '6',
  release_closure: '6',
  refund_from_order: '7',
  deduction: '7',
  platform_refund: '7',
  hold_freed: '7',
  hold_release: '10',
  write_off: '12',
} as const;
export type EntryKind = keyof typeof ENTRY_KINDS;
