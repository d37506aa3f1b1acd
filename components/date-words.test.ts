import { describe, expect, it } from 'vitest';
import { dateWords } from './date-words';

describe('dateWords', () => {
  it('names near dates by their weekday', () => {
    expect(dateWords('2026-11-24', 'en', '2026-11-22')).toBe('Tue 24 Nov');
    expect(dateWords('2026-11-16', 'en', '2026-11-22')).toBe('Mon 16 Nov');
    expect(dateWords('2026-11-24', 'zh', '2026-11-22')).toBe('11月24日周二');
  });

  it('leaves out the weekday of far dates, and the year where it is the same', () => {
    expect(dateWords('2026-12-02', 'en', '2026-11-22')).toBe('2 Dec');
    expect(dateWords('2026-12-02', 'zh', '2026-11-22')).toBe('12月2日');
  });

  it('names the year where it is another one, or nothing says which year it is', () => {
    expect(dateWords('2027-01-17', 'en', '2026-11-22')).toBe('17 Jan 2027');
    expect(dateWords('2026-11-24', 'en')).toBe('24 Nov 2026');
    expect(dateWords('2026-11-24', 'zh')).toBe('2026年11月24日');
  });

  it('is no day off, in whichever zone it runs', () => {
    expect(dateWords('2028-02-29', 'en')).toBe('29 Feb 2028');
  });
});
