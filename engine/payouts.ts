import type { WithdrawalStatus } from './notices';

/** Where a withdrawal is on its way to a bank, as whoever sends it sees it. */
export const PAYOUT_PLACES = ['to_send', 'in_batch', 'sent', 'returned'] as const;
export type PayoutPlace = (typeof PAYOUT_PLACES)[number];

/** As many withdrawals in one batch as a bank's answer about all of them still is a file that the portal takes. */
export const MOST_IN_BATCH = 500;
/** How far ahead a batch can be given to a bank. */
export const MOST_DAYS_AHEAD = 60;

/** A table, and a payment file (pain.001). */
export const PAYOUT_FORMATS = ['csv', 'xml'] as const;
export type PayoutFormat = (typeof PAYOUT_FORMATS)[number];

/** A bank's answer file: the front door takes a megabyte, with all that a form puts around a file. */
export const MOST_ANSWER_BYTES = 1_000_000;

/** A withdrawal that was handed to the bank in a batch is `in_batch` until somebody says what became of it. */
export function payoutPlaceOf({
  status,
  batchId,
}: {
  status: WithdrawalStatus;
  batchId: string | null;
}): PayoutPlace {
  if (status !== 'asked') return status;
  return batchId === null ? 'to_send' : 'in_batch';
}
