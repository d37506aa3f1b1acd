import { sql } from 'drizzle-orm';
import { check, pgTable, text } from 'drizzle-orm/pg-core';
import { SCOPES } from '../../engine/actor';
import { instant } from './columns';

const scopeList = sql.raw(SCOPES.map((scope) => `'${scope}'`).join(', '));

/** What a program signs in with. Only the hash is kept; the key itself is shown once, when it is made. */
export const apiKeys = pgTable(
  'api_keys',
  {
    keyId: text('key_id').primaryKey(),
    name: text('name').notNull(),
    keyHash: text('key_hash').notNull().unique('api_keys_hash_once'),
    /** How the key begins, to tell it by. */
    keyStart: text('key_start').notNull(),
    scopes: text('scopes', { enum: SCOPES }).array().notNull(),
    madeBy: text('made_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    check('api_keys_name_said', sql`btrim(${table.name}) <> ''`),
    check('api_keys_hash', sql`${table.keyHash} ~ '^[0-9a-f]{64}$'`),
    check(
      'api_keys_scopes',
      sql`cardinality(${table.scopes}) > 0 and ${table.scopes} <@ array[${scopeList}]`,
    ),
  ],
);
