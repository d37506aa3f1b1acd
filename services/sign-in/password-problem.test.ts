import { expect, test } from 'vitest';
import { passwordProblem } from './password-problem';

test.each([
  ['eleven char', 'short'],
  ['x'.repeat(129), 'long'],
  ['passwordpassword', 'guessable'],
  ['123456789012', 'guessable'],
  ['qwertyuiopasdf', 'guessable'],
  ['aaaaaaaaaaaaaaaa', 'guessable'],
  ['lena.lumen@example.com', 'guessable'],
  ['lumen2026lumen', 'guessable'],
  ['LenaLumen1234', 'guessable'],
  ['Sluice-sluice', 'guessable'],
  ['lumen-tall-42-jars', null],
  ['wet-kettle-violet-ninety', null],
  ['七彩的風箏飛過長江大橋上空', null],
  ['t7$Qz!m2Lw#9xP', null],
])('%s: %s', (password, problem) => {
  expect(passwordProblem(password, ['Lena Lumen', 'lena.lumen@example.com'])).toBe(problem);
});
