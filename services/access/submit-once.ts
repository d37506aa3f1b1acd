import { z } from 'zod';
import type { Executor } from '../../db/client';
import { insertSubmission } from '../../db/queries/submissions';
import type { Actor } from '../../engine/actor';
import type { AuditAction } from '../../engine/audit';

/** A form that is sent twice acts once: it carries an id that the server made when it was shown. */

const id = z.uuid();

/** Whether a text can be a form's id. */
export function isSubmissionId(text: string): boolean {
  return id.safeParse(text).success;
}

/** How a row names who made it: the id of a person or a key, or the name of an operator, who has none. */
export function makerOf(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.personId;
    case 'key':
      return actor.keyId;
    case 'operator':
      return `operator ${actor.name}`;
  }
}

/**
 * Notes a form in the transaction that acts on it. False where it was acted on before: then there is nothing to do. The
 * same form in another transaction waits here until the first one has ended, and goes on where that one was undone.
 *
 * @param submissionId a UUID
 */
export async function submitOnce(
  executor: Executor,
  actor: Actor,
  action: AuditAction,
  submissionId: string,
): Promise<boolean> {
  return insertSubmission(executor, {
    submissionId: submissionId.toLowerCase(),
    action,
    personId: makerOf(actor),
  });
}
