import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { AuditExported } from '@/services/audit/export-audit';
import { csvOf } from './csv';

const ROW: AuditExported = {
  auditSeq: 12345678901234567n,
  at: '2026-11-22T10:00:00.000Z',
  actorKind: 'person',
  actorId: 'mei',
  actorName: '林梅',
  actorRole: 'administrator',
  action: 'person.changed',
  merchantId: null,
  subject: '',
  before: '{"role":"reviewer"}',
  after: '{"role":"auditor"}',
  why: 'moved, "on"\r\nto another team',
  requestId: null,
  previousHash: '0'.repeat(64),
  hash: 'a'.repeat(64),
};

async function* chunksOf(...chunks: AuditExported[][]): AsyncGenerator<AuditExported[], void, void> {
  yield* chunks;
}

const read = (text: string) => parse<Record<string, string>>(text, { columns: true, bom: true });

it('is read back as it was, by what stands in its first line', async () => {
  const bytes = await new Response(csvOf(chunksOf([ROW, ROW], [ROW]))).bytes();
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(text.split('\ufeff')).toHaveLength(2);
  const rows = read(text);
  expect(rows).toHaveLength(3);
  expect(rows[2]).toEqual({
    audit_seq: '12345678901234567',
    at: '2026-11-22T10:00:00.000Z',
    actor_kind: 'person',
    actor_id: 'mei',
    actor_name: '林梅',
    actor_role: 'administrator',
    action: 'person.changed',
    merchant_id: '',
    subject: '',
    before: '{"role":"reviewer"}',
    after: '{"role":"auditor"}',
    why: 'moved, "on"\r\nto another team',
    request_id: '',
    previous_hash: '0'.repeat(64),
    hash: 'a'.repeat(64),
  });
});

it('has its first line also where there is no row', async () => {
  const text = await new Response(csvOf(chunksOf())).text();
  expect(text).toMatch(/^audit_seq,at,.*,hash\r\n$/);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '=HYPERLINK("http://x","y")'])(
  'holds no formula: %j',
  async (hostile) => {
    const row = { ...ROW, actorName: hostile, why: hostile, subject: hostile, merchantId: hostile };
    const [read1] = read(await new Response(csvOf(chunksOf([row]))).text());
    for (const column of ['actor_name', 'why', 'subject', 'merchant_id'])
      expect(read1?.[column]).toBe(`'${hostile}`);
  },
);

it('reads no further than it is asked for, and stops where nobody reads on', async () => {
  let taken = 0;
  let isEnded = false;
  async function* endless(): AsyncGenerator<AuditExported[], void, void> {
    try {
      for (;;) {
        taken += 1;
        yield [ROW];
      }
    } finally {
      isEnded = true;
    }
  }
  const reader = csvOf(endless()).getReader();
  for (let chunk = 0; chunk < 5; chunk += 1) await reader.read();
  expect(taken).toBeLessThanOrEqual(6);
  await reader.cancel();
  expect(isEnded).toBe(true);
});
