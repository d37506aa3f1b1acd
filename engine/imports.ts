/** Files of facts that people bring to the portal, and how far each is. */

export const IMPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/**
 * `uploaded`: whole, and waits for its columns to be named or for its check. `checked`: every line was looked at and
 * nothing recorded. `stopped`: a person ended it; what was recorded stays. `failed`: an error ended it.
 */
export const IMPORT_STATUSES = [
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
