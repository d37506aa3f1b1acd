import type { Executor } from '../../db/client';
import { findPerson, type PersonRow } from '../../db/queries/sign-ins';
import type { PersonActor } from '../../engine/actor';

/** The actor that a person is; null where the record is not whole, which the database does not let happen. */
export function actorOf(
  person: Pick<PersonRow, 'id' | 'name' | 'email' | 'role' | 'merchantId'>,
  requestId: string | null,
): PersonActor | null {
  const { id, name, email, role, merchantId } = person;
  const who = { kind: 'person', personId: id, name, email, requestId } as const;
  if (role !== 'seller') return { ...who, role };
  return merchantId === null ? null : { ...who, role, merchantId };
}

/** The actor of a person who is named by id or e-mail; null where there is none, or none any more. */
export async function findActor(
  executor: Executor,
  by: { id: string } | { email: string },
  requestId: string | null,
): Promise<PersonActor | null> {
  const person = await findPerson(executor, by);
  return person === null || person.endedAt !== null ? null : actorOf(person, requestId);
}
