import { sql } from 'drizzle-orm';
import { bigint, check, index, json, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { ACTOR_KINDS, ROLES } from '../../engine/actor';
import { AUDIT_ACTIONS } from '../../engine/audit';
import { id, oneOf } from './columns';

/**
 * Who did what, when, and why. Append-only, and each row carries the hash of the one before it: a row changed, taken
 * out or put in between breaks the chain, and two rows cannot follow the same one.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    /** 1, 2, 3 and on, without a gap. */
    auditSeq: bigint('audit_seq', { mode: 'bigint' }).primaryKey(),
    at: timestamp('at', { withTimezone: true, mode: 'date', precision: 3 }).notNull(),
    actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
    /** The person's or the key's id; null for an operator, and for somebody who failed to sign in. */
    actorId: text('actor_id'),
    actorName: text('actor_name').notNull(),
    /** What a person was at the time; null for who is no person. */
    actorRole: text('actor_role', { enum: ROLES }),
    action: text('action', { enum: AUDIT_ACTIONS }).notNull(),
    merchantId: id('merchant_id'),
    /** What it was done to: a person's id, a key's, a date, a version. */
    subject: text('subject'),
    /** As text, for the hash is of the text. */
    before: json('before'),
    after: json('after'),
    why: text('why'),
    requestId: text('request_id'),
    previousHash: text('previous_hash').notNull().unique('audit_log_no_fork'),
    hash: text('hash').notNull().unique('audit_log_hash_once'),
  },
  (table) => [
    oneOf('audit_log_actor_kind', table.actorKind, ACTOR_KINDS),
    oneOf('audit_log_actor_role', table.actorRole, ROLES),
    check(
      'audit_log_role_of_person',
      sql`(${table.actorKind} = 'person') = (${table.actorRole} is not null)`,
    ),
    check('audit_log_seq', sql`${table.auditSeq} > 0`),
    check(
      'audit_log_hashes',
      sql`${table.hash} ~ '^[0-9a-f]{64}$' and ${table.previousHash} ~ '^[0-9a-f]{64}$'`,
    ),
    index('audit_log_actor').on(table.actorId, table.auditSeq),
    index('audit_log_subject').on(table.subject, table.auditSeq),
    index('audit_log_merchant').on(table.merchantId, table.auditSeq),
    index('audit_log_action').on(table.action, table.auditSeq),
    index('audit_log_at').on(table.at, table.auditSeq),
  ],
);
