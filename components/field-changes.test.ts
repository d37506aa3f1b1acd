import { describe, expect, it } from 'vitest';
import { fieldChanges } from './field-changes';

function told(before: unknown, after: unknown): string[] {
  return fieldChanges(before, after).map(
    (each) =>
      `${each.path.join(' > ')} ${each.said} ${JSON.stringify(each.before)} ${JSON.stringify(each.after)}`,
  );
}

describe('fieldChanges', () => {
  it('tells what differs, and leaves out what does not', () => {
    expect(told({ name: 'Ada', role: 'reviewer' }, { name: 'Ada', role: 'auditor' })).toEqual([
      'role in_both "reviewer" "auditor"',
    ]);
    expect(told({ ended_at: null }, { ended_at: '2026-11-22T10:00:00Z' })).toEqual([
      'ended_at in_both null "2026-11-22T10:00:00Z"',
    ]);
    expect(told({ a: 1 }, { a: '1' })).toEqual(['a in_both 1 "1"']);
    expect(told({ a: 1 }, { a: 1 })).toEqual([]);
  });

  it('tells what only one of them speaks of', () => {
    expect(told({ name: 'Ada' }, { sessions_ended: 2 })).toEqual([
      'name before "Ada" undefined',
      'sessions_ended after undefined 2',
    ]);
    expect(told(null, { name: 'Ada' })).toEqual(['name after undefined "Ada"']);
    expect(told({ name: 'Ada' }, null)).toEqual(['name before "Ada" undefined']);
    expect(told(null, null)).toEqual([]);
  });

  it('goes into objects and into lists of objects; a list of plain things is one thing', () => {
    expect(
      told(
        { tiers: [{ name: 'A', score: 80 }], order: ['x', 'y'], none: {} },
        { tiers: [{ name: 'A', score: 90 }, { name: 'B' }], order: ['y', 'x'], none: { some: [] } },
      ),
    ).toEqual([
      'tiers > 1 > score in_both 80 90',
      'order in_both ["x","y"] ["y","x"]',
      'none before {} undefined',
      'tiers > 2 > name after undefined "B"',
      'none > some after undefined []',
    ]);
    expect(told({ sessions: ['s'] }, { sessions: [] })).toEqual(['sessions in_both ["s"] []']);
  });

  it('confuses no two ways with one another', () => {
    expect(told({ 'a.b': 1, a: { b: 1 } }, { 'a.b': 2, a: { b: 1 } })).toEqual(['a.b in_both 1 2']);
  });

  it('takes what is no object as saying nothing', () => {
    expect(told('text', 5)).toEqual([]);
  });
});
