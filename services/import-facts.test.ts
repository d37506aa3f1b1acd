import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '@/tests/actors';
import { digestsOf, fact, makeBooks, type Raw, type TestBooks, violationsOf } from '@/tests/make-books';
import type { Database } from '../db/client';
import { listRuns, readMarketplace } from '../db/queries/marketplace';
import { UnreadableFile } from './fact-lines';
import { type ImportOptions, importFacts } from './import-facts';
import { recordFacts } from './record-facts';
import { runDay } from './run-day';
import { inScratch } from './scratch';
import { setPolicy } from './set-policy';

let books: TestBooks;
let folder: string;
beforeAll(async () => {
  books = await makeBooks();
  folder = mkdtempSync(join(tmpdir(), 'sluice-import-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await books.drop();
});

const POLICY = {
  assessment: { min_orders: 0, min_store_age_days: 0 },
  tiers: [{ name: 'A', min_score: 0, release_after_days: 2, deposit_bps: 1000 }],
  deposit: { release_days_after_shipment: 5 },
};

const inBooks = (story: (scratch: Database) => Promise<void>) =>
  inScratch(books.ownerUrl, async (scratch) => {
    await setPolicy(scratch, OPERATOR, POLICY);
    await story(scratch);
  });

let files = 0;

function file(ending: string, content: string | Buffer): string {
  files += 1;
  const path = join(folder, `${files}${ending}`);
  writeFileSync(path, content);
  return path;
}

const ndjson = (raws: object[]) => raws.map((raw) => `${JSON.stringify(raw)}\n`).join('');

const COLUMNS = [
  'id',
  'type',
  'at',
  'merchant',
  'order',
  'amount',
  'currency',
  'fee_bps',
  'ship_by',
  'positive',
];
function csv(raws: Raw[]): string {
  const lines = raws.map((raw) => COLUMNS.map((column) => raw[column] ?? '').join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\n');
}

/** Imports, with whatever was said of single lines. */
async function take(database: Database, paths: string[], over: Partial<ImportOptions> = {}) {
  const refused: string[] = [];
  const outcome = await importFacts(database, OPERATOR, paths, {
    runDaily: false,
    until: null,
    onRefused: (line) =>
      refused.push(`${paths.indexOf(line.file) + 1}:${line.line} ${line.code ?? line.reason}`),
    ...over,
  });
  return { ...outcome, refused };
}

const NOTHING = { applied: 0, duplicates: 0, parked: 0, rejected: 0, badLines: 0, runs: 0, refused: [] };

/** A store's first week: two orders, one paid and shipped early on, one later. */
const STORY = [
  fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm' }),
  fact('pay 1', 'order.paid', '2026-01-01', {
    order: 'o1',
    merchant: 'm',
    amount: '10000',
    currency: 'USD',
    fee_bps: 500,
  }),
  fact('ship 1', 'order.shipped', '2026-01-02', { order: 'o1' }),
  fact('pay 2', 'order.paid', '2026-01-03', {
    order: 'o2',
    merchant: 'm',
    amount: '777',
    currency: 'JPY',
    ship_by: '2026-01-09T00:00:00+08:00',
  }),
  fact('ship 2', 'order.shipped', '2026-01-05', { order: 'o2' }),
  fact('like 1', 'feedback.left', '2026-01-06', { order: 'o1', positive: true }),
  fact('like 2', 'feedback.left', '2026-01-06', { order: 'o2', positive: false }),
];

describe('the kinds of file', () => {
  const kinds: [string, () => string][] = [
    ['NDJSON', () => file('.ndjson', ndjson(STORY))],
    ['NDJSON without a last line end', () => file('.ndjson', ndjson(STORY).trimEnd())],
    [
      'NDJSON with empty lines and line ends of Windows',
      () => file('.ndjson', ndjson(STORY).replaceAll('\n', '\r\n\r\n')),
    ],
    ['NDJSON with a byte order mark', () => file('.ndjson', `\uFEFF${ndjson(STORY)}`)],
    ['gzipped NDJSON', () => file('.ndjson.gz', gzipSync(ndjson(STORY)))],
    [
      'gzip in two parts',
      () => {
        const parts = [ndjson(STORY.slice(0, 3)), ndjson(STORY.slice(3))];
        return file('.ndjson.gz', Buffer.concat(parts.map((part) => gzipSync(part))));
      },
    ],
    ['CSV', () => file('.csv', csv(STORY))],
    ['CSV with line ends of Windows', () => file('.csv', csv(STORY).replaceAll('\n', '\r\n'))],
    ['CSV with a byte order mark', () => file('.csv', `\uFEFF${csv(STORY)}`)],
    ['CSV with quotes and spaces', () => file('.csv', csv(STORY).replaceAll(',USD,', ', "USD" ,'))],
    [
      'CSV with columns in another order',
      () => {
        const lines = csv(STORY).trimEnd().split('\n');
        return file('.csv', lines.map((line) => line.split(',').reverse().join(',')).join('\n'));
      },
    ],
    ['gzipped CSV', () => file('.csv.gz', gzipSync(csv(STORY)))],
  ];

  let expected: unknown;
  beforeAll(() =>
    inBooks(async (scratch) => {
      await take(scratch, [file('.ndjson', ndjson(STORY))]);
      expected = await digestsOf(scratch);
    }),
  );

  it.each(kinds)('%s', (_what, make) =>
    inBooks(async (scratch) => {
      expect(await take(scratch, [make()])).toEqual({ ...NOTHING, applied: STORY.length });
      expect(await digestsOf(scratch)).toEqual(expected);
    }),
  );

  it('nothing in it is nothing', () =>
    inBooks(async (scratch) => {
      const empty = ['', '\n\n', '\uFEFF'].map((content) => file('.ndjson', content));
      const paths = [...empty, file('.csv', ''), file('.csv', csv([])), file('.ndjson.gz', gzipSync(''))];
      expect(await take(scratch, paths, { runDaily: true })).toEqual(NOTHING);
      expect(await readMarketplace(scratch.drizzle)).toMatchObject({ hasFacts: false, openOn: null });
    }));
});

describe('several files', () => {
  it('are merged by time; of equal times the earlier file comes first', () =>
    inBooks(async (scratch) => {
      const at = (id: string, time: string) => ({
        ...fact(id, 'adjustment.posted', '2026-01-02', { merchant: 'm', amount: 1, currency: 'USD' }),
        at: time,
      });
      const paths = [
        file(
          '.ndjson',
          ndjson([
            at('b1', '2026-01-02T00:00:01Z'),
            at('d1', '2026-01-02T00:00:03Z'),
            at('e1', '2026-01-02T00:00:04Z'),
          ]),
        ),
        file(
          '.csv',
          csv([
            at('c2', '2026-01-02T10:00:02+10:00'),
            at('d2', '2026-01-02T00:00:03Z'),
            at('a2', '2026-01-01T00:00:00Z'),
          ] as Raw[]),
        ),
        file(
          '.ndjson.gz',
          gzipSync(
            ndjson([
              fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm' }),
              at('f3', '2026-01-02T00:00:05Z'),
            ]),
          ),
        ),
      ];
      expect(await take(scratch, paths)).toEqual({ ...NOTHING, applied: 8 });
      const { rows } = await scratch.pool.query<{ fact_id: string }>(
        'select fact_id from facts order by fact_seq',
      );
      // A file's own order is kept: a2 came late.
      expect(rows.map(({ fact_id }) => fact_id)).toEqual(['open', 'b1', 'c2', 'd1', 'd2', 'a2', 'e1', 'f3']);
    }));

  it('are all looked for before anything is read', () =>
    inBooks(async (scratch) => {
      const paths = [file('.ndjson', ndjson(STORY)), join(folder, 'missing.ndjson')];
      await expect(take(scratch, paths)).rejects.toThrow(UnreadableFile);
      await expect(take(scratch, paths)).rejects.toThrow(/missing\.ndjson: there is no such file/);
      expect(await readMarketplace(scratch.drizzle)).toMatchObject({ hasFacts: false });
    }));

  it('one that is a folder, or whose gzip is broken, is said to be', () =>
    inBooks(async (scratch) => {
      await expect(take(scratch, [folder])).rejects.toThrow(/is a folder/);
      const whole = gzipSync(ndjson(STORY));
      for (const broken of [
        whole.subarray(0, whole.length - 12),
        Buffer.concat([whole.subarray(0, 40), Buffer.alloc(40)]),
      ]) {
        await expect(take(scratch, [file('.ndjson.gz', broken)])).rejects.toThrow(
          /its gzip is broken or cut off/,
        );
      }
      // What was read of it may have been taken; the whole file is then imported as ever.
      const again = await take(scratch, [file('.ndjson.gz', whole)]);
      expect(again.applied + again.duplicates).toBe(STORY.length);
    }));
});

describe('a bad line', () => {
  const good = (id: string) => ({
    ...fact(id, 'adjustment.posted', '2026-01-02', { merchant: 'm', amount: 1, currency: 'USD' }),
  });
  const opening = fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm' });

  it('of NDJSON is told with file and line, and the rest goes on', () =>
    inBooks(async (scratch) => {
      const lines = [
        JSON.stringify(opening),
        '',
        '{"id": "cut',
        'null',
        '["a"]',
        JSON.stringify({ ...good('x'), amount: '1.5' }),
        JSON.stringify({ ...good('y'), note: 'y' }),
        JSON.stringify({ ...good('z'), at: 'yesterday' }),
        JSON.stringify({ ...good('w'), amount: -5 }),
        JSON.stringify(good('fine')),
        JSON.stringify({ ...good('fine'), amount: 2 }),
        JSON.stringify(good('fine')),
        `{"id": "${'x'.repeat(1_000_001)}"}`,
        JSON.stringify(fact('wait', 'order.shipped', '2026-01-02', { order: 'o' })),
      ];
      const path = file('.ndjson', lines.join('\n'));
      expect(await take(scratch, [path])).toEqual({
        applied: 2,
        duplicates: 1,
        parked: 1,
        rejected: 2,
        badLines: 7,
        runs: 0,
        refused: expect.arrayContaining([
          '1:3 is not JSON',
          '1:4 bad_fact',
          '1:5 bad_fact',
          '1:6 bad_amount',
          '1:7 bad_fact',
          '1:8 bad_fact',
          '1:9 insufficient_funds',
          '1:11 conflict',
          '1:13 is longer than 1000000 characters',
        ]),
      });
    }));

  it('of CSV too', () =>
    inBooks(async (scratch) => {
      const lines = [
        'id,type,at,merchant,amount,currency',
        'open,merchant.opened,2026-01-01T04:00:00Z,m,,',
        '"two\nlines",adjustment.posted,2026-01-01T04:00:00Z,m,1,USD',
        'short,adjustment.posted,2026-01-01T04:00:00Z',
        'long,adjustment.posted,2026-01-01T04:00:00Z,m,1,USD,x,y',
        '',
        'bad,adjustment.posted,2026-01-01T04:00:00Z,m,1.5,USD',
        'worse,adjustment.lost,2026-01-01T04:00:00Z,m,1,USD',
        'fine,adjustment.posted,2026-01-01T04:00:00Z,m,1,USD',
      ];
      const { refused, ...counts } = await take(scratch, [file('.csv', lines.join('\n'))]);
      expect(counts).toEqual({ ...counts, applied: 3, badLines: 4, rejected: 0 });
      expect(refused.map((line) => line.replace(/has . cells.*/, 'length'))).toEqual([
        '1:5 length',
        '1:6 length',
        '1:8 bad_amount',
        '1:9 bad_fact',
      ]);
    }));

  it.each([
    ['a quote inside a cell', 'bad,adjustment.posted,2026-01-01T04:00:00Z,m"m,1,USD'],
    ['text behind a quote', 'bad,adjustment.posted,2026-01-01T04:00:00Z,"m" m,1,USD'],
  ])('of CSV with %s does not end the import', (_what, line) =>
    inBooks(async (scratch) => {
      const lines = [
        'id,type,at,merchant,amount,currency',
        'open,merchant.opened,2026-01-01T04:00:00Z,m,,',
        line,
        'fine,adjustment.posted,2026-01-01T04:00:00Z,m,1,USD',
      ];
      const outcome = await take(scratch, [file('.csv', lines.join('\n'))]);
      expect(outcome.applied).toBe(2);
    }),
  );
});

describe('lines of several stores', () => {
  /** Nine stores' orders, each line wherever chance puts it: facts come before what they name, twice, or contradict. */
  function jumble(seed: number): Raw[] {
    const stores = Array.from({ length: 9 }, (_, store) => `m${store}`);
    const raws = stores.map((merchant) =>
      fact(`open ${merchant}`, 'merchant.opened', '2026-01-01', { merchant }),
    );
    for (let order = 0; order < 60; order += 1) {
      const name = `o${order % 50}`;
      const merchant = stores[(order * 5) % 7] as string;
      const paid = { order: name, merchant, amount: 10_000 + order, currency: 'USD' };
      raws.push(
        fact(`pay ${order}`, 'order.paid', '2026-01-02', paid),
        fact(`ship ${name}`, 'order.shipped', '2026-01-03', { order: name }),
        fact(`like ${order % 30}`, 'feedback.left', '2026-01-04', { order: name, positive: order % 2 === 0 }),
        fact(`give ${order}`, 'refund.settled', '2026-01-05', {
          ...{ order: name, refund: `r${order}`, amount: 4000, reason: 'goodwill' },
        }),
      );
    }
    const chance = (at: number) => Math.abs(Math.sin(seed * 1000 + at));
    return raws
      .map((raw, at) => ({ raw, at: chance(at) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ raw }) => raw);
  }

  it.each([1, 2, 3, 4])('are recorded as one after the other would be (%i)', async (seed) => {
    const raws = jumble(seed);
    const expected = { applied: 0, duplicate: 0, parked: 0, rejected: 0 };
    let books: unknown;
    await inBooks(async (scratch) => {
      for (const { status } of await recordFacts(scratch, OPERATOR, raws)) expected[status] += 1;
      books = await digestsOf(scratch);
    });
    expect(Math.min(expected.applied, expected.parked, expected.rejected)).toBeGreaterThan(5);
    await inBooks(async (scratch) => {
      const outcome = await take(scratch, [file('.ndjson', ndjson(raws))]);
      const { applied, duplicates: duplicate, parked, rejected } = outcome;
      expect({ applied, duplicate, parked, rejected }).toEqual(expected);
      expect(await digestsOf(scratch)).toEqual(books);
      expect(await violationsOf(scratch)).toEqual([]);
    });
  });
});

describe('with daily runs', () => {
  const daily = (until: string | null = null) => ({ runDaily: true, until });
  const runsOf = async (scratch: Database) =>
    (await listRuns(scratch.drizzle, 100)).map(({ runOn }) => runOn).reverse();
  const days = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `2026-01-${String(from + index).padStart(2, '0')}`);

  it.each<[string, string | null, string[]]>([
    ['up to the last fact’s date', null, days(2, 6)],
    ['on, also on days without facts', '2026-01-12', days(2, 12)],
    ['no further than asked', '2026-01-04', days(2, 4)],
    ['none where the end is the first fact’s own date', '2026-01-01', []],
    ['none where it is before', '2025-01-01', []],
  ])('every day after the first fact’s is opened, %s', (_what, until, expected) =>
    inBooks(async (scratch) => {
      const path = file('.ndjson', ndjson(STORY));
      expect(await take(scratch, [path], daily(until))).toEqual({
        ...NOTHING,
        applied: 7,
        runs: expected.length,
      });
      expect(await runsOf(scratch)).toEqual(expected);
    }),
  );

  it('each before its day’s facts, which are booked on that day', () =>
    inBooks(async (scratch) => {
      await take(scratch, [file('.ndjson', ndjson(STORY))], daily());
      const { rows } = await scratch.pool.query('select fact_id, open_on::text from facts order by fact_seq');
      expect(rows).toEqual([
        { fact_id: 'open', open_on: null },
        { fact_id: 'pay 1', open_on: null },
        { fact_id: 'ship 1', open_on: '2026-01-02' },
        { fact_id: 'pay 2', open_on: '2026-01-03' },
        { fact_id: 'ship 2', open_on: '2026-01-05' },
        { fact_id: 'like 1', open_on: '2026-01-06' },
        { fact_id: 'like 2', open_on: '2026-01-06' },
      ]);
      const released = await scratch.pool.query(
        "select order_id, released_on::text from orders where state = 'released_early'",
      );
      expect(released.rows).toEqual([{ order_id: 'o1', released_on: '2026-01-04' }]);
    }));

  it('days turn in the policy’s time zone', () =>
    inBooks(async (scratch) => {
      const at = (id: string, time: string) => ({ id, type: 'merchant.opened', at: time, merchant: id });
      const path = file(
        '.ndjson',
        ndjson([at('a', '2026-01-01T15:59:59Z'), at('b', '2026-01-01T16:00:00Z')]),
      );
      expect(await take(scratch, [path], daily())).toMatchObject({ runs: 1 });
      const { rows } = await scratch.pool.query('select fact_id, open_on::text from facts order by fact_id');
      expect(rows).toEqual([
        { fact_id: 'a', open_on: null },
        { fact_id: 'b', open_on: '2026-01-02' },
      ]);
    }));

  it('done again changes nothing, and goes on to a later end', () =>
    inBooks(async (scratch) => {
      const path = file('.ndjson', ndjson(STORY));
      await take(scratch, [path], daily('2026-01-08'));
      const before = await digestsOf(scratch);
      for (const until of [null, '2026-01-05', '2026-01-08']) {
        expect(await take(scratch, [path], daily(until))).toEqual({ ...NOTHING, duplicates: 7 });
      }
      expect(await digestsOf(scratch)).toEqual(before);
      expect(await take(scratch, [path], daily('2026-01-10'))).toEqual({
        ...NOTHING,
        duplicates: 7,
        runs: 2,
      });
      expect(await runsOf(scratch)).toEqual(days(2, 10));
    }));

  it('passes over days that were run before', () =>
    inBooks(async (scratch) => {
      await runDay(scratch, OPERATOR, '2026-01-04');
      await take(scratch, [file('.ndjson', ndjson(STORY))], daily());
      expect(await runsOf(scratch)).toEqual(days(4, 6));
    }));

  it('broken off anywhere and done again, ends in the books of one that never was', async () => {
    const path = file('.ndjson', ndjson(STORY));
    let whole: unknown;
    await inBooks(async (scratch) => {
      await take(scratch, [path], daily('2026-01-09'));
      whole = await digestsOf(scratch);
    });
    for (const lines of [1, 3, 5]) {
      await inBooks(async (scratch) => {
        let read = 0;
        const pull = () => {
          read += 1;
          if (read > lines) throw new Error('the plug was pulled');
        };
        await expect(take(scratch, [path], { ...daily('2026-01-09'), onProgress: pull })).rejects.toThrow(
          'plug',
        );
        const again = await take(scratch, [path], daily('2026-01-09'));
        expect(again.applied + again.duplicates).toBe(7);
        expect(await digestsOf(scratch)).toEqual(whole);
        expect(await violationsOf(scratch)).toEqual([]);
      });
    }
  });

  it('finishes a run that was broken off before anything else', async () => {
    const path = file('.ndjson', ndjson(STORY));
    await inBooks(async (scratch) => {
      await take(scratch, [file('.ndjson', ndjson(STORY.slice(0, 3)))], daily());
      const pull = () => {
        throw new Error('the plug was pulled');
      };
      await expect(runDay(scratch, OPERATOR, '2026-01-03', { onProgress: pull })).rejects.toThrow('plug');
      await take(scratch, [path], daily());
      const runs = await listRuns(scratch.drizzle, 10);
      expect(runs.map(({ runOn, status }) => [runOn, status]).reverse()).toEqual(
        days(2, 6).map((day) => [day, 'done']),
      );
    });
  });
});
