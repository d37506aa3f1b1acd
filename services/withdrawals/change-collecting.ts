import type { Database, Executor } from '../../db/client';
import { findPerson } from '../../db/queries/sign-ins';
import type { SellerActor } from '../../engine/actor';
import type { AuditAction } from '../../engine/audit';
import { type Refusal, type Repeated, refuse } from '../access/change-access';
import { isSubmissionId, submitOnce } from '../access/submit-once';
import { Refused } from '../authorize';
import { inTransaction } from '../transaction';

/** Undoes a transaction, and carries its answer out. */
class Undone<Answer> extends Error {
  constructor(readonly answer: Answer) {
    super('refused');
  }
}

/**
 * Does what a seller's form asks for in one transaction, once a form. What is refused leaves nothing behind, not even
 * the form's id: put right, the same form may be sent again. Throws `Refused` where the seller's access has ended since.
 */
export async function changeCollecting<Answer extends { status: string }>(
  database: Database,
  seller: SellerActor,
  form: { action: AuditAction; submissionId: string },
  work: (executor: Executor) => Promise<Answer>,
): Promise<Answer | Refusal<never> | Repeated> {
  if (!isSubmissionId(form.submissionId)) return refuse('bad_form');
  try {
    return await inTransaction(database, async (executor) => {
      const person = await findPerson(executor, { id: seller.personId });
      if (person?.merchantId !== seller.merchantId || person.endedAt !== null)
        throw new Refused(seller, 'capital.read');
      if (!(await submitOnce(executor, seller, form.action, form.submissionId)))
        return { status: 'repeated' };
      const answer = await work(executor);
      if (answer.status === 'refused') throw new Undone(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer as Answer;
    throw error;
  }
}
