/** What came of sending a form. */
export interface FormOutcome {
  /** Another for each answer. */
  id: string;
  /** Which form of the page was sent. */
  form: string;
  status: 'done' | 'repeated' | 'refused';
  /** In words. */
  text: string;
  /** The field that the refusal is about. */
  field: string | null;
  /** What was written, to be put right and not to be written again. */
  values: Record<string, string>;
  /** What was ticked, where the form has boxes. */
  chosen: string[];
  /** What is shown this once, and is nowhere but here. */
  secret: { kind: 'link' | 'key' | 'webhook'; text: string } | null;
}

export type FormAction = (before: FormOutcome | null, form: FormData) => Promise<FormOutcome>;
