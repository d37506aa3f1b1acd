import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dateOf,
  daysBetween,
  earlier,
  isCalendarDate,
  isTimezone,
  later,
  parseInstant,
  startOfDay,
} from './calendar';

describe('parseInstant', () => {
  it.each([
    ['2026-02-02T04:00:00Z', '2026-02-02T04:00:00Z'],
    ['2026-02-02t04:00:00z', '2026-02-02T04:00:00Z'],
    ['2026-02-02 04:00:00Z', '2026-02-02T04:00:00Z'],
    ['2026-02-02T04:00Z', '2026-02-02T04:00:00Z'],
    ['2026-02-02T12:00:00+08:00', '2026-02-02T04:00:00Z'],
    ['2026-02-02T12:00:00+0800', '2026-02-02T04:00:00Z'],
    ['2026-02-02T12:00:00+08', '2026-02-02T04:00:00Z'],
    ['2026-02-01T22:30:00-05:30', '2026-02-02T04:00:00Z'],
    ['2026-02-02T04:00:00-00:00', '2026-02-02T04:00:00Z'],
    ['2026-02-02T04:00:00.000Z', '2026-02-02T04:00:00Z'],
    ['2026-02-02T04:00:00.5Z', '2026-02-02T04:00:00.5Z'],
    ['2026-02-02T04:00:00.500000Z', '2026-02-02T04:00:00.5Z'],
    ['2026-02-02T04:00:00,123456789Z', '2026-02-02T04:00:00.123456789Z'],
    ['2025-12-31T23:30:00-01:00', '2026-01-01T00:30:00Z'],
    ['2024-02-29T23:59:60Z', '2024-02-29T23:59:59Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['9998-12-31T23:59:59Z', '9998-12-31T23:59:59Z'],
  ])('reads %s as %s', (text, canonical) => {
    expect(parseInstant(text)?.text).toBe(canonical);
    const wholeMs = Temporal.Instant.from(canonical).epochMilliseconds;
    expect(parseInstant(text)?.epochMs).toBe(wholeMs);
  });

  it.each([
    '2026-02-02T04:00:00',
    '2026-02-02',
    '2026-02-02Z',
    '2026-02-30T04:00:00Z',
    '2025-02-29T04:00:00Z',
    '2026-13-01T04:00:00Z',
    '2026-00-01T04:00:00Z',
    '2026-02-00T04:00:00Z',
    '2026-02-02T24:00:00Z',
    '2026-02-02T04:60:00Z',
    '2026-02-02T04:00:61Z',
    '2026-02-02T04:00:00+24:00',
    '2026-02-02T04:00:00+08:60',
    '2026-02-02T04:00:00+8:00',
    '2026-02-02T04:00:00.Z',
    '2026-02-02T04:00:00.1234567890Z',
    '2026-02-02T04:00:00[Asia/Shanghai]',
    '2026-02-02T04:00:00 Z',
    ' 2026-02-02T04:00:00Z',
    '2026-02-02T04:00:00Z\n',
    '26-02-02T04:00:00Z',
    '+002026-02-02T04:00:00Z',
    '0000-12-31T23:59:59Z',
    '0001-01-01T00:00:00+01:00',
    '9999-01-01T00:00:00Z',
    '1770000000',
    'yesterday',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});

describe('dateOf', () => {
  it.each([
    // An instant on each side of midnight.
    ['Asia/Shanghai', '2026-01-11T15:59:59.999Z', '2026-01-11'],
    ['Asia/Shanghai', '2026-01-11T16:00:00Z', '2026-01-12'],
    ['Asia/Kathmandu', '2026-01-11T18:14:59.999Z', '2026-01-11'],
    ['Asia/Kathmandu', '2026-01-11T18:15:00Z', '2026-01-12'],
    ['Pacific/Kiritimati', '2026-01-11T10:00:00Z', '2026-01-12'],
    ['Etc/GMT+12', '2026-01-12T11:59:59Z', '2026-01-11'],
    ['UTC', '1969-12-31T23:59:59.999Z', '1969-12-31'],
    ['UTC', '1970-01-01T00:00:00Z', '1970-01-01'],
    // 2018-11-04 begins at one o'clock in São Paulo, and has 23 hours.
    ['America/Sao_Paulo', '2018-11-04T02:59:59.999Z', '2018-11-03'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
    ['America/Sao_Paulo', '2018-11-05T01:59:59.999Z', '2018-11-04'],
    ['America/Sao_Paulo', '2018-11-05T02:00:00Z', '2018-11-05'],
    // The last hour of 2018-02-17 comes twice.
    ['America/Sao_Paulo', '2018-02-18T01:59:59.999Z', '2018-02-17'],
    ['America/Sao_Paulo', '2018-02-18T02:00:00Z', '2018-02-17'],
    ['America/Sao_Paulo', '2018-02-18T02:59:59.999Z', '2018-02-17'],
    ['America/Sao_Paulo', '2018-02-18T03:00:00Z', '2018-02-18'],
    // Berlin: 2024-03-31 has 23 hours, 2024-10-27 has 25.
    ['Europe/Berlin', '2024-03-30T22:59:59.999Z', '2024-03-30'],
    ['Europe/Berlin', '2024-03-30T23:00:00Z', '2024-03-31'],
    ['Europe/Berlin', '2024-03-31T21:59:59.999Z', '2024-03-31'],
    ['Europe/Berlin', '2024-03-31T22:00:00Z', '2024-04-01'],
    ['Europe/Berlin', '2024-10-26T22:00:00Z', '2024-10-27'],
    ['Europe/Berlin', '2024-10-27T22:59:59.999Z', '2024-10-27'],
    ['Europe/Berlin', '2024-10-27T23:00:00Z', '2024-10-28'],
    // Samoa went from the 29th to the 31st of December 2011.
    ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
    // In St. John's the 7th of November 2010 had begun a minute before the clock went back to the 6th.
    ['America/St_Johns', '2010-11-07T02:29:59Z', '2010-11-06'],
    ['America/St_Johns', '2010-11-07T02:30:59Z', '2010-11-07'],
    ['America/St_Johns', '2010-11-07T02:31:00Z', '2010-11-06'],
    ['America/St_Johns', '2010-11-07T03:29:59Z', '2010-11-06'],
    ['America/St_Johns', '2010-11-07T03:30:00Z', '2010-11-07'],
    // Liberia's clock was 44 minutes and 30 seconds behind.
    ['Africa/Monrovia', '1971-01-01T00:44:29Z', '1970-12-31'],
    ['Africa/Monrovia', '1971-01-01T00:44:30Z', '1971-01-01'],
  ])('in %s, %s is %s', (timezone, text, date) => {
    expect(dateOf(Temporal.Instant.from(text).epochMilliseconds, timezone)).toBe(date);
  });

  it('agrees with the time-zone table at any instant, also near changes of the clock', () => {
    const zones = [
      'Asia/Shanghai',
      'America/Sao_Paulo',
      'America/St_Johns',
      'Europe/Berlin',
      'Pacific/Apia',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Antarctica/Troll',
      'UTC',
    ];
    const anywhere = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) });
    const nearMidnight = fc
      .tuple(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: -14, max: 14 }),
        fc.integer({ min: -4000, max: 4000 }),
      )
      .map(([day, hour, second]) => (day * 24 + hour) * 3_600_000 + second * 1000);
    fc.assert(
      fc.property(fc.oneof(anywhere, nearMidnight), fc.constantFrom(...zones), (epochMs, timezone) => {
        const table = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timezone);
        expect(dateOf(epochMs, timezone)).toBe(table.toPlainDate().toString());
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with it in every half hour of a year with two changes', () => {
    for (let epochMs = Date.UTC(2018, 0, 1); epochMs < Date.UTC(2019, 0, 1); epochMs += 1_800_000) {
      const table = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO('America/Sao_Paulo');
      if (dateOf(epochMs, 'America/Sao_Paulo') !== table.toPlainDate().toString()) {
        expect.fail(`${new Date(epochMs).toISOString()} is ${table.toPlainDate()}`);
      }
    }
  });
});

describe('dates', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-03-01', -1, '2024-02-29'],
    ['1900-02-28', 1, '1900-03-01'],
    ['2000-02-28', 1, '2000-02-29'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-01-01', 0, '2026-01-01'],
    ['2026-01-01', 180, '2026-06-30'],
    ['2018-11-03', 2, '2018-11-05'],
    ['9999-12-31', 1, '9999-12-31'],
    ['2026-01-01', Number.MAX_SAFE_INTEGER, '9999-12-31'],
    ['0001-01-02', -1, '0001-01-01'],
    ['0001-01-01', -1, '0001-01-01'],
    ['2026-01-01', -Number.MAX_SAFE_INTEGER, '0001-01-01'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-30', 1, '2026-02-28'],
    ['2026-01-31', 3, '2026-04-30'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-11-30', 13, '2026-12-30'],
    ['2026-05-31', 0, '2026-05-31'],
    ['9999-06-30', 12, '9999-12-31'],
    ['2026-01-01', Number.MAX_SAFE_INTEGER, '9999-12-31'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('adds and counts as the ISO calendar does', () => {
    const date = fc
      .integer({ min: -600_000, max: 2_900_000 })
      .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }))
      .filter((plain) => plain.year >= 1 && plain.year <= 9000);
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: -300, max: 300_000 }),
        fc.integer({ min: 0, max: 600 }),
        (from, days, months) => {
          const text = from.toString();
          const there = addDays(text, days);
          if (from.add({ days }).year >= 1) {
            expect(there).toBe(from.add({ days }).toString());
            expect(daysBetween(text, there)).toBe(days);
          }
          expect(addMonths(text, months)).toBe(from.add({ months }).toString());
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['2026-03-01', '2026-03-01', 0],
    ['2026-02-28', '2026-03-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-03-01', '2026-02-28', -1],
    ['2025-01-01', '2026-01-01', 365],
  ])('from %s to %s are %i days', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it.each([
    ['2026-01-01', '2026-01-02', '2026-01-01', '2026-01-02'],
    ['2026-01-02', '2026-01-01', '2026-01-01', '2026-01-02'],
    [null, '2026-01-02', '2026-01-02', '2026-01-02'],
    ['2026-01-02', null, '2026-01-02', '2026-01-02'],
    [null, null, null, null],
  ])('of %s and %s the earlier is %s and the later %s', (a, b, first, last) => {
    expect(earlier(a, b)).toBe(first);
    expect(later(a, b)).toBe(last);
  });

  it.each([
    ['2026-02-28', true],
    ['2024-02-29', true],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['2026-1-01', false],
    ['2026-01-01T00:00:00Z', false],
    ['0000-01-01', false],
    ['10000-01-01', false],
    ['2026-01-01\n', false],
    ['', false],
  ])('%j is a date: %s', (text, isDate) => {
    expect(isCalendarDate(text)).toBe(isDate);
  });

  it.each([
    ['Asia/Shanghai', true],
    ['UTC', true],
    ['America/Argentina/Buenos_Aires', true],
    ['Asia/Nowhere', false],
    ['', false],
    ['2026-01-01', false],
  ])('%j is a time zone: %s', (name, isZone) => {
    expect(isTimezone(name)).toBe(isZone);
  });

  it.each([
    ['2026-11-22', 'Asia/Shanghai', '2026-11-21T16:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    // Clocks went from 23:59:59 to 01:00:00.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['0001-01-01', 'Asia/Kolkata', '0000-12-31T18:06:32.000Z'],
  ])('%s begins in %s at %s', (date, timezone, instant) => {
    expect(new Date(startOfDay(date, timezone)).toISOString()).toBe(instant);
    expect(dateOf(startOfDay(date, timezone), timezone)).toBe(date);
    if (date > '0001-01-01') expect(dateOf(startOfDay(date, timezone) - 1, timezone)).toBe(addDays(date, -1));
  });
});
