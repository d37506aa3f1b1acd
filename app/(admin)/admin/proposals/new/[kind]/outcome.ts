import type { Follows } from '@/services/proposals/follows';

/** What was written in a form, field by field. */
export type Written = Record<string, string>;

/** What came of sending a form. Made, its own page tells it. */
export type ProposeOutcome = {
  /** Another for each answer. */
  id: string;
  written: Written;
} & (
  | { status: 'editing' }
  | { status: 'refused'; field: string | null; text: string; seeOpen: string | null }
  /** All that follows, to be looked at before it is sent. */
  | { status: 'confirm'; what: string; follows: Follows; mark: string; changed: string | null }
);
