import type { Database } from '../db/client';
import { readWaiting, type Waiting } from '../db/queries/waiting';

/** What waits in the database, in figures: no money, and nobody's name. */
export async function getWaiting({ drizzle }: Database, now: Date): Promise<Waiting> {
  return readWaiting(drizzle, now);
}
