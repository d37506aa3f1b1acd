import type { EntryKind } from './accounts';

/** The groups of kinds of entries that somebody can choose between. */
export const ENTRY_GROUPS = {
  payments: ['order_payment', 'order_cancellation'],
  releases: ['release_early', 'release_standard', 'release_closure'],
  refunds: ['deduction', 'refund_from_order', 'platform_refund'],
  deposit: ['release_early', 'deduction', 'hold_release', 'hold_freed'],
  withdrawals: ['withdrawal', 'withdrawal_return'],
  adjustments: ['adjustment', 'write_off'],
} as const satisfies Record<string, readonly EntryKind[]>;
export type EntryGroup = keyof typeof ENTRY_GROUPS;
