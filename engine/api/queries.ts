import { z } from 'zod';
import { isCalendarDate } from '../calendar';
import { HOLD_STATES } from './holds';

/** The parameters after the question mark, as each call reads them. What it does not know, it refuses. */

export const MOST_ROWS = 200;
export const USUAL_ROWS = 50;

const limit = z
  .string()
  .transform((text, context): number => {
    const rows = /^\d{1,3}$/.test(text) ? Number(text) : 0;
    if (rows >= 1 && rows <= MOST_ROWS) return rows;
    context.addIssue({ code: 'custom', message: `must be a whole number from 1 to ${MOST_ROWS}` });
    return z.NEVER;
  })
  .default(USUAL_ROWS)
  .meta({
    type: 'integer',
    minimum: 1,
    maximum: MOST_ROWS,
    default: USUAL_ROWS,
    description: 'How many rows a page has at most.',
  });

const cursor = z
  .string()
  .optional()
  .meta({ description: 'The `next_cursor` of the page before. Without it, the first page.' });

export const NO_QUERY = z.strictObject({});

export const MERCHANT_QUERY = z.strictObject({
  as_of: z
    .string()
    .refine(isCalendarDate, { error: 'must be a date, such as 2026-02-02' })
    .optional()
    .meta({
      format: 'date',
      description: 'Answers the balances of all entries booked on or before this date, and nothing else.',
      examples: ['2026-03-31'],
    }),
});

export const ENTRIES_QUERY = z.strictObject({ cursor, limit });

export const HOLDS_QUERY = z.strictObject({
  state: z
    .enum(HOLD_STATES, { error: `must be one of ${HOLD_STATES.join(', ')}` })
    .default('open')
    .meta({ default: 'open', description: 'Which holds: what is still frozen, or all that ever were.' }),
  cursor,
  limit,
});

/** What was read, or which parameters are wrong and why. */
export type QueryRead<Query> =
  | { ok: true; query: Query }
  | { ok: false; errors: { pointer: string; reason: string }[] };

/** Reads the parameters of an address; one that is given twice or is not known is wrong too. */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  search: URLSearchParams,
): QueryRead<z.output<Schema>> {
  const names = [...new Set(search.keys())];
  const twice = names.filter((name) => search.getAll(name).length > 1);
  if (twice.length > 0)
    return { ok: false, errors: twice.map((pointer) => ({ pointer, reason: 'is given more than once' })) };
  const outcome = schema.safeParse(Object.fromEntries(search));
  if (outcome.success) return { ok: true, query: outcome.data };
  const errors = outcome.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((pointer) => ({ pointer, reason: 'this call has no such parameter' }))
      : [{ pointer: issue.path.join('.'), reason: issue.message }],
  );
  return { ok: false, errors };
}
