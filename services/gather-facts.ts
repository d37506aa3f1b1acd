import type { Database } from '../db/client';
import type { Actor } from '../engine/actor';
import { authorize } from './authorize';
import { Gatherer, TooBusy } from './gathering/gatherer';
import {
  type FactRequest,
  isOfOneRequest,
  merchantsOf,
  type RecordedRequest,
  recordRequests,
} from './gathering/record-requests';

/** Facts as programs send them, many at a time: what waits for the same books is recorded together. */

export interface GatheringAsk {
  /** The facts as they were sent. */
  raws: unknown[];
  /** The Idempotency-Key that a key's request came with, and a hash of what it brought, in hexadecimal. */
  once?: { idempotencyKey: string; fingerprint: string } | null;
}

export type GatheringOutcome =
  | RecordedRequest
  /** The same request has not been answered yet. */
  | { outcome: 'under_way' }
  /** Too much is waiting, or the server stops: nothing was recorded. */
  | { outcome: 'busy' };

interface Gathering {
  gatherer: Gatherer<FactRequest, RecordedRequest>;
  /** The fingerprints of the named requests that are under way. */
  underWay: Map<string, string>;
}

/** One for the server's process and database, however often its code is loaded. */
const shared = globalThis as typeof globalThis & { sluiceGatherings?: Map<Database, Gathering> };

function gatheringOf(database: Database): Gathering {
  shared.sluiceGatherings ??= new Map();
  const known = shared.sluiceGatherings.get(database);
  if (known !== undefined) return known;
  const gatherer = new Gatherer<FactRequest, RecordedRequest>({
    sizeOf: ({ raws }) => raws.length + 1,
    namesOf: (requests) => merchantsOf(database, requests),
    record: (requests, isPatient) => recordRequests(database, requests, isPatient),
    isOfOne: isOfOneRequest,
  });
  const gathering = { gatherer, underWay: new Map<string, string>() };
  shared.sluiceGatherings.set(database, gathering);
  return gathering;
}

/**
 * Records facts as `recordFacts` does, together with those of others who send facts at the same time, and returns when
 * they are durable. All of a request's facts are recorded in their order and in one transaction; a request that cannot
 * be recorded fails alone. The same request again, by its Idempotency-Key, is answered as it was at first, and nothing
 * is recorded twice.
 */
export async function gatherFacts(
  database: Database,
  actor: Actor,
  { raws, once = null }: GatheringAsk,
): Promise<GatheringOutcome> {
  authorize(actor, 'facts.record');
  const { gatherer, underWay } = gatheringOf(database);
  if (once === null || actor.kind !== 'key') {
    if (raws.length === 0) return { outcome: 'answered', answers: [], isRepeated: false };
    return submit(gatherer, { actor, raws, name: null });
  }
  const name = { keyId: actor.keyId, ...once };
  const key = JSON.stringify([name.keyId, name.idempotencyKey]);
  const other = underWay.get(key);
  if (other !== undefined) return { outcome: other === name.fingerprint ? 'under_way' : 'name_reused' };
  underWay.set(key, name.fingerprint);
  try {
    return await submit(gatherer, { actor, raws, name });
  } finally {
    underWay.delete(key);
  }
}

async function submit(gatherer: Gathering['gatherer'], request: FactRequest): Promise<GatheringOutcome> {
  try {
    return await gatherer.submit(request);
  } catch (error) {
    if (error instanceof TooBusy) return { outcome: 'busy' };
    throw error;
  }
}

/** Takes no more facts from programs in this process, and returns when those that were taken are recorded. */
export async function finishGathering(database: Database): Promise<void> {
  await gatheringOf(database).gatherer.finish();
}
