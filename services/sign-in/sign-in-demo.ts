import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { hasPeople } from '../../db/queries/people';
import { findPerson, readDemoPeople } from '../../db/queries/sign-ins';
import { DEMO_PEOPLE } from '../../demo/people';
import type { Role } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { servesDemo } from '../portal';
import { inTransaction } from '../transaction';
import { authentication } from './authentication';
import { actorOf } from './person-actor';

/** One of the demo's people, to sign in as. */
export interface DemoPersonShown {
  personId: string;
  name: string;
  role: Role;
  merchantId: string | null;
  /** What there is to see as them, in English. */
  story: string;
}

const STORIES = new Map(DEMO_PEOPLE.map(({ id, story }, place) => [id, { story, place }]));

/** The people that one may sign in as by a button: none but where the demo is served, on the demo's own books. */
export async function listDemoPeople(database: Database): Promise<DemoPersonShown[]> {
  if (!servesDemo()) return [];
  const { demoUntil } = await readMarketplace(database.drizzle);
  if (demoUntil === null) return [];
  const people = await readDemoPeople(database.drizzle);
  const placeOf = (id: string) => STORIES.get(id)?.place ?? STORIES.size;
  return people
    .sort((a, b) => placeOf(a.id) - placeOf(b.id))
    .map(({ id, name, role, merchantId }) => ({
      personId: id,
      name,
      role,
      merchantId,
      story: STORIES.get(id)?.story ?? '',
    }));
}

/**
 * Signs in as one of the demo's people, past both factors. False, and nothing done, where there is no demo or no such
 * person in it. The cookies are set on the answer of the request under way.
 */
export async function signInDemo(database: Database, personId: string, headers: Headers): Promise<boolean> {
  const people = await listDemoPeople(database);
  if (!people.some((person) => person.personId === personId)) return false;
  const person = await findPerson(database.drizzle, { id: personId });
  const actor = person === null ? null : actorOf(person, headers.get('x-request-id'));
  if (actor === null) return false;
  await authentication(database).api.signInDemo({ body: { personId }, headers });
  await inTransaction(database, (executor) =>
    recordAudit(executor, actor, { action: 'sign_in.done', subject: personId, after: { by: 'demo button' } }),
  );
  return true;
}

/** Whether anybody may come in at all; before the first administrator is made, nobody may. */
export async function mayAnybodyComeIn(database: Database): Promise<boolean> {
  return hasPeople(database.drizzle, { withDemo: servesDemo() });
}
