import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimiterOf, factLines, type SourceForm, UnreadableFile, unpacked } from './fact-lines';
import { textLines } from './text-lines';

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const listed: Item[] = [];
  for await (const item of items) listed.push(item);
  return listed;
}

const inPieces = (bytes: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.subarray(n * size, (n + 1) * size),
    ),
  );

describe('the lines of a text', () => {
  it('are the same however it is cut into pieces, and whatever ends them', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ' ', '\u2028') });
    const end = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(line, end)), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
        // A return and a new line that follow one another are one end.
        const told = lines.filter(([text], n) => !(text === '' && n > 0 && lines[n - 1]?.[1] === '\r'));
        const bytes = Buffer.from(told.map(([text, ending]) => text + ending).join(''));
        const read = await all(textLines(inPieces(bytes, size), 1000));
        expect(read.map(({ text }) => text)).toEqual(told.map(([text]) => text));
      }),
    );
  });

  it('are cut where they are too long, and what follows is whole', async () => {
    const read = await all(textLines(inPieces(Buffer.from('abcdefgh\nabc\nabcd'), 2), 3));
    expect(read).toEqual([
      { text: 'abc', isCut: true },
      { text: 'abc', isCut: false },
      { text: 'abc', isCut: true },
    ]);
  });
});

describe('the facts of a CSV', () => {
  const read = (text: string, form: SourceForm = { isCsv: true, mapping: null }) =>
    all(factLines('x', inPieces(Buffer.from(text), 7), form, { longestLine: 200 }));

  it.each([',', ';', '\t', '|'])('are found whatever stands between the cells: %j', async (delimiter) => {
    const lines = [
      ['id', 'name', 'order'],
      ['1', '"a, b; c"', ''],
      ['', 'n', 'A'],
    ];
    const facts = await read(lines.map((cells) => cells.join(delimiter)).join('\n'));
    expect(facts.map(({ raw }) => raw)).toEqual([
      { id: '1', name: 'a, b; c' },
      { name: 'n', order: 'A' },
    ]);
  });

  it('are read by the columns as they are named, with what every line says', async () => {
    const mapping = {
      ...{ delimiter: ',', fields: ['order', null, 'fee_bps'] as ('order' | 'fee_bps' | null)[] },
      ...{ constants: { positive: 'TRUE' }, isIdMade: false, isGuess: false },
    };
    const [fact, short] = await read('Order,Customer,Fee\nA,Ann,500\nB,Bob\n', { isCsv: true, mapping });
    expect(fact).toMatchObject({
      line: 2,
      raw: { order: 'A', fee_bps: 500, positive: true },
      text: 'A,Ann,500',
    });
    expect(short).toMatchObject({ line: 3, problem: 'has 2 cells, and the first line has 3', text: 'B,Bob' });
  });

  it('do not count what stands in quotes when they look what is between the cells', () => {
    expect(delimiterOf('"a;b;c;d",e')).toBe(',');
  });
});

describe('what unpacks to more than is taken', () => {
  it('is read no further', async () => {
    const zeros = Buffer.alloc(1_000_000);
    let packed = 0;
    async function* endless() {
      for (packed = 0; packed < 5000; packed += 1) yield zeros;
    }
    const bomb = Readable.from(endless()).pipe(createGzip());
    const lines = factLines('bomb', unpacked(bomb, true, 5_000_000), { isCsv: false }, { longestLine: 100 });
    const error = await all(lines).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnreadableFile);
    expect(error).toMatchObject({ kind: 'too_much' });
    expect(packed).toBeLessThan(1000);
  });

  it('is another thing than a gzip that is cut off', async () => {
    const cut = gzipSync('{"id":"1"}\n').subarray(0, 20);
    const lines = factLines(
      'x',
      unpacked(Readable.from([cut]), true),
      { isCsv: false },
      { longestLine: 100 },
    );
    await expect(all(lines)).rejects.toMatchObject({ kind: 'broken_gzip' });
  });
});
