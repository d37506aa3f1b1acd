import type { Database } from '../../db/client';
import { readListening } from '../../db/queries/webhook-endpoints';
import { FAILING_FROM } from '../../db/queries/webhook-figures';
import { giveBackLane, giveBackLanes, type Lane, takeLanes } from '../../db/queries/webhook-lanes';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';

/** A lane is another's once whoever holds it has said nothing for so long. */
export const LEASE_MS = 60_000;

/** How many lanes at once a process may send of, in all and for one endpoint. */
export interface Places {
  all: number;
  ofEndpoint: number;
  /** For one that takes nothing: what waits for it must keep no place from the others. */
  ofFailing: number;
}

export const PLACES: Places = { all: 16, ofEndpoint: 6, ofFailing: 1 };

/**
 * Takes lanes in which something is due, for this process to send of, as many as it has places for.
 *
 * @param ask.lease the process's own mark
 * @param ask.busy how many lanes of each endpoint it sends of already
 */
export async function takeDueLanes(
  database: Database,
  actor: Actor,
  ask: {
    lease: string;
    leaseMs?: number;
    places: Places;
    busy: ReadonlyMap<string, number>;
    now: Date;
  },
): Promise<Lane[]> {
  authorize(actor, 'webhooks.deliver');
  const { lease, leaseMs = LEASE_MS, places, busy, now } = ask;
  let free = places.all - [...busy.values()].reduce((sum, count) => sum + count, 0);
  const until = new Date(now.getTime() + leaseMs);
  const lanes: Lane[] = [];
  const listening = await readListening(database.drizzle);
  // Those that take what they are sent come first.
  for (const { endpointId, failuresInARow } of listening.sort(
    (a, b) => a.failuresInARow - b.failuresInARow,
  )) {
    const most = failuresInARow >= FAILING_FROM ? places.ofFailing : places.ofEndpoint;
    const limit = Math.min(free, most - (busy.get(endpointId) ?? 0));
    if (limit <= 0) continue;
    const merchantIds = await takeLanes(database.drizzle, endpointId, { lease, until, limit, now });
    free -= merchantIds.length;
    lanes.push(...merchantIds.map((merchantId) => ({ merchantId, endpointId, lease })));
  }
  return lanes;
}

/** Gives a lane back that this process holds: whoever has a place goes on with it. */
export async function giveBack(database: Database, actor: Actor, lane: Lane): Promise<void> {
  authorize(actor, 'webhooks.deliver');
  await giveBackLane(database.drizzle, lane);
}

/** Gives back every lane that the process holds: another goes on with them at once. */
export async function giveBackAll(database: Database, actor: Actor, lease: string): Promise<void> {
  authorize(actor, 'webhooks.deliver');
  await giveBackLanes(database.drizzle, lease);
}
