/** What came of sending a form that marks something. */
export interface MarkOutcome {
  /** Another for each answer. */
  id: string;
  status: 'done' | 'refused';
  /** In words. */
  text: string;
  /** The reason that was written, to be put right and not to be written again. */
  why: string;
}

export type MarkAction = (before: MarkOutcome | null, form: FormData) => Promise<MarkOutcome>;

/** A pair of a word and what it is, to be looked at before something is done. */
export interface SaidFact {
  name: string;
  value: string;
}

/** What came of sending the form for a batch; made, one is at its page. */
export type BatchOutcome = {
  id: string;
  /** What was written. */
  values: { which: string; payer: string; date: string; ticked: string[] };
} & (
  | { status: 'editing' }
  | { status: 'refused'; field: 'which' | 'payer' | 'date' | null; text: string }
  | { status: 'confirm'; facts: SaidFact[]; submit: string; withdrawals: string[] }
);

/** One line of what a bank's answer would do. */
export interface AnswerLine {
  withdrawalId: string;
  href: string;
  store: string;
  amount: string;
  status: string;
  deed: string;
  tone: 'good' | 'bad' | 'warn' | 'neutral';
  reason: string;
}

/** What came of sending a bank's answer. */
export type AnswerOutcome = { id: string } & (
  | { status: 'editing' }
  | { status: 'refused'; text: string; batchHref: string | null }
  | {
      status: 'confirm';
      /** The file, packed, to be sent again when it is confirmed. */
      packed: string;
      of: string;
      sums: string[];
      lines: AnswerLine[];
      unknown: { title: string; lines: string[] } | null;
      contradicts: boolean;
      submit: string;
    }
  | { status: 'done'; text: string; batchHref: string }
);
