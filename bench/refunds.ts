import { type Database, withOwner } from '../db/client';
import { gatherFacts } from '../services/gather-facts';
import { operator } from '../services/operator';
import { recordFacts } from '../services/record-facts';
import { verifyBooks } from '../services/verify-books';
import {
  CONNECTIONS,
  makePlainTables,
  ONE_ROW,
  plainPerSecond,
  plainSender,
  SIMPLE_UPDATE,
} from './plain-updates';
import { type Bound, middleOf, type Result } from './report';
import { ROUNDS, sized } from './scale';
import { withScratchDatabase } from './scratch-database';
import { inTurns } from './turns';

/**
 * Refunds that 200 programs send one by one, gathered: of one store, against one row that is updated with a commit
 * each; and of 10,000 stores, against pgbench's `simple-update`.
 */

const REFUNDS = sized(20_000);
const IN_FLIGHT = 200;
/** A transaction each takes its time. */
const ALONE = Math.min(400, REFUNDS);
const ORDERS = REFUNDS;
const STORES = Math.min(10_000, ORDERS);
const BATCH = 5000;

const ACTOR = operator();
const AT = '2026-01-05T04:00:00Z';

interface Load {
  /** As it is called in docs/performance.md. */
  name: string;
  stores: string;
  storeOf(order: number): string;
  plain: typeof ONE_ROW;
  plainName: string;
  bound: Bound;
}

const LOADS: Load[] = [
  {
    ...{ name: 'hot-refunds', stores: 'one store', storeOf: () => 'hot' },
    ...{ plain: ONE_ROW, plainName: 'update of one row' },
    bound: { is: 'at least', must: 3, aim: 10, unit: 'times' },
  },
  {
    ...{ name: 'spread-refunds', stores: `${STORES} stores`, storeOf: (order) => `store-${order % STORES}` },
    ...{ plain: SIMPLE_UPDATE, plainName: 'simple-update' },
    bound: { is: 'at least', must: 0.5, aim: 1.5, unit: 'times' },
  },
];

async function recordAll(database: Database, facts: unknown[]): Promise<void> {
  for (let start = 0; start < facts.length; start += BATCH) {
    const answers = await recordFacts(database, ACTOR, facts.slice(start, start + BATCH));
    const refused = answers.find(({ status }) => status !== 'applied');
    if (refused !== undefined) throw new Error(`not applied: ${JSON.stringify(refused)}`);
  }
}

async function makeOrders(database: Database, { name, storeOf }: Load): Promise<void> {
  const orders = Array.from({ length: ORDERS }, (_, order) => order);
  const stores = [...new Set(orders.map(storeOf))];
  await recordAll(
    database,
    stores.map((merchant) => ({ id: `open ${merchant}`, type: 'merchant.opened', at: AT, merchant })),
  );
  await recordAll(
    database,
    orders.map((order) => ({
      ...{ id: `pay ${name} ${order}`, type: 'order.paid', at: AT, order: `${name} ${order}` },
      ...{ merchant: storeOf(order), amount: 100_000, currency: 'USD' },
    })),
  );
}

type Send = (database: Database, fact: unknown) => Promise<string | undefined>;

const gathered: Send = async (database, fact) => {
  const answered = await gatherFacts(database, ACTOR, { raws: [fact] });
  return answered.outcome === 'answered' ? answered.answers[0]?.status : answered.outcome;
};

const alone: Send = async (database, fact) => (await recordFacts(database, ACTOR, [fact]))[0]?.status;

interface Sent {
  perSecond: number;
  times: number[];
  factsATransaction: number;
}

/** Refunds of a load's orders, each of one minor unit; each program sends its next one when the last was answered. */
class Refunder {
  sent = 0;
  private rounds = 0;

  constructor(
    private readonly database: Database,
    private readonly load: Load,
  ) {}

  async send(refunds: number, send: Send): Promise<Sent> {
    this.rounds += 1;
    const round = `${this.load.name} ${this.rounds} `;
    const times: number[] = [];
    let begun = 0;
    const program = async () => {
      while (begun < refunds) {
        const refund = begun;
        begun += 1;
        const fact = {
          ...{ id: `${round}${refund}`, type: 'refund.settled', at: AT, reason: 'goodwill', amount: 1 },
          ...{ order: `${this.load.name} ${refund % ORDERS}`, refund: `${round}${refund}` },
        };
        const from = performance.now();
        const status = await send(this.database, fact);
        if (status !== 'applied') throw new Error(`a refund was ${status}`);
        times.push(performance.now() - from);
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: IN_FLIGHT }, program));
    const seconds = (performance.now() - began) / 1000;
    this.sent += refunds;
    const { rows } = await this.database.pool.query<{ refunds: bigint; transactions: bigint }>(
      `select count(*) as refunds, count(distinct xmin::text) as transactions from facts
       where starts_with(fact_id, $1)`,
      [round],
    );
    if (Number(rows[0]?.refunds) !== refunds)
      throw new Error(`${rows[0]?.refunds} of ${refunds} are recorded`);
    return {
      perSecond: refunds / seconds,
      times,
      factsATransaction: refunds / Number(rows[0]?.transactions),
    };
  }
}

/** What the books say of a load must be what was sent: every refund, of one minor unit each. */
async function checkBooks(database: Database, load: Load, refunds: number): Promise<void> {
  const { rows } = await database.pool.query<Record<string, string>>(
    `select (select count(*) from refunds where starts_with(order_id, $1))::text as refunds,
       (select sum(refunded_minor) from orders where starts_with(order_id, $1))::text as refunded,
       (select sum(held_minor) from orders where starts_with(order_id, $1))::text as held,
       (select -sum(order_funds) from entries where starts_with(order_id, $1) and kind = 'refund_from_order')::text
         as booked`,
    [`${load.name} `],
  );
  const expected = {
    ...{ refunds: `${refunds}`, refunded: `${refunds}` },
    ...{ held: `${ORDERS * 100_000 - refunds}`, booked: `${refunds}` },
  };
  if (JSON.stringify(rows[0]) !== JSON.stringify(expected))
    throw new Error(
      `${load.name}: the books say ${JSON.stringify(rows[0])}, not ${JSON.stringify(expected)}`,
    );
}

function at(times: number[], share: number): number {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0);
}

async function measureLoad(
  database: Database,
  ownerUrl: string,
  load: Load,
  onRound: (done: number) => void,
): Promise<Result> {
  const sender = await plainSender();
  const refunder = new Refunder(database, load);
  const sent: Record<string, Sent[]> = { gathered: [], alone: [] };
  const by = (way: string, refunds: number, send: Send) => async () => {
    const one = await refunder.send(refunds, send);
    sent[way]?.push(one);
    return one.perSecond;
  };
  const turns = await inTurns(
    {
      gathered: by('gathered', REFUNDS, gathered),
      plain: () => plainPerSecond(ownerUrl, load.plain, REFUNDS, sender),
      alone: by('alone', ALONE, alone),
    },
    onRound,
  );
  await checkBooks(database, load, refunder.sent);
  const rowOf = (way: keyof typeof turns.middle, what: string) => {
    const each = sent[way] ?? [];
    const times = each.flatMap((one) => one.times);
    return {
      ...{ load: load.stores, way: what, 'a second': Math.round(turns.middle[way].median) },
      spread: Math.round(turns.middle[way].spread),
      ...{ 'p50 ms': at(times, 0.5), 'p99 ms': at(times, 0.99) },
      'facts a transaction': Number(
        middleOf(each.map(({ factsATransaction }) => factsATransaction)).median.toFixed(1),
      ),
    };
  };
  const ratio = turns.ratio('gathered', 'plain');
  const plain = turns.middle.plain;
  return {
    name: load.name,
    value: ratio.median,
    bound: load.bound,
    rows: [
      { ...rowOf('gathered', `${IN_FLIGHT} in flight, gathered`), times: Number(ratio.median.toFixed(2)) },
      {
        ...{ load: load.plainName, way: `${CONNECTIONS} connections, ${sender}, prepared` },
        ...{ 'a second': Math.round(plain.median), spread: Math.round(plain.spread), times: 1 },
      },
      rowOf('alone', `${IN_FLIGHT} in flight, a transaction each`),
    ],
  };
}

/** Measures those of the two that are wanted, in one database. */
export async function measureRefunds(
  wanted: ReadonlySet<string>,
  onProgress: (done: number, total: number) => void,
): Promise<Result[]> {
  const loads = LOADS.filter(({ name }) => wanted.has(name));
  return withScratchDatabase(async (database, ownerUrl) => {
    for (const load of loads) await makeOrders(database, load);
    await withOwner(ownerUrl, async (owner) => {
      await makePlainTables(owner);
      await owner.query('vacuum analyze');
      await owner.query('checkpoint');
    });
    const results: Result[] = [];
    for (const [place, load] of loads.entries()) {
      results.push(
        await measureLoad(database, ownerUrl, load, (done) =>
          onProgress(place * ROUNDS + done, loads.length * ROUNDS),
        ),
      );
    }
    const broken = (await verifyBooks(database, ACTOR)).find(({ wrong }) => wrong > 0);
    if (broken !== undefined) throw new Error(`the books are broken: ${JSON.stringify(broken)}`);
    return results;
  });
}
