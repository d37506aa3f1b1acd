import fc from 'fast-check';
import { buildHistory, type History } from './history/build-history';
import { droppable, SHRINK_TO_FIRST, sometimes, weighted } from './history/choices';
import { eventArbitrary } from './history/event-arbitrary';
import type { Intents } from './history/intents';
import { DAY_MINUTES, early, momentArbitrary } from './history/moment';
import { orderArbitrary } from './history/order-arbitrary';
import { PREFIX_PICK, PREFIX_POOLS } from './history/picks';
import { policyArbitrary } from './history/policy-arbitrary';
import { DEFAULT_SIZE, type HistorySize } from './history/size';

// A history is generated as small intents that do not need each other: an order's life, a withdrawal of
// a part of the balance, a run. `buildHistory` lays them on one time line and plays them through the
// model while it writes them down, so that an intent can say "all that is left" and still mean something
// after others were dropped. Dropping intents and making delays zero is how a failure shrinks.

/** A day on which something happens to the clocks or the calendar, and the zone it happens in. */
const PLACES: [timezone: string, around: string][] = [
  ['Asia/Shanghai', '2026-02-27'],
  ['Asia/Shanghai', '2023-08-31'],
  ['Asia/Shanghai', '1991-09-15'],
  ['UTC', '2024-02-29'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2025-10-26'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2025-11-02'],
];

function intentsArbitrary(size: HistorySize): fc.Arbitrary<Intents> {
  return fc.record({
    policy: policyArbitrary,
    prefixes: PREFIX_POOLS,
    place: fc
      .tuple(fc.constantFrom(...PLACES), fc.integer({ min: 2, max: size.days }))
      .map(([[timezone, around], before]) => ({ timezone, around, before })),
    currencies: fc.constantFrom(
      ['USD', 'JPY', 'KWD'],
      ['JPY', 'USD', 'BHD'],
      ['KWD', 'EUR', 'KRW'],
      ['CNY', 'TND', 'JPY'],
    ),
    merchants: droppable(
      fc.record({
        prefix: PREFIX_PICK,
        opened: fc.oneof(
          SHRINK_TO_FIRST,
          { weight: 8, arbitrary: momentArbitrary(-40, 1) },
          { weight: 1, arbitrary: momentArbitrary(2, 12) },
          { weight: 1, arbitrary: early(momentArbitrary(4, 20)) },
        ),
        name: sometimes(3, fc.constantFrom('Shop', '')),
      }),
      2,
      4,
    ),
    firstRun: weighted([5, 0], [1, -8], [2, 4], [2, 12]),
    runs: droppable(
      fc.record({
        gap: weighted([14, 1], [3, 2], [1, 3], [1, 6]),
        minute: weighted([8, 0], [1, 600], [1, DAY_MINUTES - 1]),
        again: sometimes(2, fc.integer({ min: 0, max: DAY_MINUTES })),
        past: weighted<number | null>([30, null], [1, 1], [1, 9]),
      }),
      ...size.runs,
    ),
    tail: fc.array(fc.constantFrom(3, 20, 45, 190), { maxLength: 3, size: 'max' }),
    orders: droppable(orderArbitrary(size), ...size.orders),
    events: droppable(eventArbitrary(size), ...size.events),
  });
}

export function historyArbitraryOf(size: Partial<HistorySize> = {}): fc.Arbitrary<History> {
  return intentsArbitrary({ ...DEFAULT_SIZE, ...size }).map(buildHistory);
}

export const historyArbitrary: fc.Arbitrary<History> = historyArbitraryOf();
