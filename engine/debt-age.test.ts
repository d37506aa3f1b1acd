import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar';
import { type DebtAge, debtAge, owedByAge, type ReceivableChange, settleDebts } from './debt-age';

const ON = '2026-04-01';

const change = (on: string, minor: number, isWriteOff = false): ReceivableChange => ({
  ...{ on, minor: BigInt(minor), isWriteOff },
});

describe('settleDebts', () => {
  it.each<[string, ReceivableChange[], (readonly [number, number, number])[]]>([
    ['nothing', [], []],
    ['one debt', [change('2026-01-01', -100)], [[0, 0, 100]]],
    ['a part recovered', [change('2026-01-01', -100), change('2026-01-05', 30)], [[30, 0, 70]]],
    [
      'the oldest is paid first, and what is over pays the next',
      [change('2026-01-01', -100), change('2026-02-01', -50), change('2026-03-01', 120)],
      [
        [100, 0, 0],
        [20, 0, 30],
      ],
    ],
    [
      'a debt after another was paid is a new one',
      [change('2026-01-01', -100), change('2026-01-02', 100), change('2026-03-01', -7)],
      [
        [100, 0, 0],
        [0, 0, 7],
      ],
    ],
    [
      'a write-off pays the oldest too, and is told apart',
      [
        change('2026-01-01', -100),
        change('2026-01-01', -10),
        change('2026-02-01', 40),
        change('2026-03-01', 65, true),
      ],
      [
        [40, 60, 0],
        [0, 5, 5],
      ],
    ],
  ])('%s', (_what, changes, expected) => {
    const settled = settleDebts(changes).map(({ recoveredMinor, writtenOffMinor, owedMinor }) => [
      ...[Number(recoveredMinor), Number(writtenOffMinor), Number(owedMinor)],
    ]);
    expect(settled).toEqual(expected);
  });

  it('does not take more than is owed', () => {
    expect(() => settleDebts([change('2026-01-01', -1), change('2026-01-01', 2)])).toThrow(RangeError);
  });
});

describe('debtAge', () => {
  it.each<[number, DebtAge]>([
    ...([0, 7].map((days) => [days, 'days_0_7']) as [number, DebtAge][]),
    ...([8, 30].map((days) => [days, 'days_8_30']) as [number, DebtAge][]),
    ...([31, 60].map((days) => [days, 'days_31_60']) as [number, DebtAge][]),
    ...([61, 90].map((days) => [days, 'days_61_90']) as [number, DebtAge][]),
    ...([91, 4000].map((days) => [days, 'days_over_90']) as [number, DebtAge][]),
    [-3, 'days_0_7'],
  ])('%i days after', (days, age) => {
    expect(debtAge(addDays(ON, -days), ON)).toBe(age);
  });
});

/** Debts and payments of no more than is owed, on dates that go forward. */
const HISTORY = fc
  .array(
    fc.record({ days: fc.nat({ max: 40 }), minor: fc.integer({ min: -500, max: 500 }), off: fc.boolean() }),
  )
  .map((steps) => {
    const changes: ReceivableChange[] = [];
    let on = '2025-06-01';
    let owed = 0n;
    for (const { days, minor, off } of steps) {
      on = addDays(on, days);
      const amount = minor > 0 && BigInt(minor) > owed ? owed : BigInt(minor);
      if (amount === 0n) continue;
      owed -= amount;
      changes.push({ on, minor: amount, isWriteOff: amount > 0n && off });
    }
    return { changes, owed };
  });

describe('any history of debts', () => {
  it('leaves what the balance says, to the cent, in every age together', () => {
    fc.assert(
      fc.property(HISTORY, ({ changes, owed }) => {
        const debts = settleDebts(changes);
        const byAge = Object.values(owedByAge(debts, ON));
        expect(byAge.reduce((sum, each) => sum + each, 0n)).toBe(owed);
        for (const { openedMinor, recoveredMinor, writtenOffMinor, owedMinor } of debts) {
          expect(recoveredMinor + writtenOffMinor + owedMinor).toBe(openedMinor);
          expect(owedMinor >= 0n && recoveredMinor >= 0n && writtenOffMinor >= 0n).toBe(true);
        }
      }),
    );
  });

  it('is owed from its newest debts alone: none is touched while an older one is open', () => {
    fc.assert(
      fc.property(HISTORY, ({ changes }) => {
        const debts = settleDebts(changes);
        const firstOpen = debts.findIndex(({ owedMinor }) => owedMinor > 0n);
        if (firstOpen === -1) return;
        for (const debt of debts.slice(firstOpen + 1)) expect(debt.owedMinor).toBe(debt.openedMinor);
      }),
    );
  });

  it('never grows older by a payment of the same sum in parts', () => {
    fc.assert(
      fc.property(HISTORY, ({ changes }) => {
        const inParts = changes.flatMap((each) =>
          each.minor < 2n
            ? [each]
            : [
                { ...each, minor: each.minor / 2n },
                { ...each, minor: each.minor - each.minor / 2n },
              ],
        );
        const owed = (all: ReceivableChange[]) =>
          settleDebts(all).map(({ opened, owedMinor }) => [opened.on, owedMinor]);
        expect(owed(inParts)).toEqual(owed(changes));
      }),
    );
  });
});
