import { z } from 'zod';
import type { Database, Executor } from '../../db/client';
import { lockAccess } from '../../db/queries/people';
import { findPerson } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import type { AuditAction } from '../../engine/audit';
import { Refused } from '../authorize';
import { inTransaction } from '../transaction';
import { isSubmissionId, submitOnce } from './submit-once';

/** What all changes to who may come in have in common. */

/** Refused, and nothing done; `bad_form`: what was sent is no form of ours. */
export interface Refusal<Code extends string> {
  status: 'refused';
  code: Code | 'bad_form';
}

/** The same form was acted on before, and this time nothing was done. */
export interface Repeated {
  status: 'repeated';
}

export type ChangeAnswer<Code extends string> = { status: 'done' } | Refusal<Code> | Repeated;

/** Every changing verb is asked with the id of the form that it was sent by. */
export interface Submitted {
  /** A UUID, made by the server for one form. */
  submissionId: string;
}

export function refuse<Code extends string>(code: Code): Refusal<Code> {
  return { status: 'refused', code };
}

/** Undoes a transaction, and carries its answer out. */
class Undone<Answer> extends Error {
  constructor(readonly answer: Answer) {
    super('refused');
  }
}

/**
 * Does a change in one transaction, once a form, and one change at a time: so that what it decides on (who else is an
 * administrator, which link is open) stays as it was read. What is refused leaves nothing behind, not even the form's
 * id: put right, the same form may be sent again. The verb has asked already whether the actor may do it; here it is
 * asked whether that still holds, for another administrator may just have ended it. Throws `Refused` where it does not.
 */
export async function changeAccess<Answer extends { status: string }>(
  database: Database,
  actor: Actor,
  form: { action: AuditAction; submissionId: string },
  work: (executor: Executor) => Promise<Answer>,
): Promise<Answer | Refusal<never> | Repeated> {
  if (!isSubmissionId(form.submissionId)) return refuse('bad_form');
  try {
    return await inTransaction(database, async (executor) => {
      await lockAccess(executor);
      await askAgain(executor, actor);
      if (!(await submitOnce(executor, actor, form.action, form.submissionId))) return { status: 'repeated' };
      const answer = await work(executor);
      if (answer.status === 'refused') throw new Undone(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer as Answer;
    throw error;
  }
}

async function askAgain(executor: Executor, actor: Actor): Promise<void> {
  if (actor.kind !== 'person') return;
  const person = await findPerson(executor, { id: actor.personId });
  if (person === null || person.endedAt !== null || person.role !== actor.role)
    throw new Refused(actor, 'access.change');
}

/** PostgreSQL keeps no NUL, and a name of one line holds no other control character either. */
const oneLine = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u);
const name = oneLine.min(1).max(200);
const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
const why = oneLine.min(10).max(500);

function readAs(shape: z.ZodType<string>, text: string): string | null {
  return shape.safeParse(text).data ?? null;
}

/** A name as it is kept, of 1 to 200 characters; null where it is none. */
export function readName(text: string): string | null {
  return readAs(name, text);
}

/** An e-mail as it is kept, in lower case; null where it is none. */
export function readEmail(text: string): string | null {
  return readAs(email, text);
}

/** A reason, of 10 to 500 characters; null where it is none. */
export function readWhy(text: string | undefined): string | null {
  return readAs(why, text ?? '');
}
