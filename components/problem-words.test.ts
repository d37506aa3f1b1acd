import { expect, it } from 'vitest';
import { API_PROBLEMS } from '@/engine/api/document';
import { PROBLEMS } from '@/engine/problems';
import words from './i18n/messages/en/developers.json';

it('a page tells each problem in the words in which the API answers it', () => {
  const told = Object.fromEntries(
    API_PROBLEMS.map((kind) => [kind, { what: PROBLEMS[kind].detail, do: PROBLEMS[kind].whatToDo }]),
  );
  expect(words.problems.list).toEqual(told);
});
