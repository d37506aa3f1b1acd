/** What came of sending a decision: it was refused. Done, the page tells it. */
export interface DecisionOutcome {
  /** Another for each answer. */
  id: string;
  /** Which of the page's forms was sent. */
  form: string;
  text: string;
  /** Whether the refusal is about the reason. */
  isAboutWhy: boolean;
  /** What was written, to be put right and not to be written again. */
  why: string;
}
