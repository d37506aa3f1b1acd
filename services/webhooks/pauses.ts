const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How a message is tried again: how long after which try, and until when at all. */
export interface Patience {
  /** The pause after the first try, the second and so on; the last one from then on. */
  pausesMs: readonly number[];
  /** So long after it was made, or sent again by hand, a message that nobody took is given up. */
  giveUpMs: number;
}

export const PATIENCE: Patience = {
  pausesMs: [
    5 * SECOND_MS,
    30 * SECOND_MS,
    2 * MINUTE_MS,
    10 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    2 * HOUR_MS,
    4 * HOUR_MS,
    8 * HOUR_MS,
  ],
  giveUpMs: 3 * 24 * HOUR_MS,
};

/** No receiver has us wait longer than this. */
const LONGEST_ASKED_MS = HOUR_MS;
/** Pauses are up to so much longer or shorter, so that what failed together is not tried together. */
const JITTER = 0.2;

/**
 * How long to wait after a try.
 *
 * @param tries how many there have been
 * @param askedMs what the receiver asked for, by Retry-After; null where it asked for nothing
 * @param chance from 0 to 1
 */
export function pauseAfter(
  { pausesMs }: Patience,
  tries: number,
  askedMs: number | null,
  chance: number,
): number {
  const pause = pausesMs[Math.min(tries, pausesMs.length) - 1] ?? 0;
  const jittered = pause * (1 - JITTER + 2 * JITTER * chance);
  return Math.round(Math.max(jittered, Math.min(askedMs ?? 0, LONGEST_ASKED_MS)));
}

/** What a Retry-After header asks for, in milliseconds; null where it asks for nothing that can be read. */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND_MS;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
