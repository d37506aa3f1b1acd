import fc from 'fast-check';
import { SHRINK_TO_FIRST, sometimes, weighted } from './choices';
import type { OrderIntent } from './intents';
import { late, type Moment, momentArbitrary } from './moment';
import { amountArbitrary, BORNE_MOSTLY, MERCHANT_PICK, PREFIX_PICK } from './picks';
import type { HistorySize } from './size';

/** An order's life: receipts, disputes, refunds and feedback, each perhaps, and each in its time. */

/** None, one, or two of which the first one to be applied counts. */
function receipts(of10: number, moments: fc.Arbitrary<Moment>): fc.Arbitrary<Moment[]> {
  return fc.oneof(
    SHRINK_TO_FIRST,
    { weight: 40 - 4 * of10, arbitrary: fc.constant<Moment[]>([]) },
    { weight: 3 * of10, arbitrary: fc.array(moments, { minLength: 1, maxLength: 1 }) },
    { weight: of10, arbitrary: fc.array(moments, { minLength: 2, maxLength: 2 }) },
  );
}

export function orderArbitrary(size: HistorySize): fc.Arbitrary<OrderIntent> {
  return fc.record({
    merchant: MERCHANT_PICK,
    prefix: PREFIX_PICK,
    currency: weighted([6, 0], [2, 1], [1, 2]),
    amount: amountArbitrary,
    feeBps: sometimes(6, fc.constantFrom(0, 1, 250, 333, 500, 800, 1500, 3333, 9999, 10000)),
    paid: fc.oneof(
      SHRINK_TO_FIRST,
      { weight: 12, arbitrary: momentArbitrary(-6, size.days) },
      { weight: 1, arbitrary: late(momentArbitrary(-6, size.days)) },
    ),
    shipBy: sometimes(4, fc.integer({ min: 0, max: 3 })),
    shipped: sometimes(9, momentArbitrary(0, 4)),
    delivered: receipts(6, momentArbitrary(1, 12)),
    confirmed: receipts(4, momentArbitrary(1, 15)),
    cancelled: sometimes(1, momentArbitrary(0, 6)),
    disputes: fc.oneof(
      SHRINK_TO_FIRST,
      { weight: 8, arbitrary: fc.constant<OrderIntent['disputes']>([]) },
      {
        weight: 3,
        arbitrary: fc.array(
          fc.record({
            opened: momentArbitrary(0, 15),
            closed: sometimes(7, momentArbitrary(0, 12)),
            id: fc.nat({ max: 2 }),
          }),
          { minLength: 1, maxLength: 3, size: 'max' },
        ),
      },
    ),
    refunds: fc.oneof(
      SHRINK_TO_FIRST,
      { weight: 5, arbitrary: fc.constant<OrderIntent['refunds']>([]) },
      {
        weight: 5,
        arbitrary: fc.array(
          fc.record({
            moment: momentArbitrary(0, 25),
            portion: weighted([5, 100], [2, 50], [1, 1], [1, 33], [1, 90], [1, 120]),
            reason: BORNE_MOSTLY,
            id: fc.nat({ max: 3 }),
          }),
          { minLength: 1, maxLength: 3, size: 'max' },
        ),
      },
    ),
    feedback: fc.oneof(
      SHRINK_TO_FIRST,
      { weight: 6, arbitrary: fc.constant<OrderIntent['feedback']>([]) },
      {
        weight: 4,
        arbitrary: fc.array(
          fc.record({ moment: momentArbitrary(1, 20), positive: weighted([3, true], [1, false]) }),
          { minLength: 1, maxLength: 2, size: 'max' },
        ),
      },
    ),
  });
}
