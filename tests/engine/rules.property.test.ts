import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyArbitrary } from '../model/history';
import { Model } from '../model/model';
import type { Step } from '../model/play-scenario';
import { MemoryBooks } from './memory-books';

/** The engine against the model of the rules, on random histories; fast-check prints the seed of a failure. */

const HISTORIES = Number(process.env.SLUICE_HISTORIES ?? 300);

function outcomeOf(books: Model | MemoryBooks, step: Step): unknown {
  if ('fact' in step) return books.fact(step.fact as never);
  if ('run' in step) return books.run(step.run);
  if ('policy' in step) return void books.setPolicy(step.policy);
  return books.ask(step.as_of);
}

test('every step of a random history ends as the rules say', { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(historyArbitrary, ({ policy, steps }) => {
      const model = new Model(policy);
      const books = new MemoryBooks(policy);
      for (const [index, step] of steps.entries()) {
        expect(outcomeOf(books, step), `step ${index}: ${JSON.stringify(step)}`).toEqual(
          outcomeOf(model, step),
        );
      }
      expect(books.ask()).toEqual(model.ask());
    }),
    { numRuns: HISTORIES },
  );
});
