import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeCursor, readCursor } from './cursor';

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 4 });

it('is read by its own list as it was made, and by no other', () => {
  fc.assert(
    fc.property(texts, texts, texts, (list, other, place) => {
      const cursor = makeCursor(list, place);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(readCursor(list, cursor)).toEqual(place);
      if (JSON.stringify(other) !== JSON.stringify(list)) expect(readCursor(other, cursor)).toBeNull();
    }),
  );
});

it('is not read where it was changed, or never made', () => {
  const cursor = makeCursor(['entries', 'store'], ['5']);
  const of = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const changed of [
    '',
    ' ',
    'nonsense',
    `${cursor}=`,
    `${cursor} `,
    cursor.slice(0, -2),
    of([2, ['entries', 'store'], ['5']]),
    of([1, ['entries', 'store'], [5]]),
    of([1, ['entries', 'store'], '5']),
    of([1, ['entries', 'store'], ['5'], 'more']),
    of({}),
    of(null),
    Buffer.from('[1, ["entries","store"], ["5"]]').toString('base64url'),
    Buffer.from([0xff, 0xfe]).toString('base64url'),
  ])
    expect([changed, readCursor(['entries', 'store'], changed)]).toEqual([changed, null]);
  expect(readCursor(['entries', 'store'], cursor)).toEqual(['5']);
});
