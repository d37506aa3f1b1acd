/** Whether something failed for no other reason than that the database is not to be had just now. */

const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  // Too many connections; shut down by an administrator, or crashing, or starting.
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);
/** What the pool of connections says without a code. */
const WORDS = /timeout exceeded when trying to connect|Connection terminated/;

/** Looks through an error's causes too. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if ((typeof code === 'string' && CODES.has(code)) || WORDS.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some(isAway)) return true;
  return isAway(error.cause);
}
