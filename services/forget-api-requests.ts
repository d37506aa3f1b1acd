import type { Database } from '../db/client';
import { deleteApiRequests } from '../db/queries/api-requests';
import type { Actor } from '../engine/actor';
import { authorize } from './authorize';

/** How long the same request is answered as it was at first. */
export const REMEMBERED_DAYS = 7;
const DAY_MS = 86_400_000;

/** Forgets what programs were answered to requests that had an Idempotency-Key, after a week; says how many. */
export async function forgetApiRequests(
  database: Database,
  actor: Actor,
  now: Date = new Date(),
): Promise<number> {
  authorize(actor, 'requests.forget');
  return deleteApiRequests(database.drizzle, new Date(now.getTime() - REMEMBERED_DAYS * DAY_MS));
}
