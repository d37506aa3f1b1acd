import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** The forms that were acted on. Each carries an id of its own, so a form that is sent twice acts once. Append-only. */
export const submissions = pgTable('submissions', {
  submissionId: text('submission_id').primaryKey(),
  action: text('action').notNull(),
  personId: text('person_id').notNull(),
  madeAt: instant('made_at').notNull().defaultNow(),
});
