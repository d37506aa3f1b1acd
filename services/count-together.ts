import { type RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Counting for many at once: requests under a name that come while others of it are being counted wait, and are then
 * counted by one statement. So a name that asks a lot, and has but one row, has one connection at most and no queue.
 */

interface Counted {
  resolve(waitSeconds: number): void;
  reject(error: unknown): void;
}

type Limiter = Pick<RateLimiterPostgres, 'consume'>;

/**
 * Makes the counter of a limit, which says how many seconds a request must wait; 0 where it may go on. It lets as many
 * through as the limit has points, however many are counted together.
 */
export function countTogether(limiter: Limiter, points: number): (name: string) => Promise<number> {
  /** By name, while it is being counted: who is next. */
  const next = new Map<string, Counted[]>();

  async function count(name: string, counted: Counted[]): Promise<void> {
    try {
      await limiter.consume(name, counted.length);
      for (const { resolve } of counted) resolve(0);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) {
        // Who is over already is refused without being counted.
        const before = refusal.consumedPoints === 0 ? points : refusal.consumedPoints - counted.length;
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        for (const [place, { resolve }] of counted.entries()) resolve(before + place < points ? 0 : seconds);
      } else for (const { reject } of counted) reject(refusal);
    }
    const waiting = next.get(name) ?? [];
    if (waiting.length === 0) next.delete(name);
    else {
      next.set(name, []);
      void count(name, waiting);
    }
  }

  return (name) =>
    new Promise((resolve, reject) => {
      const counted = { resolve, reject };
      const waiting = next.get(name);
      if (waiting !== undefined) waiting.push(counted);
      else {
        next.set(name, []);
        void count(name, [counted]);
      }
    });
}
