/** What came of sending a form. */
export interface ImportOutcome {
  /** Another for each answer. */
  id: string;
  tone: 'good' | 'bad';
  /** In words; several where several things are wrong, each with the field that it is about. */
  said: { text: string; field: string | null }[];
  /** What was chosen, to be put right and not to be chosen again. */
  values: Record<string, string>;
}

export type ImportAction = (before: ImportOutcome | null, form: FormData) => Promise<ImportOutcome>;
