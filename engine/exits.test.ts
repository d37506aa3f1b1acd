import { describe, expect, it } from 'vitest';
import { addDays } from './calendar';
import { type Exit, exitOf, noExitBy } from './exits';
import { DEFAULT_POLICY, readPolicy } from './policy';
import type { Merchant, Order } from './records';

const ON = '2026-06-30';
const ago = (days: number) => addDays(ON, -days);

const ORDER = {
  ...{ paidOn: ago(10), shipByOn: null, shippedOn: null, standardDueOn: null, openDisputes: 0 },
} satisfies Partial<Order>;
const NONE: Pick<Merchant, 'enrolment' | 'tier'> = { enrolment: 'none', tier: null };
const IN_A: Pick<Merchant, 'enrolment' | 'tier'> = { enrolment: 'enrolled', tier: 'A' };
const CANCELLED: Pick<Merchant, 'enrolment' | 'tier'> = { enrolment: 'cancelled', tier: null };
const CLOSED: Pick<Merchant, 'enrolment' | 'tier'> = { enrolment: 'closed', tier: null };

describe('exitOf', () => {
  it.each<[string, Partial<Order>, Pick<Merchant, 'enrolment' | 'tier'>, Exit]>([
    [
      'an open dispute is a case, whatever else',
      { shippedOn: ago(400), openDisputes: 2 },
      NONE,
      { kind: 'in_dispute' },
    ],
    ['enrolled and shipped', { shippedOn: ago(1) }, IN_A, { kind: 'dated', on: addDays(ago(1), 3) }],
    [
      'enrolled, and received before early release would come',
      { shippedOn: ago(1), standardDueOn: ON },
      IN_A,
      { kind: 'dated', on: ON },
    ],
    [
      'received',
      { shippedOn: ago(200), standardDueOn: addDays(ON, 9) },
      CANCELLED,
      { kind: 'dated', on: addDays(ON, 9) },
    ],
    [
      'closed, whatever was received',
      { shippedOn: ago(100), standardDueOn: ago(50) },
      CLOSED,
      { kind: 'dated', on: addDays(ago(100), 180) },
    ],
    ['shipped for 59 days', { shippedOn: ago(59) }, NONE, { kind: 'usual', until: addDays(ON, 1) }],
    [
      'shipped for 60 days',
      { shippedOn: ago(60) },
      NONE,
      { kind: 'none', reason: 'not_received', since: ON },
    ],
    [
      'shipped for long, and cancelled since',
      { shippedOn: ago(90) },
      CANCELLED,
      { kind: 'none', reason: 'not_received', since: ago(30) },
    ],
    ['not shipped, paid 59 days ago', { paidOn: ago(59) }, IN_A, { kind: 'usual', until: addDays(ON, 1) }],
    [
      'not shipped, paid 60 days ago',
      { paidOn: ago(60) },
      IN_A,
      { kind: 'none', reason: 'not_shipped', since: ON },
    ],
    [
      'not shipped, late by a fortnight',
      { shipByOn: ago(14) },
      NONE,
      { kind: 'usual', until: addDays(ON, 1) },
    ],
    [
      'not shipped, late by longer',
      { shipByOn: ago(15) },
      CLOSED,
      { kind: 'none', reason: 'not_shipped', since: ON },
    ],
    [
      'to be shipped later',
      { paidOn: ago(90), shipByOn: ON },
      NONE,
      { kind: 'usual', until: addDays(ON, 15) },
    ],
  ])('%s', (_what, order, merchant, exit) => {
    expect(exitOf({ ...ORDER, ...order }, merchant, DEFAULT_POLICY, ON)).toEqual(exit);
  });

  it('dates by its receipt alone what the exposure cap may leave aside', () => {
    const capped = readPolicy({ exposure_cap_minor: 1 });
    const on = (order: Partial<Order>) => exitOf({ ...ORDER, ...order }, IN_A, capped, ON);
    expect(on({ shippedOn: ago(2) })).toEqual({ kind: 'dated', on: addDays(ON, 1) });
    expect(on({ shippedOn: ago(20) })).toEqual({ kind: 'usual', until: addDays(ON, 40) });
    expect(on({ shippedOn: ago(70) })).toMatchObject({ kind: 'none', reason: 'not_received' });
    expect(on({ shippedOn: ago(70), standardDueOn: addDays(ON, 5) })).toMatchObject({ kind: 'dated' });
  });
});

describe('noExitBy', () => {
  it('names the very dates with which an order has no exit', () => {
    const by = noExitBy(DEFAULT_POLICY, ON);
    const kind = (order: Partial<Order>) => exitOf({ ...ORDER, ...order }, NONE, DEFAULT_POLICY, ON).kind;
    expect([kind({ paidOn: by.paidBy }), kind({ paidOn: addDays(by.paidBy, 1) })]).toEqual(['none', 'usual']);
    expect([kind({ shipByOn: by.shipBy }), kind({ shipByOn: addDays(by.shipBy, 1) })]).toEqual([
      ...['none', 'usual'],
    ]);
    expect([kind({ shippedOn: by.shippedBy }), kind({ shippedOn: addDays(by.shippedBy, 1) })]).toEqual([
      ...['none', 'usual'],
    ]);
    for (const { tier, shippedBy } of by.earlyBy) {
      const merchant = { enrolment: 'enrolled', tier } as const;
      expect(exitOf({ ...ORDER, shippedOn: shippedBy }, merchant, DEFAULT_POLICY, ON)).toEqual({
        ...{ kind: 'dated', on: ON },
      });
    }
    expect([by.hasCap, noExitBy(readPolicy({ exposure_cap_minor: 5 }), ON).hasCap]).toEqual([false, true]);
  });
});
