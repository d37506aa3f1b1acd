import { describe, expect, it } from 'vitest';
import { ENTRIES_QUERY, HOLDS_QUERY, MERCHANT_QUERY, NO_QUERY, readQuery } from './queries';

const read = (schema: Parameters<typeof readQuery>[0], search: string) =>
  readQuery(schema, new URLSearchParams(search));

function pointersOf(schema: Parameters<typeof readQuery>[0], search: string): string[] | null {
  const outcome = read(schema, search);
  return outcome.ok ? null : outcome.errors.map(({ pointer }) => pointer);
}

describe('the parameters of an address', () => {
  it('have values of their own where they are left out', () => {
    expect(read(ENTRIES_QUERY, '')).toEqual({ ok: true, query: { limit: 50 } });
    expect(read(HOLDS_QUERY, '')).toEqual({ ok: true, query: { limit: 50, state: 'open' } });
    expect(read(MERCHANT_QUERY, '')).toEqual({ ok: true, query: {} });
  });

  it('are read exactly', () => {
    expect(read(ENTRIES_QUERY, 'limit=200&cursor=abc')).toEqual({
      ok: true,
      query: { limit: 200, cursor: 'abc' },
    });
    expect(read(MERCHANT_QUERY, 'as_of=2024-02-29')).toEqual({ ok: true, query: { as_of: '2024-02-29' } });
    for (const limit of ['', '0', '201', '-1', '1.5', '1e2', ' 5', '٥', '9999999999999999999'])
      expect([limit, pointersOf(ENTRIES_QUERY, `limit=${limit}`)]).toEqual([limit, ['limit']]);
    for (const date of ['', 'today', '2025-02-29', '2025-13-01', '2025-1-1', '2025-01-01T00:00:00Z'])
      expect([date, pointersOf(MERCHANT_QUERY, `as_of=${date}`)]).toEqual([date, ['as_of']]);
    expect(pointersOf(HOLDS_QUERY, 'state=closed&limit=x')?.sort()).toEqual(['limit', 'state']);
  });

  it('are refused where they are unknown or given twice', () => {
    expect(pointersOf(NO_QUERY, 'as_of=2025-01-01')).toEqual(['as_of']);
    expect(pointersOf(ENTRIES_QUERY, 'limt=5&curser=x')).toEqual(['limt', 'curser']);
    expect(pointersOf(ENTRIES_QUERY, 'limit=5&limit=5')).toEqual(['limit']);
    expect(pointersOf(NO_QUERY, '__proto__=1')).toEqual(['__proto__']);
  });
});
