import type { Database } from '../../db/client';
import { setLocale } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { authorizePerson } from '../authorize';

/** Keeps the language that a person chose: e-mails to them are in it. */
export async function keepLocale(database: Database, actor: Actor, locale: string): Promise<void> {
  const { personId } = authorizePerson(actor, 'account.own');
  await setLocale(database.drizzle, personId, locale);
}
