import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { type Cell, type Column, csvOf, type Sum } from './csv';

const NAME: Column<{ name: Cell }>[] = [{ head: '店铺', cell: ({ name }) => name }];
const usd = (minor: bigint): Sum => ({ minor, currency: 'USD' });
const textOf = (cells: Cell[]) => new Response(csvOf(NAME, [cells.map((name) => ({ name }))])).text();

async function readBack(cell: Cell): Promise<string | undefined> {
  return parse<Record<string, string>>(await textOf([cell]), { columns: true, bom: true })[0]?.店铺;
}

it('begins with the mark of UTF-8 and the heads, and ends every line as spreadsheets do', async () => {
  const bytes = await new Response(
    csvOf(NAME, [[{ name: 'Æther & Co, 上海' }], [], [{ name: 'b' }]]),
  ).bytes();
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe('店铺\r\n"Æther & Co, 上海"\r\nb\r\n');
});

it.each([
  '=1+1',
  '+1',
  '-1',
  '-1.50',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '－1',
  '=HYPERLINK("http://x","y")',
])('holds no formula: %j', async (hostile) => {
  expect(await readBack(hostile)).toBe(`'${hostile}`);
});

it.each(['say "no"', 'two\r\nlines', 'a\nb', 'a;b,c', ' spaces ', '👩🏽‍🚀 مرحبا', "'=1"])(
  'keeps %j as it is',
  async (text) => {
    expect(await readBack(text)).toBe(text);
  },
);

it.each<[Cell, string]>([
  [usd(-1250n), '-12.50'],
  [usd(9_007_199_254_740_993n), '90071992547409.93'],
  [{ minor: -7n, currency: 'JPY' }, '-7'],
  [{ minor: 5n, currency: 'KWD' }, '0.005'],
  [-3n, '-3'],
  [-3.5, '-3.5'],
  [0, '0'],
  [false, 'false'],
  [new Date('2026-11-22T10:00:00Z'), '2026-11-22T10:00:00.000Z'],
])('writes %o as %s', async (cell, text) => {
  expect(await readBack(cell)).toBe(text);
});

it('leaves a cell empty where there is nothing, beside others', async () => {
  const columns: Column<number>[] = [
    { head: 'a', cell: () => null },
    { head: 'b', cell: (row) => row },
    { head: 'c', cell: () => '' },
  ];
  expect(await new Response(csvOf(columns, [[1]])).text()).toBe('\ufeffa,b,c\r\n,1,\r\n'.slice(1));
});

it('says in its last line that there was more, and only then', async () => {
  const rows = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
  const bounded = (...chunks: (typeof rows)[]) =>
    new Response(csvOf(NAME, chunks, { rows: 3, words: 'there is more' })).text();
  expect(await bounded(rows.slice(0, 2), rows.slice(2))).toBe('店铺\r\na\r\nb\r\nc\r\nthere is more\r\n');
  expect(await bounded(rows.slice(0, 3), rows.slice(3))).toBe('店铺\r\na\r\nb\r\nc\r\nthere is more\r\n');
  expect(await bounded(rows.slice(0, 3), [])).toBe('店铺\r\na\r\nb\r\nc\r\n');
});

it('reads no further than it is asked for, and stops where nobody reads on', async () => {
  let taken = 0;
  let isEnded = false;
  async function* endless() {
    try {
      for (;;) {
        taken += 1;
        yield [{ name: 'a' }];
      }
    } finally {
      isEnded = true;
    }
  }
  const reader = csvOf(NAME, endless()).getReader();
  for (let chunk = 0; chunk < 5; chunk += 1) await reader.read();
  expect(taken).toBeLessThanOrEqual(6);
  await reader.cancel();
  expect(isEnded).toBe(true);
});
