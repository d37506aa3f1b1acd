import { expect, test } from 'vitest';
import { type Ask, addressOf, readAsk } from './address';

const MONEY = { today: '2026-01-02', currencies: ['EUR', 'USD'], main: 'USD' };
const NOTHING = { currency: 'USD', age: null, stores: null, reason: null, cursor: null };

test('what an address asks for is what it was written from', () => {
  const ask: Ask = {
    currency: 'EUR',
    age: 'days_31_60',
    stores: 'closed',
    reason: 'not_received',
    cursor: 'WyJtIl0',
  };
  const { searchParams } = new URL(addressOf('/debts', ask), 'http://localhost');
  expect(readAsk(Object.fromEntries(searchParams), MONEY)).toEqual(ask);
  expect(addressOf('', {})).toBe('/admin/exposure');
});

test('what it does not know, it passes over', () => {
  const params = { currency: 'XXX', age: 'old', stores: '', reason: 'because', at: ['1', '2'] };
  expect(readAsk(params, MONEY)).toEqual(NOTHING);
  expect(readAsk({}, { today: null, currencies: [], main: null })).toEqual({ ...NOTHING, currency: null });
});
