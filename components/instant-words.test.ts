import { expect, it } from 'vitest';
import { instantWords } from './instant-words';

it.each([
  ['en', 'Asia/Shanghai', '23 Nov 2026', '00:05:09'],
  ['zh', 'Asia/Shanghai', '2026年11月23日', '00:05:09'],
  ['en', 'America/New_York', '22 Nov 2026', '11:05:09'],
])('an instant in %s, in %s', (locale, timezone, date, time) => {
  expect(instantWords(new Date('2026-11-22T16:05:09.999Z'), locale, timezone)).toEqual({ date, time });
});
