import type { Database } from '../../db/client';
import { type AuditRowFilter, type ChainRow, listAuditRows } from '../../db/queries/audit-log';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { type CalendarDate, dateOf } from '../../engine/calendar';
import { authorize } from '../authorize';
import { inTransaction } from '../transaction';
import { type AuditFilter, NO_AUDIT_FILTER, rowFilterOf } from './list-audit';
import { recordAudit } from './record-audit';

/** All rows of the audit log that a filter leaves, to be taken away. */

/** A row as it is kept, so that whoever has all of them can walk the chain. */
export type AuditExported = ChainRow;

export interface AuditExport {
  /** Newest first, a chunk at a time, each read when it is asked for. */
  chunks: AsyncGenerator<AuditExported[], void, void>;
  /** The date of the export, in the policy's time zone. */
  exportedOn: CalendarDate;
}

const ROWS_AT_ONCE = 1000;

async function* readChunks(
  database: Database,
  filter: AuditRowFilter,
  before: bigint,
): AsyncGenerator<AuditExported[], void, void> {
  let auditSeq = before;
  for (;;) {
    const chunk = await listAuditRows(database.drizzle, filter, { side: 'before', auditSeq }, ROWS_AT_ONCE);
    const last = chunk.at(-1);
    if (last === undefined) return;
    yield chunk;
    auditSeq = last.auditSeq;
  }
}

/**
 * Exports what the audit log holds now. That it was exported, and with which filter, is itself recorded first, whether
 * or not whoever asks reads to the end; the export ends before that row. Throws `Refused`.
 *
 * @param ask.now the instant of asking
 */
export async function exportAudit(
  database: Database,
  actor: Actor,
  ask: { filter?: Partial<AuditFilter>; now: Date },
): Promise<AuditExport> {
  authorize(actor, 'audit.read');
  const filter = { ...NO_AUDIT_FILTER, ...ask.filter };
  const { timezone } = (await readMarketplace(database.drizzle)).policy;
  const { person, merchantId, action, from, to } = filter;
  const asked = Object.entries({ person, merchant: merchantId, action, from, to });
  const own = await inTransaction(database, (executor) =>
    recordAudit(executor, actor, {
      action: 'audit.exported',
      merchantId: merchantId ?? undefined,
      after: Object.fromEntries(asked.filter(([, value]) => value !== null)),
    }),
  );
  return {
    chunks: readChunks(database, rowFilterOf(filter, timezone), own),
    exportedOn: dateOf(ask.now.getTime(), timezone),
  };
}
