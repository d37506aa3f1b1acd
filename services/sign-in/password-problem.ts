import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { PASSWORD_LENGTH } from './authentication';

/** What is wrong with a new password: too short, too long, or one that guessing finds soon. */
export type PasswordProblem = 'short' | 'long' | 'guessable';

/** From 0 to 4; below it, some hundred million guesses are enough. */
const LEAST_SCORE = 3;

/** So many characters must be left without the words that anybody knows: names put together are soon guessed. */
const LEAST_BESIDE_KNOWN = 8;

let strength: ZxcvbnFactory | null = null;

/**
 * Judges a new password by how soon it would be guessed, knowing common passwords and what is known of the person.
 *
 * @param known the person's name and e-mail, which are no secret
 */
export function passwordProblem(password: string, known: string[]): PasswordProblem | null {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.least) return 'short';
  if (length > PASSWORD_LENGTH.most) return 'long';
  strength ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const words = ['sluice', ...known.flatMap((text) => [text, ...text.split(/[\s@.]+/)])]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), password.toLowerCase());
  if ([...rest].length < LEAST_BESIDE_KNOWN) return 'guessable';
  return strength.check(password, words).score < LEAST_SCORE ? 'guessable' : null;
}
