import type { Database } from '../../db/client';
import {
  type AuditPlace,
  type AuditRowFilter,
  type ChainRow,
  listAuditRows,
  readAuditNames,
} from '../../db/queries/audit-log';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor, Role } from '../../engine/actor';
import { ACCESS_GROUPS, type AuditAction, type AuditChoice, auditActionsOf } from '../../engine/audit';
import { addDays, type CalendarDate, startOfDay } from '../../engine/calendar';
import { authorize } from '../authorize';

/** The audit log: filtered, newest first, a page at a time. */

/** Which rows to show; what is null does not matter. */
export interface AuditFilter {
  /**
   * A part of the name of who did it, or a part of the name or e-mail of a person who did it or whom it was done to;
   * or the whole id of what did it or it was done to.
   */
  person: string | null;
  merchantId: string | null;
  action: AuditChoice | null;
  /** Calendar dates in the policy's time zone, both included. */
  from: CalendarDate | null;
  to: CalendarDate | null;
}

/** What was done, as one row of the log tells it. */
export interface AuditShown {
  auditSeq: bigint;
  at: Date;
  actor: {
    kind: Actor['kind'];
    id: string | null;
    /** As it was then. */
    name: string;
    /** What the person was at the time; null for whoever is no person. */
    role: Role | null;
  };
  action: AuditAction;
  /** What it was done to, with what it is called now, where it is called anything. */
  subject: { text: string; name: string | null } | null;
  merchant: { merchantId: string; name: string | null } | null;
  before: unknown;
  after: unknown;
  why: string | null;
  requestId: string | null;
  hash: string;
}

export interface AuditList {
  rows: AuditShown[];
  timezone: string;
  olderCursor: string | null;
  newerCursor: string | null;
}

const ROWS_PER_PAGE = 50;

export const NO_AUDIT_FILTER: AuditFilter = {
  person: null,
  merchantId: null,
  action: null,
  from: null,
  to: null,
};

/** The filter as the rows are kept. */
export function rowFilterOf(
  { person, merchantId, action, from, to }: AuditFilter,
  timezone: string,
): AuditRowFilter {
  const next = to === null ? null : addDays(to, 1);
  return {
    person,
    merchantId,
    actions: action === null ? null : auditActionsOf(action),
    fromMs: from === null ? null : startOfDay(from, timezone),
    // Nothing comes after the calendar's last date.
    beforeMs: next === null || next === to ? null : startOfDay(next, timezone),
  };
}

function readCursor(cursor: string | null): AuditPlace | null {
  const [, side, auditSeq] = /^(before|after)\.(\d{1,18})$/.exec(cursor ?? '') ?? [];
  if (auditSeq === undefined) return null;
  return { side: side === 'before' ? 'before' : 'after', auditSeq: BigInt(auditSeq) };
}

async function show(database: Database, rows: ChainRow[]): Promise<AuditShown[]> {
  const ids = new Set(rows.flatMap(({ actorId, subject }) => [actorId, subject]).filter((id) => id !== null));
  const merchantIds = new Set(rows.map(({ merchantId }) => merchantId).filter((id) => id !== null));
  const { people, others, merchants } = await readAuditNames(database.drizzle, [...ids], [...merchantIds]);
  return rows.map(({ actorKind, actorId, subject, merchantId, ...row }) => ({
    auditSeq: row.auditSeq,
    at: new Date(row.at),
    actor: {
      kind: actorKind,
      id: actorId,
      name: row.actorName,
      role: row.actorRole,
    },
    action: row.action,
    subject:
      subject === null
        ? null
        : { text: subject, name: people.get(subject)?.name ?? others.get(subject) ?? null },
    merchant: merchantId === null ? null : { merchantId, name: merchants.get(merchantId) ?? null },
    before: row.before === null ? null : JSON.parse(row.before),
    after: row.after === null ? null : JSON.parse(row.after),
    why: row.why,
    requestId: row.requestId,
    hash: row.hash,
  }));
}

/**
 * A page of the audit log, newest first. Throws `Refused`.
 *
 * @param ask.cursor an `olderCursor` or a `newerCursor` of the same filter; one that is none shows the newest
 */
export async function listAudit(
  database: Database,
  actor: Actor,
  ask: { filter?: Partial<AuditFilter>; cursor?: string | null; limit?: number } = {},
): Promise<AuditList> {
  authorize(actor, 'audit.read');
  const limit = ask.limit ?? ROWS_PER_PAGE;
  const place = readCursor(ask.cursor ?? null);
  const isBack = place?.side === 'after';
  const { timezone } = (await readMarketplace(database.drizzle)).policy;
  const filter = rowFilterOf({ ...NO_AUDIT_FILTER, ...ask.filter }, timezone);
  const found = await listAuditRows(database.drizzle, filter, place, limit + 1);
  const hasFurther = found.length > limit;
  const rows = found.slice(0, limit);
  if (isBack) rows.reverse();
  const newest = rows[0];
  const oldest = rows.at(-1);
  return {
    rows: await show(database, rows),
    timezone,
    olderCursor: oldest !== undefined && (isBack || hasFurther) ? `before.${oldest.auditSeq}` : null,
    newerCursor:
      newest !== undefined && (isBack ? hasFurther : place !== null) ? `after.${newest.auditSeq}` : null,
  };
}

/**
 * The latest changes to who may come in and how they do, newest first: what administrators see of the audit log, which
 * tells nothing of money. Throws `Refused`.
 *
 * @param limit how many at most
 * @param ask.person the id of one person: only what they did, or was done to them
 * @param ask.withSignIns whether to tell of signing in and out too, which there is most of
 */
export async function listAccessChanges(
  database: Database,
  actor: Actor,
  limit: number,
  { person = null, withSignIns = true }: { person?: string | null; withSignIns?: boolean } = {},
): Promise<{ rows: AuditShown[]; timezone: string }> {
  authorize(actor, 'access.read');
  const { timezone } = (await readMarketplace(database.drizzle)).policy;
  const groups = ACCESS_GROUPS.filter(
    (group) => withSignIns || (group !== 'sign_in' && group !== 'sign_out'),
  );
  const actions = groups.flatMap((group) => auditActionsOf(`${group}.*`));
  const filter = { ...rowFilterOf({ ...NO_AUDIT_FILTER, person }, timezone), actions };
  const rows = await listAuditRows(database.drizzle, filter, null, limit);
  return { rows: await show(database, rows), timezone };
}
