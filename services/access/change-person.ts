import type { Database } from '../../db/client';
import { countOtherAdministrators, updatePerson } from '../../db/queries/people';
import { deleteSessionsOf, findPerson } from '../../db/queries/sign-ins';
import type { Actor, Role } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { merchantProblem } from './access-links';
import { type ChangeAnswer, changeAccess, readName, readWhy, refuse, type Submitted } from './change-access';

/** In the order in which they are looked at. */
export type ChangePersonRefusal =
  | 'bad_name'
  | 'unknown_person'
  | 'person_ended'
  | 'no_change'
  | 'yourself'
  | 'merchant_needed'
  | 'merchant_not_for_staff'
  | 'unknown_merchant'
  | 'why_needed'
  | 'last_administrator';

/**
 * Changes a person's name, role or merchant. What another role or merchant lets them see is another's: so it takes a
 * reason, it ends all their sessions, and nobody does it to themselves. The last administrator stays one.
 *
 * @param ask.merchantId where it is left out, a seller keeps the merchant that they have
 * @param ask.why needed for another role or merchant
 */
export async function changePerson(
  database: Database,
  actor: Actor,
  ask: Submitted & {
    personId: string;
    name?: string;
    role?: Role;
    merchantId?: string | null;
    why?: string;
  },
  now: Date = new Date(),
): Promise<ChangeAnswer<ChangePersonRefusal>> {
  authorize(actor, 'access.change');
  const nameAsked = ask.name === undefined ? undefined : readName(ask.name);
  if (nameAsked === null) return refuse('bad_name');
  const form = { action: 'person.changed', submissionId: ask.submissionId } as const;
  return changeAccess<ChangeAnswer<ChangePersonRefusal>>(database, actor, form, async (executor) => {
    const person = await findPerson(executor, { id: ask.personId });
    if (person === null) return refuse('unknown_person');
    if (person.endedAt !== null) return refuse('person_ended');
    const name = nameAsked ?? person.name;
    const role = ask.role ?? person.role;
    const kept = role === 'seller' ? person.merchantId : null;
    const merchantId = ask.merchantId === undefined ? kept : ask.merchantId;
    const isMoved = role !== person.role || merchantId !== person.merchantId;
    if (!isMoved && name === person.name) return refuse('no_change');
    const why = readWhy(ask.why);
    if (isMoved) {
      if (actor.kind === 'person' && actor.personId === person.id) return refuse('yourself');
      const problem = await merchantProblem(executor, role, merchantId);
      if (problem !== null) return refuse(problem);
      if (why === null) return refuse('why_needed');
      const isDemoted = person.role === 'administrator' && role !== 'administrator';
      if (isDemoted && (await countOtherAdministrators(executor, person.id)) === 0)
        return refuse('last_administrator');
    }
    await updatePerson(executor, person.id, { name, role, merchantId });
    const ended = isMoved ? await deleteSessionsOf(executor, person.id) : [];
    const about = merchantId ?? person.merchantId;
    await recordAudit(
      executor,
      actor,
      {
        action: 'person.changed',
        subject: person.id,
        ...(about === null ? {} : { merchantId: about }),
        before: { name: person.name, role: person.role, merchant: person.merchantId },
        after: { name, role, merchant: merchantId, ...(isMoved ? { sessions_ended: ended.length } : {}) },
        ...(why === null ? {} : { why }),
      },
      now,
    );
    return { status: 'done' };
  });
}
