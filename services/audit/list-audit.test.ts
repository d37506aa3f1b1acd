import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChain } from '@/db/queries/audit-log';
import type { Actor } from '@/engine/actor';
import type { AuditNote } from '@/engine/audit';
import { keyWith, OPERATOR, sellerOf, staff } from '@/tests/actors';
import { makeBooks, type TestBooks } from '@/tests/make-books';
import { Refused } from '../authorize';
import { inTransaction } from '../transaction';
import { type AuditExported, exportAudit } from './export-audit';
import { type AuditFilter, type AuditShown, listAccessChanges, listAudit } from './list-audit';
import { recordAudit } from './record-audit';
import { walkAuditChain } from './walk-audit-chain';

const AUDITOR = staff('auditor');
const ADMINISTRATOR = { ...staff('administrator'), personId: 'ann', name: 'Ann Example' };
const BOB = { ...staff('reviewer'), personId: 'bob', name: 'Bob Builder' };
const KEY = keyWith(['facts:write']);

let books: TestBooks;

async function record(actor: Actor, note: AuditNote, at: string): Promise<void> {
  await inTransaction(books.database, (executor) => recordAudit(executor, actor, note, new Date(at)));
}

beforeAll(async () => {
  books = await makeBooks();
  await books.ask(
    `insert into people (person_id, name, email, role) values
       ('ann', 'Ann Example', 'ann@example.com', 'administrator'), ('bob', 'Bob Builder', 'bob@builders.example', 'approver')`,
  );
  await books.ask(
    `insert into merchants (merchant_id, name, opened_on) values ('m', 'Lumen & Loom', '2026-01-01')`,
  );
  await books.ask(
    `insert into api_keys (key_id, name, key_hash, key_start, scopes, made_by)
       values ('key-1', 'Storefront', repeat('a', 64), 'slc_a', array['read'], 'ann')`,
  );
  // Midnight in Shanghai, whose days the default policy counts, is 16:00 in UTC.
  await record(
    ADMINISTRATOR,
    { action: 'person.invited', subject: 'invitation-1' },
    '2026-11-20T15:59:59.999Z',
  );
  await record(
    ADMINISTRATOR,
    { action: 'person.changed', subject: 'bob', after: { role: 'reviewer' } },
    '2026-11-20T16:00:00Z',
  );
  await record(BOB, { action: 'run.started', subject: '2026-11-21' }, '2026-11-21T15:59:59.999Z');
  await record(KEY, { action: 'facts.imported', merchantId: 'm', why: 'backfill' }, '2026-11-21T16:00:00Z');
  await record(ADMINISTRATOR, { action: 'key.made', subject: 'key-1' }, '2026-11-22T10:00:00Z');
  await record(
    OPERATOR,
    { action: 'policy.set', subject: '2', before: { a: 1 }, after: { a: 2 } },
    '2026-11-23T10:00:00Z',
  );
});
afterAll(() => books.drop());

async function found(filter: Partial<AuditFilter>): Promise<bigint[]> {
  return (await listAudit(books.database, AUDITOR, { filter })).rows.map((row) => row.auditSeq);
}

describe('the audit log', () => {
  it('is shown newest first, with what ids are called', async () => {
    const { rows, timezone, ...cursors } = await listAudit(books.database, AUDITOR);
    expect(timezone).toBe('Asia/Shanghai');
    expect(cursors).toEqual({ olderCursor: null, newerCursor: null });
    expect(rows.map((row) => row.auditSeq)).toEqual([6n, 5n, 4n, 3n, 2n, 1n]);
    expect(rows[0]).toMatchObject({
      at: new Date('2026-11-23T10:00:00Z'),
      actor: { kind: 'operator', id: null, name: OPERATOR.name, role: null },
      action: 'policy.set',
      subject: { text: '2', name: null },
      merchant: null,
      before: { a: 1 },
      after: { a: 2 },
      why: null,
      requestId: null,
    });
    expect(rows[1]).toMatchObject({ subject: { text: 'key-1', name: 'Storefront' }, before: null });
    expect(rows[2]).toMatchObject({
      actor: { kind: 'key', id: KEY.keyId, role: null },
      merchant: { merchantId: 'm', name: 'Lumen & Loom' },
      why: 'backfill',
    });
    expect(rows[3]?.actor).toEqual({ kind: 'person', id: 'bob', name: 'Bob Builder', role: 'reviewer' });
    expect(rows[4]?.subject).toEqual({ text: 'bob', name: 'Bob Builder' });
    expect(rows[5]?.requestId).toBe(ADMINISTRATOR.requestId);
  });

  it('is filtered by who did it and whom it was done to, store, action and dates', async () => {
    expect(await found({ person: 'bOB' })).toEqual([3n, 2n]);
    expect(await found({ person: 'builders.example' })).toEqual([3n, 2n]);
    expect(await found({ person: 'bob' })).toEqual([3n, 2n]);
    expect(await found({ person: 'Storefront' })).toEqual([4n]);
    expect(await found({ person: KEY.keyId })).toEqual([4n]);
    expect(await found({ person: 'key-1' })).toEqual([5n]);
    expect(await found({ person: '%' })).toEqual([]);
    expect(await found({ person: 'nobody' })).toEqual([]);
    expect(await found({ merchantId: 'm' })).toEqual([4n]);
    expect(await found({ action: 'person.*' })).toEqual([2n, 1n]);
    expect(await found({ action: 'person.changed' })).toEqual([2n]);
    expect(await found({ action: 'session.*' })).toEqual([]);
    expect(await found({ from: '2026-11-21' })).toEqual([6n, 5n, 4n, 3n, 2n]);
    expect(await found({ to: '2026-11-21' })).toEqual([3n, 2n, 1n]);
    expect(await found({ from: '2026-11-21', to: '2026-11-21' })).toEqual([3n, 2n]);
    expect(await found({ from: '2026-11-22', to: '2026-11-21' })).toEqual([]);
    expect(await found({ from: '0001-01-01', to: '9999-12-31' })).toHaveLength(6);
    expect(await found({ person: 'ann', action: 'key.*', from: '2026-11-22' })).toEqual([5n]);
  });

  it('goes both ways, page by page', async () => {
    const page = (cursor: string | null, filter: Partial<AuditFilter> = {}) =>
      listAudit(books.database, AUDITOR, { cursor, filter, limit: 2 });
    const seqs = ({ rows }: { rows: AuditShown[] }) => rows.map((row) => row.auditSeq);
    const first = await page(null);
    expect([seqs(first), first.newerCursor]).toEqual([[6n, 5n], null]);
    const second = await page(first.olderCursor);
    expect(seqs(second)).toEqual([4n, 3n]);
    const third = await page(second.olderCursor);
    expect([seqs(third), third.olderCursor]).toEqual([[2n, 1n], null]);
    const back = await page(third.newerCursor);
    expect(seqs(back)).toEqual([4n, 3n]);
    const top = await page(back.newerCursor);
    expect([seqs(top), top.newerCursor]).toEqual([[6n, 5n], null]);
    expect(top.olderCursor).toBe(first.olderCursor);

    const filtered = await page(null, { person: 'ann' });
    expect(seqs(filtered)).toEqual([5n, 2n]);
    expect(seqs(await page(filtered.olderCursor, { person: 'ann' }))).toEqual([1n]);
    for (const nonsense of ['', 'before.', 'after.-1', 'before.1e3', 'before.99999999999999999999', '4'])
      expect(seqs(await page(nonsense))).toEqual([6n, 5n]);
  });

  it('is for the staff who see money; administrators see who may come in, no more', async () => {
    const { database } = books;
    for (const actor of [staff('reviewer'), staff('approver'), AUDITOR, OPERATOR])
      expect((await listAudit(database, actor)).rows).toHaveLength(6);
    for (const actor of [ADMINISTRATOR, sellerOf('m'), keyWith(['read', 'facts:write'])]) {
      await expect(listAudit(database, actor)).rejects.toThrow(Refused);
      await expect(exportAudit(database, actor, { now: new Date() })).rejects.toThrow(Refused);
    }
    const changes = await listAccessChanges(database, ADMINISTRATOR, 2);
    expect(changes.rows.map((row) => row.auditSeq)).toEqual([5n, 2n]);
    expect((await listAccessChanges(database, ADMINISTRATOR, 50)).rows.map((row) => row.action)).toEqual([
      'key.made',
      'person.changed',
      'person.invited',
    ]);
    for (const actor of [AUDITOR, sellerOf('m'), KEY])
      await expect(listAccessChanges(database, actor, 2)).rejects.toThrow(Refused);
  });
});

describe('the export', () => {
  it('has every row that the filter leaves, as it is kept, and is itself recorded', async () => {
    const { chunks, exportedOn } = await exportAudit(books.database, AUDITOR, {
      filter: { merchantId: 'm', from: '2026-11-01' },
      now: new Date('2026-11-23T16:00:00Z'),
    });
    expect(exportedOn).toBe('2026-11-24');
    const rows: AuditExported[] = [];
    for await (const chunk of chunks) rows.push(...chunk);
    const kept = await readChain(books.database.drizzle, null, 100);
    expect(rows).toEqual(kept.filter((row) => row.auditSeq === 4n));
    expect(kept.at(-1)).toMatchObject({
      actorId: AUDITOR.personId,
      action: 'audit.exported',
      merchantId: 'm',
      after: '{"merchant":"m","from":"2026-11-01"}',
    });
    expect(await walkAuditChain(books.database.drizzle)).toMatchObject({ counted: 7, wrong: 0 });
  });

  it('goes on chunk by chunk, newest first, and ends before what came after it was asked for', async () => {
    await inTransaction(books.database, async (executor) => {
      for (let row = 0; row < 2100; row += 1) await recordAudit(executor, BOB, { action: 'run.started' });
    });
    const { chunks } = await exportAudit(books.database, AUDITOR, { now: new Date() });
    await record(BOB, { action: 'run.started' }, '2026-11-24T00:00:00Z');
    const sizes: number[] = [];
    const seqs: bigint[] = [];
    for await (const chunk of chunks) {
      sizes.push(chunk.length);
      seqs.push(...chunk.map((row) => row.auditSeq));
    }
    expect(sizes).toEqual([1000, 1000, 107]);
    expect(seqs).toEqual(Array.from({ length: 2107 }, (_, index) => BigInt(2107 - index)));
  });
});
