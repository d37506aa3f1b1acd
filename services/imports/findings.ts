import type { FindingRow } from '../../db/queries/imports';
import { type FindingPhase, type LineCounts, MOST_FINDINGS, refusedCount } from '../../engine/imports';
import type { LineAnswer } from '../record-lines';

/** What is said of single lines, as rows. */

const WAITS = 'waits until its order or its store is known';

/** A text as the database can keep it. */
function kept(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

/** Whether a line stands among the findings at all. */
function isFound({ status }: LineAnswer): boolean {
  return status === 'bad' || status === 'rejected' || status === 'parked';
}

/**
 * The findings among the answers, as far as there is room for them.
 *
 * @param before the counts of the lines that came before
 */
export function findingsOf(
  importId: string,
  phase: FindingPhase,
  answers: readonly LineAnswer[],
  before: LineCounts,
): FindingRow[] {
  const room = MOST_FINDINGS - refusedCount(before) - before.parked;
  return answers
    .filter(isFound)
    .slice(0, Math.max(0, room))
    .map(({ line, status, code, reason }) => ({
      ...{ importId, phase, line: line.line, text: kept(line.text) },
      code: status === 'parked' ? 'parked' : code,
      reason: kept(reason === '' ? WAITS : reason).slice(0, 2000),
    }));
}

/** The counts with the answers added. */
export function withAnswers(counts: LineCounts, answers: readonly LineAnswer[]): LineCounts {
  const sum = { ...counts };
  for (const { status } of answers) sum[status] += 1;
  return sum;
}
