import { describe, expect, it } from 'vitest';
import { readReason } from './read-reason';

describe('a reason', () => {
  it.each([
    ['The bank confirmed that the store was dissolved.', 'The bank confirmed that the store was dissolved.'],
    ['  Checked by phone:\r\nthe parcel arrived.  ', 'Checked by phone:\nthe parcel arrived.'],
    [
      '银行确认该店铺已经注销，剩余欠款无法继续追讨，因此建议核销。',
      '银行确认该店铺已经注销，剩余欠款无法继续追讨，因此建议核销。',
    ],
    ['of the\u0000 buyer’s carrier, it came', 'of the  buyer’s carrier, it came'],
    [`${'a b c '.repeat(333)}de`, `${'a b c '.repeat(333)}de`],
  ])('is kept: %j', (text, why) => {
    expect(readReason(text)).toEqual({ ok: true, why });
  });

  it.each([
    [undefined, 'why_short'],
    ['', 'why_short'],
    [`ab cd ef${' '.repeat(40)}`, 'why_short'],
    ['nineteen characters', 'why_short'],
    ['x'.repeat(40), 'why_filler'],
    ['please please please please', 'why_filler'],
    ['OK ok Ok oK OK ok OK ok ok please', 'why_filler'],
    ['1 2 3 4 5 6 7 8 9 10 11 12 13', 'why_filler'],
    ['. . . . . . . . . . . . . . . . . .', 'why_filler'],
    ['核销核销核销核销核销核销核销核销核销核销核销', 'why_filler'],
    [`${'a b c '.repeat(333)}def`, 'why_long'],
  ] as const)('is none: %j', (text, problem) => {
    expect(readReason(text)).toEqual({ ok: false, problem });
  });
});
