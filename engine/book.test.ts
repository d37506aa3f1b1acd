import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookWith, factOn, holdWith, moved, OPEN_ON, runOn } from '../tests/engine/make-book';
import { compareIds } from './book';
import { DEFAULT_POLICY } from './policy';

describe('crediting a merchant', () => {
  it.each([
    [0n, 100n, { payment_account: 100n }],
    [-30n, 100n, { receivable: 30n, payment_account: 70n }],
    [-100n, 100n, { receivable: 100n }],
    [-101n, 100n, { receivable: 100n }],
    [-30n, 0n, {}],
  ])('with a receivable of %s, %s are credited as %o', (receivable, credited, expected) => {
    const book = bookWith({ balances: { USD: { receivable, clearing: -receivable } } });
    const lines = book.creditLines('USD', 'payment_account', credited);
    expect(moved({ ...book.balance('JPY'), ...lines })).toEqual(expected);
  });

  it('looks at what is owed in the same currency, and credits the account asked for', () => {
    const book = bookWith({ balances: { USD: { receivable: -30n, clearing: 30n } } });
    expect(book.creditLines('JPY', 'payment_account', 100n)).toEqual({
      receivable: 0n,
      payment_account: 100n,
    });
    expect(book.creditLines('USD', 'marketplace_account', 100n)).toEqual({
      receivable: 30n,
      marketplace_account: 70n,
    });
  });
});

describe('booking', () => {
  it.each([
    ['before the first run: the fact’s own date', null, '2026-03-04', null, '2026-03-04'],
    ['after it: the open day', OPEN_ON, '2026-03-04', null, OPEN_ON],
    ['after it, for a fact of a later date: the open day too', OPEN_ON, '2026-04-01', null, OPEN_ON],
    ['never before the latest entry', null, '2026-03-04', '2026-03-06', '2026-03-06'],
    ['never before the latest entry, on the open day', OPEN_ON, '2026-03-04', '2026-03-12', '2026-03-12'],
    ['after an earlier entry', OPEN_ON, '2026-03-04', '2026-03-09', OPEN_ON],
  ])('%s', (_what, openOn, actsOn, lastBookedOn, expected) => {
    const book = bookWith({ merchant: { lastBookedOn } });
    const scene = { openOn, policy: DEFAULT_POLICY, cause: { factSeq: 1n }, actsOn };
    expect(book.bookingDate(scene)).toBe(expected);
    const entry = book.post(scene, 'adjustment', 'USD', { clearing: -1n, marketplace_account: 1n });
    expect(entry).toMatchObject({ bookedOn: expected, effectiveOn: actsOn });
    expect(book.merchant.lastBookedOn).toBe(expected);
  });

  it('numbers the entries, adds to the balance and keeps the latest of each day', () => {
    const book = bookWith({ merchant: { entryCount: 7n } });
    book.post(factOn(), 'adjustment', 'USD', { clearing: -5n, marketplace_account: 5n });
    book.post(factOn(), 'withdrawal', 'USD', { clearing: 0n });
    book.post(factOn(), 'adjustment', 'JPY', { clearing: 2n, marketplace_account: -2n });
    book.post(
      runOn('2026-03-11'),
      'adjustment',
      'USD',
      { clearing: 1n, marketplace_account: -1n },
      { orderId: 'o' },
    );
    expect(book.entries.map(({ entrySeq }) => entrySeq)).toEqual([8n, 9n, 10n, 11n]);
    expect(book.entries.map(({ orderId }) => orderId)).toEqual([null, null, null, 'o']);
    expect(book.entries.map(({ cause }) => cause)).toEqual([
      { factSeq: 1n },
      { factSeq: 1n },
      { factSeq: 1n },
      { runOn: '2026-03-11' },
    ]);
    expect(book.merchant).toMatchObject({ entryCount: 11n, currencies: ['USD', 'JPY'] });
    expect(moved(book.balance('USD'))).toEqual({ clearing: -4n, marketplace_account: 4n });
    expect(
      [...book.changedBalances.values()].map((each) => [each.currency, each.bookedOn, moved(each.amounts)]),
    ).toEqual([
      ['USD', OPEN_ON, { clearing: -5n, marketplace_account: 5n }],
      ['JPY', OPEN_ON, { clearing: 2n, marketplace_account: -2n }],
      ['USD', '2026-03-11', { clearing: -4n, marketplace_account: 4n }],
    ]);
  });

  it('says by which section of the rules an entry is made', () => {
    const book = bookWith();
    const ruleOf = (kind: Parameters<typeof book.post>[1]) => book.post(runOn(), kind, 'USD', {}).rule;
    expect(ruleOf('order_payment')).toBe('4');
    expect(ruleOf('release_early')).toBe('6');
    expect(ruleOf('deduction')).toBe('7');
    expect(ruleOf('hold_freed')).toBe('7');
    expect(ruleOf('hold_release')).toBe('10');
  });

  it('refuses an entry that does not sum to zero, and changes nothing', () => {
    const book = bookWith({ merchant: { entryCount: 7n } });
    expect(() =>
      book.post(factOn(), 'adjustment', 'USD', { clearing: -5n, marketplace_account: 4n }),
    ).toThrow(/does not sum to zero/);
    expect(book.entries).toEqual([]);
    expect(book.merchant.entryCount).toBe(7n);
    expect(book.balances.size).toBe(0);
  });
});

describe('what a book remembers', () => {
  it('keeps disputes and refunds of one name apart by their order', () => {
    const book = bookWith();
    book.putDispute({ orderId: 'a', disputeId: 'bc', openedOn: OPEN_ON, closedOn: null });
    expect(book.dispute('a', 'bc')?.openedOn).toBe(OPEN_ON);
    expect(book.dispute('ab', 'c')).toBeUndefined();
    expect(book.refund('a', 'bc')).toBeUndefined();
  });

  it('writes down a hold’s movements in their order, with what is left', () => {
    const hold = holdWith({ orderId: 'o', amountMinor: 300n, frozenMinor: 500n, movementCount: 2 });
    const book = bookWith({ holds: [hold] });
    const entry = book.post(factOn(), 'deduction', 'USD', {});
    book.noteHold(factOn(), hold, { kind: 'deducted', amountMinor: 200n, rule: '7', entry });
    hold.releaseOn = '2026-05-01';
    book.noteHold(runOn('2026-03-12'), hold, { kind: 'redated', amountMinor: 0n, rule: '8', entry: null });
    expect(book.holdMovements).toMatchObject([
      { movementNo: 3, kind: 'deducted', bookedOn: OPEN_ON, amountAfterMinor: 300n, entrySeq: 1n },
      {
        movementNo: 4,
        kind: 'redated',
        bookedOn: '2026-03-12',
        releaseOnAfter: '2026-05-01',
        entrySeq: null,
      },
    ]);
    expect(hold.movementCount).toBe(4);
    expect([...book.changedHolds]).toEqual([hold]);
  });

  it('adds up the counts of one cohort and day, and takes away again', () => {
    const book = bookWith();
    book.count('shipped', '2026-03-01', '2026-03-01');
    book.count('shipped', '2026-03-01', '2026-03-01');
    book.count('disputed', '2026-03-01', '2026-03-05');
    book.count('disputed', '2026-03-01', '2026-03-05', -1);
    expect([...book.counts.values()]).toMatchObject([
      { cohortOn: '2026-03-01', eventOn: '2026-03-01', shipped: 2, disputed: 0 },
      { cohortOn: '2026-03-01', eventOn: '2026-03-05', shipped: 0, disputed: 0 },
    ]);
  });

  it('keeps the earliest date on which something can be due', () => {
    const book = bookWith();
    for (const [date, expected] of [
      [null, null],
      ['2026-03-05', '2026-03-05'],
      ['2026-03-09', '2026-03-05'],
      ['2026-03-01', '2026-03-01'],
      [null, '2026-03-01'],
    ] as const) {
      book.dueNoLaterThan(date);
      expect(book.merchant.nextDueOn).toBe(expected);
    }
  });
});

describe('compareIds', () => {
  it('orders by code point, beyond the basic plane too', () => {
    const ordered = [
      '',
      '0',
      '10',
      '9',
      'A',
      'Z',
      'a',
      'a\u0001',
      'aa',
      'é',
      '\ud7ff',
      '\ue000',
      '\uffff',
      '\uffffa',
      '😀',
      '😀a',
      '\u{10ffff}',
    ];
    for (let seed = 0; seed < ordered.length; seed += 1) {
      const turned = [...ordered.slice(seed), ...ordered.slice(0, seed)].reverse();
      expect(turned.sort(compareIds)).toEqual(ordered);
    }
  });

  it('agrees with the order of the UTF-8 bytes', () => {
    const id = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '\ue000', '\uffff', '𝒜', '😀', '\u{10ffff}'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(id, id, (a, b) => {
        expect(Math.sign(compareIds(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
