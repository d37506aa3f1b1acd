import { describe, expect, it } from 'vitest';
import { bookWith, factOn, holdWith, OPEN_ON, policyWith } from '../tests/engine/make-book';
import { closeMerchant } from './closure';
import { type FactOf, readFact } from './facts';
import { DEFAULT_POLICY } from './policy';
import type { Enrolment } from './records';

function closing(reason: 'withdrawn' | 'liquidated' = 'withdrawn'): FactOf<'merchant.closed'> {
  const raw = { id: 'f', type: 'merchant.closed', at: '2026-03-05T04:00:00Z', merchant: 'm', reason };
  const read = readFact(raw, DEFAULT_POLICY);
  if (!read.ok) throw new Error(read.reason);
  return read.fact as FactOf<'merchant.closed'>;
}

const SCENE = factOn('2026-03-05');

describe('a closure', () => {
  it.each<[Enrolment, string | null, 'withdrawn' | 'liquidated']>([
    ['none', null, 'withdrawn'],
    ['enrolled', 'A', 'liquidated'],
    ['cancelled', null, 'withdrawn'],
  ])('ends the part of a merchant who is %s', (enrolment, tier, reason) => {
    const book = bookWith({ merchant: { enrolment, tier, nextDueOn: '2026-04-01' } });
    expect(closeMerchant(book, SCENE, closing(reason))).toBeNull();
    expect(book.merchant).toMatchObject({
      enrolment: 'closed',
      tier: null,
      closedOn: '2026-03-05',
      closureReason: reason,
      nextDueOn: OPEN_ON,
    });
    expect(book.enrolmentChanges).toMatchObject([
      {
        kind: 'closed',
        changedOn: OPEN_ON,
        enrolmentBefore: enrolment,
        enrolmentAfter: 'closed',
        tierBefore: tier,
        rule: '9',
      },
    ]);
    expect(book.entries).toEqual([]);
  });

  it('is refused to one that is closed, whose dates stay', () => {
    const hold = holdWith({ orderId: 'o' });
    const book = bookWith({
      merchant: { enrolment: 'closed', closedOn: '2026-01-01', closureReason: 'withdrawn' },
      holds: [hold],
    });
    expect(closeMerchant(book, SCENE, closing('liquidated'))).toBe('bad_state');
    expect(book.merchant).toMatchObject({ closedOn: '2026-01-01', closureReason: 'withdrawn' });
    expect(hold.releaseOn).toBe('2026-04-30');
    expect(book.holdMovements).toEqual([]);
  });

  it.each<[string, string, string | null, string]>([
    ['later', '2026-04-30', null, '2026-08-28'],
    ['earlier', '2027-01-01', null, '2026-08-28'],
    ['no later than its deadline', '2026-06-01', '2026-08-01', '2026-08-01'],
    ['before a deadline that is later', '2026-06-01', '2026-12-01', '2026-08-28'],
  ])('dates an open hold anew, %s', (_what, releaseOn, deadlineOn, expected) => {
    const hold = holdWith({ orderId: 'o', releaseOn, deadlineOn });
    const book = bookWith({ merchant: { enrolment: 'enrolled', tier: 'A' }, holds: [hold] });
    closeMerchant(book, SCENE, closing());
    expect(hold).toMatchObject({ releaseOn: expected, deadlineOn, amountMinor: 500n });
    expect(book.holdMovements).toMatchObject([
      {
        kind: 'redated',
        releaseOnAfter: expected,
        amountMinor: 0n,
        amountAfterMinor: 500n,
        rule: '9',
        bookedOn: OPEN_ON,
      },
    ]);
  });

  it('counts from each order’s own shipment, and leaves spent holds alone', () => {
    const a = holdWith({ orderId: 'a', shippedOn: '2026-02-01' });
    const b = holdWith({ orderId: 'b', shippedOn: '2026-02-28' });
    const spent = holdWith({ orderId: 'c', amountMinor: 0n, frozenMinor: 500n });
    const book = bookWith({ holds: [a, b, spent] });
    closeMerchant(
      book,
      factOn('2026-03-05', policyWith({ closure: { release_days_after_shipment: 30 } })),
      closing(),
    );
    expect([a.releaseOn, b.releaseOn, spent.releaseOn]).toEqual(['2026-03-03', '2026-03-30', '2026-04-30']);
    expect(book.holdMovements.map(({ orderId }) => orderId)).toEqual(['a', 'b']);
  });
});
