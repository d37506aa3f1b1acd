/** What came of sending a form. */
export interface PolicyOutcome {
  /** Another for each answer. */
  id: string;
  tone: 'good' | 'warn' | 'bad';
  /** In words. */
  text: string;
  /** The field that it is about, by its name. */
  field: string | null;
  /** What was written, to be put right and not to be written again. */
  values: Record<string, string>;
}

export type PolicyAction = (before: PolicyOutcome | null, form: FormData) => Promise<PolicyOutcome>;
