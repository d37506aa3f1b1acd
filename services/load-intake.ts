import type { Executor } from '../db/client';
import {
  isKnownMerchant,
  type LockedMerchant,
  loadBalances,
  loadDisputes,
  loadHolds,
  loadHoldsUpTo,
  loadOpenHolds,
  loadOrders,
  loadRefunds,
  lockMerchants,
  readMerchants,
} from '../db/queries/books';
import {
  ensureMerchantRows,
  findFactRoutes,
  findOrderRoutes,
  findParkedFacts,
  lockOrderRoutes,
} from '../db/queries/intake';
import type { MarketplaceState } from '../db/queries/marketplace';
import type { Awaited } from '../engine/apply-fact';
import { Book } from '../engine/book';
import { type Fact, type ReadFact, readFact } from '../engine/facts';
import { awaitedKey, Intake, madeKnown, type ParkedFact } from '../engine/intake';

/** Loading and locking what a batch of facts can touch, before any of it is decided. */

/** `read`: nothing is locked, for an intake that is tried and never recorded. */
export type IntakeHold = 'lock' | 'read';

/** How far the runs of the open day have come with a merchant. */
export interface Progress {
  /** How many attempts at the open day's run have visited the merchant already. */
  attemptsBefore: number;
  /** Whether an unfinished run has still to visit it. */
  isRunToCome: boolean;
}

export interface IntakeLoad {
  intake: Intake;
  /** Orders that had a route without a merchant: facts waited for their payment. */
  awaitedOrders: Set<string>;
  /** The ids that were recorded or parked before the books were locked. */
  knownIds: Set<string>;
  progressOf(merchantId: string): Progress;
  /** The mark of a content, reckoned once. */
  markOf(content: string): string;
}

export interface IntakeOptions {
  hold?: IntakeHold;
  /** The merchants of orders that were looked up before. */
  merchantOfOrder?: ReadonlyMap<string, string> | undefined;
}

function remembered(markOf: (content: string) => string): (content: string) => string {
  const marks = new Map<string, string>();
  return (content) => {
    let mark = marks.get(content);
    if (mark === undefined) {
      mark = markOf(content);
      marks.set(content, mark);
    }
    return mark;
  };
}

function progressOf(state: MarketplaceState, merchant: LockedMerchant | undefined): Progress {
  if (state.openOn === null) return { attemptsBefore: 0, isRunToCome: false };
  const isVisited = merchant?.visitedOn === state.openOn && merchant.visitedAttempt >= state.runAttempt;
  if (!state.isRunning || isVisited) return { attemptsBefore: state.runAttempt, isRunToCome: false };
  return { attemptsBefore: state.runAttempt - 1, isRunToCome: true };
}

/** The orders that facts name, each once. */
function ordersNamed(facts: Fact[]): string[] {
  return [...new Set(facts.flatMap((fact) => ('order' in fact ? [fact.order] : [])))];
}

async function loadWaiters(executor: Executor, facts: Fact[], seen: Set<string>): Promise<ParkedFact[]> {
  const awaited: Awaited[] = [];
  for (const fact of facts) {
    const known = madeKnown(fact);
    if (known === null || seen.has(awaitedKey(known))) continue;
    seen.add(awaitedKey(known));
    awaited.push(known);
  }
  const rows = await findParkedFacts(executor, awaited);
  return rows.map((row) => {
    const read = readFact(row.content, null);
    if (!read.ok) throw new Error(`the parked fact ${row.factId} cannot be read again: ${read.reason}`);
    return {
      fact: read.fact,
      content: read.content,
      awaited: { kind: row.awaitedKind, id: row.awaitedId, disputeId: row.awaitedDisputeId },
      arrival: row.arrival,
      isStored: true,
      isMoved: false,
    };
  });
}

/** Routes of orders, filled in as facts are found that name more of them. */
class Routes {
  readonly merchantOfOrder = new Map<string, string>();
  readonly awaitedOrders = new Set<string>();
  private readonly looked = new Set<string>();

  constructor(
    private readonly hold: IntakeHold,
    private readonly known: ReadonlyMap<string, string>,
  ) {}

  async look(executor: Executor, facts: Fact[]): Promise<void> {
    const orderIds: string[] = [];
    for (const orderId of ordersNamed(facts)) {
      if (this.looked.has(orderId)) continue;
      this.looked.add(orderId);
      const merchantId = this.known.get(orderId);
      if (merchantId === undefined) orderIds.push(orderId);
      else this.merchantOfOrder.set(orderId, merchantId);
    }
    const waitedFor: string[] = [];
    for (const route of await findOrderRoutes(executor, orderIds)) {
      if (route.merchantId === null) waitedFor.push(route.orderId);
      else this.merchantOfOrder.set(route.orderId, route.merchantId);
    }
    if (this.hold === 'read') for (const orderId of waitedFor) this.awaitedOrders.add(orderId);
    else await this.lock(executor, waitedFor);
  }

  private async lock(executor: Executor, waitedFor: string[]): Promise<void> {
    for (const route of await lockOrderRoutes(executor, waitedFor)) {
      if (route.merchantId === null) this.awaitedOrders.add(route.orderId);
      else this.merchantOfOrder.set(route.orderId, route.merchantId);
    }
  }
}

async function holdBooks(
  executor: Executor,
  facts: Fact[],
  routes: Routes,
  hold: IntakeHold,
): Promise<Map<string, LockedMerchant>> {
  const named = new Set(facts.flatMap((fact) => ('merchant' in fact ? [fact.merchant] : [])));
  const all = new Set([...named, ...routes.merchantOfOrder.values()]);
  let rows =
    hold === 'read' ? await readMerchants(executor, [...all]) : await lockMerchants(executor, [...all]);
  if (hold === 'lock' && rows.length < all.size) {
    const found = new Set(rows.map((row) => row.merchantId));
    const missing = [...named].filter((merchantId) => !found.has(merchantId));
    await ensureMerchantRows(executor, missing);
    rows = [...rows, ...(await lockMerchants(executor, missing))];
  }
  const merchants = new Map<string, LockedMerchant>();
  for (const row of rows) if (isKnownMerchant(row)) merchants.set(row.merchantId, row);
  return merchants;
}

/**
 * Looks up, locks and loads for a batch: the ids recorded before, the orders' merchants, the merchants' books as far
 * as the facts can touch them, and every fact that may wake.
 */
export async function loadIntake(
  executor: Executor,
  state: MarketplaceState,
  reads: ReadFact[],
  makeMark: (content: string) => string,
  { hold = 'lock', merchantOfOrder = new Map() }: IntakeOptions = {},
): Promise<IntakeLoad> {
  const markOf = remembered(makeMark);
  const arriving = reads.map((read) => read.fact);
  const routes = new Routes(hold, merchantOfOrder);
  const looking = findFactRoutes(executor, [...new Set(arriving.map((fact) => fact.id))]);
  // Where every order's merchant is known, all else can be asked for behind it, without waiting for an answer.
  const isKnown = hold === 'lock' && ordersNamed(arriving).every((orderId) => merchantOfOrder.has(orderId));
  const ahead = isKnown ? await askAhead(executor, arriving, routes) : null;
  for (const { content } of reads) markOf(content);
  const contentOfId = new Map<string, string>();
  for (const route of await looking) contentOfId.set(route.factId, route.contentMark);
  // An id that is known may be freed in this very batch, so what says something else under it is looked at too.
  const fresh = reads
    .filter(({ fact, content }) => contentOfId.get(fact.id) !== markOf(content))
    .map(({ fact }) => fact);
  const knownIds = new Set(contentOfId.keys());
  await routes.look(executor, fresh);
  const merchants = await (ahead?.merchants ?? holdBooks(executor, fresh, routes, hold));

  const all = [...fresh];
  const waiters: ParkedFact[] = [];
  const seen = new Set<string>();
  for (let found = fresh; found.length > 0; ) {
    const woken = await loadWaiters(executor, found, seen);
    waiters.push(...woken);
    found = woken.map((parked) => parked.fact);
    await routes.look(executor, found);
    all.push(...found);
  }

  const books = new Map<string, Book>();
  for (const merchant of merchants.values()) books.set(merchant.merchantId, new Book(merchant));
  await loadBooks(executor, state, all, books, routes.merchantOfOrder, ahead);
  const intake = new Intake(state.policy, state.openOn, books, routes.merchantOfOrder, contentOfId, markOf);
  for (const parked of waiters) intake.loadParked(parked);
  return {
    intake,
    awaitedOrders: routes.awaitedOrders,
    knownIds,
    markOf,
    progressOf: (merchantId) => progressOf(state, merchants.get(merchantId)),
  };
}

/** What the facts name of orders: themselves, disputes, refunds. */
function askNamed(executor: Executor, facts: Fact[], merchantOfOrder: Map<string, string>) {
  const keyOf = (orderId: string) => ({ merchantId: merchantOfOrder.get(orderId) ?? '', orderId });
  const known = facts.filter((fact) => 'order' in fact && merchantOfOrder.has(fact.order));
  return Promise.all([
    loadOrders(
      executor,
      ordersNamed(known).map((orderId) => keyOf(orderId)),
    ),
    loadDisputes(
      executor,
      known.flatMap((fact) => ('dispute' in fact ? [{ ...keyOf(fact.order), disputeId: fact.dispute }] : [])),
    ),
    loadRefunds(
      executor,
      known.flatMap((fact) => ('refund' in fact ? [{ ...keyOf(fact.order), refundId: fact.refund }] : [])),
    ),
  ]);
}

interface Ahead {
  facts: Set<Fact>;
  merchants: Promise<Map<string, LockedMerchant>>;
  named: ReturnType<typeof askNamed>;
}

/** Locks the books of facts and asks for what they name, in one go. */
async function askAhead(executor: Executor, facts: Fact[], routes: Routes): Promise<Ahead> {
  await routes.look(executor, facts);
  const merchants = holdBooks(executor, facts, routes, 'lock');
  const named = askNamed(executor, facts, routes.merchantOfOrder);
  // Whoever waits for them is told.
  merchants.catch(() => {});
  named.catch(() => {});
  return { facts: new Set(facts), merchants, named };
}

async function loadBooks(
  executor: Executor,
  state: MarketplaceState,
  facts: Fact[],
  books: Map<string, Book>,
  merchantOfOrder: Map<string, string>,
  ahead: Ahead | null,
): Promise<void> {
  const bookOf = (key: { merchantId: string }) => books.get(key.merchantId);
  const others = ahead === null ? facts : facts.filter((fact) => !ahead.facts.has(fact));
  // None of them needs another's answer, so they are asked for together.
  const [balances, ...answers] = await Promise.all([
    loadBalances(
      executor,
      [...books.values()].map((book) => book.merchant),
    ),
    askNamed(executor, others, merchantOfOrder),
    ...(ahead === null ? [] : [ahead.named]),
  ]);
  for (const { merchantId, currency, amounts } of balances)
    books.get(merchantId)?.balances.set(currency, amounts);
  for (const [orders, disputes, refunds] of answers) {
    for (const order of orders) bookOf(order)?.orders.set(order.orderId, order);
    for (const dispute of disputes) bookOf(dispute)?.loadDispute(dispute);
    for (const refund of refunds) bookOf(refund)?.loadRefund(refund);
  }
  const early = [...books.values()].flatMap(({ merchant: { merchantId }, orders }) =>
    [...orders.values()].flatMap(({ orderId, state: is }) =>
      is === 'released_early' ? [{ merchantId, orderId }] : [],
    ),
  );
  for (const hold of await loadHolds(executor, early)) bookOf(hold)?.holds.set(hold.orderId, hold);
  await loadReachableHolds(executor, state, facts, books, merchantOfOrder);
}

/** What the facts may take in one currency, and what they may leave too little for. */
interface Drain {
  book: Book;
  currency: string;
  refundsMinor: bigint;
  othersMinor: bigint;
}

/** Loads the holds that the batch's deductions can reach, and all of a merchant's that closes. */
async function loadReachableHolds(
  executor: Executor,
  state: MarketplaceState,
  facts: Fact[],
  books: Map<string, Book>,
  merchantOfOrder: Map<string, string>,
): Promise<void> {
  const closing = new Set(facts.flatMap((fact) => (fact.type === 'merchant.closed' ? [fact.merchant] : [])));
  for (const hold of await loadOpenHolds(
    executor,
    [...closing].filter((merchantId) => books.has(merchantId)),
  )) {
    const book = books.get(hold.merchantId);
    if (book !== undefined && !book.holds.has(hold.orderId)) book.holds.set(hold.orderId, hold);
  }
  const isDepositLast = state.policy.deduction_order.at(-1) === 'deposit';
  for (const { book, currency, refundsMinor, othersMinor } of drains(facts, books, merchantOfOrder)) {
    if (closing.has(book.merchant.merchantId) || refundsMinor === 0n) continue;
    const balance = book.balance(currency);
    if (balance.deposit === 0n) continue;
    const before = isDepositLast ? balance.payment_account + balance.marketplace_account - othersMinor : 0n;
    if (refundsMinor <= before) continue;
    const named = [...book.orders.keys()];
    for (const hold of await loadHoldsUpTo(
      executor,
      book.merchant.merchantId,
      currency,
      named,
      refundsMinor,
    )) {
      book.holds.set(hold.orderId, hold);
    }
  }
}

function drains(
  facts: Fact[],
  books: Map<string, Book>,
  merchantOfOrder: Map<string, string>,
): Iterable<Drain> {
  const all = new Map<string, Drain>();
  const drainOf = (book: Book, currency: string): Drain => {
    const key = `${currency}${book.merchant.merchantId}`;
    const drain = all.get(key) ?? { book, currency, refundsMinor: 0n, othersMinor: 0n };
    all.set(key, drain);
    return drain;
  };
  for (const fact of facts) {
    if (fact.type === 'refund.settled') {
      const book = books.get(merchantOfOrder.get(fact.order) ?? '');
      const order = book?.orders.get(fact.order);
      if (book !== undefined && order !== undefined)
        drainOf(book, order.currency).refundsMinor += fact.amount;
    } else if (
      fact.type === 'withdrawal.settled' ||
      (fact.type === 'adjustment.posted' && fact.amount < 0n)
    ) {
      const book = books.get(fact.merchant);
      if (book !== undefined)
        drainOf(book, fact.currency).othersMinor += fact.amount < 0n ? -fact.amount : fact.amount;
    }
  }
  return all.values();
}
