import fc from 'fast-check';
import { SHRINK_TO_FIRST, weighted } from './choices';

/** When a fact happens, and when it arrives. */

export type Moment = {
  day: number;
  minute: number;
  /** Exactly the day's first instant, or its last nanosecond, microsecond or millisecond. */
  edge: 'none' | 'first' | 'last_ns' | 'last_us' | 'last_ms';
  /** How many minutes after the fact's instant it arrives; negative for a fact dated in the future. */
  delay: number;
  /** Picks among notations that say the same. */
  style: number;
};

export const DAY_MINUTES = 24 * 60;

const minuteArbitrary = fc.oneof(
  SHRINK_TO_FIRST,
  { weight: 6, arbitrary: fc.integer({ min: 0, max: DAY_MINUTES - 1 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 29, 30, 59, 60, 61, 90) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(DAY_MINUTES - 1, DAY_MINUTES - 30, DAY_MINUTES - 60, DAY_MINUTES - 90),
  },
);

const delayArbitrary = fc.oneof(
  SHRINK_TO_FIRST,
  { weight: 85, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: DAY_MINUTES }) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 10 }).map((days) => days * DAY_MINUTES) },
  { weight: 3, arbitrary: fc.integer({ min: -5, max: -1 }).map((days) => days * DAY_MINUTES) },
);

export function momentArbitrary(least: number, most: number): fc.Arbitrary<Moment> {
  return fc.record({
    day: fc.integer({ min: least, max: most }),
    minute: minuteArbitrary,
    edge: weighted<Moment['edge']>(
      [20, 'none'],
      [2, 'first'],
      [1, 'last_ns'],
      [1, 'last_us'],
      [1, 'last_ms'],
    ),
    delay: delayArbitrary,
    style: fc.nat({ max: 63 }),
  });
}

/** Arrives long before the date it bears. */
export function early(moments: fc.Arbitrary<Moment>): fc.Arbitrary<Moment> {
  return moments.map((moment) => ({ ...moment, delay: -20 * DAY_MINUTES }));
}

/** Arrives after what names it. */
export function late(moments: fc.Arbitrary<Moment>): fc.Arbitrary<Moment> {
  return moments.map((moment) => ({ ...moment, delay: 12 * DAY_MINUTES }));
}

export function arrivalOf(moment: Moment): number {
  return moment.day * DAY_MINUTES + moment.minute + moment.delay;
}
