import { stringify } from 'csv-stringify/sync';
import type { AuditExported } from '@/services/audit/export-audit';

/** The columns, named as the database names them, for whoever reads them with a program. */
const COLUMNS = [
  { key: 'auditSeq', header: 'audit_seq' },
  { key: 'at', header: 'at' },
  { key: 'actorKind', header: 'actor_kind' },
  { key: 'actorId', header: 'actor_id' },
  { key: 'actorName', header: 'actor_name' },
  { key: 'actorRole', header: 'actor_role' },
  { key: 'action', header: 'action' },
  { key: 'merchantId', header: 'merchant_id' },
  { key: 'subject', header: 'subject' },
  { key: 'before', header: 'before' },
  { key: 'after', header: 'after' },
  { key: 'why', header: 'why' },
  { key: 'requestId', header: 'request_id' },
  { key: 'previousHash', header: 'previous_hash' },
  { key: 'hash', header: 'hash' },
] as const satisfies { key: keyof AuditExported; header: string }[];

function linesOf(rows: AuditExported[], isFirst: boolean): string {
  return stringify(rows, {
    columns: [...COLUMNS],
    header: isFirst,
    // By it spreadsheets know that the text is UTF-8.
    bom: isFirst,
    // What a spreadsheet would take for a formula gets an apostrophe before it.
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

/** The rows as CSV, a chunk at a time; the next is asked for when whoever downloads it has taken the one before. */
export function csvOf(chunks: AsyncGenerator<AuditExported[], void, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(linesOf([], true)));
    },
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(linesOf(value, false)));
    },
    async cancel() {
      await chunks.return();
    },
  });
}
