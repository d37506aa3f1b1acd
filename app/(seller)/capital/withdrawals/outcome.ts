/** What came of sending the form for a withdrawal. */
export type WithdrawOutcome = {
  /** Another for each answer. */
  id: string;
  /** What was written, to be put right and not to be written again. */
  values: { amount: string; account: string };
} & (
  | { status: 'editing' }
  | { status: 'refused'; field: 'amount' | 'account' | null; text: string }
  /** All that follows, in words, to be looked at before it is done. */
  | { status: 'confirm'; facts: { name: string; value: string }[]; submit: string }
  | { status: 'asked'; text: string; entryHref: string }
);
