import type { Database } from '../db/client';
import { withOwner } from '../db/client';
import { keepWorkList } from '../services/assessments/keep-work-list';
import { listWork } from '../services/assessments/list-work';
import { listAssessments } from '../services/list-assessments';
import { operator } from '../services/operator';
import { makeManyStores } from './many-stores';
import { type Bound, middleOf, type Result } from './report';
import { withScratchDatabase } from './scratch-database';

/** The reviewers' lists with 10,000 stores, against the same with 1,000: about in proportion. */

const STORES = Number(process.env.SLUICE_BENCH_STORES ?? 10_000);
const FEWER = STORES / 10;
const ROUNDS = 31;
const WARM = 3;
const BOUND: Bound = { is: 'at most', must: 20, unit: 'times' };

const ACTOR = operator();
const LISTS: Record<string, (database: Database) => Promise<unknown>> = {
  'to look at': (database) => listWork(database, ACTOR),
  'to look at: in debt': (database) => listWork(database, ACTOR, { filter: { reason: 'in_debt' } }),
  'to look at: near a limit': (database) => listWork(database, ACTOR, { filter: { reason: 'near_limit' } }),
  'to look at: search': (database) => listWork(database, ACTOR, { filter: { search: 'number 77' } }),
  'to look at: failed limit': (database) =>
    listWork(database, ACTOR, { filter: { failedGate: 'dispute_bps' } }),
  'to look at: second page': async (database) =>
    listWork(database, ACTOR, { cursor: (await listWork(database, ACTOR)).nextCursor }),
  'all stores': (database) => listAssessments(database, ACTOR),
  'all stores: in debt': (database) => listAssessments(database, ACTOR, { filter: { isInDebt: true } }),
  'all stores: lowest score': (database) => listAssessments(database, ACTOR, { sort: 'score_low' }),
};

interface Measured {
  medians: Map<string, number>;
  /** How long the whole list took to be reckoned, in milliseconds. */
  reckonedMs: number;
}

async function measureWith(stores: number): Promise<Measured> {
  return withScratchDatabase(async (database, ownerUrl) => {
    await withOwner(ownerUrl, (client) => makeManyStores(client, stores));
    const began = performance.now();
    await keepWorkList(database, ACTOR);
    const reckonedMs = performance.now() - began;
    await withOwner(ownerUrl, (client) => client.query('analyze'));
    const medians = new Map<string, number>();
    for (const [name, list] of Object.entries(LISTS)) {
      const times: number[] = [];
      for (let round = 0; round < WARM + ROUNDS; round += 1) {
        const start = performance.now();
        await list(database);
        if (round >= WARM) times.push(performance.now() - start);
      }
      medians.set(name, middleOf(times).median);
    }
    return { medians, reckonedMs };
  });
}

export async function measureWorkList(onProgress: (done: number, total: number) => void): Promise<Result> {
  const few = await measureWith(FEWER);
  onProgress(1, 2);
  const many = await measureWith(STORES);
  onProgress(2, 2);
  const rows = Object.keys(LISTS).map((list) => {
    const [fewMs, manyMs] = [few.medians.get(list) ?? 0, many.medians.get(list) ?? 0];
    return {
      list,
      [`ms at ${FEWER}`]: Math.round(fewMs),
      [`ms at ${STORES}`]: Math.round(manyMs),
      ratio: Number((manyMs / fewMs).toFixed(2)),
    };
  });
  rows.push({
    list: 'reckoned anew, all of it',
    [`ms at ${FEWER}`]: Math.round(few.reckonedMs),
    [`ms at ${STORES}`]: Math.round(many.reckonedMs),
    ratio: Number((many.reckonedMs / few.reckonedMs).toFixed(2)),
  });
  return {
    name: 'work-list',
    value: Math.max(...rows.map(({ ratio }) => ratio)),
    bound: BOUND,
    rows,
  };
}
