import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { ACCOUNTS, type Amounts, noAmounts } from '@/engine/accounts';
import { decimalText } from '@/engine/money';
import { getMerchantAsOf, getMerchants } from '@/services/get-merchant';
import { recordFacts } from '@/services/record-facts';
import { runDay } from '@/services/run-day';
import { inScratch } from '@/services/scratch';
import { setPolicy } from '@/services/set-policy';
import { getStatement } from '@/services/statements/get-statement';
import { listStatements } from '@/services/statements/list-statements';
import type { Statement } from '@/services/statements/statement';
import { type TakenStatement, takeStatement } from '@/services/statements/take-statement';
import { OPERATOR, sellerOf } from '@/tests/actors';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { historyArbitrary } from '@/tests/model/history';
import { linesOfPdf } from '@/tests/read-pdf';
import { ALL_ACCOUNTS, amountText, OWN_ACCOUNTS, wordsOf } from '../../words';
import { csvOf } from './statement-csv';
import { LINES_ON_PAPER, pdfOf } from './statement-pdf';
import { amountCell, xlsxOf } from './statement-xlsx';

/** What is taken away says what the page says, and what the books say. */

const EN = wordsOf('en');
const ZH = wordsOf('zh');

async function take(database: Database, merchant: string, month: string, currency: string) {
  const taken = await takeStatement(database, sellerOf(merchant), { month, currency });
  if (taken === null) throw new Error(`no statement of ${month}`);
  return taken;
}

const textOf = async (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

type CsvRow = Record<string, string>;

async function readCsv(taken: TakenStatement, words = EN): Promise<CsvRow[]> {
  return parse(await textOf(csvOf(taken, words)), { bom: true, columns: true, record_delimiter: '\r\n' });
}

/** The amounts of a file's row, as the texts that the statement's would be. */
const namesOf = (words = EN) => ALL_ACCOUNTS.map((account) => words.accounts(`${account}.name`));
const textsOf = (amounts: Amounts, currency: string) =>
  ALL_ACCOUNTS.map((account) => decimalText(amounts[account], currency));

function sumsOf({ kinds }: Statement): Amounts {
  const sums = noAmounts();
  for (const { amounts } of kinds) for (const account of ACCOUNTS) sums[account] += amounts[account];
  return sums;
}

/** The amount that a decimal text stands for. */
const minorOf = (text: string) => BigInt(text.replace('.', ''));

async function checkCsv(database: Database, merchant: string, statement: Statement): Promise<void> {
  const { currency, month } = statement;
  const rows = await readCsv(await take(database, merchant, month, currency));
  const amountsOf = (row: CsvRow | undefined) => namesOf().map((name) => row?.[name]);
  const of = (kind: string) => rows.filter((row) => row.Row === kind);
  expect(amountsOf(of('At the start')[0])).toEqual(textsOf(statement.opening, currency));
  expect(amountsOf(of('At the end')[0])).toEqual(textsOf(statement.closing, currency));
  expect(amountsOf(of('Unexplained')[0])).toEqual(textsOf(noAmounts(), currency));
  expect(of('All of a kind').map(amountsOf)).toEqual(
    statement.kinds.map(({ amounts }) => textsOf(amounts, currency)),
  );
  const entries = of('Entry');
  expect(entries).toHaveLength(statement.entries);
  expect(namesOf().map((name) => entries.reduce((sum, row) => sum + minorOf(row[name] ?? ''), 0n))).toEqual(
    ALL_ACCOUNTS.map((account) => sumsOf(statement)[account]),
  );
  const places = entries.map((row) => BigInt(row.Entry ?? ''));
  expect(places).toEqual(places.toSorted((a, b) => (a < b ? -1 : 1)));
}

async function checkXlsx(database: Database, merchant: string, statement: Statement): Promise<void> {
  const { currency, month } = statement;
  const taken = await take(database, merchant, month, currency);
  const [summary, entries] = await readExcelFile(await xlsxOf(taken, EN));
  const cellsOf = (amounts: Amounts) =>
    ALL_ACCOUNTS.map((account) => {
      const cell = amountCell(amounts[account], currency);
      return (cell as { value: unknown }).value;
    });
  const amountsOf = (name: string) => summary?.data.find(([first]) => first === name)?.slice(2);
  expect(amountsOf('At the start')).toEqual(cellsOf(statement.opening));
  expect(amountsOf('At the end')).toEqual(cellsOf(statement.closing));
  for (const { kind, amounts } of statement.kinds)
    expect(amountsOf(EN.names(`entry_kinds.${kind}`))).toEqual(cellsOf(amounts));
  const [, ...lines] = entries?.data ?? [];
  expect(lines).toHaveLength(statement.entries);
  ALL_ACCOUNTS.forEach((account, place) => {
    const sum = lines.reduce((all, line) => {
      const cell = line[4 + place];
      return all + (typeof cell === 'string' ? minorOf(cell) : minorOfNumber(cell as number, currency));
    }, 0n);
    expect(sum, account).toBe(sumsOf(statement)[account]);
  });
}

function minorOfNumber(value: number, currency: string): bigint {
  const digits = decimalText(0n, currency).split('.')[1]?.length ?? 0;
  return minorOf(value.toFixed(digits));
}

async function checkPdf(database: Database, merchant: string, statement: Statement): Promise<void> {
  const { currency, month } = statement;
  const taken = await take(database, merchant, month, currency);
  const lines = await linesOfPdf(await pdfOf(taken, EN));
  const amountsOf = (name: string) => lines.find((line) => line.startsWith(`${name} `));
  const own = (amounts: Amounts) =>
    OWN_ACCOUNTS.map((account) => amountText(amounts[account], currency, 'en')).join(' ');
  expect(amountsOf('At the start')).toBe(`At the start ${own(statement.opening)}`);
  expect(amountsOf('At the end')).toBe(`At the end ${statement.entries} ${own(statement.closing)}`);
  for (const { kind, entries, amounts } of statement.kinds) {
    const name = EN.names(`entry_kinds.${kind}`);
    expect(amountsOf(name)).toBe(`${name} ${entries} ${own(amounts)}`);
  }
}

describe('random histories', () => {
  let server: TestDatabase;
  beforeAll(async () => {
    server = await createTestDatabase();
    await migrate(server.ownerUrl);
  });
  afterAll(() => server.drop());

  /** Every month of every store, against the balances and against the month before; some of them as files. */
  async function checkStore(scratch: Database, merchant: string): Promise<void> {
    const seller = sellerOf(merchant);
    const first = await listStatements(scratch, seller, { currency: null, before: null });
    for (const currency of first?.currencies ?? []) {
      const list = await listStatements(scratch, seller, { currency, before: null });
      if (list === null || !('statements' in list)) throw new Error('a currency without a month');
      expect(list.currency).toBe(currency);
      for (const [place, statement] of list.statements.entries()) {
        expect(statement.unexplainedMinor).toBe(0n);
        const earlier = list.statements[place + 1];
        if (earlier !== undefined) expect(earlier.closing).toEqual(statement.opening);
        const then = await getMerchantAsOf(scratch, OPERATOR, merchant, statement.to);
        expect(
          Object.fromEntries(Object.entries(statement.closing).map(([name, sum]) => [name, String(sum)])),
        ).toEqual(then?.accounts[currency]);
        const { month } = statement;
        expect(await getStatement(scratch, seller, { month, currency })).toMatchObject(statement);
        if (statement.entries === 0) continue;
        await checkCsv(scratch, merchant, statement);
        await checkXlsx(scratch, merchant, statement);
        if (place === 0) await checkPdf(scratch, merchant, statement);
      }
    }
  }

  it('the three files tie to the page, to each other and to the balances', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, async ({ policy, steps }) => {
        await inScratch(server.ownerUrl, async (scratch) => {
          await setPolicy(scratch, OPERATOR, policy);
          for (const step of steps) {
            if ('fact' in step) await recordFacts(scratch, OPERATOR, [step.fact]);
            else if ('run' in step) await runDay(scratch, OPERATOR, step.run);
          }
          for (const merchant of Object.keys(await getMerchants(scratch, OPERATOR)))
            await checkStore(scratch, merchant);
        });
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });
});

describe('a store of known months', () => {
  let books: TestBooks;
  const paid = (order: string, on: string, amount: number, currency = 'USD') =>
    fact(`${order} paid`, 'order.paid', on, { order, merchant: 'store', amount, currency, fee_bps: 500 });

  beforeAll(async () => {
    books = await makeBooks();
    await setPolicy(books.database, OPERATOR, {
      assessment: { min_orders: 0, min_store_age_days: 0 },
      tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
    });
    await apply(books.database, [
      fact('opened', 'merchant.opened', '2026-01-01', { merchant: 'store', name: 'A “store”, 店铺' }),
      paid('=1+2', '2026-01-02', 10_050),
      paid('-7', '2026-01-02', 2000),
      paid('jpy', '2026-01-02', 5000, 'JPY'),
      fact('shipped', 'order.shipped', '2026-01-03', { order: '=1+2' }),
      fact('cancelled', 'order.cancelled', '2026-01-03', { order: '-7' }),
    ]);
    await runDay(books.database, OPERATOR, '2026-01-05');
    await runDay(books.database, OPERATOR, '2026-01-08');
    await runDay(books.database, OPERATOR, '2026-03-02');
    await apply(books.database, [
      fact('w', 'withdrawal.settled', '2026-03-02', { merchant: 'store', amount: 7, currency: 'USD' }),
    ]);
  });
  afterAll(() => books.drop());

  const list = async (currency: string | null, before: string | null = null) => {
    const found = await listStatements(books.database, sellerOf('store'), { currency, before });
    if (found === null || !('statements' in found)) throw new Error('no statements');
    return found;
  };

  it('lists every month since the first, also a quiet one, and says which is open', async () => {
    const { statements, currencies } = await list('USD');
    expect(currencies).toEqual(['JPY', 'USD']);
    expect(statements.map(({ month, isOpen, entries }) => [month, isOpen, entries])).toEqual([
      ['2026-03', true, 1],
      ['2026-02', false, 0],
      ['2026-01', false, 4],
    ]);
    expect(statements[1]?.opening).toEqual(statements[1]?.closing);
  });

  it('gives a dozen months at a time', async () => {
    expect((await list('USD', '2026-02')).statements.map(({ month }) => month)).toEqual(['2026-01']);
    for (const before of ['2031-02', '2026-01', 'nonsense'])
      expect((await list('USD', before)).statements[0]?.month).toBe('2026-03');
  });

  it.each(['2025-12', '2026-04', '2026-13', '2026-1', '', 'x'])('knows no statement of %s', async (month) => {
    expect(await getStatement(books.database, sellerOf('store'), { month, currency: 'USD' })).toBeNull();
  });

  it('writes amounts below zero as amounts, and what looks like a formula as text', async () => {
    const bytes = await new Response(
      csvOf(await take(books.database, 'store', '2026-01', 'USD'), EN),
    ).bytes();
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text).toContain("'=1+2");
    expect(text).toContain("'-7");
    expect(text).toContain(',-100.50,');
    const workbook = await readExcelFile(
      await xlsxOf(await take(books.database, 'store', '2026-01', 'USD'), EN),
    );
    const orders = workbook[1]?.data.slice(1).map((line) => line[3]);
    expect(orders).toContain('=1+2');
  });

  it('writes each currency with its decimals', async () => {
    const rows = await readCsv(await take(books.database, 'store', '2026-01', 'JPY'));
    expect(rows.find((row) => row.Row === 'At the end')?.['Order funds']).toBe('5000');
  });

  it('speaks the language of the page', async () => {
    const rows = await readCsv(await take(books.database, 'store', '2026-01', 'USD'), ZH);
    expect(rows.map((row) => row.行)).toContain('期末');
    const lines = await linesOfPdf(await pdfOf(await take(books.database, 'store', '2026-01', 'USD'), ZH));
    expect(lines[0]?.replaceAll(' ', '')).toBe('2026年1月对账单');
    expect(lines.join('').replaceAll(' ', '')).toContain('本月已结账，不再变动。无法解释：US$0.00。');
  });

  it('says on paper that the month is still open', async () => {
    const lines = await linesOfPdf(await pdfOf(await take(books.database, 'store', '2026-03', 'USD'), EN));
    expect(lines.join(' ')).toContain('This month is not closed yet');
  });

  it('lists on paper what a paper can hold, and says where the rest is', async () => {
    const many = Array.from({ length: 2300 }, (_, index) =>
      fact(`a${index}`, 'adjustment.posted', '2026-03-02', { merchant: 'store', amount: 1, currency: 'USD' }),
    );
    await apply(books.database, many);
    const statement = (await list('USD')).statements[0];
    if (statement === undefined) throw new Error('no month');
    expect(statement.entries).toBe(2301);
    await checkCsv(books.database, 'store', statement);
    await checkXlsx(books.database, 'store', statement);
    const taken = await take(books.database, 'store', '2026-03', 'USD');
    const [summary, entries] = await readExcelFile(await xlsxOf(taken, EN, 2100));
    expect(entries?.data).toHaveLength(2101);
    expect(summary?.data.flat()).toContain(
      'The first 2,100 of 2,301 entries. All of them are in the CSV file of this month.',
    );
    const lines = await linesOfPdf(await pdfOf(await take(books.database, 'store', '2026-03', 'USD'), EN));
    expect(lines.join(' ')).toContain(`The first ${LINES_ON_PAPER} of 2,301 entries.`);
    expect(lines.filter((line) => line.includes(' Adjustment ')).length).toBeLessThanOrEqual(LINES_ON_PAPER);
  });

  it('is finished by nobody whose entries are not what their sums say', async () => {
    const taken = await take(books.database, 'store', '2026-01', 'USD');
    const kind = taken.statement.kinds[0];
    if (kind === undefined) throw new Error('no kinds');
    kind.amounts.deposit += 1n;
    await expect(textOf(csvOf(taken, EN))).rejects.toThrow('not what their sums say');
  });

  it('tells no month of another store', async () => {
    const other = sellerOf('other');
    expect(await getStatement(books.database, other, { month: '2026-01', currency: 'USD' })).toBeNull();
    expect(await takeStatement(books.database, other, { month: '2026-01', currency: 'USD' })).toBeNull();
  });
});

describe('an amount in a spreadsheet', () => {
  it.each([
    [0n, 'USD', 0],
    [-1050n, 'USD', -10.5],
    [999_999_999_999_999n, 'JPY', 999_999_999_999_999],
    [999_999_999_999_999n, 'KWD', 999_999_999_999.999],
    [1_000_000_000_000_000n, 'USD', '10000000000000.00'],
    [-9_000_000_000_000_000n, 'USD', '-90000000000000.00'],
  ])('%s %s is a number while every digit shows', (minor, currency, value) => {
    expect((amountCell(minor, currency) as { value: unknown }).value).toBe(value);
  });
});
