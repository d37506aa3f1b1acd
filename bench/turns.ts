import { middleOf } from './report';
import { ROUNDS } from './scale';

/** Two things or more, measured in turn (A B A B ...), so that whatever else the machine does meets all of them. */

export interface Turns<Name extends string> {
  /** What each turn of each gave, in their order. */
  figures: Record<Name, number[]>;
  middle: Record<Name, { median: number; spread: number }>;
  /** The middle of one's share of another, round by round. */
  ratio(of: Name, to: Name): { median: number; spread: number };
}

/**
 * Measures each in turn.
 *
 * @param measures each gives its figure of one round: milliseconds, or how many a second
 */
export async function inTurns<Name extends string>(
  measures: Record<Name, (round: number) => Promise<number>>,
  onRound?: (done: number, rounds: number) => void,
  rounds = ROUNDS,
): Promise<Turns<Name>> {
  const names = Object.keys(measures) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) figures[name].push(await measures[name](round));
    onRound?.(round + 1, rounds);
  }
  const middle = Object.fromEntries(
    names.map((name) => [name, middleOf(figures[name])]),
  ) as Turns<Name>['middle'];
  return {
    figures,
    middle,
    ratio: (of, to) =>
      middleOf(figures[of].map((figure, round) => figure / (figures[to][round] ?? Number.NaN))),
  };
}

/** How many milliseconds some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
