import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LossSums, lossRate, wilsonShare } from './interval';

describe('wilsonShare', () => {
  // Published values: Newcombe 1998 (81 of 263, 15 of 148, 0 of 20, 1 of 29), and two that are worked out by hand.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
  ])('%i of %i', (hits, cases, low, high) => {
    const share = wilsonShare(hits, cases);
    expect(share.bps).toBeCloseTo((10_000 * hits) / cases, 6);
    expect(share.lowBps / 10_000).toBeCloseTo(low, 4);
    expect(share.highBps / 10_000).toBeCloseTo(high, 4);
  });

  it('knows nothing of no case, and says of few that they are few', () => {
    expect(wilsonShare(0, 0)).toMatchObject({ bps: null, lowBps: 0, highBps: 10_000, isFew: true });
    expect(wilsonShare(29, 29).isFew).toBe(true);
    expect(wilsonShare(30, 30).isFew).toBe(false);
  });

  it('holds its share, inside 0 to 100%, and mirrors', () => {
    const counts = fc
      .integer({ min: 1, max: 100_000 })
      .chain((cases) => fc.tuple(fc.integer({ min: 0, max: cases }), fc.constant(cases)));
    fc.assert(
      fc.property(counts, ([hits, cases]) => {
        const { bps, lowBps, highBps } = wilsonShare(hits, cases);
        expect(lowBps).toBeGreaterThanOrEqual(0);
        expect(highBps).toBeLessThanOrEqual(10_000);
        expect(bps).toBeGreaterThanOrEqual(lowBps);
        expect(bps).toBeLessThanOrEqual(highBps);
        expect(wilsonShare(cases - hits, cases).lowBps).toBeCloseTo(10_000 - highBps, 6);
      }),
    );
  });
});

/** The sums of orders of these amounts with these losses. */
function sumsOf(orders: [whole: number, loss: number][]): LossSums {
  const total = (read: (whole: number, loss: number) => number) =>
    orders.reduce((sum, [whole, loss]) => sum + read(whole, loss), 0);
  return {
    cases: orders.length,
    hits: orders.filter(([, loss]) => loss > 0).length,
    loss: total((_, loss) => loss),
    whole: total((whole) => whole),
    lossSquared: total((_, loss) => loss ** 2),
    wholeSquared: total((whole) => whole ** 2),
    lossTimesWhole: total((whole, loss) => whole * loss),
  };
}

describe('lossRate', () => {
  it('is the losses over the wholes', () => {
    expect(lossRate(sumsOf([[100, 10], ...Array(9).fill([100, 0])])).bps).toBeCloseTo(100);
  });

  it('has the error of a share where every order is as large and lost whole', () => {
    // 10 of 100 orders of 1.00: the ratio's error is the mean's, sqrt(p(1-p)/(n-1)) = 0.030151.
    const { bps, lowBps, highBps } = lossRate(
      sumsOf([...Array(10).fill([100, 100]), ...Array(90).fill([100, 0])]),
    );
    expect(bps).toBeCloseTo(1000);
    expect(lowBps).toBeCloseTo(1000 - 19_599.63984540054 * 0.0301511345, 2);
    expect(highBps).toBeCloseTo(1000 + 19_599.63984540054 * 0.0301511345, 2);
  });

  it('has no error where every order loses the same part', () => {
    const { lowBps, highBps } = lossRate(
      sumsOf([
        [100, 10],
        [200, 20],
        [50, 5],
      ]),
    );
    expect(lowBps).toBeCloseTo(1000);
    expect(highBps).toBeCloseTo(1000);
  });

  it('says no interval of one loss, and nothing of no release', () => {
    expect(lossRate(sumsOf([[100, 10], ...Array(50).fill([100, 0])]))).toMatchObject({
      ...{ lowBps: null, highBps: null, isFew: true },
    });
    expect(lossRate(sumsOf([]))).toEqual({ bps: null, lowBps: null, highBps: null, isFew: true });
  });
});
