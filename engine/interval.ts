/**
 * How far a figure that is counted from few cases can be trusted. These are statistics, not money: they may be
 * floating point, and are told in basis points.
 */

/** The standard score that leaves 2.5% on either side. */
const Z = 1.959963984540054;

/** Cases below which a share says little, whatever it is. */
export const FEW_CASES = 30;

/** A share with its 95% interval, in basis points. */
export interface Share {
  hits: number;
  cases: number;
  /** Null where there is no case. */
  bps: number | null;
  lowBps: number;
  highBps: number;
  /** Whether there are too few cases to say much. */
  isFew: boolean;
}

/** hits of cases, with Wilson's score interval: it stays inside 0 to 100%, also where nothing or everything is hit. */
export function wilsonShare(hits: number, cases: number): Share {
  if (cases === 0) return { hits, cases, bps: null, lowBps: 0, highBps: 10_000, isFew: true };
  const centre = 2 * hits + Z ** 2;
  const spread = Z * Math.sqrt(Z ** 2 + (4 * hits * (cases - hits)) / cases);
  const all = 2 * (cases + Z ** 2);
  return {
    hits,
    cases,
    bps: (10_000 * hits) / cases,
    lowBps: hits === 0 ? 0 : (10_000 * (centre - spread)) / all,
    highBps: hits === cases ? 10_000 : (10_000 * (centre + spread)) / all,
    isFew: cases < FEW_CASES,
  };
}

/** What of some cases is lost, as sums over all of them; a case without a loss counts too. */
export interface LossSums {
  cases: number;
  /** Cases with a loss. */
  hits: number;
  loss: number;
  whole: number;
  lossSquared: number;
  wholeSquared: number;
  lossTimesWhole: number;
}

/** Losses over what they are of, with its 95% interval, in basis points. */
export interface LossRate {
  bps: number | null;
  lowBps: number | null;
  highBps: number | null;
  isFew: boolean;
}

/**
 * The sum of the losses over the sum of the wholes, with the usual interval of a ratio of two sums (its variance by
 * linearization), no lower than 0. No interval where fewer than two cases have a loss: one loss says nothing of how
 * losses differ.
 */
export function lossRate(sums: LossSums): LossRate {
  const { cases, hits, loss, whole } = sums;
  const isFew = hits < FEW_CASES;
  if (whole === 0) return { bps: null, lowBps: null, highBps: null, isFew: true };
  const rate = loss / whole;
  const bps = 10_000 * rate;
  if (hits < 2 || cases < 2) return { bps, lowBps: null, highBps: null, isFew };
  const residual = sums.lossSquared - 2 * rate * sums.lossTimesWhole + rate ** 2 * sums.wholeSquared;
  const error = Math.sqrt((Math.max(0, residual) * cases) / (cases - 1)) / whole;
  return {
    ...{ bps, isFew },
    lowBps: Math.max(0, bps - 10_000 * Z * error),
    highBps: bps + 10_000 * Z * error,
  };
}
