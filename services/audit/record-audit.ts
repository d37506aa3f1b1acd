import { createHash } from 'node:crypto';
import type { Executor } from '../../db/client';
import { type ChainRow, insertAuditRow, lockChainEnd } from '../../db/queries/audit-log';
import type { Actor } from '../../engine/actor';
import type { AuditNote } from '../../engine/audit';

/** The audit log: a chain of rows, each with the hash of the one before. */

/** What the first row follows. */
export const CHAIN_START = '0'.repeat(64);

/** A row as its hash sees it: all of it but the hash, each field as the text that is kept. */
export type HashedRow = Omit<ChainRow, 'hash'>;

/**
 * The hash of a row: SHA-256 of the JSON array of its fields in this order, in UTF-8. Each is a text or null: the
 * number in digits, the instant in UTC to the millisecond (`2026-11-22T10:00:00.000Z`), `before` and `after` as the
 * very text that is kept.
 */
export function hashOf(row: HashedRow): string {
  const fields = [
    row.previousHash,
    row.auditSeq.toString(),
    row.at,
    row.actorKind,
    row.actorId,
    row.actorName,
    row.actorRole,
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

/** The text as the database can keep it: what it cannot hold would otherwise be hashed as one thing and kept as another. */
function kept(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

function keptOrNull(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : kept(text);
}

/** Amounts of money are kept as their digits. */
function jsonOf(fields: Record<string, unknown> | undefined): string | null {
  if (fields === undefined) return null;
  return JSON.stringify(fields, (_key, value) => (typeof value === 'bigint' ? value.toString() : value));
}

/**
 * Adds a row to the audit log, in the transaction (read committed) of what it tells of. It is the last thing that a
 * verb does in its transaction: until that ends, nobody else can add a row.
 *
 * @param now the instant of the act; without it that of its recording, so that the chain's instants go forward
 * @returns the row's number, which is another's if the transaction is rolled back
 */
export async function recordAudit(
  executor: Executor,
  actor: Actor,
  note: AuditNote,
  now?: Date,
): Promise<bigint> {
  const last = await lockChainEnd(executor);
  const row: HashedRow = {
    auditSeq: (last?.auditSeq ?? 0n) + 1n,
    at: (now ?? new Date()).toISOString(),
    actorKind: actor.kind,
    actorId: keptOrNull(idOf(actor)),
    actorName: kept(actor.name),
    actorRole: actor.kind === 'person' ? actor.role : null,
    action: note.action,
    merchantId: keptOrNull(note.merchantId),
    subject: keptOrNull(note.subject),
    before: jsonOf(note.before),
    after: jsonOf(note.after),
    why: keptOrNull(note.why),
    requestId: keptOrNull(actor.requestId),
    previousHash: last?.hash ?? CHAIN_START,
  };
  await insertAuditRow(executor, { ...row, hash: hashOf(row) });
  return row.auditSeq;
}
