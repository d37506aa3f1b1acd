import type { Database, Executor } from '../../db/client';
import type { Permission, PersonActor } from '../../engine/actor';
import type { AuditAction } from '../../engine/audit';
import { isSubmissionId, submitOnce } from '../access/submit-once';
import { askAgain } from '../proposals/once';
import { inTransaction } from '../transaction';

/** What all changes of drafts and backtests have in common. */

export interface PolicyRefusal<Code extends string> {
  status: 'refused';
  code: Code;
}

export function refuse<Code extends string>(code: Code): PolicyRefusal<Code> {
  return { status: 'refused', code };
}

/** Undoes a transaction, and carries its answer out. */
class Undone<Answer> extends Error {
  constructor(readonly answer: Answer) {
    super('refused');
  }
}

interface Form {
  action: AuditAction;
  permission: Permission;
  submissionId: string;
}

/**
 * Does a change in one transaction, once a form: the same form again is answered `repeated`. What is refused leaves
 * nothing behind, not even the form's id. The verb has asked already whether the person may; here it is asked whether
 * that still holds.
 */
export async function changeOnce<Answer extends { status: string }>(
  database: Database,
  person: PersonActor,
  { action, permission, submissionId }: Form,
  work: (executor: Executor) => Promise<Answer>,
): Promise<Answer | PolicyRefusal<'bad_form'> | { status: 'repeated' }> {
  if (!isSubmissionId(submissionId)) return refuse('bad_form');
  try {
    return await inTransaction(database, async (executor) => {
      await askAgain(executor, person, permission);
      if (!(await submitOnce(executor, person, action, submissionId))) return { status: 'repeated' };
      const answer = await work(executor);
      if (answer.status === 'refused') throw new Undone(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer as Answer;
    throw error;
  }
}
