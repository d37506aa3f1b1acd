import { countImportLines, type ImportPhase } from '../measure';
import type { LineAnswer } from '../record-lines';

/** Counts what was found of the lines of a file. */
export function countLines(phase: ImportPhase, answers: readonly LineAnswer[]): void {
  const counts = new Map<LineAnswer['status'], number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  for (const [status, count] of counts) countImportLines(phase, status, count);
}
