import type { Database } from '../db/client';
import { withOwner } from '../db/client';
import { DAYS, makeBigStores } from './big-store';
import { type Portal, startPortal } from './portal';
import { type Bound, middleOf, type Result } from './report';
import { sized } from './scale';
import { withPortalAnd } from './scratch-app';
import { withScratchDatabase } from './scratch-database';
import { inTurns } from './turns';

/**
 * The pages of a seller with 1,000,000 orders and 100,000 open holds: the margin page under load against a page that
 * renders one row, and against the same of a seller with 100 orders; and each page one at a time against the same.
 */

const LARGE = { merchantId: 'large', orders: sized(1_000_000), days: DAYS };
const SMALL = { merchantId: 'small', orders: 100, days: 60 };
const STORES = [SMALL, LARGE];
const MARGIN = '/capital/early-loan-margin';
const CONNECTIONS = 10;
/** Enough for a 99th percentile. */
const REQUESTS = 500;

const PAGE_BOUND: Bound = { is: 'at most', must: 3, aim: 1.5, unit: 'times' };
/** The slowest hundredth of its requests against its own middle. */
const TAIL_BOUND: Bound = { is: 'at most', must: 4, unit: 'times' };
const GROWTH_BOUND: Bound = { is: 'at most', must: 1.3, aim: 1.05, unit: 'times' };
const PAGES_BOUND: Bound = { is: 'at most', must: 3, unit: 'times' };
const ROUNDS_OF_EACH = 21;
const WARM_OF_EACH = 4;

/** A seller's page of the same portal, behind the same door and in the same frame, that renders one row of theirs. */
const ONE_ROW = '/capital/one-row';
const ONE_ROW_PAGE = `
import { eq } from 'drizzle-orm';
import { requireSeller } from '@/app/actor';
import { merchants } from '@/db/schema/merchants';
import { portalDatabase } from '@/services/portal';
import { inSnapshot } from '@/services/snapshot';

export default async function OneRowPage() {
  const actor = await requireSeller('capital.read');
  const [row] = await inSnapshot(portalDatabase(), actor, (executor) =>
    executor.select({ name: merchants.name }).from(merchants).where(eq(merchants.merchantId, actor.merchantId)),
  );
  return <p>{row?.name}</p>;
}
`;

/** The pages; `{order}` and `{entry}` stand for one of the store's own. */
const PAGES = [
  '/capital',
  '/capital?kind=adjustments',
  '/capital?order={order}',
  MARGIN,
  `${MARGIN}?show=all`,
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

interface Seller {
  cookie: string;
  /** A page's address, with what is the store's own. */
  address(page: string): string;
}

async function signIn(database: Database, portal: Portal, merchantId: string): Promise<Seller> {
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
  return { cookie: await portal.signIn(merchantId), address };
}

/** The middle and the slowest hundredth of what one turn took. */
function tellTurn(figures: number[]): { p50: number; p99: number } {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

const short = (figure: number) => Number(figure.toFixed(2));

/** `page` and `page-growth`: ten connections at a time, in turn. */
async function measureLoad(portal: Portal, small: Seller, large: Seller): Promise<Result[]> {
  const asked = {
    'a page of one row': () => portal.load(ONE_ROW, large.cookie, REQUESTS, CONNECTIONS),
    'the margin page': () => portal.load(MARGIN, large.cookie, REQUESTS, CONNECTIONS),
    'of 100 orders': () => portal.load(MARGIN, small.cookie, REQUESTS, CONNECTIONS),
  };
  const tails: Record<string, number[]> = {};
  const turn = (name: keyof typeof asked) => async () => {
    const { p50, p99 } = tellTurn(await asked[name]());
    tails[name] = [...(tails[name] ?? []), p99 / p50];
    return p50;
  };
  for (const ask of Object.values(asked)) await ask();
  const turns = await inTurns({
    'a page of one row': turn('a page of one row'),
    'the margin page': turn('the margin page'),
    'of 100 orders': turn('of 100 orders'),
  });
  const row = (name: keyof typeof asked) => ({
    'p50 in ms': short(turns.middle[name].median),
    spread: short(turns.middle[name].spread),
    'p99 / p50': short(middleOf(tails[name] ?? []).median),
  });
  const ratio = turns.ratio('the margin page', 'a page of one row');
  const growth = turns.ratio('the margin page', 'of 100 orders');
  const tail = middleOf(tails['the margin page'] ?? []);
  const isTail = tail.median > TAIL_BOUND.must && ratio.median <= PAGE_BOUND.must;
  const rowsOf = (...names: (keyof typeof asked)[]) =>
    names.map((name) => ({ page: `${name}, ${CONNECTIONS} connections`, ...row(name) }));
  return [
    {
      name: 'page',
      value: isTail ? tail.median : ratio.median,
      bound: isTail ? TAIL_BOUND : PAGE_BOUND,
      rows: [
        ...rowsOf('a page of one row', 'the margin page'),
        {
          page: `p50 against one row: at most ${PAGE_BOUND.must}, aim ${PAGE_BOUND.aim}`,
          ...{ ratio: short(ratio.median), spread: short(ratio.spread) },
        },
        {
          page: `p99 against its own p50: at most ${TAIL_BOUND.must}`,
          ...{ ratio: short(tail.median), spread: short(tail.spread) },
        },
      ],
    },
    {
      name: 'page-growth',
      value: growth.median,
      bound: GROWTH_BOUND,
      rows: [
        ...rowsOf('of 100 orders', 'the margin page'),
        { page: 'ratio', ratio: short(growth.median), spread: short(growth.spread) },
      ],
    },
  ];
}

/** `pages`: each page, one at a time. */
async function measureEach(portal: Portal, small: Seller, large: Seller): Promise<Result> {
  const rows: Result['rows'] = [];
  let worst = 0;
  for (const page of PAGES) {
    const times: [number[], number[]] = [[], []];
    for (let round = -WARM_OF_EACH; round < ROUNDS_OF_EACH; round += 1) {
      for (const [index, { cookie, address }] of [small, large].entries()) {
        const { ms } = await portal.get(address(page), cookie);
        if (round >= 0) times[index as 0 | 1].push(ms);
      }
    }
    const [few, many] = times.map(middleOf);
    const ratio = (many?.median ?? 0) / (few?.median ?? 1);
    worst = Math.max(worst, ratio);
    rows.push({
      page,
      'ms with 100': Number(few?.median.toFixed(1)),
      'ms with many': Number(many?.median.toFixed(1)),
      spread: `${few?.spread.toFixed(1)} / ${many?.spread.toFixed(1)}`,
      ratio: short(ratio),
    });
  }
  return { name: 'pages', value: worst, bound: PAGES_BOUND, rows };
}

/** Those of `page`, `page-growth` and `pages` that are wanted, on the same stores. */
export async function measurePages(
  wanted: ReadonlySet<string>,
  onProgress: (done: number, total: number) => void,
): Promise<Result[]> {
  return withScratchDatabase((database, ownerUrl) =>
    withPortalAnd({ [`app/(seller)${ONE_ROW}/page.tsx`]: ONE_ROW_PAGE }, async (folder) => {
      await makeBigStores(database, STORES, onProgress);
      // As the server would have found the time for, had the store taken two years to grow.
      await withOwner(ownerUrl, (client) => client.query('vacuum analyze'));
      const portal = await startPortal(database, folder);
      try {
        const small = await signIn(database, portal, SMALL.merchantId);
        const large = await signIn(database, portal, LARGE.merchantId);
        const results: Result[] = [];
        if (wanted.has('page') || wanted.has('page-growth'))
          results.push(...(await measureLoad(portal, small, large)));
        if (wanted.has('pages')) results.push(await measureEach(portal, small, large));
        return results.filter(({ name }) => wanted.has(name));
      } finally {
        await portal.stop();
      }
    }),
  );
}
