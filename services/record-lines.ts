import type { Executor } from '../db/client';
import { lockDay, readMarketplace } from '../db/queries/marketplace';
import type { ReadFact, UnreadFact } from '../engine/facts';
import type { FindingCode, LineCounts } from '../engine/imports';
import type { FactAnswer } from '../engine/intake';
import type { Policy } from '../engine/policy';
import type { FactLine } from './fact-lines';
import { recordRead } from './record-facts';

/** Recording lines of files, whoever brought them. */

/** Reads the fact of a line, as far as whoever brought it may. */
export type ReadLine = (raw: unknown, policy: Policy) => ReadFact | UnreadFact;

/** What became of a line. `bad`: it is no fact, with a code where it could be read at all. */
export interface LineAnswer {
  line: FactLine;
  status: keyof LineCounts;
  code: FindingCode | null;
  reason: string;
}

/** What is said of a line that cannot even be read. */
export function badAnswer(line: FactLine, problem: string): LineAnswer {
  return { line, status: 'bad', code: null, reason: problem };
}

/** What is said of a line by what was said of its fact. */
export function answerOf(line: FactLine, { status, code, reason = '' }: FactAnswer): LineAnswer {
  if (status !== 'rejected') return { line, status, code: null, reason: '' };
  const refused = code ?? 'bad_fact';
  const isBad = refused === 'bad_fact' || refused === 'bad_amount';
  return { line, status: isBad ? 'bad' : 'rejected', code: refused, reason };
}

/**
 * Records the lines' facts in their order, inside the caller's transaction. Whoever calls has asked whether the actor
 * may, and says by `read` what.
 *
 * @returns an answer for each line, in their order
 */
export async function recordLines(
  executor: Executor,
  lines: readonly FactLine[],
  read: ReadLine,
): Promise<LineAnswer[]> {
  const readable = lines.filter((line) => line.problem === null);
  if (readable.length === 0) return lines.map((line) => badAnswer(line, line.problem ?? ''));
  await lockDay(executor, 'shared');
  const state = await readMarketplace(executor);
  const raws = readable.map((line) => line.raw);
  const answers = await recordRead(
    executor,
    state,
    raws,
    raws.map((raw) => read(raw, state.policy)),
  );
  const said = new Map(readable.map((line, index) => [line, answers[index] as FactAnswer]));
  return lines.map((line) => {
    const answer = said.get(line);
    return answer === undefined ? badAnswer(line, line.problem ?? '') : answerOf(line, answer);
  });
}
