import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merchantWith, policyWith } from '../tests/engine/make-book';
import { evaluate } from './assessment';
import { addDays, type CalendarDate, daysBetween } from './calendar';
import {
  firstAssessmentFrom,
  leavesWindowOn,
  nextAssessmentOn,
  outlookOf,
  type Turn,
  windowCountsOf,
} from './outlook';
import { DEFAULT_POLICY, type Policy } from './policy';
import type { DailyCount, Merchant } from './records';
import type { WindowCounts } from './scorecard';

const TODAY = '2026-03-10';
const TOMORROW = '2026-03-11';

function day(cohortOn: CalendarDate, over: Partial<DailyCount> = {}): DailyCount {
  return {
    ...{
      cohortOn,
      eventOn: cohortOn,
      shipped: 0,
      late: 0,
      disputed: 0,
      refunded: 0,
      feedback: 0,
      positive: 0,
    },
    ...over,
  };
}

function store(over: Partial<Merchant> = {}): Merchant {
  return merchantWith({ openedOn: '2020-01-01', lastAssessedOn: TODAY, ...over });
}

const ENROLLED = { enrolment: 'enrolled', tier: 'A' } as const;

function told({ on, isFlip, change, evaluation, failuresInARow, mayReenrolOn }: Turn): string {
  const flip = isFlip ? `${evaluation.isEligible ? 'eligible' : 'not eligible'} ` : '';
  const moved = change === null ? '' : `${change.kind} ${change.tierBefore} -> ${change.tierAfter} `;
  const waits = mayReenrolOn === null ? '' : `not before ${mayReenrolOn} `;
  return `${on}: ${flip}${moved}${waits}(${failuresInARow})`;
}

function turnsOf(merchant: Merchant, days: DailyCount[], policy: Policy, wasEligible: boolean): string[] {
  return outlookOf(merchant, days, policy, TOMORROW, wasEligible)?.turns.map(told) ?? ['closed'];
}

describe('the next assessment', () => {
  const weekly = policyWith({ assessment: { every_days: 7 } });
  it.each<[string, Partial<Merchant>, Policy, CalendarDate | null]>([
    ['is the next run’s', {}, DEFAULT_POLICY, TOMORROW],
    ['is the next run’s for who was never assessed', { lastAssessedOn: null }, weekly, TOMORROW],
    ['waits for its day', { lastAssessedOn: '2026-03-08' }, weekly, '2026-03-15'],
    ['is due since', { lastAssessedOn: '2026-03-01' }, weekly, TOMORROW],
    ['is at once where the tier is gone', { ...ENROLLED, tier: 'gone' }, weekly, TOMORROW],
    ['is none for a closed store', { enrolment: 'closed' }, DEFAULT_POLICY, null],
  ])('%s', (_what, over, policy, on) => {
    expect(nextAssessmentOn(store(over), policy, TOMORROW)).toBe(on);
  });

  it('is followed by others, `every_days` apart', () => {
    expect(firstAssessmentFrom(weekly, '2026-03-15', '2026-03-01')).toBe('2026-03-15');
    expect(firstAssessmentFrom(weekly, '2026-03-15', '2026-03-15')).toBe('2026-03-15');
    expect(firstAssessmentFrom(weekly, '2026-03-15', '2026-03-16')).toBe('2026-03-22');
    expect(firstAssessmentFrom(weekly, '2026-03-15', '2026-03-22')).toBe('2026-03-22');
  });
});

describe('an override with an end', () => {
  const plain = policyWith({
    assessment: { cancel_after_failures: 2, min_orders: 1, min_store_age_days: 0 },
  });
  const over = (overrideDecision: 'eligible' | 'ineligible', overrideUntil: CalendarDate) => ({
    ...{ overrideDecision, overrideTier: null, overrideUntil },
  });

  it('is played to its end and beyond: from then on the record decides', () => {
    const kept = store({ ...ENROLLED, ...over('eligible', '2026-03-14') });
    expect(turnsOf(kept, [], plain, true)).toEqual([
      '2026-03-14: not eligible (1)',
      '2026-03-15: cancelled A -> null (2)',
    ]);
    const out = store(over('ineligible', '2026-03-14'));
    const [first] = turnsOf(out, [day('2026-03-05', { shipped: 9 })], plain, false);
    expect(first).toBe('2026-03-14: eligible enrolled null -> A (0)');
  });

  it('is waited for, however far its end is', () => {
    const kept = store({ openedOn: '2000-01-01', ...ENROLLED, ...over('eligible', '2027-03-14') });
    expect(outlookOf(kept, [], plain, TOMORROW, true)?.turns.at(-1)?.change?.kind).toBe('cancelled');
  });
});

describe('the window', () => {
  it('is left on the day after its last', () => {
    const days = [day('2026-03-01', { shipped: 1 })];
    const left = leavesWindowOn(DEFAULT_POLICY, '2026-03-01');
    expect(left).toBe('2026-05-31');
    expect(windowCountsOf(days, DEFAULT_POLICY, addDays(left, -1)).orders).toBe(1);
    expect(windowCountsOf(days, DEFAULT_POLICY, left).orders).toBe(0);
    expect(windowCountsOf(days, DEFAULT_POLICY, '2026-03-01').orders).toBe(0);
  });

  it('counts what has happened by then', () => {
    const days = [
      day('2026-03-01', { shipped: 5 }),
      day('2026-03-01', { eventOn: '2026-03-09', disputed: 1 }),
    ];
    expect(windowCountsOf(days, DEFAULT_POLICY, '2026-03-09').disputed).toBe(0);
    expect(windowCountsOf(days, DEFAULT_POLICY, '2026-03-10').disputed).toBe(1);
  });
});

describe('if nothing else happens', () => {
  /** 5 disputes on old orders, then good ones: 500 bps, until the old ones age out. */
  const OLD_TROUBLE = [
    day('2025-12-20', { shipped: 20, disputed: 5 }),
    day('2026-02-20', { shipped: 80, feedback: 10, positive: 10 }),
  ];

  it('a store qualifies when its disputes have aged out, and loses that with its last orders', () => {
    expect(turnsOf(store(), OLD_TROUBLE, DEFAULT_POLICY, false)).toEqual([
      '2026-03-21: eligible enrolled null -> A (0)',
      '2026-05-22: not eligible (1)',
      '2026-05-23: cancelled A -> null (2)',
    ]);
  });

  it('an enrolled one that fails is cancelled first, and waits its time', () => {
    expect(turnsOf(store(ENROLLED), OLD_TROUBLE, DEFAULT_POLICY, true)).toEqual([
      '2026-03-11: not eligible (1)',
      '2026-03-12: cancelled A -> null (2)',
      '2026-03-21: eligible not before 2026-04-11 (2)',
      '2026-04-11: enrolled null -> A (0)',
      '2026-05-22: not eligible (1)',
      '2026-05-23: cancelled A -> null (2)',
    ]);
  });

  it('one that opted out is cancelled at its next assessment, and nothing turns after that', () => {
    const merchant = store({ ...ENROLLED, isOptedOut: true });
    expect(turnsOf(merchant, OLD_TROUBLE, DEFAULT_POLICY, true)).toEqual([
      '2026-03-11: not eligible cancelled A -> null (1)',
    ]);
  });

  it('a store grows old enough while its orders still count', () => {
    const merchant = store({ openedOn: addDays(TODAY, -175) });
    const days = [day('2026-03-01', { shipped: 40 })];
    expect(turnsOf(merchant, days, DEFAULT_POLICY, false).slice(0, 1)).toEqual([
      '2026-03-15: eligible enrolled null -> A (0)',
    ]);
  });

  it('only the dates of assessments count', () => {
    const weekly = policyWith({ assessment: { every_days: 7 } });
    expect(turnsOf(store(), OLD_TROUBLE, weekly, false)[0]).toBe(
      '2026-03-24: eligible enrolled null -> A (0)',
    );
  });

  it('a closed store is not assessed, and one with nothing in its window stays as it is', () => {
    expect(turnsOf(store({ enrolment: 'closed' }), OLD_TROUBLE, DEFAULT_POLICY, false)).toEqual(['closed']);
    expect(turnsOf(store(), [], DEFAULT_POLICY, false)).toEqual([]);
  });
});

/** Orders, each by itself: when it was shipped, whether late, when disputed and refunded. */
const anyOrder = fc.record({
  shipped: fc.integer({ min: 1, max: 95 }),
  isLate: fc.constantFrom(false, false, false, true),
  disputed: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 6 }),
  refunded: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 4 }),
});
const anyFeedback = fc.record({
  left: fc.integer({ min: 1, max: 95 }),
  isPositive: fc.constantFrom(true, true, true, false),
});

describe('the outlook', () => {
  it('is what each coming assessment answers, counted anew from single orders', () => {
    fc.assert(
      fc.property(
        fc.array(anyOrder, { maxLength: 60 }),
        fc.array(anyFeedback, { maxLength: 10 }),
        fc.record({
          every_days: fc.constantFrom(1, 1, 3),
          window_days: fc.constantFrom(10, 30, 90),
          min_orders: fc.constantFrom(0, 5, 20),
          min_store_age_days: fc.constantFrom(0, 100),
          full_points_store_age_days: fc.constantFrom(1, 100, 200),
          reenrol_after_days: fc.constantFrom(0, 10),
        }),
        fc.record({
          ageDays: fc.integer({ min: 0, max: 150 }),
          enrolment: fc.constantFrom('none', 'enrolled'),
          isOptedOut: fc.constantFrom(false, false, true),
          since: fc.integer({ min: 0, max: 2 }),
        }),
        (orders, feedback, rules, { ageDays, enrolment, isOptedOut, since }) => {
          const policy = policyWith({ assessment: rules });
          const ago = (days: number) => addDays(TOMORROW, -days);
          const days = [
            ...orders.flatMap(({ shipped, isLate, disputed, refunded }) => {
              const on = ago(shipped);
              // Known today: nothing happened later than that.
              const event = (after: number) => ago(Math.max(1, shipped - after));
              return [
                day(on, { shipped: 1, late: isLate ? 1 : 0 }),
                ...(disputed === null ? [] : [day(on, { eventOn: event(disputed), disputed: 1 })]),
                ...(refunded === null ? [] : [day(on, { eventOn: event(refunded), refunded: 1 })]),
              ];
            }),
            ...feedback.map(({ left, isPositive }) =>
              day(ago(left), { feedback: 1, positive: isPositive ? 1 : 0 }),
            ),
          ];
          const merchant = store({
            ...{ openedOn: ago(ageDays), enrolment, isOptedOut, lastAssessedOn: addDays(TODAY, -since) },
            tier: enrolment === 'enrolled' ? 'C' : null,
          });

          /** Counted anew, order by order. */
          const countsOn = (on: CalendarDate): WindowCounts => {
            const age = (back: number) => daysBetween(ago(back), on);
            const cohort = orders.filter(
              ({ shipped }) => age(shipped) >= 1 && age(shipped) <= rules.window_days,
            );
            const heard = feedback.filter(({ left }) => age(left) >= 1 && age(left) <= rules.window_days);
            return {
              orders: cohort.length,
              disputed: cohort.filter((order) => order.disputed !== null).length,
              refunded: cohort.filter((order) => order.refunded !== null).length,
              late: cohort.filter((order) => order.isLate).length,
              feedback: heard.length,
              positive: heard.filter((each) => each.isPositive).length,
            };
          };
          const outlook = outlookOf(merchant, days, policy, TOMORROW, false);
          if (outlook === null) throw new Error('it is not closed');
          const first = [0, 1, 2, 3]
            .map((more) => addDays(TOMORROW, more))
            .find((on) => daysBetween(merchant.lastAssessedOn ?? on, on) >= rules.every_days);
          expect(outlook.next.on).toBe(first);

          const dates: CalendarDate[] = [];
          for (let on = outlook.next.on; on <= outlook.until; on = addDays(on, rules.every_days))
            dates.push(on);
          let isEligible = false;
          const flips: CalendarDate[] = [];
          for (const on of dates) {
            const evaluation = evaluate(merchant, countsOn(on), policy, on);
            if (evaluation.isEligible !== isEligible) flips.push(on);
            isEligible = evaluation.isEligible;
            const turn = outlook.turns.find((each) => each.on === on);
            if (turn !== undefined) expect(turn.evaluation).toEqual(evaluation);
          }
          expect(outlook.turns.filter((turn) => turn.isFlip).map((turn) => turn.on)).toEqual(flips);
          // Beyond its end nothing turns any more.
          for (const later of [1, 50, 400]) {
            const on = addDays(outlook.until, later);
            expect(evaluate(merchant, countsOn(on), policy, on).isEligible).toBe(isEligible);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
