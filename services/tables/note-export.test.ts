import { afterAll, beforeAll, expect, it } from 'vitest';
import { PERMISSIONS, type Role } from '@/engine/actor';
import { keyWith, sellerOf, staff } from '@/tests/actors';
import { makeBooks, type TestBooks } from '@/tests/make-books';
import { Refused } from '../authorize';
import { EXPORTED_TABLES, type ExportedTable } from './exported-tables';
import { noteExport } from './note-export';

const STAFF = ['reviewer', 'approver', 'auditor', 'administrator'] as const;

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

const NOW = new Date('2026-11-22T16:30:00Z');
const ask = (table: ExportedTable) => ({ table, filter: {}, atMost: 10, now: NOW });
const noted = () => books.ask<{ subject: string }>('select * from audit_log order by audit_seq');

it('is dated by the policy’s day, and noted with what was asked and nothing else', async () => {
  const AUDITOR = staff('auditor');
  const exportedOn = await noteExport(books.database, AUDITOR, {
    ...{ table: 'entries', merchantId: 'lumen-loom', atMost: 1_048_000, now: NOW },
    filter: { currency: 'BRL', kind: null, is_open: false, newest: 3 },
  });
  // Half past midnight in Shanghai.
  expect(exportedOn).toBe('2026-11-23');
  expect((await noted()).at(-1)).toMatchObject({
    ...{
      action: 'table.exported',
      subject: 'entries',
      merchant_id: 'lumen-loom',
      actor_id: AUDITOR.personId,
    },
    ...{ after: { currency: 'BRL', is_open: false, newest: 3, at_most: 1_048_000 }, before: null },
  });
});

it('is for those alone who may read the table, and leaves nothing of the others', async () => {
  const before = (await noted()).length;
  for (const [table, permission] of Object.entries(EXPORTED_TABLES)) {
    const roles: readonly Role[] = PERMISSIONS[permission].roles;
    expect(roles).not.toContain('seller');
    const others = STAFF.filter((role) => !roles.includes(role));
    expect(others.length).toBeGreaterThan(0);
    for (const actor of [sellerOf('m'), ...others.map(staff), keyWith(['read', 'facts:write'])])
      await expect(noteExport(books.database, actor, ask(table as ExportedTable))).rejects.toThrow(Refused);
  }
  expect(await noted()).toHaveLength(before);
});
