import { describe, expect, it } from 'vitest';
import { comingVersions, type DatedVersion, versionFor } from './policy-calendar';

const versions = (...dates: (string | null)[]): DatedVersion[] =>
  dates.map((effectiveFrom, index) => ({ version: index + 1, effectiveFrom }));

describe('the version that a run brings', () => {
  it.each<[string, (string | null)[], string, number | null]>([
    ['the newest, where none has a date', [null, null, null], '2026-03-01', 3],
    ['none before its date', [null, '2026-03-10'], '2026-03-09', 1],
    ['it on its date', [null, '2026-03-10'], '2026-03-10', 2],
    ['the newer of two whose date has come', [null, '2026-03-10', '2026-03-12'], '2026-03-12', 3],
    ['the newer one, also where the older came later', [null, '2026-03-10', '2026-03-08'], '2026-03-11', 3],
    ['one without a date, over an older that waits', [null, '2026-03-10', null], '2026-03-11', 3],
    ['nothing where nothing has come', ['2026-03-10'], '2026-03-09', null],
  ])('is %s', (_what, dates, on, version) => {
    expect(versionFor(versions(...dates), on)?.version ?? null).toBe(version);
  });
});

describe('the versions that wait', () => {
  it.each<[string, (string | null)[], number, string | null, number[]]>([
    ['none, where the newest is in force', [null, null], 2, '2026-03-02', []],
    ['those after the one in force', [null, '2026-03-10'], 1, '2026-03-02', [2]],
    ['one after the other', [null, '2026-03-10', '2026-03-20'], 1, '2026-03-02', [2, 3]],
    ['not the one that a newer overtakes', [null, '2026-03-10', '2026-03-08'], 1, '2026-03-02', [3]],
    ['nor the one that a newer comes with', [null, '2026-03-10', '2026-03-10'], 1, '2026-03-02', [3]],
    ['nor one that a newer without a date overtakes', [null, '2026-03-10', null], 1, '2026-03-02', [3]],
    ['one without a date before one that has', [null, null, '2026-03-10'], 1, '2026-03-02', [2, 3]],
    ['not where the next run brings both', [null, null, '2026-03-02'], 1, '2026-03-02', [3]],
    ['before any run, all', [null, null, '2026-03-02'], 1, null, [2, 3]],
    [
      'three, of which the middle one is overtaken',
      [null, '2026-03-05', '2026-03-20', '2026-03-10'],
      1,
      null,
      [2, 4],
    ],
  ])('are %s', (_what, dates, inForce, nextRunOn, coming) => {
    expect(comingVersions(versions(...dates), inForce, nextRunOn).map(({ version }) => version)).toEqual(
      coming,
    );
  });

  it('are those that the runs of the coming days bring, whatever the dates', () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
    const choices = [null, ...days];
    for (const two of choices)
      for (const three of choices)
        for (const four of choices) {
          const all = versions(null, two, three, four);
          const brought = new Set(days.map((day) => versionFor(all, day)?.version ?? 1));
          brought.delete(1);
          const coming = comingVersions(all, 1, days[0] ?? null).map(({ version }) => version);
          expect(coming, JSON.stringify(all)).toEqual([...brought].toSorted());
        }
  });
});
