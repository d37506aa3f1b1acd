import { expect, it } from 'vitest';
import { bankDayFrom, isWeekend } from './bank-days';

it.each([
  ['2026-11-20', '2026-11-20'],
  ['2026-11-21', '2026-11-23'],
  ['2026-11-22', '2026-11-23'],
  ['2026-11-23', '2026-11-23'],
  ['2028-02-26', '2028-02-28'],
  ['1969-12-27', '1969-12-29'],
])('banks execute what is for %s on %s', (date, day) => {
  expect(bankDayFrom(date)).toBe(day);
  expect(isWeekend(date)).toBe(date !== day);
});
