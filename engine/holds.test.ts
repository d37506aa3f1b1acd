import { describe, expect, it } from 'vitest';
import { bookWith, factOn, holdWith, moved, OPEN_ON, orderWith, runOn } from '../tests/engine/make-book';
import type { Amounts } from './accounts';
import { compareHolds, giveBackHold, openHolds, releaseDueHolds } from './holds';

const due = (orderId: string, releaseOn = OPEN_ON, amountMinor = 100n) =>
  holdWith({ orderId, releaseOn, amountMinor });

describe('the order of holds', () => {
  it('is by release date, then by code point of the order’s id', () => {
    const holds = [
      due('😀', '2026-03-02'),
      due('\uffff', '2026-03-02'),
      due('10', '2026-03-02'),
      due('2', '2026-03-02'),
      due('x', '2026-03-01'),
    ];
    expect(holds.sort(compareHolds).map(({ orderId }) => orderId)).toEqual(['x', '10', '2', '\uffff', '😀']);
  });

  it('has no place for spent ones', () => {
    const book = bookWith({
      holds: [due('b'), holdWith({ orderId: 'spent', amountMinor: 0n, frozenMinor: 5n }), due('a')],
    });
    expect(openHolds(book).map(({ orderId }) => orderId)).toEqual(['a', 'b']);
  });
});

describe('the third step of a run', () => {
  it('gives back what is due, each by an entry of its own, in their order', () => {
    const book = bookWith({
      holds: [due('c', '2026-03-09'), due('b'), due('a', OPEN_ON, 7n), due('tomorrow', '2026-03-11')],
      balances: { USD: { deposit: 307n } },
    });
    releaseDueHolds(book, runOn(), OPEN_ON);
    expect(
      book.entries.map(({ kind, orderId, bookedOn, effectiveOn }) => [kind, orderId, bookedOn, effectiveOn]),
    ).toEqual([
      ['hold_release', 'c', OPEN_ON, '2026-03-09'],
      ['hold_release', 'a', OPEN_ON, OPEN_ON],
      ['hold_release', 'b', OPEN_ON, OPEN_ON],
    ]);
    expect(book.entries.map(({ amounts }) => moved(amounts))).toEqual([
      { deposit: -100n, payment_account: 100n },
      { deposit: -7n, payment_account: 7n },
      { deposit: -100n, payment_account: 100n },
    ]);
    expect(book.holds.get('tomorrow')?.amountMinor).toBe(100n);
    expect(book.holdMovements).toMatchObject([
      { orderId: 'c', kind: 'given_back', amountMinor: 100n, amountAfterMinor: 0n, entrySeq: 1n, rule: '10' },
      { orderId: 'a', entrySeq: 2n },
      { orderId: 'b', entrySeq: 3n },
    ]);
  });

  it('passes over an order in dispute, and takes the next', () => {
    const book = bookWith({
      orders: [orderWith({ orderId: 'a', openDisputes: 1 }), orderWith({ orderId: 'b' })],
      holds: [due('a'), due('b')],
      balances: { USD: { deposit: 200n } },
    });
    releaseDueHolds(book, runOn(), OPEN_ON);
    expect(book.entries.map(({ orderId }) => orderId)).toEqual(['b']);
  });

  it('lets what comes back pay what is owed', () => {
    const book = bookWith({
      holds: [due('a'), due('b')],
      balances: { USD: { deposit: 200n, receivable: -130n } },
    });
    releaseDueHolds(book, runOn(), OPEN_ON);
    expect(book.entries.map(({ amounts }) => moved(amounts))).toEqual([
      { deposit: -100n, receivable: 100n },
      { deposit: -100n, receivable: 30n, payment_account: 70n },
    ]);
  });
});

it('a hold can be given back by a fact, at once', () => {
  const hold = due('a', '2026-12-01', 40n);
  const book = bookWith({ holds: [hold], balances: { USD: { deposit: 40n } } });
  const entry = giveBackHold(book, factOn('2026-03-05'), hold, 'hold_freed', '2026-03-05');
  expect(entry).toMatchObject({
    kind: 'hold_freed',
    rule: '7',
    bookedOn: OPEN_ON,
    effectiveOn: '2026-03-05',
    cause: { factSeq: 1n },
  });
  expect(moved(entry.amounts as Amounts)).toEqual({ deposit: -40n, payment_account: 40n });
  expect(hold.amountMinor).toBe(0n);
});
