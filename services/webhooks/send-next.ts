import type { Database, Executor } from '../../db/client';
import {
  type DeliveryKey,
  readNextToSend,
  recordAttempt,
  type ToSend,
} from '../../db/queries/webhook-deliveries';
import { noteNotTaken, noteTaken, readEndpoint, readSecrets } from '../../db/queries/webhook-endpoints';
import { FAILING_FROM } from '../../db/queries/webhook-figures';
import {
  closeLane,
  giveBackLane,
  hastenEndpoint,
  holdLane,
  type Lane,
  updateLane,
} from '../../db/queries/webhook-lanes';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { countDeadWebhooks, observeWebhook } from '../measure';
import { traced } from '../trace';
import { inTransaction } from '../transaction';
import { type Patience, pauseAfter } from './pauses';
import { type Posted, postMessage } from './post-message';
import { unseal } from './secrets';
import { switchOffGone } from './switch-off-gone';
import { LEASE_MS } from './take-lanes';

export interface Sending {
  isPrivateAllowed: boolean;
  patience: Patience;
  now: () => Date;
  /** From 0 to 1: by it pauses differ. */
  chance: () => number;
  /** How long a receiver may take to answer. */
  answerMs?: number;
  /** For how long the lane is held on after a message. */
  leaseMs?: number;
}

/**
 * `delivered`: taken, and the lane is held on for the next. `waiting`: not taken, and tried again later. `dead`: given
 * up. `gone`: the receiver said that it wants no more, and is switched off. `empty`: nothing waits. `lost`: another
 * holds the lane. After all but the first, this process holds it no more.
 */
export type SentOutcome = 'delivered' | 'waiting' | 'dead' | 'gone' | 'empty' | 'lost';

const GONE = 410;
const UNREADABLE: Posted = {
  outcome: 'forbidden',
  httpStatus: null,
  error: 'the signing secret cannot be read: it was kept under another SLUICE_SECRET; make a new one',
  durationMs: 0,
  retryAfterMs: null,
};

/**
 * Sends the first message that waits in a lane which this process holds, and writes down what came of it. Nothing of the
 * database is held while the other side thinks.
 */
export async function sendNext(
  database: Database,
  actor: Actor,
  lane: Lane,
  sending: Sending,
): Promise<SentOutcome> {
  authorize(actor, 'webhooks.deliver');
  const next = await readNextToSend(database.drizzle, lane);
  if (next === null) return endTurn(database, lane, sending.now());
  return traced('deliver webhook', { 'sluice.attempt': next.attempts + 1 }, () =>
    deliver(database, actor, lane, next, sending),
  );
}

async function deliver(
  database: Database,
  actor: Actor,
  lane: Lane,
  next: ToSend,
  sending: Sending,
): Promise<SentOutcome> {
  const posted = await post(database, lane, next, sending);
  observeWebhook(posted.outcome, posted.durationMs / 1000);
  const now = sending.now();
  const settled = await inTransaction(database, (executor) =>
    settle(executor, lane, next, posted, sending, now),
  );
  if (settled.outcome === 'dead') countDeadWebhooks();
  if (settled.isBack) await hastenEndpoint(database.drizzle, lane.endpointId, now);
  if (settled.outcome === 'gone') await switchOffGone(database, actor, lane.endpointId, now);
  return settled.outcome;
}

/** Nothing waits, or nothing may be sent: an empty lane goes, another is given back. */
async function endTurn(database: Database, lane: Lane, now: Date): Promise<'empty' | 'lost'> {
  return inTransaction(database, async (executor) => {
    if ((await holdLane(executor, lane, now)) === null) return 'lost';
    if (!(await closeLane(executor, lane))) await giveBackLane(executor, lane);
    return 'empty';
  });
}

async function post(database: Database, lane: Lane, next: ToSend, sending: Sending): Promise<Posted> {
  const { endpointId } = lane;
  const now = sending.now();
  const sealed = await readSecrets(database.drizzle, endpointId, now);
  const secrets = sealed.flatMap((each) => unseal(each.sealed, endpointId) ?? []);
  if (secrets.length === 0) return UNREADABLE;
  const receiver = { url: next.url, secrets, isPrivateAllowed: sending.isPrivateAllowed };
  // Receivers judge by their own clock whether a message is old: it is signed by ours as it is.
  return postMessage(receiver, { id: next.messageId, body: next.body, now: new Date() }, sending.answerMs);
}

async function settle(
  executor: Executor,
  lane: Lane,
  next: ToSend,
  posted: Posted,
  { patience, chance, leaseMs = LEASE_MS }: Sending,
  now: Date,
): Promise<{ outcome: SentOutcome; isBack: boolean }> {
  const held = await holdLane(executor, lane, new Date(now.getTime() + leaseMs));
  if (held === null) return { outcome: 'lost', isBack: false };
  const { httpStatus, error, durationMs } = posted;
  const key: DeliveryKey = {
    merchantId: lane.merchantId,
    endpointId: lane.endpointId,
    deliveryNo: next.deliveryNo,
  };
  const tried = { attempt: next.attempts + 1, triedAt: now, durationMs, httpStatus, error };
  const endpoint = await readEndpoint(executor, lane.endpointId);
  if (error === null) {
    await recordAttempt(executor, key, tried, 'delivered', now);
    if (held.attempts > 0) await updateLane(executor, lane, { attempts: 0 });
    await noteTaken(executor, lane.endpointId, now);
    return { outcome: 'delivered', isBack: (endpoint?.failuresInARow ?? 0) >= FAILING_FROM };
  }
  const isDead = now.getTime() - next.since.getTime() >= patience.giveUpMs;
  await recordAttempt(executor, key, tried, isDead ? 'dead' : 'waiting', now);
  const tries = held.attempts + 1;
  const pauseMs = isDead ? 0 : pauseAfter(patience, tries, posted.retryAfterMs, chance());
  await updateLane(executor, lane, {
    attempts: isDead ? 0 : tries,
    nextTryAt: new Date(now.getTime() + pauseMs),
  });
  await noteNotTaken(executor, lane.endpointId);
  if (isDead) return { outcome: 'dead', isBack: false };
  return { outcome: httpStatus === GONE ? 'gone' : 'waiting', isBack: false };
}
