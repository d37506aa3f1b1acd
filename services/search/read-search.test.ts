import { describe, expect, it } from 'vitest';
import { LONGEST_SEARCH } from '@/engine/search';
import { readSearch } from './read-search';

describe('what is typed', () => {
  it.each(['', '  ', 'a\0b', '\0', 'x'.repeat(LONGEST_SEARCH + 1)])(
    'is nothing that has a name: %j',
    (typed) => {
      expect(readSearch(typed)).toBeNull();
    },
  );

  it('is looked for as it is, and in small and capital letters', () => {
    expect(readSearch(' Ab-1 ')).toMatchObject({ text: 'Ab-1', ids: ['Ab-1', 'ab-1', 'AB-1'] });
    expect(readSearch('12%_\\')?.ids).toEqual(['12%_\\']);
  });

  it('may be a name, whichever letters the database makes small', () => {
    expect(readSearch('LOOM')?.names).toEqual(['loom']);
    // With ASCII alone `lower('ÉTOILE')` is `Étoile`, and `lower('étoile')` is `étoile`.
    expect(readSearch('étoile')?.names).toEqual(['étoile', 'Étoile']);
    expect(readSearch('海星')?.names).toEqual(['海星']);
  });

  it.each<[string, [string, bigint]]>([
    ['lumen-loom:12', ['lumen-loom', 12n]],
    ['lumen-loom #12', ['lumen-loom', 12n]],
    ['lumen loom 12', ['lumen loom', 12n]],
    ['a:b:3', ['a:b', 3n]],
  ])('%j may be an entry', (typed, [merchantId, entrySeq]) => {
    expect(readSearch(typed)?.entry).toEqual({ merchantId, entrySeq });
  });

  it.each(['lumen-loom', ':12', 'lumen-loom:', 'lumen-loom:1234567890123456789', 'lumen-12'])(
    '%j is no entry',
    (typed) => {
      expect(readSearch(typed)?.entry).toBeNull();
    },
  );

  it.each<[string, number | null]>([
    ['policy 3', 3],
    ['Policy version 12', 12],
    ['v7', 7],
    ['版本 4', 4],
    ['政策4', 4],
    ['3', null],
    ['policy', null],
    ['policy 4294967296', null],
    ['policy 2147483648', null],
  ])('%j is policy version %o', (typed, version) => {
    expect(readSearch(typed)?.policyVersion).toBe(version);
  });

  it('is a run where it is a date', () => {
    expect(readSearch('2026-11-20')?.runOn).toBe('2026-11-20');
    expect(readSearch('2026-02-30')?.runOn).toBeNull();
  });

  it('is the beginning of a UUID where it can be, in any letters', () => {
    expect(readSearch('0B0B1F0E-5b')?.uuids).toEqual({
      low: '0b0b1f0e-5b00-0000-0000-000000000000',
      high: '0b0b1f0e-5bff-ffff-ffff-ffffffffffff',
    });
    for (const typed of ['0b0', '0b0b1f0e5', '0b0b1f0g', `0b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10a`])
      expect(readSearch(typed)?.uuids).toBeNull();
  });
});
