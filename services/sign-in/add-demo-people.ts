import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { insertPerson } from '../../db/queries/sign-ins';
import { DEMO_PEOPLE } from '../../demo/people';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';

/** Adds the demo's people to the demo's own books, those that are not there yet; to no other books. */
export async function addDemoPeople(database: Database, actor: Actor): Promise<void> {
  authorize(actor, 'demo.fill');
  const { demoUntil } = await readMarketplace(database.drizzle);
  if (demoUntil === null) return;
  for (const { id, name, email, role, merchant } of DEMO_PEOPLE) {
    await insertPerson(database.drizzle, { id, name, email, role, merchantId: merchant, isDemo: true });
  }
}
