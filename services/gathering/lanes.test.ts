import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lanes, partsOf } from './lanes';

const names = fc.uniqueArray(fc.constantFrom(...'abcdef'), { maxLength: 3 });

it('parts share no name, cannot be parted further, and keep the order', () => {
  fc.assert(
    fc.property(fc.array(names, { maxLength: 12 }), (all) => {
      const each = all.map((own, place) => ({ own, place }));
      const parts = partsOf(each, ({ own }) => own);
      expect(parts.flat().toSorted((a, b) => a.place - b.place)).toEqual(each);
      for (const [index, part] of parts.entries()) {
        expect(part.map(({ place }) => place)).toEqual(
          part.map(({ place }) => place).toSorted((a, b) => a - b),
        );
        const own = new Set(part.flatMap((one) => one.own));
        const others = parts.filter((_part, other) => other !== index).flat();
        expect(others.some((one) => one.own.some((name) => own.has(name)))).toBe(false);
        // From the first of a part, every other is reached by names that two of them share.
        const reached = new Set(part[0]?.own);
        let left = part.slice(1);
        for (let next = left[0]; next !== undefined; ) {
          next = left.find(({ own: names }) => names.some((name) => reached.has(name)));
          for (const name of next?.own ?? []) reached.add(name);
          left = left.filter((one) => one !== next);
        }
        expect(left).toEqual([]);
      }
    }),
  );
});

it('a name is busy until all who took it have left', () => {
  const lanes = new Lanes();
  lanes.take(['a', 'b']);
  lanes.take(['b']);
  lanes.leave(['a', 'b']);
  expect([lanes.isBusy(['a']), lanes.isBusy(['a', 'b']), lanes.isBusy([])]).toEqual([false, true, false]);
  lanes.leave(['b']);
  expect(lanes.isBusy(['b'])).toBe(false);
});
