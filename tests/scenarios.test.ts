import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playScenario, readScenario } from '@/services/play-scenario';
import { OPERATOR } from './actors';
import { makeBooks, type TestBooks } from './make-books';

/** The stories of the rules, each with the money that it must end in. */

const FOLDER = join(import.meta.dirname, 'scenarios');
const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .toSorted();

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

interface Told {
  steps: { ask?: string; expect?: object }[];
  expect_steps?: unknown[];
}

it('there are stories, and each expects something', () => {
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const told = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Told;
    const expectations = told.steps.filter((step) => step.expect !== undefined).length;
    expect(expectations + (told.expect_steps?.length ?? 0), file).toBeGreaterThan(0);
  }
});

describe('scenarios', () => {
  it.concurrent.each(files)('%s', { timeout: 120_000 }, async (file) => {
    const scenario = readScenario(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
    const { answer, differences } = await playScenario(books.ownerUrl, OPERATOR, scenario);
    expect(differences).toEqual([]);
    expect(answer.steps.length + Object.keys(answer.asks).length).toBe(scenario.steps.length);
  });
});
