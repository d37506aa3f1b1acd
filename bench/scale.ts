/** How large and how often, so that a measurement can be tried small: what it finds counts at full size alone. */

const FEWEST_ROUNDS = 5;

/** How many times each of two things is measured, in turn. */
export const ROUNDS = Number(process.env.SLUICE_BENCH_ROUNDS ?? FEWEST_ROUNDS);

const SCALE = Number(process.env.SLUICE_BENCH_SCALE ?? 1);

/** Whether it is no more than a trial: of less than the full size, or fewer rounds than count. */
export const IS_TRIAL = SCALE < 1 || ROUNDS < FEWEST_ROUNDS;

/** So much of something, or by `SLUICE_BENCH_SCALE` less. */
export function sized(full: number): number {
  return Math.max(1, Math.round(full * SCALE));
}
