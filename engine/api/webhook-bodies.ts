import { z } from 'zod';
import { OVERRIDE_DECISIONS } from '../facts';
import { ENROLMENT_CHANGE_KINDS, ENROLMENTS } from '../records';
import { METRICS, SCORED } from '../scorecard';
import type { WebhookEvent } from '../webhooks';
import {
  accountsOf,
  amount,
  cause,
  count,
  currency,
  date,
  id,
  instant,
  metrics,
  place,
  policyVersion,
  rule,
} from './values';

/**
 * What is posted to the marketplace's own programs, in the form of Standard Webhooks. Each body says all that it takes
 * to book it: whoever gets it need not ask again.
 */

const origin = { rule, policy_version: policyVersion, cause };

/** The entry behind a message, whole: with these eight lines it can be booked as it stands. */
const entry = {
  entry: place.meta({ description: 'The entry’s number among the merchant’s: 1, 2, 3 and so on.' }),
  order: id,
  currency,
  booked_on: date.meta({ description: 'The business date that the entry belongs to.' }),
  due_on: date.meta({
    description: 'The date on which the rule was due, or the date of the fact that made it.',
  }),
  lines: accountsOf('What the entry did to each of the merchant’s eight accounts; they sum to zero.'),
  ...origin,
};

const paid = {
  debt_repaid: amount.meta({ description: 'What of it paid back what the merchant owed.' }),
  paid: amount.meta({ description: 'What of it reached the merchant’s payment account.' }),
};

function message<Type extends WebhookEvent, Data extends z.ZodObject>(type: Type, data: Data, what: string) {
  return z
    .strictObject({
      type: z.literal(type),
      timestamp: instant.meta({ description: 'When the books took it.' }),
      data,
    })
    .meta({ description: what });
}

export const RELEASE_MADE = message(
  'release.made',
  z.strictObject({
    merchant: id,
    ...entry,
    kind: z.enum(['early', 'standard', 'closure']),
    gross: amount.meta({ description: 'What was held for the order: net and fee.' }),
    fee: amount.meta({ description: 'The commission taken.' }),
    net: amount.meta({ description: 'Gross less fee: hold, debt_repaid and paid.' }),
    hold: z
      .strictObject({
        amount: amount.meta({ description: 'What was frozen in the deposit.' }),
        release_on: date.meta({ description: 'When it comes back, as dated at the release.' }),
        tier: z.string(),
        deposit_bps: z.int().nonnegative(),
      })
      .nullable()
      .meta({ description: 'The hold that an early release made; null where nothing was frozen.' }),
    ...paid,
  }),
  'The funds of an order were released.',
);

export const HOLD_RELEASED = message(
  'hold.released',
  z.strictObject({
    merchant: id,
    ...entry,
    reason: z.enum(['due', 'order_refunded']).meta({
      description: 'Its date came, or its order was refunded in full so that nothing is left to secure.',
    }),
    amount: amount.meta({ description: 'What was left of the hold: debt_repaid and paid.' }),
    ...paid,
  }),
  'What was left of a hold came back to the merchant.',
);

export const DEDUCTION_MADE = message(
  'deduction.made',
  z.strictObject({
    merchant: id,
    ...entry,
    refund: z
      .strictObject({ refund: id, amount, reason: z.string() })
      .meta({ description: 'The refund to the buyer that the merchant bears.' }),
    fee_returned: amount.meta({ description: 'The commission on it, which the marketplace gives back.' }),
    taken: z
      .strictObject({ deposit: amount, payment_account: amount, marketplace_account: amount })
      .meta({ description: 'What was taken from where.' }),
    holds: z
      .array(
        z.strictObject({
          order: id,
          amount: amount.meta({ description: 'What was taken from this hold.' }),
          left: amount.meta({ description: 'What was then left of it.' }),
        }),
      )
      .meta({ description: 'The holds that the deposit’s part came from.' }),
    owed: amount.meta({ description: 'What nothing was left for: the merchant owes it from now on.' }),
  }),
  'A refund that the merchant bears was taken from the merchant.',
);

const standing = z.strictObject({ enrolment: z.enum(ENROLMENTS), tier: z.string().nullable() });

export const ENROLMENT_CHANGED = message(
  'enrolment.changed',
  z.strictObject({
    merchant: id,
    change: place.meta({ description: 'The change’s number among the merchant’s: 1, 2, 3 and so on.' }),
    kind: z.enum(ENROLMENT_CHANGE_KINDS),
    changed_on: date,
    before: standing,
    after: standing,
    ...origin,
  }),
  'A merchant’s part in early release changed: enrolled, on another tier, cancelled, or closed.',
);

export const ASSESSMENT_MADE = message(
  'assessment.made',
  z.strictObject({
    merchant: id,
    assessed_on: date,
    window_from: date.meta({ description: 'The first date of the window that was counted.' }),
    eligible: z.boolean().meta({ description: 'The outcome, after overrides and opting out.' }),
    score: z.int().min(0).max(100),
    tier_by_score: z.string().nullable(),
    failed_gates: z.array(z.enum(METRICS)),
    metrics,
    points: z.strictObject(
      Object.fromEntries(SCORED.map((scored) => [scored, z.int()])) as Record<
        (typeof SCORED)[number],
        z.ZodInt
      >,
    ),
    override: z.enum(OVERRIDE_DECISIONS),
    opted_out: z.boolean(),
    failures_in_a_row: count,
    before: z.strictObject({ enrolment: z.enum(ENROLMENTS) }),
    after: standing,
    ...origin,
  }),
  'A merchant was assessed.',
);

/** The schema of each message's body, by its type. */
export const WEBHOOK_BODIES = {
  'release.made': RELEASE_MADE,
  'hold.released': HOLD_RELEASED,
  'deduction.made': DEDUCTION_MADE,
  'enrolment.changed': ENROLMENT_CHANGED,
  'assessment.made': ASSESSMENT_MADE,
} as const satisfies Record<WebhookEvent, z.ZodObject>;

export type WebhookBody = { [Event in WebhookEvent]: z.infer<(typeof WEBHOOK_BODIES)[Event]> }[WebhookEvent];

/** What the page's button sends to try an endpoint: marked as a test, and about nobody. */
export const TEST_MESSAGE = z
  .strictObject({
    type: z.literal('test.ping'),
    timestamp: instant,
    data: z.strictObject({ test: z.literal(true), endpoint: id }),
  })
  .meta({ description: 'A message that only tries the endpoint: nothing happened.' });
