import { expect, it } from 'vitest';
import { correctionsIn, type DatingFact } from './order-dates';

const told = (type: string, on: string, content: Record<string, unknown> = {}): DatingFact => ({
  ...{ type: `order.${type}`, on, content },
});
const corrected = (event: string, on?: string) =>
  told('corrected', '2026-03-20', on === undefined ? { event } : { event, on });

it.each<[string, DatingFact[], string[]]>([
  [
    'moved',
    [told('shipped', '2026-03-01'), corrected('shipped', '2026-03-02')],
    ['shipped 2026-03-01 2026-03-02'],
  ],
  ['set', [corrected('shipped', '2026-03-02')], ['shipped null 2026-03-02']],
  ['taken back', [told('shipped', '2026-03-01'), corrected('shipped')], ['shipped 2026-03-01 null']],
  [
    'the first delivery counts, not the second',
    [told('delivered', '2026-03-05'), told('delivered', '2026-03-09'), corrected('delivered', '2026-03-06')],
    ['delivered 2026-03-05 2026-03-06'],
  ],
  [
    'one after the other, each date by itself',
    [
      told('shipped', '2026-03-01'),
      told('confirmed', '2026-03-07'),
      corrected('shipped'),
      told('shipped', '2026-03-03'),
      corrected('shipped', '2026-03-02'),
      corrected('confirmed', '2026-03-08'),
    ],
    ['shipped 2026-03-01 null', 'shipped 2026-03-03 2026-03-02', 'confirmed 2026-03-07 2026-03-08'],
  ],
])('%s', (_what, facts, expected) => {
  const corrections = correctionsIn(facts);
  expect(corrections).toHaveLength(facts.length);
  const said = corrections.flatMap((each) => (each === null ? [] : `${each.event} ${each.from} ${each.to}`));
  expect(said).toEqual(expected);
});
