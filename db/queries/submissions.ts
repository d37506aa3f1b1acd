import { eq } from 'drizzle-orm';
import type { Executor } from '../client';
import { submissions } from '../schema/submissions';

/** The forms that were acted on. */

/** Notes a form; false where it was noted before. One that is being noted elsewhere is waited for. */
export async function insertSubmission(
  executor: Executor,
  row: { submissionId: string; action: string; personId: string },
): Promise<boolean> {
  const rows = await executor
    .insert(submissions)
    .values(row)
    .onConflictDoNothing()
    .returning({ submissionId: submissions.submissionId });
  return rows.length === 1;
}

/** Whether a form was acted on already. */
export async function isSubmitted(executor: Executor, submissionId: string): Promise<boolean> {
  const rows = await executor
    .select({ submissionId: submissions.submissionId })
    .from(submissions)
    .where(eq(submissions.submissionId, submissionId));
  return rows.length > 0;
}
