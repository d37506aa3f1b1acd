/** The fixed chart of accounts (section 3). */

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

export type Amounts = Partial<Record<Account, bigint>>;
