import type { AuditExported } from '@/services/audit/export-audit';
import { type Column, csvOf as csvOfTable } from '../../csv';

/** The columns, named as the database names them, for whoever reads them with a program. */
const COLUMNS: Column<AuditExported>[] = [
  { head: 'audit_seq', cell: (row) => row.auditSeq },
  { head: 'at', cell: (row) => row.at },
  { head: 'actor_kind', cell: (row) => row.actorKind },
  { head: 'actor_id', cell: (row) => row.actorId },
  { head: 'actor_name', cell: (row) => row.actorName },
  { head: 'actor_role', cell: (row) => row.actorRole },
  { head: 'action', cell: (row) => row.action },
  { head: 'merchant_id', cell: (row) => row.merchantId },
  { head: 'subject', cell: (row) => row.subject },
  { head: 'before', cell: (row) => row.before },
  { head: 'after', cell: (row) => row.after },
  { head: 'why', cell: (row) => row.why },
  { head: 'request_id', cell: (row) => row.requestId },
  { head: 'previous_hash', cell: (row) => row.previousHash },
  { head: 'hash', cell: (row) => row.hash },
];

/** The rows as CSV, a chunk at a time; the next is asked for when whoever downloads it has taken the one before. */
export function csvOf(chunks: AsyncGenerator<AuditExported[], void, void>): ReadableStream<Uint8Array> {
  return csvOfTable(COLUMNS, chunks);
}
