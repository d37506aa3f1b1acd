/** What a store is told, in the portal and by e-mail: each happening once. */
export const NOTICE_KINDS = [
  'enrolled',
  'tier_changed',
  'cancelled',
  'closed',
  'deduction',
  'debt',
  'holds_released',
  'bank_account_added',
  'bank_account_removed',
  'withdrawal_sent',
  'withdrawal_returned',
  'adjusted',
  'debt_written_off',
  'order_corrected',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Where a withdrawal is: asked for by the seller, sent to the bank, returned by it. */
export const WITHDRAWAL_STATUSES = ['asked', 'sent', 'returned'] as const;
export type WithdrawalStatus = (typeof WITHDRAWAL_STATUSES)[number];

/** Where an e-mail is. */
export const MAIL_STATUSES = ['waiting', 'sent', 'given_up'] as const;
