import { DAYS, makeBigStores } from './big-store';
import { startPortal } from './portal';
import { type Bound, middleOf, type Result } from './report';
import { withScratchDatabase } from './scratch-database';

/** Each page of a seller with 1,000,000 orders and 100,000 open holds, against the same page of one with 100. */

const LARGE = {
  merchantId: 'large',
  orders: Number(process.env.SLUICE_BENCH_ORDERS ?? 1_000_000),
  days: DAYS,
};
const SMALL = { merchantId: 'small', orders: 100, days: 60 };
const ROUNDS = 21;
const WARM = 4;
const BOUND: Bound = { is: 'at most', must: 3, unit: 'times' };

/** The pages; `{order}` and `{entry}` stand for one of the store's own. */
const PAGES = [
  '/capital',
  '/capital?kind=adjustments',
  '/capital?order={order}',
  '/capital/early-loan-margin',
  '/capital/early-loan-margin?show=all',
  '/capital/orders',
  '/capital/orders/{order}',
  '/capital/standing',
  '/capital/value',
  '/capital/withdrawals',
  '/capital/statements',
  '/capital/certificate',
  '/capital/notices',
  '/capital/calendar/{tomorrow}',
  '/capital/why?figure=deposit',
  '/capital/why?entry={entry}',
];

export async function measurePages(onProgress: (done: number, total: number) => void): Promise<Result> {
  return withScratchDatabase(async (database) => {
    await makeBigStores(database, [SMALL, LARGE], onProgress);
    const portal = await startPortal(database);
    try {
      const stores = [];
      for (const { merchantId } of [SMALL, LARGE]) {
        const { rows } = await database.pool.query<{ order_id: string; entry: string; tomorrow: string }>(
          `select h.order_id, (select entry_count::text from merchants where merchant_id = $1) as entry,
             (select (open_on + 1)::text from marketplace) as tomorrow
           from holds h where h.merchant_id = $1 and h.amount_minor > 0 order by h.release_on desc limit 1`,
          [merchantId],
        );
        const [own] = rows;
        if (own === undefined) throw new Error(`${merchantId} has no open hold`);
        const address = (page: string) =>
          page
            .replace('{order}', encodeURIComponent(own.order_id))
            .replace('{entry}', own.entry)
            .replace('{tomorrow}', own.tomorrow);
        stores.push({ cookie: await portal.signIn(merchantId), address });
      }
      const rows: Result['rows'] = [];
      let worst = 0;
      for (const page of PAGES) {
        const times: [number[], number[]] = [[], []];
        for (let round = -WARM; round < ROUNDS; round += 1) {
          for (const [index, { cookie, address }] of stores.entries()) {
            const { ms } = await portal.get(address(page), cookie);
            if (round >= 0) times[index as 0 | 1].push(ms);
          }
        }
        const [small, large] = times.map(middleOf);
        const ratio = (large?.median ?? 0) / (small?.median ?? 1);
        worst = Math.max(worst, ratio);
        rows.push({
          page,
          'ms with 100': Number(small?.median.toFixed(1)),
          'ms with many': Number(large?.median.toFixed(1)),
          spread: `${small?.spread.toFixed(1)} / ${large?.spread.toFixed(1)}`,
          ratio: Number(ratio.toFixed(2)),
        });
      }
      return { name: 'pages', value: worst, bound: BOUND, rows };
    } finally {
      await portal.stop();
    }
  });
}
