import { sql } from 'drizzle-orm';
import { check, index, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { FactAnswer } from '../../engine/intake';
import { apiKeys } from './api-keys';
import { instant } from './columns';

/** What was answered to a request that named itself by an Idempotency-Key: the same request is answered so again. */
export const apiRequests = pgTable(
  'api_requests',
  {
    keyId: text('key_id')
      .notNull()
      .references(() => apiKeys.keyId),
    idempotencyKey: text('idempotency_key').notNull(),
    /** A hash of what it brought. */
    fingerprint: text('fingerprint').notNull(),
    answers: json('answers').$type<FactAnswer[]>().notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.idempotencyKey] }),
    check('api_requests_idempotency_key', sql`length(${table.idempotencyKey}) between 1 and 255`),
    check('api_requests_fingerprint', sql`${table.fingerprint} ~ '^[0-9a-f]{64}$'`),
    index('api_requests_by_time').on(table.recordedAt),
  ],
);
