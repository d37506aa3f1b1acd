import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from './calendar';
import type { CountedEvent, DailyCount } from './records';
import { NO_COUNTS, type WindowCounts } from './scorecard';
import { countInWindow, countsBefore, daysToMove, EMPTY_WINDOW, moveWindow } from './window';

const DAY = '2026-03-01';
const EVENTS: CountedEvent[] = ['shipped', 'late', 'disputed', 'refunded', 'feedback', 'positive'];
type Counted = Pick<DailyCount, 'cohortOn' | 'eventOn'> & { event: CountedEvent };
const noCounts = () => ({ shipped: 0, late: 0, disputed: 0, refunded: 0, feedback: 0, positive: 0 });

/** The window as section 5 says it, day by day. */
function slowly(days: DailyCount[], from: string, on: string): WindowCounts {
  const counts = { ...NO_COUNTS };
  for (const day of days) {
    if (day.cohortOn < from || day.cohortOn >= on || day.eventOn >= on) continue;
    counts.orders += day.shipped;
    for (const event of ['late', 'disputed', 'refunded', 'feedback', 'positive'] as const) {
      counts[event] += day[event];
    }
  }
  return counts;
}

const date = fc.integer({ min: 0, max: 60 }).map((days) => addDays(DAY, days));
const step = fc.oneof(
  fc.record({ event: fc.constantFrom(...EVENTS), cohortOn: date, eventOn: date }),
  // What was counted last is taken back, and counted on another day.
  fc.record({ moveTo: date }),
  fc.record({ on: date, days: fc.integer({ min: 1, max: 40 }) }),
);

it('says what the days say, whichever order facts come in and however windows move', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const window = { ...EMPTY_WINDOW };
      const days: DailyCount[] = [];
      const count = (event: CountedEvent, cohortOn: string, eventOn: string, by: number) => {
        countInWindow(window, event, cohortOn, eventOn, by);
        days.push({ cohortOn, eventOn, ...noCounts(), [event]: by });
      };
      let last: Counted | null = null;
      for (const each of steps) {
        if ('event' in each) {
          count(each.event, each.cohortOn, each.eventOn, 1);
          last = each;
        } else if ('moveTo' in each) {
          if (last === null) continue;
          count(last.event, last.cohortOn, last.eventOn, -1);
          const moved: Counted = { event: last.event, cohortOn: each.moveTo, eventOn: last.eventOn };
          count(moved.event, moved.cohortOn, moved.eventOn, 1);
          last = moved;
        } else {
          const from = addDays(each.on, -each.days);
          const toRead = daysToMove(window, from);
          if (toRead !== null) {
            const between = noCounts();
            for (const day of days) {
              if (day.cohortOn < toRead.from || day.cohortOn >= toRead.before) continue;
              for (const event of EVENTS) between[event] += day[event];
            }
            moveWindow(window, from, between);
          }
          const counts = countsBefore(window, each.on);
          const isAhead = days.some(({ cohortOn, eventOn }) => cohortOn >= each.on || eventOn >= each.on);
          if (isAhead) expect(counts).toBeNull();
          else expect(counts).toEqual(slowly(days, from, each.on));
        }
      }
    }),
    { numRuns: 2000 },
  );
});
