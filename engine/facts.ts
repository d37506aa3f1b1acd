import { z } from 'zod';
import { type CalendarDate, type Instant, isCalendarDate, parseInstant } from './calendar';
import { isCurrency, MAX_AMOUNT_MINOR } from './money';
import { type Policy, REFUND_REASONS, tierNamed } from './policy';

/** Facts (rules.md, section 4): what the outside says has happened, read once into exact values. */

/** Every code that a fact can be refused with, in order of precedence (section 4). */
export const FAILURE_CODES = [
  'bad_fact',
  'bad_amount',
  'conflict',
  'bad_state',
  'over_refund',
  'insufficient_funds',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What can be said of a fact when it is recorded. */
export const FACT_STATUSES = ['applied', 'duplicate', 'parked', 'rejected'] as const;
export type FactStatus = (typeof FACT_STATUSES)[number];

export const CLOSURE_REASONS = ['withdrawn', 'liquidated'] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

export const OVERRIDE_DECISIONS = ['eligible', 'ineligible', 'none'] as const;
export type OverrideDecision = (typeof OVERRIDE_DECISIONS)[number];

/** The dates of an order that a correction can set anew or take away. */
export const CORRECTED_EVENTS = ['shipped', 'delivered', 'confirmed'] as const;
export type CorrectedEvent = (typeof CORRECTED_EVENTS)[number];

/** How an issue says that it is `bad_amount` and not `bad_fact`. */
const BAD_AMOUNT = 'bad_amount';

function hasStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** An id that somebody outside gave: of a merchant, an order, a fact. */
export const identifier = z
  .string({ error: 'must be a text of 1 to 200 characters' })
  .refine(
    (text) => text.length > 0 && (text.length <= 200 || [...text].length <= 200) && hasStorableText(text),
    { error: 'must be a text of 1 to 200 characters, without NUL' },
  )
  .meta({ minLength: 1, maxLength: 200, description: 'A text of 1 to 200 characters, without NUL.' });

const instant = z
  .unknown()
  .transform((value, context): Instant => {
    const read = typeof value === 'string' ? parseInstant(value) : null;
    if (read !== null) return read;
    context.addIssue({
      code: 'custom',
      message: 'must be an ISO 8601 instant with a zone, such as 2026-02-02T04:00:00Z',
    });
    return z.NEVER;
  })
  .meta({
    type: 'string',
    format: 'date-time',
    description: 'When it happened: an ISO 8601 instant with a zone.',
    examples: ['2026-02-02T04:00:00Z'],
  });

function wholeNumber(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  if (typeof value === 'string' && /^-?\d{1,40}$/.test(value)) return BigInt(value);
  return null;
}

function amountWhere(isInRange: (amountMinor: bigint) => boolean, words: string) {
  return z.unknown().transform((value, context): bigint => {
    if (value === undefined) {
      context.addIssue({ code: 'custom', message: 'is missing' });
      return z.NEVER;
    }
    const amountMinor = wholeNumber(value);
    if (amountMinor !== null && isInRange(amountMinor)) return amountMinor;
    context.addIssue({ code: 'custom', message: words, params: { failure: BAD_AMOUNT } });
    return z.NEVER;
  });
}

/** How the document of the API describes an amount that is read as a number or as digits. */
const WRITTEN_AMOUNT = { type: ['integer', 'string'], maximum: Number(MAX_AMOUNT_MINOR) };

const amount = amountWhere(
  (minor) => minor > 0n && minor <= MAX_AMOUNT_MINOR,
  `must be a whole number of minor units from 1 to ${MAX_AMOUNT_MINOR}`,
).meta({
  ...WRITTEN_AMOUNT,
  minimum: 1,
  pattern: '^[0-9]{1,40}$',
  description: `Whole minor units, as a JSON number or a text of digits, from 1 to ${MAX_AMOUNT_MINOR}.`,
  examples: ['12050', 12050],
});
const signedAmount = amountWhere(
  (minor) => minor !== 0n && minor <= MAX_AMOUNT_MINOR && -minor <= MAX_AMOUNT_MINOR,
  `must be a whole number of minor units, not 0, at most ${MAX_AMOUNT_MINOR} either way`,
).meta({
  ...WRITTEN_AMOUNT,
  minimum: -Number(MAX_AMOUNT_MINOR),
  pattern: '^-?[0-9]{1,40}$',
  description: `Whole minor units, as a JSON number or a text of digits, not 0, at most ${MAX_AMOUNT_MINOR} either way.`,
  examples: ['-500', -500],
});
const date = z
  .string()
  .refine(isCalendarDate, { error: 'must be a date, such as 2026-02-02' })
  .transform((text): CalendarDate => text)
  .meta({ format: 'date', description: 'A calendar date.', examples: ['2026-02-02'] });
const currency = z
  .string()
  .refine(isCurrency, { error: 'must be an ISO 4217 currency code, such as USD' })
  .meta({ pattern: '^[A-Z]{3}$', description: 'A currency code of ISO 4217.', examples: ['USD'] });
const feeBps = z
  .number()
  .refine((bps) => Number.isInteger(bps) && bps >= 0 && bps <= 10_000, {
    error: 'must be a whole number of basis points from 0 to 10000',
  })
  .default(0)
  .meta({
    type: 'integer',
    minimum: 0,
    maximum: 10_000,
    default: 0,
    description: 'The commission in basis points of the amount.',
  });

const head = { id: identifier, at: instant };
const onMerchant = { ...head, merchant: identifier };
const onOrder = { ...head, order: identifier };

/** What a fact of each type brings. */
export const factSchemas = {
  'merchant.opened': z.strictObject({
    type: z.literal('merchant.opened'),
    ...onMerchant,
    name: z.string().refine(hasStorableText, { error: 'must be a text without NUL' }).optional(),
  }),
  'order.paid': z.strictObject({
    type: z.literal('order.paid'),
    ...onOrder,
    merchant: identifier,
    amount,
    currency,
    fee_bps: feeBps,
    ship_by: instant.optional().meta({ description: 'When it must be shipped to count as in time.' }),
  }),
  'order.shipped': z.strictObject({ type: z.literal('order.shipped'), ...onOrder }),
  'order.delivered': z.strictObject({ type: z.literal('order.delivered'), ...onOrder }),
  'order.confirmed': z.strictObject({ type: z.literal('order.confirmed'), ...onOrder }),
  'order.cancelled': z.strictObject({ type: z.literal('order.cancelled'), ...onOrder }),
  'dispute.opened': z.strictObject({ type: z.literal('dispute.opened'), ...onOrder, dispute: identifier }),
  'dispute.closed': z.strictObject({ type: z.literal('dispute.closed'), ...onOrder, dispute: identifier }),
  'feedback.left': z.strictObject({ type: z.literal('feedback.left'), ...onOrder, positive: z.boolean() }),
  'refund.settled': z.strictObject({
    type: z.literal('refund.settled'),
    ...onOrder,
    refund: identifier,
    amount,
    reason: z.enum(REFUND_REASONS),
  }),
  'adjustment.posted': z.strictObject({
    type: z.literal('adjustment.posted'),
    ...onMerchant,
    amount: signedAmount,
    currency,
  }),
  'withdrawal.settled': z.strictObject({
    type: z.literal('withdrawal.settled'),
    ...onMerchant,
    amount,
    currency,
  }),
  'withdrawal.returned': z.strictObject({
    type: z.literal('withdrawal.returned'),
    ...onMerchant,
    amount,
    currency,
  }),
  'merchant.closed': z.strictObject({
    type: z.literal('merchant.closed'),
    ...onMerchant,
    reason: z.enum(CLOSURE_REASONS),
  }),
  'merchant.opted_out': z.strictObject({ type: z.literal('merchant.opted_out'), ...onMerchant }),
  'merchant.opted_in': z.strictObject({ type: z.literal('merchant.opted_in'), ...onMerchant }),
  'override.set': z
    .strictObject({
      type: z.literal('override.set'),
      ...onMerchant,
      decision: z.enum(OVERRIDE_DECISIONS),
      tier: z.string().optional(),
    })
    .refine((fact) => fact.tier === undefined || fact.decision === 'eligible', {
      path: ['tier'],
      error: 'goes only with the decision eligible',
    }),
  'override.set_until': z
    .strictObject({
      type: z.literal('override.set_until'),
      ...onMerchant,
      decision: z.enum(['eligible', 'ineligible']),
      until: date,
      tier: z.string().optional(),
    })
    .refine((fact) => fact.tier === undefined || fact.decision === 'eligible', {
      path: ['tier'],
      error: 'goes only with the decision eligible',
    }),
  'receivable.written_off': z.strictObject({
    type: z.literal('receivable.written_off'),
    ...onMerchant,
    amount,
    currency,
  }),
  'order.corrected': z.strictObject({
    type: z.literal('order.corrected'),
    ...onOrder,
    event: z.enum(CORRECTED_EVENTS),
    on: date.optional(),
  }),
} as const;

export type FactType = keyof typeof factSchemas;

/** Every type of fact, in the order of section 4. */
export const FACT_TYPES = Object.keys(factSchemas) as FactType[];

/**
 * What only people decide, two of them (section 12): no program may record it. An override without an end and an
 * adjustment are facts from outside as well, so programs may record those.
 */
export const DECIDED_BY_PEOPLE: readonly FactType[] = [
  'override.set_until',
  'receivable.written_off',
  'order.corrected',
];

/** A fact as it was read: exact values, instants as instants, amounts as `bigint` minor units. */
export type Fact = z.output<(typeof factSchemas)[FactType]>;
export type FactOf<Type extends FactType> = Extract<Fact, { type: Type }>;

/** A fact and its content as one text: two facts say the same where their contents are equal. */
export interface ReadFact {
  ok: true;
  fact: Fact;
  content: string;
}

/** A fact that can't be read: `bad_fact` before `bad_amount`, with the field and the reason in words. */
export interface UnreadFact {
  ok: false;
  code: 'bad_fact' | 'bad_amount';
  reason: string;
}

/** The order or merchant that leads a fact to its books. */
export function orderOf(fact: Fact): string | null {
  return 'order' in fact ? fact.order : null;
}

function contentOf(fact: Fact): string {
  return JSON.stringify(fact, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (typeof value === 'object' && value !== null && 'epochMs' in value)
      return (value as unknown as Instant).text;
    return value;
  });
}

function unread(code: UnreadFact['code'], reason: string): UnreadFact {
  return { ok: false, code, reason };
}

function isFailingAmount(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'custom' && issue.params?.failure === BAD_AMOUNT;
}

/**
 * Reads one fact of outside making (section 4, precedence 1).
 *
 * @param arrivalPolicy the policy in force when the fact arrives: an override's tier must be one of its tiers.
 *   Null for a fact that was accepted before and is read again.
 */
export function readFact(raw: unknown, arrivalPolicy: Policy | null): ReadFact | UnreadFact {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return unread('bad_fact', 'a fact must be an object');
  }
  const type = (raw as Record<string, unknown>).type;
  if (typeof type !== 'string' || !Object.hasOwn(factSchemas, type)) {
    return unread('bad_fact', `type: must be one of ${FACT_TYPES.join(', ')}`);
  }
  const outcome = factSchemas[type as FactType].safeParse(raw);
  if (!outcome.success) {
    const issues = outcome.error.issues;
    const issue = issues.find((candidate) => !isFailingAmount(candidate));
    if (issue === undefined) return unread('bad_amount', `amount: ${issues[0]?.message}`);
    if (issue.code === 'unrecognized_keys')
      return unread('bad_fact', `${issue.keys[0]}: ${type} has no such field`);
    const field = issue.path.join('.');
    const isMissing = (raw as Record<string, unknown>)[field] === undefined;
    return unread('bad_fact', `${field}: ${isMissing ? 'is missing' : issue.message}`);
  }
  const fact = outcome.data;
  if (
    (fact.type === 'override.set' || fact.type === 'override.set_until') &&
    fact.tier !== undefined &&
    arrivalPolicy !== null &&
    tierNamed(arrivalPolicy, fact.tier) === null
  ) {
    return unread('bad_fact', `tier: the policy has no tier ${fact.tier}`);
  }
  return { ok: true, fact, content: contentOf(fact) };
}
