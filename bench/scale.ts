/** How large and how often, so that a measurement can be tried small: what it finds counts at full size alone. */

/** How many times each of two things is measured, in turn. */
export const ROUNDS = Number(process.env.SLUICE_BENCH_ROUNDS ?? 5);

const SCALE = Number(process.env.SLUICE_BENCH_SCALE ?? 1);

/** So much of something, or by `SLUICE_BENCH_SCALE` less. */
export function sized(full: number): number {
  return Math.max(1, Math.round(full * SCALE));
}
