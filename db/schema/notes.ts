import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { id, instant } from './columns';
import { merchants } from './merchants';
import { people } from './people';

/** What reviewers note of a merchant, for each other. Append-only. */
export const merchantNotes = pgTable(
  'merchant_notes',
  {
    noteId: bigint('note_id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    text: text('text').notNull(),
    writtenBy: text('written_by')
      .notNull()
      .references(() => people.id),
    writtenAt: instant('written_at').notNull().defaultNow(),
  },
  (table) => [
    check('merchant_notes_text', sql`char_length(btrim(${table.text})) between 1 and 4000`),
    index('merchant_notes_of_merchant').on(table.merchantId, table.noteId),
  ],
);
