import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/client';
import type { Actor } from '../engine/actor';
import type { Log } from '../services/log';
import { countError } from '../services/measure';
import { PATIENCE, type Patience } from '../services/webhooks/pauses';
import { type Sending, sendNext } from '../services/webhooks/send-next';
import { giveBack, giveBackAll, PLACES, type Places, takeDueLanes } from '../services/webhooks/take-lanes';
import { tellEvents } from '../services/webhooks/tell-events';

/**
 * Brings messages to the marketplace's own programs, beside the portal: makes what has happened into messages, takes
 * lanes in which something is due, and sends of each one message after the other. Every server that shares a database
 * has one; what a killed server held is another's once its lease has run out.
 */

export interface Courier {
  /** Lets what is on its way arrive, for a few seconds, and gives the rest back. */
  stop(): Promise<void>;
}

type Lane = Awaited<ReturnType<typeof takeDueLanes>>[number];

const LOOK_MS = 1000;
const GRACE_MS = 3000;
/** After so many messages a lane makes room for the others of its endpoint. */
const MOST_IN_A_TURN = 50;
/** While the database is away. */
const TROUBLE_MS = 5000;

export function startCourier({
  database,
  actor,
  log,
  isPrivateAllowed,
  patience = PATIENCE,
  places = PLACES,
  lookMs = LOOK_MS,
  answerMs,
  leaseMs,
}: {
  database: Database;
  actor: Actor;
  log: Log;
  /** Whether it may post to private addresses and by http. */
  isPrivateAllowed: boolean;
  patience?: Patience;
  places?: Places;
  /** How often it looks whether there is something to do. */
  lookMs?: number;
  /** How long a receiver may take to answer. */
  answerMs?: number;
  /** How long a lane is its own after it was last heard of: longer than a receiver may take. */
  leaseMs?: number;
}): Courier {
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  const lease = randomUUID();
  const now = () => new Date();
  const sending: Sending = { isPrivateAllowed, patience, now, chance: Math.random, answerMs, leaseMs };
  const underWay = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  let isWoken = false;
  let endRest = () => {};

  /** Once a place is free or messages are made, the next look is at once. */
  function wake(): void {
    isWoken = true;
    endRest();
  }

  async function sendOf(lane: Lane): Promise<void> {
    for (let sent = 0; sent < MOST_IN_A_TURN && !isStopping(); sent += 1) {
      const outcome = await sendNext(database, actor, lane, sending);
      if (outcome !== 'delivered') {
        if (outcome === 'dead') log.warn({ endpoint: lane.endpointId }, 'a webhook message was given up');
        if (outcome === 'gone') log.warn({ endpoint: lane.endpointId }, 'a webhook endpoint is gone');
        return;
      }
    }
    await giveBack(database, actor, lane);
  }

  function begin(lane: Lane): void {
    const { endpointId } = lane;
    busy.set(endpointId, (busy.get(endpointId) ?? 0) + 1);
    const turn: Promise<void> = sendOf(lane)
      // The lane is another's turn once its lease has run out.
      .catch((error) => {
        countError('webhook');
        log.error({ error }, 'a webhook message was not brought');
      })
      .finally(() => {
        busy.set(endpointId, (busy.get(endpointId) ?? 1) - 1);
        underWay.delete(turn);
        wake();
      });
    underWay.add(turn);
  }

  async function tell(): Promise<void> {
    if ((await tellEvents(database, actor, { now, isStopping })) > 0) wake();
  }

  async function take(): Promise<void> {
    const lanes = await takeDueLanes(database, actor, { lease, leaseMs, places, busy, now: now() });
    for (const lane of lanes) begin(lane);
  }

  /** Does it now and then, until the courier stops. */
  async function again(look: () => Promise<void>, rest: (ms: number) => Promise<unknown>): Promise<void> {
    let isTroubled = false;
    while (!isStopping()) {
      try {
        await look();
        isTroubled = false;
        await rest(lookMs);
      } catch (error) {
        if (!isStopping()) countError('webhook');
        if (!isTroubled && !isStopping()) log.error({ error }, 'webhooks cannot be brought');
        isTroubled = true;
        await rest(TROUBLE_MS);
      }
    }
  }

  const untilStopped = (ms: number) =>
    pause(ms, null, { signal: stopping.signal, ref: false }).catch(() => {});
  const untilWoken = async (ms: number) => {
    if (!isWoken) {
      const woken = new Promise<void>((resolve) => {
        endRest = resolve;
      });
      await Promise.race([woken, untilStopped(ms)]);
    }
    isWoken = false;
  };

  const ended = Promise.all([again(tell, untilStopped), again(take, untilWoken)]);
  return {
    async stop() {
      stopping.abort();
      await ended;
      await Promise.race([Promise.all(underWay), pause(GRACE_MS, null, { ref: false })]);
      await giveBackAll(database, actor, lease).catch(() => {});
    },
  };
}
