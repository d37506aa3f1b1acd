import type { Database } from '../db/client';
import { gatherFacts } from '../services/gather-facts';
import { operator } from '../services/operator';
import { recordFacts } from '../services/record-facts';
import { type Bound, middleOf, type Result } from './report';
import { withScratchDatabase } from './scratch-database';

/** Refunds that 200 clients send one by one: gathered, against a transaction each. Of one store, and of 10,000. */

const FACTS = Number(process.env.SLUICE_BENCH_FACTS ?? 4000);
/** A transaction each takes its time. */
const FEWER = Math.ceil(FACTS / 8);
const CLIENTS = 200;
const STORES = 10_000;
const ORDERS = 20_000;
const ROUNDS = 5;
const BATCH = 5000;
const BOUND: Bound = { is: 'at most', must: 0.4, unit: 'times' };

const ACTOR = operator();
const AT = '2026-01-05T04:00:00Z';

type Send = (database: Database, fact: unknown) => Promise<string | undefined>;

const WAYS: Record<string, { facts: number; send: Send }> = {
  gathered: {
    facts: FACTS,
    send: async (database, fact) => {
      const answered = await gatherFacts(database, ACTOR, { raws: [fact] });
      return answered.outcome === 'answered' ? answered.answers[0]?.status : answered.outcome;
    },
  },
  'a transaction each': {
    facts: FEWER,
    send: async (database, fact) => (await recordFacts(database, ACTOR, [fact]))[0]?.status,
  },
};

const LOADS: Record<string, (order: number) => string> = {
  'one store': () => 'hot',
  [`${STORES} stores`]: (order) => `store-${order % STORES}`,
};

async function recordAll(database: Database, facts: unknown[]): Promise<void> {
  for (let start = 0; start < facts.length; start += BATCH) {
    const answers = await recordFacts(database, ACTOR, facts.slice(start, start + BATCH));
    const refused = answers.find(({ status }) => status !== 'applied');
    if (refused !== undefined) throw new Error(`not applied: ${JSON.stringify(refused)}`);
  }
}

async function makeOrders(database: Database): Promise<void> {
  for (const [load, storeOf] of Object.entries(LOADS)) {
    const orders = Array.from({ length: ORDERS }, (_, order) => order);
    const stores = [...new Set(orders.map(storeOf))];
    await recordAll(
      database,
      stores.map((merchant) => ({ id: `open ${merchant}`, type: 'merchant.opened', at: AT, merchant })),
    );
    await recordAll(
      database,
      orders.map((order) => ({
        ...{ id: `pay ${load} ${order}`, type: 'order.paid', at: AT, order: `${load} ${order}` },
        ...{ merchant: storeOf(order), amount: 100_000, currency: 'USD' },
      })),
    );
  }
}

interface Measured {
  facts: number;
  perSecond: number;
  times: number[];
  transactions: number;
}

let rounds = 0;

/** Has all clients send their facts, each its next one when the last was answered. */
async function send(database: Database, load: string, way: keyof typeof WAYS): Promise<Measured> {
  const { facts, send: sendOne } = WAYS[way] as (typeof WAYS)[string];
  rounds += 1;
  const round = `refund ${rounds}-`;
  const times: number[] = [];
  let sent = 0;
  const client = async () => {
    while (sent < facts) {
      sent += 1;
      const fact = {
        ...{ id: `${round}${sent}`, type: 'refund.settled', at: AT, order: `${load} ${sent % ORDERS}` },
        ...{ refund: `${round}${sent}`, amount: 1, reason: 'goodwill' },
      };
      const began = performance.now();
      const status = await sendOne(database, fact);
      if (status !== 'applied') throw new Error(`a refund was ${status}`);
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = (performance.now() - began) / 1000;
  const { rows } = await database.pool.query<{ transactions: bigint }>(
    'select count(distinct xmin::text) as transactions from facts where starts_with(fact_id, $1)',
    [round],
  );
  return { facts, perSecond: facts / seconds, times, transactions: Number(rows[0]?.transactions) };
}

function at(times: number[], share: number): number {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0);
}

export async function measureFactsLoad(onProgress: (done: number, total: number) => void): Promise<Result> {
  return withScratchDatabase(async (database) => {
    const rows: Result['rows'] = [];
    let worst = 0;
    await makeOrders(database);
    for (const [place, load] of Object.keys(LOADS).entries()) {
      const measured = new Map<string, Measured[]>(Object.keys(WAYS).map((way) => [way, []]));
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const way of Object.keys(WAYS)) measured.get(way)?.push(await send(database, load, way));
        onProgress(place * ROUNDS + round + 1, 2 * ROUNDS);
      }
      const medians = [...measured].map(([way, each]) => {
        const { median, spread } = middleOf(each.map(({ perSecond }) => perSecond));
        const times = each.flatMap((one) => one.times);
        rows.push({
          ...{ load, way, 'facts/s': Math.round(median), spread: Math.round(spread) },
          ...{ 'p50 ms': at(times, 0.5), 'p99 ms': at(times, 0.99) },
          'facts a transaction': Number(
            middleOf(each.map(({ facts, transactions }) => facts / transactions)).median.toFixed(1),
          ),
        });
        return median;
      });
      worst = Math.max(worst, (medians[1] ?? 0) / (medians[0] ?? 1));
    }
    return { name: 'facts-load', value: worst, bound: BOUND, rows };
  });
}
