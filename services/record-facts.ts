import { hash } from 'node:crypto';
import { insertRows, jsonText, updateRows, Writes } from '../db/bulk';
import type { Database, Executor } from '../db/client';
import { deleteFactRoutes, deleteParkedFacts, findFactRoutes } from '../db/queries/intake';
import {
  lockDay,
  type MarketplaceState,
  readMarketplace,
  updateMarketplace,
} from '../db/queries/marketplace';
import { recordBooks, recordMerchants } from '../db/record';
import { factRoutes, facts, parkedFacts, refusedFacts } from '../db/schema/facts';
import { orderRoutes } from '../db/schema/orders';
import type { Actor } from '../engine/actor';
import type { Book } from '../engine/book';
import { DECIDED_BY_PEOPLE, type ReadFact, readFact, type UnreadFact } from '../engine/facts';
import { type FactAnswer, type Intake, type ParkedFact, refusal } from '../engine/intake';
import type { Policy } from '../engine/policy';
import { authorize } from './authorize';
import { countAnswers, countBooks } from './count-recorded';
import { type IntakeLoad, loadIntake } from './load-intake';
import { inTransaction } from './transaction';

/** A short mark of what a fact says: equal marks, equal contents. */
export function markOf(content: string): string {
  return hash('sha256', content, 'base64url');
}

function answerUnread(raw: unknown, unread: UnreadFact): FactAnswer {
  const id =
    typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null;
  return { id, status: 'rejected', code: unread.code, reason: unread.reason };
}

/** Reads a fact that somebody sends in: a program cannot send what two people decide (rules.md, section 12). */
export function readSent(actor: Actor, raw: unknown, policy: Policy | null): ReadFact | UnreadFact {
  const type = (raw as { type?: unknown } | null | undefined)?.type;
  const isDecided = DECIDED_BY_PEOPLE.some((decided) => decided === type);
  if (actor.kind === 'operator' || !isDecided) return readFact(raw, policy);
  const reason = `type: two people decide ${type}: it is proposed and approved on the page of proposals`;
  return { ok: false, code: 'bad_fact', reason };
}

/**
 * Records facts of outside making, in their order, in one transaction (rules.md, section 4): each is applied,
 * parked, a duplicate, or rejected with a code, and the books follow at once. What two people decide (section 12) is
 * `bad_fact` here, unless an operator records it. Safe to repeat and to call from many
 * processes: the merchants' books that the facts concern are locked, in the order of their ids.
 *
 * @returns an answer for each fact, in their order
 */
export async function recordFacts(database: Database, actor: Actor, raws: unknown[]): Promise<FactAnswer[]> {
  authorize(actor, 'facts.record');
  if (raws.length === 0) return [];
  return inTransaction(database, async (executor) => {
    await lockDay(executor, 'shared');
    const state = await readMarketplace(executor);
    return recordRead(
      executor,
      state,
      raws,
      raws.map((raw) => readSent(actor, raw, state.policy)),
    );
  });
}

/**
 * Records facts that were read, inside a transaction that has the day locked.
 *
 * @param merchantOfOrder the merchants of orders, as far as they were looked up before: an order stays its merchant's
 */
export async function recordRead(
  executor: Executor,
  state: MarketplaceState,
  raws: unknown[],
  reads: (ReadFact | UnreadFact)[],
  merchantOfOrder?: ReadonlyMap<string, string>,
): Promise<FactAnswer[]> {
  const readable = reads.filter((read) => read.ok);
  const load = await loadIntake(executor, state, readable, markOf, { merchantOfOrder });
  const { intake } = load;
  const answers = reads.map((read, index) =>
    read.ok ? intake.submitRead(read.fact, read.content) : answerUnread(raws[index], read),
  );
  await answerLatecomers(executor, load, reads, answers);
  await recordIntake(executor, state, load);
  countAnswers(executor, answers);
  return answers;
}

/**
 * A fact that somebody else recorded after its id was looked up, and before its books were locked, has changed them: what
 * refuses it now is itself. One that would be applied or parked a second time fails by its id, and all is done again.
 */
async function answerLatecomers(
  executor: Executor,
  { knownIds }: IntakeLoad,
  reads: (ReadFact | UnreadFact)[],
  answers: FactAnswer[],
): Promise<void> {
  const refused = reads.flatMap((read, index) =>
    read.ok && answers[index]?.status === 'rejected' && !knownIds.has(read.fact.id) ? [{ read, index }] : [],
  );
  const routes = await findFactRoutes(executor, [...new Set(refused.map(({ read }) => read.fact.id))]);
  const markOfId = new Map(routes.map((route) => [route.factId, route.contentMark]));
  for (const { read, index } of refused) {
    const { id } = read.fact;
    const mark = markOfId.get(id);
    if (mark !== undefined)
      answers[index] = mark === markOf(read.content) ? { id, status: 'duplicate' } : refusal(id, 'conflict');
  }
}

function changedBooks(intake: Intake): Book[] {
  const merchantIds = new Set(intake.applied.map((applied) => applied.merchantId));
  return [...intake.books.values()].filter((book) => merchantIds.has(book.merchant.merchantId));
}

async function recordIntake(executor: Executor, state: MarketplaceState, load: IntakeLoad): Promise<void> {
  const { intake } = load;
  const waiting = [...intake.waiting.values()].flat();
  const parked = waiting.filter((each) => !each.isStored);
  const moved = waiting.filter((each) => each.isStored && each.isMoved);
  if (intake.applied.length + intake.refusedOnWaking.length + parked.length + moved.length === 0) return;
  if (!state.hasFacts) await updateMarketplace(executor, { hasFacts: true });
  await recordWaiting(executor, load, parked, moved);
  const books = changedBooks(intake);
  const { policyVersion, hasListeners } = state;
  const writes = new Writes(executor);
  recordApplied(writes, state, load);
  const booked = recordBooks(executor, books, { policyVersion, runAttempt: null, hasListeners });
  countBooks(executor, books);
  for (const book of books) {
    // A run that has not come to this merchant yet will: so that what it finds does not depend on how far it is.
    const progress = load.progressOf(book.merchant.merchantId);
    if (progress.isRunToCome) book.dueNoLaterThan(state.openOn);
  }
  await Promise.all([writes.done(), booked, recordMerchants(executor, books)]);
}

async function recordWaiting(
  executor: Executor,
  load: IntakeLoad,
  parked: ParkedFact[],
  moved: ParkedFact[],
) {
  const { intake } = load;
  await deleteParkedFacts(executor, [...intake.unparked]);
  const stored = intake.refusedOnWaking.filter((refused) => intake.unparked.has(refused.fact.id));
  await deleteFactRoutes(
    executor,
    stored.map((refused) => refused.fact.id),
  );
  await insertRows(
    executor,
    refusedFacts,
    intake.refusedOnWaking.map(({ fact, code, content }) => ({
      factId: fact.id,
      code,
      content: jsonText(content),
    })),
  );
  const awaitedColumns = ({ awaited }: ParkedFact) => ({
    awaitedKind: awaited.kind,
    awaitedId: awaited.id,
    awaitedDisputeId: awaited.disputeId,
  });
  await insertRows(
    executor,
    parkedFacts,
    parked.map((each) => ({
      factId: each.fact.id,
      ...awaitedColumns(each),
      content: jsonText(each.content),
    })),
  );
  await updateRows(
    executor,
    parkedFacts,
    ['factId'],
    moved.map((each) => ({ factId: each.fact.id, ...awaitedColumns(each) })),
  );
  await insertRows(
    executor,
    factRoutes,
    parked.map((each) => ({
      factId: each.fact.id,
      merchantId: null,
      factSeq: null,
      contentMark: markOf(each.content),
    })),
  );
  const awaitedOrders = new Set(
    [...parked, ...moved].flatMap(({ awaited }) => (awaited.kind === 'order' ? [awaited.id] : [])),
  );
  await insertRows(
    executor,
    orderRoutes,
    [...awaitedOrders]
      .filter((orderId) => !load.awaitedOrders.has(orderId))
      .map((orderId) => ({ orderId, merchantId: null })),
  );
}

function recordApplied(writes: Writes, state: MarketplaceState, load: IntakeLoad): void {
  const { intake } = load;
  const { applied } = intake;
  const routeOf = (each: (typeof applied)[number]) => ({
    factId: each.fact.id,
    merchantId: each.merchantId,
    factSeq: each.factSeq,
    contentMark: load.markOf(each.content),
  });
  const freed = new Set(intake.refusedOnWaking.map((refused) => refused.fact.id));
  const hasRoute = ({ fact }: (typeof applied)[number]) =>
    intake.unparked.has(fact.id) && !freed.has(fact.id);
  writes.insert(factRoutes, applied.filter((each) => !hasRoute(each)).map(routeOf));
  writes.update(factRoutes, ['factId'], applied.filter(hasRoute).map(routeOf));
  const paid = applied.flatMap(({ fact, merchantId }) =>
    fact.type === 'order.paid' ? [{ orderId: fact.order, merchantId }] : [],
  );
  writes.insert(
    orderRoutes,
    paid.filter(({ orderId }) => !load.awaitedOrders.has(orderId)),
  );
  writes.update(
    orderRoutes,
    ['orderId'],
    paid.filter(({ orderId }) => load.awaitedOrders.has(orderId)),
  );
  writes.insert(
    facts,
    applied.map((each) => ({
      merchantId: each.merchantId,
      factSeq: each.factSeq,
      factId: each.fact.id,
      type: each.fact.type,
      at: new Date(each.fact.at.epochMs),
      effectiveOn: each.effectiveOn,
      orderId: each.orderId,
      content: jsonText(each.content),
      openOn: state.openOn,
      runAttempt: load.progressOf(each.merchantId).attemptsBefore,
      policyVersion: state.policyVersion,
      firstEntrySeq: each.entries === 0 ? null : each.firstEntrySeq,
      entries: each.entries,
    })),
  );
}
