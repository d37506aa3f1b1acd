import type { ProofProblem } from '@/app/account/actions';

/** What came of sending a form of this page. */
export interface BankAccountOutcome {
  /** Another for each answer. */
  id: string;
  status: 'done' | 'repeated' | 'refused' | 'not_proven';
  /** In words. */
  text: string;
  /** The field that a refusal is about. */
  field: BankAccountField | null;
  /** Why somebody did not prove to be who they are. */
  proof: ProofProblem | null;
  /** What was written, but for the password and the code. */
  values: Partial<Record<BankAccountField, string>>;
}

export const FIELDS = [
  'replaces',
  'currency',
  'holder',
  'bank',
  'country',
  'iban',
  'account_number',
  'bic',
] as const;
export type BankAccountField = (typeof FIELDS)[number];
