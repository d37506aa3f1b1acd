import { type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { recordFacts } from '@/services/record-facts';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR } from './actors';
import { createTestDatabase } from './database';

/** A small marketplace for the reviewer's services: a merchant for each standing, assessed on two days of 2026. */

export const FIRST_RUN = '2026-01-10';
export const LAST_RUN = '2026-01-11';

const SHOPS = 12;

let facts = 0;

function fact(type: string, at: string, fields: Record<string, unknown>): Record<string, unknown> {
  facts += 1;
  return { id: `f${facts}`, type, at: `${at}T04:00:00Z`, ...fields };
}

function sold(merchant: string, order: string, shippedOn: string): Record<string, unknown>[] {
  return [
    fact('order.paid', '2026-01-02', { order, merchant, amount: 10_000, currency: 'USD' }),
    fact('order.shipped', shippedOn, { order }),
  ];
}

async function record(database: Database, raws: Record<string, unknown>[]): Promise<void> {
  const answers = await recordFacts(database, OPERATOR, raws);
  const refused = answers.filter((answer) => answer.status !== 'applied');
  if (refused.length > 0) throw new Error(`the story is refused: ${JSON.stringify(refused)}`);
}

export interface Story {
  database: Database;
  drop(): Promise<void>;
}

/**
 * `good` sells well; `idle` sells nothing; `young` opened a week ago; `owing` was paid early, withdrew all and was
 * refunded; `out` has opted out; `chosen` sells nothing and takes part by a reviewer's decision; `gone` has closed; `late-comer` opened after the last run; `shop-01` and so on are
 * like `good`.
 */
export async function tellStory(): Promise<Story> {
  const { ownerUrl, drop } = await createTestDatabase();
  await migrate(ownerUrl);
  const database = openDatabase(ownerUrl);
  await setPolicy(database, OPERATOR, {
    assessment: { min_orders: 1, min_store_age_days: 30, max_refund_bps: 5000 },
    tiers: [
      { name: 'A', min_score: 80, release_after_days: 3, deposit_bps: 1000 },
      { name: 'B', min_score: 0, release_after_days: 5, deposit_bps: 2000 },
    ],
  });
  const shops = Array.from({ length: SHOPS }, (_, index) => `shop-${String(index + 1).padStart(2, '0')}`);
  const old = ['good', 'idle', 'owing', 'out', 'chosen', 'gone', ...shops];
  await record(database, [
    ...old.map((merchant) =>
      fact('merchant.opened', '2024-01-01', { merchant, name: `The ${merchant} store` }),
    ),
    fact('merchant.opened', '2026-01-03', { merchant: 'young' }),
    ...['good', 'owing', 'out', 'young', ...shops].flatMap((merchant) =>
      sold(merchant, `${merchant}-1`, '2026-01-06'),
    ),
    fact('merchant.opted_out', '2026-01-07', { merchant: 'out' }),
    fact('override.set', '2026-01-07', { merchant: 'chosen', decision: 'eligible', tier: 'B' }),
    fact('merchant.closed', '2026-01-08', { merchant: 'gone', reason: 'withdrawn' }),
  ]);
  await runDay(database, OPERATOR, FIRST_RUN);
  await record(database, [
    fact('withdrawal.settled', FIRST_RUN, { merchant: 'owing', amount: 9000, currency: 'USD' }),
    fact('refund.settled', FIRST_RUN, {
      refund: 'r1',
      order: 'owing-1',
      amount: 10_000,
      reason: 'seller_fault',
    }),
  ]);
  await runDay(database, OPERATOR, LAST_RUN);
  await record(database, [fact('merchant.opened', LAST_RUN, { merchant: 'late-comer' })]);
  return {
    database,
    async drop() {
      await database.close();
      await drop();
    },
  };
}
