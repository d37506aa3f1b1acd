import { describe, expect, it } from 'vitest';
import { bookWith, holdWith, merchantWith, OPEN_ON, policyWith, runOn } from '../tests/engine/make-book';
import { applyAssessment, wouldCancel } from './enrolment';
import { DEFAULT_POLICY } from './policy';
import type { Merchant } from './records';
import { type Evaluation, NO_COUNTS } from './scorecard';

function evaluationWith(tier: string | null): Evaluation {
  return {
    counts: NO_COUNTS,
    metrics: {
      store_age_days: 0,
      orders: 0,
      dispute_bps: 0,
      refund_bps: 0,
      late_shipment_bps: 0,
      feedback_bps: null,
    },
    failedGates: [],
    points: { store_age: 0, dispute: 0, refund: 0, late_shipment: 0, feedback: 0 },
    score: 0,
    tierByScore: tier,
    isEligible: tier !== null,
    tierIfEligible: tier,
  };
}

const BY_A = evaluationWith('A');
const FAILED = evaluationWith(null);
const THREE = policyWith({ assessment: { cancel_after_failures: 3 } });

/** Starts, is evaluated on the open day, and ends; the change that is written down, if any. */
const CASES: [
  string,
  {
    before: Partial<Merchant>;
    evaluation: Evaluation;
    policy?: typeof DEFAULT_POLICY;
    after: Partial<Merchant>;
    change: object | null;
  },
][] = [
  [
    'none and eligible: enrolled',
    {
      before: { failuresInARow: 2 },
      evaluation: BY_A,
      after: { enrolment: 'enrolled', tier: 'A', failuresInARow: 0 },
      change: { kind: 'enrolled', enrolmentBefore: 'none', tierBefore: null, tierAfter: 'A', rule: '5' },
    },
  ],
  [
    'none and not eligible: stays',
    {
      before: {},
      evaluation: FAILED,
      after: { enrolment: 'none', tier: null, failuresInARow: 0 },
      change: null,
    },
  ],
  [
    'enrolled and eligible with the same tier: the failures are forgotten',
    {
      before: { enrolment: 'enrolled', tier: 'A', failuresInARow: 1 },
      evaluation: BY_A,
      after: { enrolment: 'enrolled', tier: 'A', failuresInARow: 0 },
      change: null,
    },
  ],
  [
    'enrolled and eligible with another tier: the new one',
    {
      before: { enrolment: 'enrolled', tier: 'C', failuresInARow: 1 },
      evaluation: BY_A,
      after: { enrolment: 'enrolled', tier: 'A', failuresInARow: 0 },
      change: {
        kind: 'tier_changed',
        enrolmentBefore: 'enrolled',
        enrolmentAfter: 'enrolled',
        tierBefore: 'C',
        tierAfter: 'A',
        rule: '5',
      },
    },
  ],
  [
    'enrolled, first failure of two: the tier stays',
    {
      before: { enrolment: 'enrolled', tier: 'A' },
      evaluation: FAILED,
      after: { enrolment: 'enrolled', tier: 'A', failuresInARow: 1, cancelledOn: null },
      change: null,
    },
  ],
  [
    'enrolled, second failure of two: cancelled',
    {
      before: { enrolment: 'enrolled', tier: 'A', failuresInARow: 1 },
      evaluation: FAILED,
      after: { enrolment: 'cancelled', tier: null, cancelledOn: OPEN_ON },
      change: {
        kind: 'cancelled',
        changedOn: OPEN_ON,
        enrolmentBefore: 'enrolled',
        tierBefore: 'A',
        tierAfter: null,
        rule: '8',
      },
    },
  ],
  [
    'enrolled, second failure of three: not yet',
    {
      before: { enrolment: 'enrolled', tier: 'A', failuresInARow: 1 },
      evaluation: FAILED,
      policy: THREE,
      after: { enrolment: 'enrolled', failuresInARow: 2 },
      change: null,
    },
  ],
  [
    'enrolled, more failures than a stricter policy allows: cancelled',
    {
      before: { enrolment: 'enrolled', tier: 'A', failuresInARow: 4 },
      evaluation: FAILED,
      after: { enrolment: 'cancelled' },
      change: { kind: 'cancelled' },
    },
  ],
  [
    'enrolled, first failure by an override: cancelled at once',
    {
      before: { enrolment: 'enrolled', tier: 'A', overrideDecision: 'ineligible' },
      evaluation: FAILED,
      policy: THREE,
      after: { enrolment: 'cancelled', cancelledOn: OPEN_ON },
      change: { kind: 'cancelled' },
    },
  ],
  [
    'enrolled and opted out: cancelled at once',
    {
      before: { enrolment: 'enrolled', tier: 'A', isOptedOut: true },
      evaluation: FAILED,
      policy: THREE,
      after: { enrolment: 'cancelled', cancelledOn: OPEN_ON },
      change: { kind: 'cancelled' },
    },
  ],
  [
    'enrolled in a tier that is gone, failing: the lowest tier',
    {
      before: { enrolment: 'enrolled', tier: 'Z' },
      evaluation: FAILED,
      after: { enrolment: 'enrolled', tier: 'C', failuresInARow: 1 },
      change: { kind: 'tier_changed', tierBefore: 'Z', tierAfter: 'C' },
    },
  ],
  [
    'cancelled 29 days ago and eligible: stays',
    {
      before: { enrolment: 'cancelled', cancelledOn: '2026-02-09' },
      evaluation: BY_A,
      after: { enrolment: 'cancelled', tier: null },
      change: null,
    },
  ],
  [
    'cancelled 30 days ago and eligible: enrolled again, the notice stays known',
    {
      before: { enrolment: 'cancelled', cancelledOn: '2026-02-08', failuresInARow: 2 },
      evaluation: BY_A,
      after: { enrolment: 'enrolled', tier: 'A', failuresInARow: 0, cancelledOn: '2026-02-08' },
      change: { kind: 'enrolled', enrolmentBefore: 'cancelled', tierAfter: 'A' },
    },
  ],
  [
    'cancelled and not eligible: no second notice',
    {
      before: { enrolment: 'cancelled', cancelledOn: '2025-01-01', failuresInARow: 2 },
      evaluation: FAILED,
      after: { enrolment: 'cancelled', cancelledOn: '2025-01-01', failuresInARow: 2 },
      change: null,
    },
  ],
];

it.each(CASES)('%s', (_what, { before, evaluation, policy = DEFAULT_POLICY, after, change }) => {
  const book = bookWith({ merchant: before });
  applyAssessment(book, runOn(OPEN_ON, policy), evaluation, OPEN_ON);
  expect(book.merchant).toMatchObject({ ...after, lastAssessedOn: OPEN_ON });
  if (change === null) expect(book.enrolmentChanges).toEqual([]);
  else expect(book.enrolmentChanges).toMatchObject([{ changeSeq: 1n, cause: { runOn: OPEN_ON }, ...change }]);
  const { enrolment, tier, failuresInARow } = book.merchant;
  expect(book.assessments).toMatchObject([
    {
      enrolmentBefore: merchantWith(before).enrolment,
      enrolmentAfter: enrolment,
      tierAfter: tier,
      failuresInARow,
    },
  ]);
});

it.each(CASES)(
  'it is known beforehand whether it cancels: %s',
  (_what, { before, evaluation, policy = DEFAULT_POLICY, after }) => {
    const cancels = before.enrolment === 'enrolled' && after.enrolment === 'cancelled';
    expect(wouldCancel(bookWith({ merchant: before }), evaluation, runOn(OPEN_ON, policy))).toBe(cancels);
  },
);

describe('a cancellation', () => {
  it.each<
    [string, { releaseOn: string; deadlineOn: string | null }, { releaseOn: string; deadlineOn: string }]
  >([
    [
      'keeps an earlier release date',
      { releaseOn: '2026-04-30', deadlineOn: null },
      { releaseOn: '2026-04-30', deadlineOn: '2026-09-10' },
    ],
    [
      'brings a later one forward',
      { releaseOn: '2026-12-01', deadlineOn: null },
      { releaseOn: '2026-09-10', deadlineOn: '2026-09-10' },
    ],
    [
      'keeps an earlier deadline',
      { releaseOn: '2026-08-01', deadlineOn: '2026-08-01' },
      { releaseOn: '2026-08-01', deadlineOn: '2026-08-01' },
    ],
    [
      'brings a later deadline forward',
      { releaseOn: '2026-12-01', deadlineOn: '2026-12-24' },
      { releaseOn: '2026-09-10', deadlineOn: '2026-09-10' },
    ],
  ])('%s', (_what, before, after) => {
    const hold = holdWith({ orderId: 'o', ...before });
    const book = bookWith({
      merchant: { enrolment: 'enrolled', tier: 'A', isOptedOut: true },
      holds: [hold],
    });
    applyAssessment(book, runOn(), FAILED, OPEN_ON);
    expect(hold).toMatchObject(after);
    expect(book.holdMovements).toMatchObject([
      {
        kind: 'redated',
        orderId: 'o',
        amountMinor: 0n,
        amountAfterMinor: 500n,
        releaseOnAfter: after.releaseOn,
        rule: '8',
      },
    ]);
    expect(book.entries).toEqual([]);
  });

  it('gives the last day of a month that lacks the day', () => {
    const hold = holdWith({ orderId: 'o', releaseOn: '2099-01-01' });
    const book = bookWith({
      merchant: { enrolment: 'enrolled', tier: 'A', isOptedOut: true },
      holds: [hold],
    });
    applyAssessment(book, runOn('2025-08-31'), FAILED, '2025-08-31');
    expect(hold.deadlineOn).toBe('2026-02-28');
  });

  it('leaves a spent hold alone', () => {
    const spent = holdWith({ orderId: 'o', amountMinor: 0n, frozenMinor: 500n });
    const book = bookWith({
      merchant: { enrolment: 'enrolled', tier: 'A', isOptedOut: true },
      holds: [spent],
    });
    applyAssessment(book, runOn(), FAILED, OPEN_ON);
    expect(spent.deadlineOn).toBeNull();
    expect(book.holdMovements).toEqual([]);
  });
});
