import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { readChain } from '@/db/queries/audit-log';
import type { Actor } from '@/engine/actor';
import type { AuditNote } from '@/engine/audit';
import { keyWith, OPERATOR, staff } from '@/tests/actors';
import { makeBooks, type TestBooks } from '@/tests/make-books';
import { inTransaction } from '../transaction';
import { verifyBooks } from '../verify-books';
import { CHAIN_START, hashOf, recordAudit } from './record-audit';
import { walkAuditChain } from './walk-audit-chain';

const ADA = staff('approver');
const KEY = keyWith(['read']);

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());
beforeEach(() => books.ask('truncate audit_log'));

function record(actor: Actor, note: AuditNote, now?: Date): Promise<bigint> {
  return inTransaction(books.database, (executor) => recordAudit(executor, actor, note, now));
}

const walk = (rowsAtOnce?: number) => walkAuditChain(books.database.drizzle, rowsAtOnce);
const chain = () => readChain(books.database.drizzle, null, 10_000);

describe('recording', () => {
  it('keeps who, when, what, before, after and why, and chains it to the row before', async () => {
    const at = new Date('2026-11-22T10:00:00.123Z');
    await record(OPERATOR, { action: 'run.started', subject: '2026-11-22' });
    await record(
      ADA,
      {
        action: 'person.changed',
        merchantId: 'm',
        subject: 'bob',
        before: { role: 'reviewer' },
        after: { role: 'auditor' },
        why: 'moved on',
      },
      at,
    );
    await record(KEY, { action: 'facts.imported' });
    const [first, second, third] = await chain();
    expect(first).toMatchObject({
      auditSeq: 1n,
      actorKind: 'operator',
      actorId: null,
      previousHash: CHAIN_START,
    });
    expect(second).toEqual({
      auditSeq: 2n,
      at: '2026-11-22T10:00:00.123Z',
      actorKind: 'person',
      actorId: ADA.personId,
      actorName: ADA.name,
      actorRole: ADA.role,
      action: 'person.changed',
      merchantId: 'm',
      subject: 'bob',
      before: '{"role":"reviewer"}',
      after: '{"role":"auditor"}',
      why: 'moved on',
      requestId: ADA.requestId,
      previousHash: first?.hash,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(third).toMatchObject({ actorKind: 'key', actorId: KEY.keyId, before: null, why: null });
    expect(await walk()).toMatchObject({ counted: 3, wrong: 0, head: { auditSeq: 3n, hash: third?.hash } });
  });

  it('hashes what is kept, whatever is written', async () => {
    const hostile = 'a\0b\ud800c\udc00 "quoted" \\ \u2028 é e\u0301 𝄞 中文 \r\n';
    await record(
      { ...ADA, name: hostile, requestId: hostile },
      {
        action: 'person.changed',
        subject: hostile,
        before: { [hostile]: hostile, minor: 12345678901234567890n, nothing: undefined, none: null },
        after: { nested: { deep: [1, 1.0, 1e21, -0, true] }, at: new Date(0) },
        why: '',
      },
    );
    await record(ADA, { action: 'person.changed', before: {}, subject: 'null' });
    await record(ADA, { action: 'person.changed', subject: undefined });
    expect(await walk()).toMatchObject({ counted: 3, wrong: 0 });
    const [first, second, third] = await chain();
    expect(first?.subject).toContain('a\ufffdb\ufffdc\ufffd');
    expect(JSON.parse(first?.before ?? '')).toMatchObject({ minor: '12345678901234567890', none: null });
    expect([second?.subject, third?.subject]).toEqual(['null', null]);
  });

  it('tells an empty field from a text that looks like one', () => {
    const row = {
      auditSeq: 1n,
      at: '2026-11-22T10:00:00.000Z',
      actorKind: 'operator',
      actorId: null,
      actorName: '',
      actorRole: null,
      action: 'run.started',
      merchantId: null,
      subject: null,
      before: null,
      after: null,
      why: null,
      requestId: null,
      previousHash: CHAIN_START,
    } as const;
    const rows = [
      row,
      { ...row, before: 'null' },
      { ...row, after: 'null' },
      { ...row, why: '' },
      { ...row, why: 'null' },
      { ...row, merchantId: 'a","b' },
      { ...row, merchantId: 'a', subject: 'b' },
      { ...row, subject: 'a' },
    ];
    expect(new Set(rows.map(hashOf)).size).toBe(rows.length);
    // Written down once: a change of the form would break every chain there is.
    expect(hashOf(row)).toBe('fb10d7d9f2fd568985cea6f929fcc8d756190a333ac5f8d41c8eb00b17b8aa48');
  });

  it('is refused outside a transaction, and in one that would not see the row before', async () => {
    const { drizzle } = books.database;
    await expect(recordAudit(drizzle, ADA, { action: 'run.started' })).rejects.toThrow('in the transaction');
    for (const isolationLevel of ['repeatable read', 'serializable'] as const) {
      await expect(
        drizzle.transaction((executor) => recordAudit(executor, ADA, { action: 'run.started' }), {
          isolationLevel,
        }),
      ).rejects.toThrow('read committed');
    }
    expect(await chain()).toEqual([]);
  });

  it('never forks and leaves no gap, whoever writes at once, also where some take it back', async () => {
    const others = [openDatabase(books.ownerUrl), openDatabase(books.ownerUrl)];
    const databases = [books.database, ...others];
    const answers = await Promise.allSettled(
      Array.from({ length: 300 }, (_, index) =>
        // No second try: nobody may fail at the first.
        (databases[index % 3] ?? books.database).drizzle.transaction(async (executor) => {
          if (index % 5 === 0) await executor.execute(sql`select pg_sleep(0.002)`);
          await recordAudit(executor, ADA, { action: 'run.started', subject: `${index}` });
          if (index % 4 === 1)
            await recordAudit(executor, KEY, { action: 'facts.imported', subject: `${index}` });
          if (index % 3 === 0) throw new Error('taken back');
        }),
      ),
    );
    await Promise.all(others.map((each) => each.close()));
    const failures = answers.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    expect(new Set(failures)).toEqual(new Set(['Error: taken back']));
    expect(failures).toHaveLength(100);
    const rows = await chain();
    expect(rows.map((row) => row.auditSeq)).toEqual(rows.map((_, index) => BigInt(index + 1)));
    expect(new Set(rows.map((row) => row.subject)).size).toBe(200);
    expect(await walk()).toMatchObject({ counted: 250, wrong: 0 });
    // Whoever was let in first has the earlier instant.
    expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted());
  });

  it('may be added to and read by the application, no more', async () => {
    await record(ADA, { action: 'run.started' });
    for (const change of ["update audit_log set why = 'x'", 'delete from audit_log', 'truncate audit_log'])
      await expect(books.database.pool.query(change)).rejects.toThrow('permission denied');
  });
});

describe('walking', () => {
  const NOTE: AuditNote = {
    action: 'person.changed',
    merchantId: 'm',
    subject: 'bob',
    before: { role: 'reviewer' },
    after: { role: 'auditor' },
    why: 'moved on',
  };

  async function fill(count = 5): Promise<void> {
    for (let row = 0; row < count; row += 1) await record(ADA, NOTE);
  }

  async function places(): Promise<string[]> {
    const { places: told, wrong } = await walk();
    expect(wrong).toBe(told.length);
    return told;
  }

  const CHANGED = 'row 3: its hash is not that of its fields';

  it.each([
    ['at', "at + interval '1 millisecond'"],
    ['at', "at - interval '4051 years'"],
    ['at', "'infinity'"],
    ['at', "'294276-01-01'"],
    ['actor_kind', "'operator', actor_role = null"],
    ['actor_role', "'auditor'"],
    ['actor_id', "'eve'"],
    ['actor_id', 'null'],
    ['actor_name', "actor_name || ' '"],
    ['action', "'person.added'"],
    ['merchant_id', "'n'"],
    ['merchant_id', 'null'],
    ['subject', "'eve'"],
    ['before', `'{"role": "reviewer"}'`],
    ['before', "'null'"],
    ['before', 'null'],
    ['after', `'{"role":"reviewer"}'`],
    ['after', 'null'],
    ['why', "''"],
    ['why', 'null'],
    ['request_id', "'request-2'"],
    ['request_id', 'null'],
  ])('finds a changed %s: %s', async (column, value) => {
    await fill();
    await books.ask(`update audit_log set ${column} = ${value} where audit_seq = 3`);
    expect(await places()).toEqual([CHANGED]);
  });

  it('tries every column', async () => {
    const columns = await books.ask<{ name: string }>(
      "select column_name as name from information_schema.columns where table_name = 'audit_log' order by 1",
    );
    expect(columns.map(({ name }) => name)).toEqual([
      ...['action', 'actor_id', 'actor_kind', 'actor_name', 'actor_role', 'after', 'at', 'audit_seq'],
      ...['before', 'hash'],
      ...['merchant_id', 'previous_hash', 'request_id', 'subject', 'why'],
    ]);
  });

  it('finds a changed hash, also where it was made to fit the changed fields', async () => {
    await fill();
    await books.ask(`update audit_log set hash = repeat('a', 64) where audit_seq = 3`);
    expect(await places()).toEqual([CHANGED, 'row 4: it does not follow row 3']);
    const [, , third] = await chain();
    if (third === undefined) throw new Error('there are five');
    const forged = { ...third, why: 'another reason' };
    await books.ask('update audit_log set why = $1, hash = $2 where audit_seq = 3', [
      forged.why,
      hashOf(forged),
    ]);
    expect(await places()).toEqual(['row 4: it does not follow row 3']);
  });

  it('finds a changed previous hash', async () => {
    await fill();
    await books.ask(`update audit_log set previous_hash = repeat('a', 64) where audit_seq = 3`);
    expect(await places()).toEqual(['row 3: it does not follow row 2, its hash is not that of its fields']);
  });

  it('finds rows that were taken out, and a changed number', async () => {
    await fill(7);
    await books.ask('delete from audit_log where audit_seq = 3');
    expect(await places()).toEqual(['row 4: row 3 is missing before it, it does not follow row 2']);
    await books.ask('delete from audit_log where audit_seq = 4');
    expect(await places()).toEqual(['row 5: rows 3 to 4 are missing before it, it does not follow row 2']);
    await books.ask('update audit_log set audit_seq = audit_seq - 2 where audit_seq > 4');
    expect((await places())[0]).toBe('row 3: it does not follow row 2, its hash is not that of its fields');
  });

  it('finds a row that was put in between', async () => {
    await fill();
    // The primary key is checked row by row, so they are moved from the last on.
    for (const row of [5, 4, 3])
      await books.ask('update audit_log set audit_seq = audit_seq + 1 where audit_seq = $1', [row]);
    await books.ask(
      `insert into audit_log select 3, at, actor_kind, actor_id, actor_name, actor_role, action, merchant_id, subject, before,
         after, why, request_id, repeat('b', 64), repeat('c', 64) from audit_log where audit_seq = 2`,
    );
    const found = await walk();
    expect(found).toMatchObject({ counted: 6, wrong: 4 });
    expect(found.places.slice(0, 2)).toEqual([
      `row 3: it does not follow row 2, its hash is not that of its fields`,
      `row 4: it does not follow row 3, its hash is not that of its fields`,
    ]);
  });

  it('finds two rows in each other’s place', async () => {
    await fill();
    await books.ask('update audit_log set audit_seq = 99 where audit_seq = 3');
    await books.ask('update audit_log set audit_seq = 3 where audit_seq = 4');
    await books.ask('update audit_log set audit_seq = 4 where audit_seq = 99');
    expect((await walk()).wrong).toBe(3);
  });

  it('finds a beginning that was cut off, also where the rest was numbered anew', async () => {
    await fill(3);
    await books.ask('delete from audit_log where audit_seq = 1');
    expect(await places()).toEqual(['row 2: row 1 is missing before it, it does not begin the chain']);
    await books.ask('update audit_log set audit_seq = 1 where audit_seq = 2');
    expect((await places())[0]).toMatch(/^row 1: it does not begin the chain, its hash/);
  });

  it('finds nothing where the end is cut off: only the last row tells who noted it', async () => {
    await fill(3);
    const before = await walk();
    await books.ask('delete from audit_log where audit_seq = 3');
    const after = await walk();
    expect(after).toMatchObject({ counted: 2, wrong: 0 });
    expect(after.head).not.toEqual(before.head);
    await books.ask('truncate audit_log');
    expect(await walk()).toEqual({ counted: 0, wrong: 0, places: [], head: null });
  });

  it('is one of the checks of the books', async () => {
    await fill(3);
    const look = async () =>
      (await verifyBooks(books.database, OPERATOR)).find(({ name }) => name.startsWith('8.'));
    const { head } = await walk();
    expect(await look()).toEqual({
      ...{ name: '8. The audit chain is unbroken', things: 'rows', counted: 3, wrong: 0, places: [] },
      head,
    });
    await books.ask("update audit_log set why = 'x' where audit_seq = 3");
    expect(await look()).toMatchObject({ wrong: 1, places: [CHANGED] });
  });

  it('goes along in chunks, and tells the first few places of many', async () => {
    await fill(12);
    for (const rowsAtOnce of [1, 5, 6, 12, 13])
      expect(await walk(rowsAtOnce)).toMatchObject({ counted: 12, wrong: 0, head: { auditSeq: 12n } });
    await books.ask("update audit_log set why = 'x'");
    for (const rowsAtOnce of [1, 5, 13]) {
      const found = await walk(rowsAtOnce);
      expect(found).toMatchObject({ counted: 12, wrong: 12 });
      expect(found.places).toHaveLength(5);
    }
  });
});
