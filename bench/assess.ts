import type pg from 'pg';
import { type Database, withOwner } from '../db/client';
import { isKnownMerchant } from '../db/queries/books';
import { countWindows } from '../db/queries/window-counts';
import { merchants } from '../db/schema/merchants';
import { addDays, type CalendarDate } from '../engine/calendar';
import { operator } from '../services/operator';
import { runDay } from '../services/run-day';
import { setPolicy } from '../services/set-policy';
import { aggregateOf, LAST, makeAssessedStores, quietPolicy, STEPS } from './assessed-stores';
import { type Bound, middleOf, type Result } from './report';
import { ROUNDS, sized } from './scale';
import { withScratchDatabase } from './scratch-database';
import { inTurns, timed } from './turns';

/**
 * What a run costs with 100,000 stores and 10,000,000 orders: where nothing is due, beside one index probe; and where
 * every store is assessed, beside one statement that counts the same over the orders themselves.
 */

const STORES = sized(100_000);
const ORDERS = 100;
const WARM = 1;
/** How many stores' counts are read at once. */
const CHUNK = 2000;
const WINDOW = quietPolicy(1).assessment.window_days;
/** Every date that is measured has all of the orders in its window: with those before it, and the day after. */
const MEASURED_DAYS = 2 * (ROUNDS + WARM) + 3;

const QUIET: Bound = { is: 'at most', must: 250, aim: 50, unit: 'ms' };
const ASSESS: Bound = { is: 'at most', must: 0.5, aim: 0.1, unit: 'times' };

const rounded = (figure: number, digits = 0) => Number(figure.toFixed(digits));

type OnStep = () => void;

/** A run of a date as an operator starts it: with all that comes after it. */
async function run(database: Database, on: CalendarDate, assessments: number): Promise<void> {
  const outcome = await runDay(database, operator(), on);
  if (outcome.status !== 'done') throw new Error(`the run of ${on} was refused: ${outcome.code}`);
  const { assessments: assessed, releases, holdsGivenBack } = outcome.run;
  if (assessed !== assessments || releases + holdsGivenBack > 0) {
    throw new Error(
      `the run of ${on} assessed ${assessed}, released ${releases}, gave back ${holdsGivenBack}`,
    );
  }
}

async function measureQuiet(database: Database, first: CalendarDate, onStep: OnStep): Promise<Result> {
  const probe = () =>
    timed(() => database.pool.query('select merchant_id from merchants where next_due_on <= $1', [LAST]));
  for (let warm = 0; warm < WARM; warm += 1) await run(database, addDays(first, warm), 0);
  const turns = await inTurns(
    { run: (round) => timed(() => run(database, addDays(first, WARM + round), 0)), probe },
    onStep,
  );
  return {
    name: 'quiet-run',
    value: turns.middle.run.median,
    bound: QUIET,
    rows: (['run', 'probe'] as const).map((what) => ({
      what: what === 'run' ? 'a run with nothing due' : 'one index probe',
      ms: rounded(turns.middle[what].median, 1),
      spread: rounded(turns.middle[what].spread, 1),
    })),
  };
}

const COUNTS = ['orders', 'disputed', 'refunded', 'late', 'feedback', 'positive'] as const;

/** Throws unless the assessments of a date say what was counted. */
async function compare(
  owner: pg.Client,
  on: CalendarDate,
  counted: Record<string, unknown>[],
): Promise<void> {
  const { rows } = await owner.query(
    `select merchant_id, ${COUNTS.join(', ')} from assessments where assessed_on = $1`,
    [on],
  );
  if (rows.length !== STORES || counted.length !== STORES) {
    throw new Error(`${on}: ${rows.length} assessments, ${counted.length} stores counted, of ${STORES}`);
  }
  const said = new Map(rows.map((row) => [row.merchant_id, row]));
  for (const row of counted) {
    const assessed = said.get(row.merchant_id);
    const wrong = COUNTS.find((count) => assessed?.[count] !== row[count]);
    if (wrong !== undefined) {
      throw new Error(
        `${on}: ${row.merchant_id} has ${assessed?.[wrong]} ${wrong}, and ${row[wrong]} were counted`,
      );
    }
  }
}

/** Reads what the assessments of the next date count, as they do, and nothing else. */
async function readCounts(database: Database, on: CalendarDate): Promise<void> {
  const stores = await database.drizzle.select().from(merchants).orderBy(merchants.merchantId);
  for (let start = 0; start < stores.length; start += CHUNK) {
    const part = stores.slice(start, start + CHUNK).filter(isKnownMerchant);
    await countWindows(database.drizzle, part, addDays(on, -WINDOW), on);
  }
}

async function measureAssessing(
  database: Database,
  owner: pg.Client,
  first: CalendarDate,
  onStep: OnStep,
): Promise<Result> {
  const reading: number[] = [];
  const turns = await inTurns(
    {
      assess: (round) => timed(() => run(database, addDays(first, round), STORES)),
      aggregate: async (round) => {
        const on = addDays(first, round);
        let counted: Record<string, unknown>[] = [];
        const ms = await timed(async () => {
          counted = (await owner.query(aggregateOf(addDays(on, -WINDOW), on))).rows;
        });
        await compare(owner, on, counted);
        reading.push(await timed(() => readCounts(database, addDays(on, 1))));
        return ms;
      },
    },
    onStep,
  );
  const ratio = turns.ratio('assess', 'aggregate');
  const row = (what: string, { median, spread }: { median: number; spread: number }) => ({
    what,
    ms: rounded(median),
    spread: rounded(spread),
    'of the aggregate': rounded(median / turns.middle.aggregate.median, 2),
  });
  return {
    name: 'assess',
    value: ratio.median,
    bound: ASSESS,
    rows: [
      row(`${STORES} stores assessed: a whole run`, turns.middle.assess),
      row(`one aggregate over ${STORES * ORDERS} orders`, turns.middle.aggregate),
      row('of the run: reading the counts, alone', middleOf(reading)),
    ],
  };
}

export async function measureAssess(
  wanted: ReadonlySet<string>,
  onProgress: (done: number, total: number) => void,
): Promise<Result[]> {
  const total = STEPS + 2 + 2 * ROUNDS;
  let done = 0;
  const onStep = () => {
    done += 1;
    onProgress(done, total);
  };
  return withScratchDatabase(async (database, ownerUrl) =>
    withOwner(ownerUrl, async (owner) => {
      await setPolicy(database, operator(), quietPolicy(MEASURED_DAYS + 1));
      await makeAssessedStores(
        owner,
        { stores: STORES, orders: ORDERS, days: WINDOW - MEASURED_DAYS },
        onStep,
      );
      const first = addDays(LAST, 1);
      await run(database, first, STORES);
      onStep();
      const results: Result[] = [];
      if (wanted.has('quiet-run')) results.push(await measureQuiet(database, addDays(first, 1), onStep));
      if (wanted.has('assess')) {
        await setPolicy(database, operator(), quietPolicy(1));
        const daily = addDays(first, 1 + WARM + ROUNDS);
        await run(database, daily, STORES);
        onStep();
        results.push(await measureAssessing(database, owner, addDays(daily, 1), onStep));
      }
      return results;
    }),
  );
}
