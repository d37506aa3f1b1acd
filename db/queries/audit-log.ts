import { and, asc, desc, eq, gt, gte, inArray, is, lt, or, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, PgTransaction } from 'drizzle-orm/pg-core';
import type { Role } from '../../engine/actor';
import type { AuditAction } from '../../engine/audit';
import type { Executor } from '../client';
import { apiKeys } from '../schema/api-keys';
import { auditLog } from '../schema/audit-log';
import { merchants } from '../schema/merchants';
import { invitations, people } from '../schema/people';

/** The audit log, as it is added to, walked along and looked through. */

/** One at a time lengthens the chain; held to the end of the transaction. */
const CHAIN_LOCK = 7_583_202;

export type AuditRow = typeof auditLog.$inferSelect;

/** A row as its hash sees it: the instant in UTC to the millisecond, `before` and `after` as the text that is kept. */
export type ChainRow = Omit<AuditRow, 'at' | 'before' | 'after'> & {
  at: string;
  before: string | null;
  after: string | null;
};

/** The number and the hash of a row. */
export interface ChainEnd {
  auditSeq: bigint;
  hash: string;
}

/**
 * The chain's last row, which the next one follows; nobody else lengthens the chain until the transaction ends. Throws
 * outside of one, and in one that would not see what others have added while it waited.
 */
export async function lockChainEnd(executor: Executor): Promise<ChainEnd | null> {
  if (!is(executor, PgTransaction))
    throw new Error('an audit row is recorded in the transaction of what it tells of');
  const { rows } = await executor.execute<{ isolation: string }>(
    sql`select current_setting('transaction_isolation') as isolation,
          pg_advisory_xact_lock(${CHAIN_LOCK}, hashtext(current_schema()))`,
  );
  const isolation = rows[0]?.isolation;
  if (isolation !== 'read committed')
    throw new Error(`an audit row is recorded in a transaction that is read committed, not ${isolation}`);
  return readChainEnd(executor);
}

/** The chain's last row. */
export async function readChainEnd(executor: Executor): Promise<ChainEnd | null> {
  const [last] = await executor
    .select({ auditSeq: auditLog.auditSeq, hash: auditLog.hash })
    .from(auditLog)
    .orderBy(desc(auditLog.auditSeq))
    .limit(1);
  return last ?? null;
}

export async function insertAuditRow(executor: Executor, row: ChainRow): Promise<void> {
  await executor.insert(auditLog).values({
    ...row,
    at: new Date(row.at),
    before: row.before === null ? null : sql`${row.before}::json`,
    after: row.after === null ? null : sql`${row.after}::json`,
  });
}

/** Whatever the column holds, also what no writer of ours wrote: an instant beyond JavaScript's is its number. */
function instantText(epochMs: string): string {
  const at = new Date(/^-?\d+(\.0+)?$/.test(epochMs) ? Number(epochMs) : Number.NaN);
  return Number.isNaN(at.getTime()) ? epochMs : at.toISOString();
}

const chainColumns = {
  auditSeq: auditLog.auditSeq,
  at: sql<string>`(extract(epoch from ${auditLog.at}) * 1000)::text`.mapWith(instantText),
  actorKind: auditLog.actorKind,
  actorId: auditLog.actorId,
  actorName: auditLog.actorName,
  actorRole: auditLog.actorRole,
  action: auditLog.action,
  merchantId: auditLog.merchantId,
  subject: auditLog.subject,
  before: sql<string | null>`${auditLog.before}::text`,
  after: sql<string | null>`${auditLog.after}::text`,
  why: auditLog.why,
  requestId: auditLog.requestId,
  previousHash: auditLog.previousHash,
  hash: auditLog.hash,
};

/** The rows after a number, or from the first on, in their order. */
export async function readChain(
  executor: Executor,
  after: bigint | null,
  limit: number,
): Promise<ChainRow[]> {
  return executor
    .select(chainColumns)
    .from(auditLog)
    .where(after === null ? undefined : gt(auditLog.auditSeq, after))
    .orderBy(asc(auditLog.auditSeq))
    .limit(limit);
}

/** Which rows to look at; what is null does not matter. */
export interface AuditRowFilter {
  /** A part of the name of who did it or whom it was done to, or the whole id of what did it or it was done to. */
  person: string | null;
  merchantId: string | null;
  actions: readonly AuditAction[] | null;
  /** In milliseconds since 1970: from the first on, and before the second. */
  fromMs: number | null;
  beforeMs: number | null;
}

/** A place in the log: right before a row or right after it, as the numbers go. */
export interface AuditPlace {
  side: 'before' | 'after';
  auditSeq: bigint;
}

function isAbout(text: string): SQL | undefined {
  const holds = (column: AnyPgColumn) => sql`strpos(lower(${column}), ${text.toLowerCase()}) > 0`;
  const named = sql`(select ${people.id} from ${people} where ${or(holds(people.name), holds(people.email))})`;
  return or(
    holds(auditLog.actorName),
    eq(auditLog.actorId, text),
    eq(auditLog.subject, text),
    sql`${auditLog.actorId} in ${named}`,
    sql`${auditLog.subject} in ${named}`,
  );
}

function isWanted(filter: AuditRowFilter): SQL | undefined {
  return and(
    filter.person === null ? undefined : isAbout(filter.person),
    filter.merchantId === null ? undefined : eq(auditLog.merchantId, filter.merchantId),
    filter.actions === null ? undefined : inArray(auditLog.action, [...filter.actions]),
    filter.fromMs === null ? undefined : gte(auditLog.at, sql`to_timestamp(${filter.fromMs / 1000})`),
    filter.beforeMs === null ? undefined : lt(auditLog.at, sql`to_timestamp(${filter.beforeMs / 1000})`),
  );
}

/** Rows newest first; those after a place come nearest to it first. Without a place, from the newest on. */
export async function listAuditRows(
  executor: Executor,
  filter: AuditRowFilter,
  place: AuditPlace | null,
  limit: number,
): Promise<ChainRow[]> {
  const isBack = place?.side === 'after';
  const beyond = place === null ? undefined : (isBack ? gt : lt)(auditLog.auditSeq, place.auditSeq);
  return executor
    .select(chainColumns)
    .from(auditLog)
    .where(and(isWanted(filter), beyond))
    .orderBy(isBack ? asc(auditLog.auditSeq) : desc(auditLog.auditSeq))
    .limit(limit);
}

/** What the log's ids stand for. */
export interface AuditNames {
  people: Map<string, { name: string; role: Role }>;
  /** The names of keys, and of people who were invited, by the id of the key or the invitation. */
  others: Map<string, string>;
  merchants: Map<string, string>;
}

/** What ids are called now: those of people, keys and invitations, and those of merchants. */
export async function readAuditNames(
  executor: Executor,
  ids: string[],
  merchantIds: string[],
): Promise<AuditNames> {
  const [persons, keys, invited, stores] = [
    await executor
      .select({ id: people.id, name: people.name, role: people.role })
      .from(people)
      .where(inArray(people.id, ids)),
    await executor
      .select({ id: apiKeys.keyId, name: apiKeys.name })
      .from(apiKeys)
      .where(inArray(apiKeys.keyId, ids)),
    await executor
      .select({ id: invitations.invitationId, name: invitations.name })
      .from(invitations)
      .where(inArray(invitations.invitationId, ids)),
    await executor
      .select({ id: merchants.merchantId, name: merchants.name })
      .from(merchants)
      .where(inArray(merchants.merchantId, merchantIds)),
  ];
  return {
    people: new Map(persons.map(({ id, name, role }) => [id, { name, role }])),
    others: new Map([...keys, ...invited].map(({ id, name }) => [id, name])),
    merchants: new Map(stores.flatMap(({ id, name }) => (name === null ? [] : [[id, name]]))),
  };
}
