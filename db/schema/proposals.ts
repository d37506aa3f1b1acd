import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { LEAST_WHY_CHARACTERS, PROPOSAL_KINDS, PROPOSAL_STATUSES } from '../../engine/proposals';
import { id, instant, oneOf } from './columns';
import { merchants } from './merchants';
import { people } from './people';
import { policyVersions } from './runs';

/**
 * What one person proposed and another decided. What it says never changes; a decision is written into it once, by
 * somebody else than the proposer.
 */
export const proposals = pgTable(
  'proposals',
  {
    /** The id of the form that made it: sent twice, it proposes once. */
    proposalId: text('proposal_id').primaryKey(),
    kind: text('kind', { enum: PROPOSAL_KINDS }).notNull(),
    /** Whose books it is about; null for a policy. */
    merchantId: id('merchant_id').references(() => merchants.merchantId),
    /** The order that it corrects. */
    orderId: id('order_id'),
    /** What is proposed: the fields of the fact, or the policy with its date. Amounts as decimal strings of minor units. */
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    why: text('why').notNull(),
    proposedBy: text('proposed_by')
      .notNull()
      .references(() => people.id),
    proposedAt: instant('proposed_at').notNull().defaultNow(),
    status: text('status', { enum: PROPOSAL_STATUSES }).notNull().default('open'),
    decidedBy: text('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    decisionWhy: text('decision_why'),
    /** The fact that its approval recorded. */
    factId: id('fact_id'),
    /** The policy version that its approval published. */
    policyVersion: integer('policy_version').references(() => policyVersions.version),
  },
  (table) => [
    oneOf('proposals_kind', table.kind, PROPOSAL_KINDS),
    oneOf('proposals_status', table.status, PROPOSAL_STATUSES),
    check(
      'proposals_subject',
      sql`(${table.kind} = 'policy') = (${table.merchantId} is null)
        and (${table.kind} = 'correction') = (${table.orderId} is not null)`,
    ),
    check('proposals_why', sql.raw(`char_length(btrim(why)) >= ${LEAST_WHY_CHARACTERS}`)),
    check(
      'proposals_decided',
      sql`num_nonnulls(${table.decidedBy}, ${table.decidedAt}) = case when ${table.status} = 'open' then 0 else 2 end`,
    ),
    check(
      'proposals_two_people',
      sql`case ${table.status} when 'open' then true when 'withdrawn' then ${table.decidedBy} = ${table.proposedBy}
        else ${table.decidedBy} <> ${table.proposedBy} end`,
    ),
    check(
      'proposals_outcome',
      sql`num_nonnulls(${table.factId}, ${table.policyVersion}) = case when ${table.status} = 'approved' then 1 else 0 end
        and (${table.policyVersion} is null or ${table.kind} = 'policy')`,
    ),
    uniqueIndex('proposals_one_open')
      .on(
        table.kind,
        sql`coalesce(merchant_id, '')`,
        sql`coalesce(order_id, '')`,
        sql`coalesce(content ->> 'currency', '')`,
      )
      .where(sql`status = 'open'`),
    index('proposals_of_merchant').on(table.merchantId, table.proposedAt),
    index('proposals_by_time').on(table.proposedAt, table.proposalId),
  ],
);
