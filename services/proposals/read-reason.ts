import { LEAST_WHY_CHARACTERS } from '../../engine/proposals';

/** The reason that stands beside a proposal or a decision: somebody else must be able to judge by it. */

export type ReasonProblem = 'why_short' | 'why_long' | 'why_filler';

const MOST_CHARACTERS = 2000;
const LEAST_WORDS = 3;

const words = new Intl.Segmenter('und', { granularity: 'word' });

/** How many different words a text has, in any script: Chinese ones too, which no space parts. */
function differentWords(text: string): number {
  const found = new Set<string>();
  for (const { segment, isWordLike } of words.segment(text.toLowerCase())) {
    if (isWordLike && /\p{L}/u.test(segment)) found.add(segment);
  }
  return found.size;
}

/**
 * A reason as it is kept: without spaces around it, of at least 20 and at most 2000 characters, with three different
 * words at least. Line breaks may stand in it, other control characters may not.
 */
export function readReason(
  text: string | undefined,
): { ok: true; why: string } | { ok: false; problem: ReasonProblem } {
  const why = (text ?? '')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .toWellFormed()
    .trim();
  const length = [...why].length;
  if (length < LEAST_WHY_CHARACTERS) return { ok: false, problem: 'why_short' };
  if (length > MOST_CHARACTERS) return { ok: false, problem: 'why_long' };
  if (differentWords(why) < LEAST_WORDS) return { ok: false, problem: 'why_filler' };
  return { ok: true, why };
}
