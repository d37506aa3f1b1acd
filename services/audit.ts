import { createHash } from 'node:crypto';
import type { Executor } from '../db/client';
import { type AuditRow, insertAuditRow, lockChainEnd } from '../db/queries/audit-log';
import type { Actor } from '../engine/actor';
import type { AuditNote } from '../engine/audit';

/** The audit log: a chain of rows, each with the hash of the one before. */

/** What the first row follows. */
export const CHAIN_START = '0'.repeat(64);

/** A row as its hash sees it: `before` and `after` as the text that is kept. */
export type HashedRow = Omit<AuditRow, 'before' | 'after' | 'hash'> & {
  before: string | null;
  after: string | null;
};

/** The hash of a row: SHA-256 of its fields in this order, as a JSON array. */
export function hashOf(row: HashedRow): string {
  const fields = [
    row.previousHash,
    row.auditSeq.toString(),
    row.at.toISOString(),
    row.actorKind,
    row.actorId,
    row.actorName,
    row.action,
    row.merchantId,
    row.subject,
    row.before,
    row.after,
    row.why,
    row.requestId,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

function idOf(actor: Actor): string | null {
  switch (actor.kind) {
    case 'person':
      return actor.personId;
    case 'key':
      return actor.keyId;
    case 'operator':
      return null;
  }
}

/**
 * Adds a row to the audit log, in the transaction of what it tells of. It is the last thing that a verb does in its
 * transaction: until that ends, nobody else can add a row.
 */
export async function recordAudit(
  executor: Executor,
  actor: Actor,
  note: AuditNote,
  now: Date = new Date(),
): Promise<void> {
  const last = await lockChainEnd(executor);
  const row: HashedRow = {
    auditSeq: (last?.auditSeq ?? 0n) + 1n,
    at: now,
    actorKind: actor.kind,
    actorId: idOf(actor),
    actorName: actor.name,
    action: note.action,
    merchantId: note.merchantId ?? null,
    subject: note.subject ?? null,
    before: note.before === undefined ? null : JSON.stringify(note.before),
    after: note.after === undefined ? null : JSON.stringify(note.after),
    why: note.why ?? null,
    requestId: actor.requestId,
    previousHash: last?.hash ?? CHAIN_START,
  };
  await insertAuditRow(executor, { ...row, hash: hashOf(row) });
}
