import { describe, expect, it } from 'vitest';
import { addressOf, exportAddressOf, isFiltered, readAsk } from './address';

const paramsOf = (address: string) =>
  Object.fromEntries(new URL(address, 'http://localhost').searchParams.entries());

describe('the audit log’s address', () => {
  it('is read as it was written', () => {
    const ask = {
      filter: {
        person: 'Mei & co=+%',
        merchantId: '纸灯笼',
        action: 'person.*' as const,
        from: '2026-11-01',
        to: '2026-11-30',
      },
      cursor: 'before.51',
    };
    expect(readAsk(paramsOf(addressOf(ask)))).toEqual(ask);
    expect(readAsk(paramsOf(exportAddressOf(ask)))).toEqual({ ...ask, cursor: null });
    expect(isFiltered(ask)).toBe(true);
  });

  it('says nothing of what is not asked for', () => {
    const ask = readAsk({});
    expect(addressOf(ask)).toBe('/admin/audit');
    expect(exportAddressOf(ask)).toBe('/admin/audit/export');
    expect(isFiltered(ask)).toBe(false);
  });

  it('passes over what it does not know', () => {
    const ask = readAsk({
      person: ' \0 ',
      merchant: ['a', 'b'],
      action: 'nothing.*',
      from: '2026-02-30',
      to: 'today',
      q: 'x',
    });
    expect(isFiltered(ask)).toBe(false);
  });
});
