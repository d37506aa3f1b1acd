import type { Executor } from '../../db/client';
import { findPerson } from '../../db/queries/sign-ins';
import type { Permission, PersonActor } from '../../engine/actor';
import { Refused } from '../authorize';
import type { ProposalRefused } from './refusal';

/** Undoes a transaction, and carries its answer out: what is refused leaves nothing behind. */
export class Undone extends Error {
  constructor(readonly answer: ProposalRefused) {
    super(answer.code);
  }
}

/**
 * The verb has asked already whether the person may do it; here, in its transaction, it is asked whether they still are
 * who they were then, for an administrator may just have changed it. Throws `Refused` where they are not.
 */
export async function askAgain(
  executor: Executor,
  actor: PersonActor,
  permission: Permission,
): Promise<void> {
  const person = await findPerson(executor, { id: actor.personId });
  if (person === null || person.endedAt !== null || person.role !== actor.role)
    throw new Refused(actor, permission);
}
