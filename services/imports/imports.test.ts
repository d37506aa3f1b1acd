import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { findImportToDo, listFindingRows, readImportRow } from '@/db/queries/imports';
import type { StaffActor } from '@/engine/actor';
import { BROUGHT_FIELDS, type ColumnMapping } from '@/engine/import-columns';
import { DECIDED_ELSEWHERE, KEPT_DAYS } from '@/engine/imports';
import { OPERATOR } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, type TestBooks, violationsOf } from '@/tests/make-books';
import { askCheck } from './ask-check';
import { forgetImports } from './forget-imports';
import { getImport } from './get-import';
import { listFindings } from './list-findings';
import { listImports } from './list-imports';
import { removeImportFile } from './remove-file';
import { startRecording } from './start-recording';
import { stopImport } from './stop-import';
import { takeUpload } from './take-upload';
import { type WorkOptions, workOnImports } from './work-on-imports';

let books: TestBooks;
const rita: StaffActor = {
  ...{ kind: 'person', personId: 'rita', name: 'Rita', email: 'rita@example.com', role: 'reviewer' },
  requestId: 'request-of-rita',
};

beforeAll(async () => {
  books = await makeBooks();
  await books.ask(
    `insert into people (person_id, name, email, role) values ('rita', 'Rita', 'rita@example.com', 'reviewer')`,
  );
});
afterAll(() => books.drop());

/** A store of each test's own. */
let stores = 0;
let store: string;
beforeEach(() => {
  stores += 1;
  store = `store-${stores}`;
});

const own = (id: string) => `${store} ${id}`;
const opened = () => fact(own('open'), 'merchant.opened', '2026-01-01', { merchant: store });
const paid = (order: string, amount: unknown = 1000, over: Record<string, unknown> = {}) =>
  fact(own(`pay ${order}`), 'order.paid', '2026-01-02', {
    ...{ order: own(order), merchant: store, amount, currency: 'USD', ...over },
  });
const shipped = (order: string) =>
  fact(own(`ship ${order}`), 'order.shipped', '2026-01-03', { order: own(order) });

const ndjson = (raws: (object | string)[]) =>
  raws.map((raw) => `${typeof raw === 'string' ? raw : JSON.stringify(raw)}\n`).join('');

async function* inChunks(content: Buffer, size = 70_000): AsyncGenerator<Buffer> {
  for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
}

async function upload(content: string | Buffer, over: { name?: string; submissionId?: string } = {}) {
  return takeUpload(books.database, rita, {
    submissionId: over.submissionId ?? randomUUID(),
    fileName: over.name ?? 'facts.ndjson',
    file: inChunks(Buffer.from(content as string)),
  });
}

async function taken(content: string | Buffer, name?: string): Promise<string> {
  const answer = await upload(content, { name });
  if (answer.status !== 'taken') throw new Error(JSON.stringify(answer));
  return answer.importId;
}

const work = (options?: WorkOptions) => workOnImports(books.database, OPERATOR, options);
const form = (importId: string) => ({ submissionId: randomUUID(), importId });
const rowOf = async (importId: string) =>
  (await readImportRow(books.database.drizzle, importId)) as never as NonNullable<
    Awaited<ReturnType<typeof readImportRow>>
  >;
const findings = (importId: string, phase: 'check' | 'record', choice: 'refused' | 'waits' = 'refused') =>
  listFindingRows(books.database.drizzle, { ...{ importId, phase, choice }, afterLine: 0, limit: 1000 });
const count = async (table: string, importId: string) => {
  const [row] = await books.ask<{ count: number }>(
    `select count(*)::int as count from ${table} where import_id = $1`,
    [importId],
  );
  return row?.count;
};
const logOf = (importId: string) =>
  books.ask<{ action: string; actor_id: string; after: Record<string, unknown> }>(
    'select action, actor_id, after from audit_log where subject = $1 order by audit_seq',
    [importId],
  );

describe('an upload', () => {
  it('is kept whole, in pieces, and checked at once where nothing needs to be asked', async () => {
    const content = Buffer.from(
      ndjson([opened(), ...Array.from({ length: 20_000 }, (_, n) => paid(`o${n}`))]),
    );
    expect(content.length).toBeGreaterThan(2_500_000);
    const importId = await taken(content, 'C:\\exports\\week\u202E 1.ndjson');
    const parts = await books.ask<{ content: Buffer }>(
      'select content from import_parts where import_id = $1 order by part_no',
      [importId],
    );
    expect(parts.length).toBeGreaterThan(2);
    expect(Buffer.concat(parts.map((part) => part.content)).equals(content)).toBe(true);
    expect(await rowOf(importId)).toMatchObject({
      ...{ status: 'checking', fileName: 'week 1.ndjson', format: 'ndjson', fileBytes: content.length },
    });
    await stopImport(books.database, rita, form(importId));
  });

  it('of the same form is one import', async () => {
    const submissionId = randomUUID();
    const content = ndjson([opened()]);
    const answers = await Promise.all([upload(content, { submissionId }), upload(content, { submissionId })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['repeated', 'taken']);
    expect(await logOf(submissionId)).toMatchObject([{ action: 'import.uploaded', actor_id: 'rita' }]);
    await stopImport(books.database, rita, form(submissionId));
  });

  it('of the same file again is told', async () => {
    const first = await taken(ndjson([opened()]));
    const second = await taken(ndjson([opened()]));
    expect((await getImport(books.database, rita, first))?.same).toBeNull();
    expect((await getImport(books.database, rita, second))?.same?.row.importId).toBe(first);
    await work();
  });

  it('that is broken off, or too large, leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from(ndjson([opened()]));
      throw new Error('the line was cut');
    }
    const submissionId = randomUUID();
    const ask = { submissionId, fileName: 'x.ndjson' };
    await expect(takeUpload(books.database, rita, { ...ask, file: broken() })).rejects.toThrow('cut');
    const large = { ...ask, file: inChunks(Buffer.alloc(3_000_000, 'x')), mostBytes: 2_500_000 };
    expect(await takeUpload(books.database, rita, large)).toEqual({ status: 'refused', code: 'too_large' });
    expect(await count('imports', submissionId)).toBe(0);
    expect(await count('import_parts', submissionId)).toBe(0);
  });

  it.each([
    ['empty', ''],
    ['empty', ' \n\n'],
    ['empty', gzipSync('')],
    ['broken_gzip', Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(50, 7)])],
    ['spreadsheet', Buffer.from('PK\u0003\u0004 and so on')],
    ['not_text', Buffer.from('%PDF-1.7\n...')],
    ['not_text', Buffer.from('a,b\n\0,1\n')],
    ['not_utf8', Buffer.from([0x69, 0x64, 0x2c, 0xb6, 0xa9, 0xb5, 0xa5, 0x0a, 0x31, 0x2c, 0x32])],
    ['not_utf8', Buffer.from('\uFEFFid,type\n', 'utf16le')],
    ['json_array', '[{"id":"1"}]'],
    ['not_ndjson', '{\n  "id": "1"\n}\n'],
    ['not_csv', 'Dear all,\nno.'.replace(',', '')],
    ['not_csv', '<!doctype html><table><tr><td>a,b</td></tr></table>\nx,y\n'],
    ['only_heads', 'id,type,at\n'],
    ['too_many_columns', `${Array.from({ length: 201 }, (_, n) => `c${n}`).join(',')}\n1\n`],
  ])('that is %s is refused, and leaves nothing', async (code, content) => {
    const submissionId = randomUUID();
    expect(await upload(content, { submissionId })).toEqual({ status: 'refused', code });
    expect(await count('imports', submissionId)).toBe(0);
  });

  it('that a server left unfinished is tidied away, and no other', async () => {
    const left = randomUUID();
    await books.ask(
      `insert into imports (import_id, file_name, format, file_bytes, file_hash, status, made_by, made_at)
       values ($1, 'x', 'csv', 0, '', 'uploading', 'rita', now() - interval '2 hours')`,
      [left],
    );
    expect(await getImport(books.database, rita, left)).toBeNull();
    await forgetImports(books.database, OPERATOR);
    expect(await count('imports', left)).toBe(0);
  });
});

describe('a check', () => {
  it('says of each line what recording it would come to, and records nothing', async () => {
    await apply(books.database, [opened(), paid('known')]);
    const importId = await taken(
      ndjson([
        paid('known'),
        { ...paid('known'), amount: 2 },
        paid('o1', 1500),
        paid('o2', 300, { currency: 'JPY' }),
        shipped('o1'),
        shipped('nobody'),
        'no json',
        paid('o3', '12.5'),
        '[]',
        fact(own('refund'), 'refund.settled', '2026-01-04', {
          ...{ order: own('o1'), refund: 'r', amount: 500, reason: 'seller_fault' },
        }),
        fact(own('too much'), 'refund.settled', '2026-01-04', {
          ...{ order: own('o1'), refund: 'r2', amount: 1001, reason: 'seller_fault' },
        }),
        paid('o1', 1500),
      ]),
    );
    const before = await books.ask('select count(*) from facts');
    expect(await work()).toBe(1);
    expect(await books.ask('select count(*) from facts')).toEqual(before);
    const row = await rowOf(importId);
    expect(row).toMatchObject({ status: 'checked', linesTotal: 12, linesRead: 12 });
    expect(row.checked).toMatchObject({
      counts: { applied: 4, duplicate: 2, parked: 1, rejected: 2, bad: 3 },
      isTried: true,
      kinds: [
        { type: 'order.paid', applied: 2, parked: 0, minor: { JPY: '300', USD: '1500' } },
        { type: 'order.shipped', applied: 1, parked: 1, minor: {} },
        { type: 'refund.settled', applied: 1, parked: 0, minor: { USD: '500' } },
      ],
    });
    expect((await findings(importId, 'check')).map(({ line, code }) => [line, code])).toEqual([
      [2, 'conflict'],
      [7, null],
      [8, 'bad_amount'],
      [9, 'bad_fact'],
      [11, 'over_refund'],
    ]);
    const [waits] = await findings(importId, 'check', 'waits');
    expect(waits).toMatchObject({ line: 6, code: 'parked', text: JSON.stringify(shipped('nobody')) });
    expect(waits?.reason).toContain(own('nobody'));
  });

  it('foresees what wakes, and what is refused on waking', async () => {
    const importId = await taken(ndjson([opened(), shipped('o1'), paid('o1')]));
    await apply(books.database, []);
    await work();
    expect((await rowOf(importId)).checked).toMatchObject({
      ...{ counts: { applied: 2, parked: 1 }, parkedThenApplied: 1, woken: 0 },
    });
  });

  it('of what two people decide, or the payouts know, refuses every line, and so does the recording', async () => {
    const facts = Object.keys(DECIDED_ELSEWHERE).map((type, n) =>
      fact(own(`decided ${n}`), type, '2026-01-02', {
        ...{ merchant: store, amount: 5, currency: 'USD', decision: 'eligible' },
      }),
    );
    const importId = await taken(ndjson([opened(), ...facts]));
    await work();
    const found = await findings(importId, 'check');
    expect(found).toHaveLength(facts.length);
    for (const { code, reason } of found) {
      expect(code).toBe('bad_fact');
      expect(reason).toMatch(/cannot be brought in a file/);
    }
    await startRecording(books.database, rita, form(importId));
    await work();
    expect((await rowOf(importId)).recorded).toMatchObject({ applied: 1, bad: facts.length });
    expect(await books.ask('select type from facts where merchant_id = $1', [store])).toEqual([
      { type: 'merchant.opened' },
    ]);
  });

  it('of a longer file looks at each line by itself', async () => {
    await apply(books.database, [opened(), paid('known')]);
    const importId = await taken(
      ndjson([paid('known'), paid('o1'), paid('o1'), { ...paid('o1'), amount: 7 }, shipped('nobody'), 'x']),
    );
    await work({ mostTriedLines: 3 });
    expect((await rowOf(importId)).checked).toMatchObject({
      isTried: false,
      counts: { applied: 2, duplicate: 2, parked: 0, rejected: 1, bad: 1 },
      kinds: [{ type: 'order.paid', minor: { USD: '1000' } }, { type: 'order.shipped' }],
    });
    expect((await findings(importId, 'check')).map(({ line, code }) => [line, code])).toEqual([
      [4, 'conflict'],
      [6, null],
    ]);
  });

  it('of a gzip that is cut off, or unpacks without end, or has too many lines, fails and says why', async () => {
    const whole = gzipSync(ndjson(Array.from({ length: 5000 }, (_, n) => paid(`o${n}`))));
    const cut = await taken(whole.subarray(0, whole.length - 50));
    await work();
    expect(await rowOf(cut)).toMatchObject({ status: 'failed', error: 'broken_gzip' });
    const many = await taken(ndjson([paid('o1'), paid('o2'), paid('o3')]));
    await work({ mostLines: 2 });
    expect(await rowOf(many)).toMatchObject({ status: 'failed', error: 'too_many_lines' });
    const long = await taken(ndjson([opened(), `{"id":"${'x'.repeat(30_000)}"}`]));
    await work();
    expect(await rowOf(long)).toMatchObject({
      status: 'checked',
      checked: { counts: { applied: 1, bad: 1 } },
    });
    expect((await findings(long, 'check'))[0]?.text).toHaveLength(20_000);
  });

  it('can be stopped, and asked for again', async () => {
    const importId = await taken(ndjson([opened()]));
    await stopImport(books.database, rita, form(importId));
    expect(await work()).toBe(0);
    expect(await rowOf(importId)).toMatchObject({ status: 'uploaded' });
    const ask = { ...form(importId), choice: null };
    expect(await askCheck(books.database, rita, ask)).toEqual({ status: 'done' });
    expect(await askCheck(books.database, rita, ask)).toEqual({ status: 'repeated' });
    await work();
    expect(await rowOf(importId)).toMatchObject({ status: 'checked' });
  });
});

describe('the columns of a CSV', () => {
  const shopsExport = () =>
    [
      'Order ID;Store;Created_at;Amount_minor;Currency;Customer',
      `${own('A-1')};${store};2026-01-02T04:00:00Z;1200;USD;"Ann; Bell"`,
      `${own('A-2')};${store};2026-01-02T05:00:00Z;800;USD;Bob`,
      `${own('A-3')};${store};2026-01-02T05:00:00Z;1,5;USD;Cy`,
      '',
    ].join('\r\n');
  const choice = (columns: string[], over = {}) => ({
    ...{ columns, restIsLeftOut: false, constants: { type: 'order.paid' }, isIdMade: true, ...over },
  });

  it('are guessed, and named by a person, before the file is checked and recorded by them', async () => {
    await apply(books.database, [opened()]);
    const importId = await taken(shopsExport(), 'orders.csv');
    const row = await rowOf(importId);
    expect(row).toMatchObject({ status: 'uploaded', format: 'csv' });
    const mapping = row.mapping as ColumnMapping;
    expect(mapping).toMatchObject({
      delimiter: ';',
      fields: ['order', 'merchant', 'at', 'amount', 'currency', null],
    });
    const columns = mapping.fields.map((field) => field ?? '');
    const ask = (over: object) => askCheck(books.database, rita, { ...form(importId), ...over } as never);
    expect(await ask({ choice: choice(columns) })).toEqual({
      ...{ status: 'problems', problems: [{ code: 'undecided', column: 5 }] },
    });
    expect(await ask({ choice: choice(columns.slice(1)) })).toEqual({ status: 'refused', code: 'bad_form' });
    const good = choice(columns, { restIsLeftOut: true });
    expect(await ask({ choice: good, isLook: true })).toEqual({ status: 'done' });
    const view = await getImport(books.database, rita, importId);
    expect(view?.row.status).toBe('uploaded');
    expect(view?.preview.map(({ line, problem }) => [line, problem])).toMatchObject([
      [2, null],
      [3, null],
      [4, expect.stringContaining('amount')],
    ]);
    expect(Object.fromEntries(view?.preview[0]?.fields ?? [])).toMatchObject({
      ...{ id: `order.paid:${own('A-1')}`, type: 'order.paid', order: own('A-1'), amount: '1200' },
    });
    expect(await ask({ choice: good })).toEqual({ status: 'done' });
    await work();
    expect((await rowOf(importId)).checked).toMatchObject({ counts: { applied: 2, bad: 1 } });
    await startRecording(books.database, rita, form(importId));
    await work();
    expect(await rowOf(importId)).toMatchObject({ status: 'recorded', recorded: { applied: 2, bad: 1 } });
    expect(await violationsOf(books.database)).toEqual([]);
    // The file mended and brought again: what was recorded is known, and the rest is recorded.
    const again = await taken(shopsExport().replace('1,5', '15'), 'orders.csv');
    await askCheck(books.database, rita, { ...form(again), choice: good });
    await work();
    await startRecording(books.database, rita, form(again));
    await work();
    expect((await rowOf(again)).recorded).toMatchObject({ applied: 1, duplicate: 2, bad: 0 });
  });

  it('with the fields’ own names need nobody', async () => {
    const importId = await taken(
      `${BROUGHT_FIELDS.join(',')}\n${own('1')},merchant.opened,2026-01-01T00:00:00Z,${store},,,,,,,,,,\n`,
    );
    await work();
    expect(await rowOf(importId)).toMatchObject({ status: 'checked', checked: { counts: { applied: 1 } } });
  });
});

describe('a recording', () => {
  const LINES = 3500;
  const history = () => [
    opened(),
    ...Array.from({ length: LINES - 1 }, (_, n) => (n % 100 === 7 ? paid(`o${n}`, 0) : paid(`o${n}`))),
  ];

  it('killed anywhere and gone on with counts and records every line once', async () => {
    const importId = await taken(gzipSync(ndjson(history())));
    await work();
    expect(await rowOf(importId)).toMatchObject({ status: 'checked' });
    await startRecording(books.database, rita, form(importId));
    const refusedLines = Math.ceil((LINES - 1 - 7) / 100);
    // Each time another server is at it, which goes away after a batch: its connections break in the middle of the next.
    for (const batches of [1, 2]) {
      const server = openDatabase(books.ownerUrl);
      let asked = 0;
      const isStopping = () => {
        asked += 1;
        return asked > batches;
      };
      await workOnImports(server, OPERATOR, { isStopping });
      await server.close();
    }
    const half = await rowOf(importId);
    expect(half.status).toBe('recording');
    expect(half.linesRead).toBeGreaterThan(0);
    expect(half.linesRead).toBeLessThan(LINES);
    // A batch that was rolled back leaves no trace of its progress.
    await books.ask('alter table import_findings add constraint plug check (line < 3300) not valid');
    await work();
    await books.ask('alter table import_findings drop constraint plug');
    expect(await rowOf(importId)).toMatchObject({ status: 'failed', linesRead: 3000 });
    expect(await startRecording(books.database, rita, form(importId))).toEqual({ status: 'done' });
    await work();
    const row = await rowOf(importId);
    expect(row).toMatchObject({
      ...{ status: 'recorded', linesRead: LINES, linesTotal: LINES, recordedBy: 'rita' },
      recorded: { applied: LINES - refusedLines, duplicate: 0, parked: 0, rejected: 0, bad: refusedLines },
    });
    expect(await findings(importId, 'record')).toHaveLength(refusedLines);
    expect(
      await books.ask('select count(*)::int as facts from facts where merchant_id = $1', [store]),
    ).toEqual([{ facts: LINES - refusedLines }]);
    expect(await violationsOf(books.database)).toEqual([]);
    const log = await logOf(importId);
    expect(log.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['import.uploaded', 'rita'],
      ['import.recorded', 'rita'],
      ['import.recorded', 'rita'],
    ]);
    expect(log.at(-1)?.after).toMatchObject({ applied: LINES - refusedLines, is_whole: true });
  }, 120_000);

  it('can be stopped, keeps what it recorded, and goes on', async () => {
    const importId = await taken(ndjson(history().slice(0, 2500)));
    await work();
    await startRecording(books.database, rita, form(importId));
    let asked = 0;
    const isStopping = () => {
      asked += 1;
      return asked > 2;
    };
    await work({ isStopping });
    expect(await stopImport(books.database, rita, form(importId))).toEqual({ status: 'done' });
    expect(await work()).toBe(0);
    const stopped = await rowOf(importId);
    expect(stopped).toMatchObject({ status: 'stopped', stopAskedBy: 'rita' });
    expect(stopped.recorded?.applied).toBeGreaterThan(0);
    await startRecording(books.database, rita, form(importId));
    await work();
    expect(await rowOf(importId)).toMatchObject({ status: 'recorded', stopAskedBy: null, linesRead: 2500 });
    expect((await logOf(importId)).map(({ action }) => action)).toContain('import.stopped');
  });

  it('needs a check, and is one however often the form is sent', async () => {
    const importId = await taken(ndjson([opened()]));
    await stopImport(books.database, rita, form(importId));
    expect(await startRecording(books.database, rita, form(importId))).toEqual({
      ...{ status: 'refused', code: 'not_checked' },
    });
    await askCheck(books.database, rita, { ...form(importId), choice: null });
    await work();
    const once = form(importId);
    const answers = await Promise.all([1, 2].map(() => startRecording(books.database, rita, once)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['done', 'repeated']);
    await work();
    expect(await startRecording(books.database, rita, form(importId))).toEqual({
      ...{ status: 'refused', code: 'recorded_already' },
    });
  });

  it('ends where the person may no longer', async () => {
    const importId = await taken(ndjson([opened()]));
    await work();
    await startRecording(books.database, rita, form(importId));
    await books.ask("update people set role = 'auditor' where person_id = 'rita'");
    await work();
    await books.ask("update people set role = 'reviewer' where person_id = 'rita'");
    expect(await rowOf(importId)).toMatchObject({ status: 'failed', error: 'may_no_longer', linesRead: 0 });
    expect(await findImportToDo(books.database.drizzle)).toBeNull();
  });
});

describe('the file', () => {
  it('is forgotten when a person says so, and by itself when it is old; what became of it stays', async () => {
    const facts: (Raw | string)[] = [opened(), 'no json'];
    const now = new Date();
    const later = new Date(now.getTime() + (KEPT_DAYS + 1) * 24 * 60 * 60 * 1000);
    for (const isByHand of [true, false]) {
      const importId = await taken(ndjson(facts));
      expect(await removeImportFile(books.database, rita, form(importId))).toMatchObject({
        code: 'under_way',
      });
      await work();
      await forgetImports(books.database, OPERATOR, { now });
      expect(await count('import_parts', importId)).toBe(1);
      if (isByHand) await removeImportFile(books.database, rita, form(importId));
      else expect(await forgetImports(books.database, OPERATOR, { now: later })).toBeGreaterThan(0);
      expect(await count('import_parts', importId)).toBe(0);
      const view = await getImport(books.database, rita, importId);
      expect(view?.row).toMatchObject({ status: 'checked', removedBy: isByHand ? 'rita' : null });
      const { findings: found } = await listFindings(books.database, rita, {
        ...{ importId, phase: 'check', choice: 'refused', afterLine: 0, limit: 10 },
      });
      expect(found).toMatchObject([{ line: 2, code: null, text: '', reason: 'is not JSON' }]);
      expect(await startRecording(books.database, rita, form(importId))).toMatchObject({
        code: 'file_removed',
      });
      expect((await logOf(importId)).at(-1)).toMatchObject({
        ...{ action: 'import.removed', actor_id: isByHand ? 'rita' : null },
      });
    }
  });
});

it('the list has every import once, newest first', async () => {
  const listed: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listImports>> = await listImports(books.database, rita, {
      cursor,
      limit: 3,
    });
    listed.push(...page.imports.map(({ row }) => row.importId));
    cursor = page.next;
  } while (cursor !== null);
  const rows = await books.ask<{ import_id: string }>(
    "select import_id from imports where status <> 'uploading' order by made_at desc, import_id desc",
  );
  expect(listed).toEqual(rows.map((row) => row.import_id));
  expect(listed.length).toBeGreaterThan(5);
});
