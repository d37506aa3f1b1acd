import { describe, expect, it } from 'vitest';
import type { OrdersQuestion } from '@/services/list-orders';
import { askHref, isFiltered, readAsk } from './address';

const ALL: OrdersQuestion = {
  ...{ which: 'all', currency: null, from: null, to: null, search: null, sort: 'newest', place: null },
};

describe('the address of the orders', () => {
  it('says what it was asked for, and nothing of what goes without saying', () => {
    const asked: OrdersQuestion = {
      ...{ which: 'shipped', currency: 'EUR', from: '2026-01-02', to: '2026-02-03' },
      ...{ search: 'a&b=c', sort: 'oldest', place: '2026-01-02 o 1' },
    };
    const address = askHref(asked);
    expect(readAsk(Object.fromEntries(new URL(address, 'http://x').searchParams))).toEqual(asked);
    expect(askHref(ALL)).toBe('/capital/orders');
  });

  it('passes over what it does not know', () => {
    expect(readAsk({ show: 'everything', from: '2026-02-30', sort: 'up', q: ' ', at: [] })).toEqual(ALL);
  });

  it('is filtered by all but the order and the page', () => {
    expect(isFiltered({ ...ALL, sort: 'oldest', place: '7' })).toBe(false);
    expect(isFiltered({ ...ALL, which: 'cancelled' })).toBe(true);
    expect(isFiltered({ ...ALL, from: '2026-01-02' })).toBe(true);
  });
});
