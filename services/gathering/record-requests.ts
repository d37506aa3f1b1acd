import type { Database, Executor } from '../../db/client';
import { findApiRequests, insertApiRequests } from '../../db/queries/api-requests';
import { findOrderRoutes, limitLockWaits } from '../../db/queries/intake';
import { lockDay, readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { ReadFact, UnreadFact } from '../../engine/facts';
import type { FactAnswer } from '../../engine/intake';
import type { Policy } from '../../engine/policy';
import { isAway } from '../away';
import { observeGather, secondsSince } from '../measure';
import { readSent, recordRead } from '../record-facts';
import { traced } from '../trace';
import { inTransaction, sqlState } from '../transaction';
import { HeldUp } from './gatherer';

/** Facts that many programs send at once, recorded in one transaction. */

/** How a program names a request, so that the same one again is answered as it was at first. */
export interface RequestName {
  keyId: string;
  idempotencyKey: string;
  /** A hash of what it brings, in hexadecimal. */
  fingerprint: string;
}

export interface FactRequest {
  actor: Actor;
  /** The facts as they were sent. */
  raws: unknown[];
  name: RequestName | null;
  /** The merchants of the orders that it names, as far as they were found when it came. */
  merchantOfOrder?: ReadonlyMap<string, string>;
}

export type RecordedRequest =
  /** Recorded; or, where it `isRepeated`, what the same request was answered before. */
  | { outcome: 'answered'; answers: FactAnswer[]; isRepeated: boolean }
  /** Under its name something else was sent before. Nothing was recorded. */
  | { outcome: 'name_reused' };

/** How long a set waits for a lock that somebody else has, and how long one that is to be patient does. */
const LOCK_MS = 100;
const PATIENT_LOCK_MS = 2000;

const LOCK_NOT_AVAILABLE = '55P03';
/** The connection, the server or its resources: nothing that one of several requests could be at fault for. */
const OF_THE_DATABASE = /^(08|53|57|58|XX)/;

const NO_LOCK: (string | null)[] = [LOCK_NOT_AVAILABLE];

/** Whether a set may have failed by one of its requests. */
export function isOfOneRequest(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null) return !OF_THE_DATABASE.test(state) && !NO_LOCK.includes(state);
  return !isAway(error);
}

type Read = ReadFact | UnreadFact;

const keyOf = (name: { keyId: string; idempotencyKey: string }) =>
  JSON.stringify([name.keyId, name.idempotencyKey]);

/** Reads what was sent, while the day is being locked; what only the policy can tell is read again with it. */
function readAhead(requests: FactRequest[]): (request: FactRequest, policy: Policy) => Read[] {
  const early = new Map(
    requests.map((request) => [request, request.raws.map((raw) => readSent(request.actor, raw, null))]),
  );
  return (request, policy) =>
    (early.get(request) ?? []).map((read, index) =>
      read.ok && 'tier' in read.fact ? readSent(request.actor, request.raws[index], policy) : read,
    );
}

async function record(
  executor: Executor,
  requests: FactRequest[],
  lockMs: number,
): Promise<RecordedRequest[]> {
  const day = Promise.all([
    lockDay(executor, 'shared'),
    limitLockWaits(executor, lockMs),
    readMarketplace(executor),
  ]);
  day.catch(() => {});
  const readOf = readAhead(requests);
  const [, , state] = await day;
  const names = requests.flatMap(({ name }) => name ?? []);
  const known = new Map((await findApiRequests(executor, names)).map((row) => [keyOf(row), row]));
  const isNew = ({ name }: FactRequest) => name === null || !known.has(keyOf(name));
  const fresh = requests.filter(isNew);
  const raws = fresh.flatMap((request) => request.raws);
  const reads = fresh.flatMap((request) => readOf(request, state.policy));
  const merchantOfOrder = new Map(fresh.flatMap((request) => [...(request.merchantOfOrder ?? [])]));
  const answers = await recordRead(executor, state, raws, reads, merchantOfOrder);
  let from = 0;
  const recorded = requests.map((request): RecordedRequest => {
    const row = request.name === null ? undefined : known.get(keyOf(request.name));
    if (row === undefined) {
      from += request.raws.length;
      return {
        outcome: 'answered',
        answers: answers.slice(from - request.raws.length, from),
        isRepeated: false,
      };
    }
    if (row.fingerprint !== request.name?.fingerprint) return { outcome: 'name_reused' };
    return { outcome: 'answered', answers: row.answers, isRepeated: true };
  });
  const noted = requests.flatMap(({ name }, index) => {
    const request = recorded[index];
    if (name === null || known.has(keyOf(name)) || request?.outcome !== 'answered') return [];
    return [{ ...name, answers: request.answers }];
  });
  // In one order for all, so that two processes that note the same ones wait for each other and no more.
  await insertApiRequests(
    executor,
    noted.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  );
  return recorded;
}

/**
 * Records the facts of requests, in their order, in one transaction, and notes the answers of those that have a name:
 * both or neither. Throws `HeldUp` where it had to wait for a lock.
 */
export async function recordRequests(
  database: Database,
  requests: FactRequest[],
  isPatient: boolean,
): Promise<RecordedRequest[]> {
  const lockMs = isPatient ? PATIENT_LOCK_MS : LOCK_MS;
  const began = performance.now();
  const facts = requests.reduce((sum, { raws }) => sum + raws.length, 0);
  try {
    const recorded = await traced(
      'gather facts',
      { 'sluice.facts': facts, 'sluice.requests': requests.length },
      () =>
        inTransaction(database, (executor) => record(executor, requests, lockMs), isPatient ? [] : NO_LOCK),
    );
    observeGather({ facts, requests: requests.length, seconds: secondsSince(began) });
    return recorded;
  } catch (error) {
    if (sqlState(error) === LOCK_NOT_AVAILABLE) throw new HeldUp();
    throw error;
  }
}

/** What facts say they are about, without their being read. */
function namedBy(raw: unknown): { merchant: string | null; order: string | null } {
  const { merchant, order } = (raw ?? {}) as { merchant?: unknown; order?: unknown };
  return {
    merchant: typeof merchant === 'string' ? merchant : null,
    order: typeof order === 'string' ? order : null,
  };
}

/**
 * The merchants that requests are about, by the routes of the orders that they name. A new order stands for itself, also
 * beside its merchant in the fact that brings it.
 */
export async function merchantsOf(
  database: Database,
  requests: Pick<FactRequest, 'raws' | 'merchantOfOrder'>[],
): Promise<string[][]> {
  const orderIds = new Set<string>();
  for (const { raws } of requests) {
    for (const raw of raws) {
      const { merchant, order } = namedBy(raw);
      if (merchant === null && order !== null && order.length <= 200 && !order.includes('\0'))
        orderIds.add(order);
    }
  }
  const merchantOf = new Map<string, string>();
  for (const { orderId, merchantId } of await findOrderRoutes(database.drizzle, [...orderIds]))
    if (merchantId !== null) merchantOf.set(orderId, merchantId);
  return requests.map((request) => {
    const { raws } = request;
    const names = new Set<string>();
    const found = new Map<string, string>();
    for (const raw of raws) {
      const { merchant, order } = namedBy(raw);
      const owner = merchantOf.get(order ?? '');
      if (order !== null && owner !== undefined) found.set(order, owner);
      const merchantId = merchant ?? owner;
      if (merchantId !== undefined) names.add(`merchant ${merchantId}`);
      if (order !== null && (merchant !== null || merchantId === undefined)) names.add(`order ${order}`);
    }
    request.merchantOfOrder = found;
    return [...names];
  });
}
