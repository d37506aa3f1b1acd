import { FACT_TYPES, FAILURE_CODES, type FactType } from './facts';

/** Files of facts that people bring to the portal, and how far each is. */

export const IMPORT_FORMATS = ['csv', 'ndjson'] as const;

/**
 * `uploading`: not whole yet. `uploaded`: whole, and waits for its columns to be named or for its check. `checked`:
 * every line was looked at and nothing recorded. `stopped`: a person ended its recording; what was recorded stays.
 * `failed`: an error ended it.
 */
export const IMPORT_STATUSES = [
  'uploading',
  'uploaded',
  'checking',
  'checked',
  'recording',
  'recorded',
  'stopped',
  'failed',
] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** A line was looked at before anything was recorded, or it was to be recorded. */
export const FINDING_PHASES = ['check', 'record'] as const;
export type FindingPhase = (typeof FINDING_PHASES)[number];

/** Why a line stands among the findings: it is refused with a code, or it waits. */
export const FINDING_CODES = [...FAILURE_CODES, 'parked'] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** The task of the worker that checks and records what people have brought, and the one that forgets old files. */
export const IMPORT_TASK = 'work_on_imports';
export const FORGET_IMPORTS_TASK = 'forget_imports';

const MEGABYTE = 1024 * 1024;
/** As it is sent, perhaps gzipped. */
export const MOST_UPLOAD_MB = 200;
export const MOST_UPLOAD_BYTES = MOST_UPLOAD_MB * MEGABYTE;
/** Unpacked. */
export const MOST_UNPACKED_BYTES = 2048 * MEGABYTE;
/** Longer than any fact is; a fact's texts have 200 characters each. */
export const LONGEST_UPLOADED_LINE = 20_000;
export const MOST_LINES = 1_000_000;
/** So many lines are tried on the books as they are; of a longer file, only each line by itself is looked at. */
export const MOST_TRIED_LINES = 50_000;
/** So many findings are listed; more are only counted. */
export const MOST_FINDINGS = 100_000;
/** After so many days the file itself is forgotten. */
export const KEPT_DAYS = 90;

/** What a file cannot record: two people decide it, or it is marked where the payouts are. */
export const DECIDED_ELSEWHERE = {
  'override.set': 'decision',
  'override.set_until': 'decision',
  'receivable.written_off': 'decision',
  'order.corrected': 'decision',
  'adjustment.posted': 'decision',
  'withdrawal.settled': 'payout',
  'withdrawal.returned': 'payout',
} as const satisfies Partial<Record<FactType, 'decision' | 'payout'>>;

/** The types of fact that a person may bring in a file. */
export const BROUGHT_TYPES = FACT_TYPES.filter((type) => !Object.hasOwn(DECIDED_ELSEWHERE, type));

/** Why a file that was sent is not taken. */
export const UPLOAD_REFUSALS = [
  'bad_form',
  'no_file',
  'too_large',
  'empty',
  'broken_gzip',
  'spreadsheet',
  'not_text',
  'not_utf8',
  'json_array',
  'not_ndjson',
  'not_csv',
  'too_many_columns',
  'only_heads',
  'under_way',
] as const;
export type UploadRefusal = (typeof UPLOAD_REFUSALS)[number];

/** How many of a file's lines became, or would become, what. `bad`: they are no fact. */
export interface LineCounts {
  applied: number;
  duplicate: number;
  parked: number;
  rejected: number;
  bad: number;
}

export function noCounts(): LineCounts {
  return { applied: 0, duplicate: 0, parked: 0, rejected: 0, bad: 0 };
}

/** How many of the lines came to nothing. */
export function refusedCount({ rejected, bad }: LineCounts): number {
  return rejected + bad;
}

/** Of a type of fact, what would be recorded; sums in whole minor units as decimal texts, by currency. */
export interface CheckedKind {
  type: FactType;
  applied: number;
  parked: number;
  /** Of what would be applied. */
  minor: Record<string, string>;
}

/** What a check found. */
export interface CheckResult {
  counts: LineCounts;
  /** Whether each line was tried on the books: otherwise only its form, its id and repetitions were looked at. */
  isTried: boolean;
  /** Business date that was open; null before the first run. */
  openOn: string | null;
  /** When, as an ISO 8601 instant. */
  at: string;
  kinds: CheckedKind[];
  /** Facts that wait in the books already and would be applied, or refused, once these are recorded. */
  woken: number;
  refusedOnWaking: number;
  /** Of the lines that would wait, those that later lines of the file would have applied. */
  parkedThenApplied: number;
}
