import { describe, expect, it } from 'vitest';
import { dateOf } from './calendar';
import { isTimeOfDay, lastRunDue, runDueAt, timeLeftMs } from './run-clock';

const dueAt = (date: string, zone: string, at: string) => new Date(runDueAt(date, zone, at)).toISOString();

describe('when a run is due', () => {
  it.each([
    ['2026-11-23', 'Asia/Shanghai', '00:10', '2026-11-22T16:10:00.000Z'],
    ['2026-11-23', 'America/Sao_Paulo', '03:00', '2026-11-23T06:00:00.000Z'],
    // Clocks go forward at midnight: that day has no 00:10.
    ['2026-03-29', 'Asia/Beirut', '00:10', '2026-03-28T22:10:00.000Z'],
    // At two, to three: there is no 02:30, which is then 03:30.
    ['2026-03-29', 'Europe/Berlin', '02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '03:30', '2026-03-29T01:30:00.000Z'],
    // At three, back to two: 02:30 comes twice, and the first counts.
    ['2026-10-25', 'Europe/Berlin', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '03:30', '2026-10-25T02:30:00.000Z'],
    // Samoa had no 30 December 2011 at all.
    ['2011-12-30', 'Pacific/Apia', '00:10', '2011-12-30T10:10:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '00:10', '2011-12-30T10:10:00.000Z'],
  ])('%s in %s at %s', (date, zone, at, instant) => {
    expect(dueAt(date, zone, at)).toBe(instant);
  });

  it('is never before its day has begun', () => {
    for (const zone of [
      'Asia/Beirut',
      'America/Havana',
      'Africa/Cairo',
      'America/Scoresbysund',
      'Asia/Tehran',
    ])
      for (let day = Date.UTC(2018, 0, 1); day < Date.UTC(2027, 0, 1); day += 86_400_000) {
        const date = new Date(day).toISOString().slice(0, 10);
        for (const at of ['00:00', '00:10', '00:59'])
          expect(`${zone} ${at} ${dateOf(runDueAt(date, zone, at), zone)}`).toBe(`${zone} ${at} ${date}`);
      }
  });

  it('is the day before’s until then', () => {
    const due = Date.parse('2026-11-22T16:10:00Z');
    expect(lastRunDue(due - 1, 'Asia/Shanghai', '00:10')).toBe('2026-11-22');
    expect(lastRunDue(due, 'Asia/Shanghai', '00:10')).toBe('2026-11-23');
  });
});

it.each(['00:00', '23:59', '07:05'])('%s is a time of day', (text) => {
  expect(isTimeOfDay(text)).toBe(true);
});
it.each(['24:00', '7:05', '12:60', '12', 'noon', '12:00:00', ' 12:00'])('%s is none', (text) => {
  expect(isTimeOfDay(text)).toBe(false);
});

describe('what is left of a run', () => {
  const since = new Date('2026-11-22T16:10:00Z');
  const touchedAt = new Date('2026-11-22T16:11:00Z');

  it('is told by the pace since somebody began, not since the run did', () => {
    const run = { since, touchedAt, visitedBefore: 1000, visited: 1600, toVisit: 3600 };
    expect(timeLeftMs(run)).toBe(200_000);
    expect(timeLeftMs({ ...run, visited: 3600 })).toBe(0);
  });

  it('is not told before there is a pace', () => {
    const run = { since, touchedAt, visitedBefore: 1000, visited: 1000, toVisit: 3600 };
    expect(timeLeftMs(run)).toBeNull();
    expect(timeLeftMs({ ...run, since: null, visited: 1600 })).toBeNull();
    expect(timeLeftMs({ ...run, visited: 1600, touchedAt: since })).toBeNull();
  });
});
