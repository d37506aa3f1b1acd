import { desc, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { auditLog } from '../schema/audit-log';

/** One at a time lengthens the chain; held to the end of the transaction. */
const CHAIN_LOCK = 7_583_202;

export type AuditRow = typeof auditLog.$inferSelect;

/** The chain's last row, which the next one follows; nobody else lengthens the chain until the transaction ends. */
export async function lockChainEnd(executor: Executor): Promise<{ auditSeq: bigint; hash: string } | null> {
  await executor.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK}, hashtext(current_schema()))`);
  const [last] = await executor
    .select({ auditSeq: auditLog.auditSeq, hash: auditLog.hash })
    .from(auditLog)
    .orderBy(desc(auditLog.auditSeq))
    .limit(1);
  return last ?? null;
}

export async function insertAuditRow(
  executor: Executor,
  row: Omit<AuditRow, 'before' | 'after'> & { before: string | null; after: string | null },
): Promise<void> {
  await executor.insert(auditLog).values({
    ...row,
    before: row.before === null ? null : sql`${row.before}::json`,
    after: row.after === null ? null : sql`${row.after}::json`,
  });
}
