import type { Executor } from '../db/client';
import {
  isKnownMerchant,
  loadBalances,
  loadDueHolds,
  loadDueOrders,
  loadExposure,
  loadNextDates,
  loadOpenHolds,
  loadOrders,
  loadReceivedHeldOrders,
} from '../db/queries/books';
import { addRunProgress, type ChunkCounts, type RunAttempt, takeMerchants } from '../db/queries/runs';
import { countWindows } from '../db/queries/window-counts';
import { recordBooks, recordMerchants } from '../db/record';
import { evaluate, hasLostTier, isAssessmentDue, windowStart } from '../engine/assessment';
import { Book, type Scene } from '../engine/book';
import { addDays } from '../engine/calendar';
import { applyAssessment, wouldCancel } from '../engine/enrolment';
import { releaseDueHolds } from '../engine/holds';
import type { Policy } from '../engine/policy';
import type { Order } from '../engine/records';
import {
  type Exposure,
  nextDueOn,
  receivedDueBy,
  releaseDueOrders,
  shippedDueBy,
  standardDueOn,
} from '../engine/release';
import { type Evaluation, NO_COUNTS } from '../engine/scorecard';
import { countBooks } from './count-recorded';

/** A run's visit to a chunk of merchants, in one transaction: assess, release, give back, record. */

export interface RunPolicy {
  version: number;
  policy: Policy;
}

/** Where another policy moves a receipt's due date, the waiting orders get their new one (section 11). */
async function redateReceipts(executor: Executor, books: Map<string, Book>, policy: Policy): Promise<void> {
  for (const order of await loadReceivedHeldOrders(executor, [...books.keys()])) {
    const dueOn = standardDueOn(order, policy);
    if (dueOn === order.standardDueOn) continue;
    order.standardDueOn = dueOn;
    const book = books.get(order.merchantId);
    book?.orders.set(order.orderId, order);
    book?.touchOrder(order);
  }
}

/** The first step (section 5). A merchant about to be cancelled needs all its open holds, which get a deadline. */
async function assess(executor: Executor, books: Map<string, Book>, scene: Scene): Promise<void> {
  const { policy, actsOn: on } = scene;
  const due = [...books.values()].filter((book) => isAssessmentDue(book.merchant, policy, on));
  const counts = await countWindows(
    executor,
    due.map((book) => book.merchant),
    windowStart(policy, on),
    on,
  );
  const evaluations = new Map<Book, Evaluation>();
  for (const book of due) {
    evaluations.set(
      book,
      evaluate(book.merchant, counts.get(book.merchant.merchantId) ?? NO_COUNTS, policy, on),
    );
  }
  const cancelling = [...evaluations].filter(([book, evaluation]) => wouldCancel(book, evaluation, scene));
  const openHolds = await loadOpenHolds(
    executor,
    cancelling.map(([book]) => book.merchant.merchantId),
  );
  for (const hold of openHolds) books.get(hold.merchantId)?.holds.set(hold.orderId, hold);
  for (const order of await loadOrders(executor, openHolds))
    books.get(order.merchantId)?.orders.set(order.orderId, order);
  for (const [book, evaluation] of evaluations) applyAssessment(book, scene, evaluation, on);
}

async function loadExposures(
  executor: Executor,
  books: Map<string, Book>,
  scene: Scene,
): Promise<Map<string, Exposure>> {
  const exposures = new Map<string, Exposure>();
  for (const merchantId of books.keys()) exposures.set(merchantId, new Map());
  if (scene.policy.exposure_cap_minor === null) return exposures;
  const rows = await loadExposure(executor, [...books.keys()], receivedDueBy(scene.policy, scene.actsOn));
  for (const { merchantId, currency, exposedMinor } of rows)
    exposures.get(merchantId)?.set(currency, exposedMinor);
  return exposures;
}

/**
 * The second and third step (sections 6 and 10), in the books alone.
 *
 * @returns the orders that the exposure cap left
 */
export async function releaseAndGiveBack(
  executor: Executor,
  books: Map<string, Book>,
  scene: Scene,
): Promise<Order[]> {
  const on = scene.actsOn;
  const dueBy = [...books.values()].map((book) => ({
    merchantId: book.merchant.merchantId,
    shippedDueBy: shippedDueBy(book, scene.policy, on),
    isClosed: book.merchant.enrolment === 'closed',
  }));
  for (const order of await loadDueOrders(executor, dueBy, on)) {
    const book = books.get(order.merchantId);
    if (book !== undefined && !book.orders.has(order.orderId)) book.orders.set(order.orderId, order);
  }
  for (const { hold, order } of await loadDueHolds(executor, [...books.keys()], on)) {
    const book = books.get(hold.merchantId);
    if (book === undefined || book.holds.has(hold.orderId)) continue;
    book.holds.set(hold.orderId, hold);
    book.orders.set(order.orderId, order);
  }
  const exposures = await loadExposures(executor, books, scene);
  const capped: Order[] = [];
  for (const [merchantId, book] of books) {
    capped.push(...releaseDueOrders(book, scene, on, exposures.get(merchantId) ?? new Map()));
    releaseDueHolds(book, scene, on);
  }
  return capped;
}

function countChunk(books: Iterable<Book>, capped: Order[]): ChunkCounts {
  const chunk: ChunkCounts = {
    merchants: 0,
    assessments: 0,
    enrolmentChanges: 0,
    releases: 0,
    holdsGivenBack: 0,
    money: new Map(),
    capped: new Map(),
  };
  for (const { currency, heldMinor } of capped) {
    const left = chunk.capped.get(currency) ?? { count: 0, amountMinor: 0n };
    chunk.capped.set(currency, { count: left.count + 1, amountMinor: left.amountMinor + heldMinor });
  }
  for (const book of books) {
    chunk.merchants += 1;
    chunk.assessments += book.assessments.length;
    chunk.enrolmentChanges += book.enrolmentChanges.length;
    for (const { kind, currency, amounts } of book.entries) {
      const sums = chunk.money.get(currency) ?? { released: 0n, frozen: 0n, given_back: 0n };
      chunk.money.set(currency, sums);
      if (kind === 'hold_release') {
        chunk.holdsGivenBack += 1;
        sums.given_back -= amounts.deposit;
      } else {
        chunk.releases += 1;
        sums.released -= amounts.order_funds;
        sums.frozen += amounts.deposit;
      }
    }
  }
  return chunk;
}

/**
 * Visits those of the merchants that nobody has visited in this attempt at the run (sections 5, 6 and 10), and adds
 * to the run's progress. The transaction has the day locked.
 *
 * @param hasListeners whether some program wants to be told of it
 * @returns what was done
 */
export async function visitMerchants(
  executor: Executor,
  run: RunAttempt,
  { version, policy }: RunPolicy,
  merchantIds: string[],
  hasListeners: boolean,
): Promise<ChunkCounts> {
  const books = new Map<string, Book>();
  for (const row of await takeMerchants(executor, run, merchantIds)) {
    if (isKnownMerchant(row)) books.set(row.merchantId, new Book(row));
  }
  const taken = [...books.keys()];
  for (const { merchantId, currency, amounts } of await loadBalances(
    executor,
    [...books.values()].map((book) => book.merchant),
  )) {
    books.get(merchantId)?.balances.set(currency, amounts);
  }
  const scene: Scene = { openOn: run.runOn, policy, cause: { runOn: run.runOn }, actsOn: run.runOn };
  if (run.isPolicyNew) await redateReceipts(executor, books, policy);
  await assess(executor, books, scene);
  const capped = await releaseAndGiveBack(executor, books, scene);

  const all = [...books.values()];
  const chunk = countChunk(all, capped);
  await recordBooks(executor, all, { policyVersion: version, runAttempt: run.attempt, hasListeners });
  countBooks(executor, all);
  for (const next of await loadNextDates(executor, taken)) {
    const book = books.get(next.merchantId);
    if (book === undefined) continue;
    book.merchant.nextDueOn = nextDueOn(book, policy, next);
    // Assessed already on this date, it could not be again: the next run has to come by for it.
    if (hasLostTier(book.merchant, policy)) book.dueNoLaterThan(addDays(run.runOn, 1));
  }
  await recordMerchants(executor, all);
  await addRunProgress(executor, run, chunk);
  return chunk;
}
