import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, max, or, sql } from 'drizzle-orm';
import { addDays, type CalendarDate } from '../../engine/calendar';
import type { NoticeKind } from '../../engine/notices';
import { list } from '../bulk';
import type { Executor } from '../client';
import { facts } from '../schema/facts';
import { enrolmentChanges, merchants } from '../schema/merchants';
import { mails, noticeCursors, noticeReads, notices } from '../schema/notices';
import { people } from '../schema/people';

/** What stores were told, who has read which, and how far their books were looked through for it. */

export type NewNotice = Pick<
  typeof notices.$inferInsert,
  'kind' | 'cause' | 'happenedOn' | 'currency' | 'details'
>;

const keyOf = (merchantId: string) =>
  sql`hashtext('sluice notices ' || current_schema()), hashtext(${merchantId})`;

/** A store is told one thing after the other: held to the end of the transaction. */
export async function lockNotices(executor: Executor, merchantId: string): Promise<void> {
  await executor.execute(sql`select pg_advisory_xact_lock(${keyOf(merchantId)})`);
}

/** The same; false, and nothing held, where somebody else is telling the store something. */
export async function tryLockNotices(executor: Executor, merchantId: string): Promise<boolean> {
  const { rows } = await executor.execute<{ is_ours: boolean }>(
    sql`select pg_try_advisory_xact_lock(${keyOf(merchantId)}) as is_ours`,
  );
  return rows[0]?.is_ours === true;
}

const ROWS_PER_STATEMENT = 1000;

/** Adds notices after those that are there, but for causes that were told before; answers the places of the new ones. */
export async function insertNotices(
  executor: Executor,
  merchantId: string,
  told: NewNotice[],
): Promise<bigint[]> {
  const [last] = await executor
    .select({ seq: max(notices.noticeSeq) })
    .from(notices)
    .where(eq(notices.merchantId, merchantId));
  const from = (last?.seq ?? 0n) + 1n;
  const places: bigint[] = [];
  for (let done = 0; done < told.length; done += ROWS_PER_STATEMENT) {
    const rows = await executor
      .insert(notices)
      .values(
        told
          .slice(done, done + ROWS_PER_STATEMENT)
          .map((each, index) => ({ ...each, merchantId, noticeSeq: from + BigInt(done + index) })),
      )
      .onConflictDoNothing({ target: [notices.merchantId, notices.cause] })
      .returning({ noticeSeq: notices.noticeSeq });
    places.push(...rows.map(({ noticeSeq }) => noticeSeq));
  }
  return places;
}

/** An e-mail of each notice for each seller of the store; the demo's people have no address. */
export async function insertMails(executor: Executor, merchantId: string, places: bigint[]): Promise<void> {
  if (places.length === 0) return;
  await executor.execute(sql`
    insert into ${mails} (merchant_id, notice_seq, person_id)
    select ${merchantId}, told.notice_seq, ${people.id} from unnest(${list(places, 'bigint')}) as told (notice_seq)
    cross join ${people}
    where ${people.merchantId} = ${merchantId} and ${people.role} = 'seller' and ${people.endedAt} is null
      and not ${people.isDemo}
    on conflict do nothing`);
}

/** Whether a fact is a correction that its store was not told of: it makes no entry that a place could name. */
export const isUntoldCorrection = sql`${facts.type} = 'order.corrected' and not exists (
  select from ${notices} where ${notices.merchantId} = ${facts.merchantId}
    and ${notices.cause} = 'correction ' || ${facts.factSeq})`;

/** The stores with a seller in whose books something was recorded since they were looked through. */
export async function findStoresToTell(executor: Executor): Promise<string[]> {
  const rows = await executor
    .select({ merchantId: merchants.merchantId })
    .from(merchants)
    .leftJoin(noticeCursors, eq(noticeCursors.merchantId, merchants.merchantId))
    .where(
      and(
        isNotNull(merchants.openedOn),
        sql`${merchants.merchantId} in (
          select ${people.merchantId} from ${people} where ${people.role} = 'seller' and ${people.endedAt} is null)`,
        or(
          isNull(noticeCursors.merchantId),
          gt(merchants.entryCount, noticeCursors.entrySeq),
          gt(merchants.enrolmentChangeCount, noticeCursors.changeSeq),
          sql`${merchants.merchantId} in (select ${facts.merchantId} from ${facts} where ${isUntoldCorrection})`,
        ),
      ),
    )
    .orderBy(asc(merchants.merchantId));
  return rows.map(({ merchantId }) => merchantId);
}

/** How far a store's books were looked through; null where they never were. */
export async function readNoticeCursor(executor: Executor, merchantId: string) {
  const [row] = await executor.select().from(noticeCursors).where(eq(noticeCursors.merchantId, merchantId));
  return row ?? null;
}

export async function moveNoticeCursor(
  executor: Executor,
  cursor: typeof noticeCursors.$inferInsert,
): Promise<void> {
  await executor
    .insert(noticeCursors)
    .values(cursor)
    .onConflictDoUpdate({
      target: noticeCursors.merchantId,
      set: { entrySeq: cursor.entrySeq, changeSeq: cursor.changeSeq },
    });
}

/** A merchant's changes of enrolment and tier after one place up to another, in their order. */
export async function readEnrolmentChanges(
  executor: Executor,
  merchantId: string,
  after: bigint,
  upTo: bigint,
) {
  return executor
    .select()
    .from(enrolmentChanges)
    .where(
      and(
        eq(enrolmentChanges.merchantId, merchantId),
        gt(enrolmentChanges.changeSeq, after),
        lte(enrolmentChanges.changeSeq, upTo),
      ),
    )
    .orderBy(asc(enrolmentChanges.changeSeq));
}

/** The place of the last change of enrolment before a date; 0 where there is none. */
export async function lastChangeBefore(
  executor: Executor,
  merchantId: string,
  on: CalendarDate,
): Promise<bigint> {
  const [row] = await executor
    .select({ seq: max(enrolmentChanges.changeSeq) })
    .from(enrolmentChanges)
    .where(
      and(eq(enrolmentChanges.merchantId, merchantId), lte(enrolmentChanges.changedOn, addDays(on, -1))),
    );
  return row?.seq ?? 0n;
}

/** Which notices to list; what is null does not matter. */
export interface NoticeFilter {
  kind: NoticeKind | null;
  isUnread: boolean;
}

/** The mark that the person has read a notice. */
const readBy = (personId: string) =>
  and(
    eq(noticeReads.merchantId, notices.merchantId),
    eq(noticeReads.noticeSeq, notices.noticeSeq),
    eq(noticeReads.personId, personId),
  );

/** What a store was told, newest first, from before a place on; each with when the person read it. */
export async function readNotices(
  executor: Executor,
  merchantId: string,
  personId: string,
  filter: NoticeFilter,
  before: bigint | null,
  limit: number,
) {
  return executor
    .select({ notice: notices, readAt: noticeReads.readAt })
    .from(notices)
    .leftJoin(noticeReads, readBy(personId))
    .where(
      and(
        eq(notices.merchantId, merchantId),
        before === null ? undefined : lt(notices.noticeSeq, before),
        filter.kind === null ? undefined : eq(notices.kind, filter.kind),
        filter.isUnread ? isNull(noticeReads.readAt) : undefined,
      ),
    )
    .orderBy(desc(notices.noticeSeq))
    .limit(limit);
}

/** How many notices a person has not read; no more than so many are counted. */
export async function countUnread(
  executor: Executor,
  merchantId: string,
  personId: string,
  most: number,
): Promise<number> {
  const unread = executor
    .select({ noticeSeq: notices.noticeSeq })
    .from(notices)
    .leftJoin(noticeReads, readBy(personId))
    .where(and(eq(notices.merchantId, merchantId), isNull(noticeReads.readAt)))
    .limit(most)
    .as('unread');
  const [row] = await executor.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(unread);
  return row?.count ?? 0;
}

/** Marks notices as read by a person: these, or all up to a place. Answers how many were not before. */
export async function insertReads(
  executor: Executor,
  merchantId: string,
  personId: string,
  which: { places: bigint[] } | { upTo: bigint },
): Promise<number> {
  const isWanted =
    'upTo' in which ? lte(notices.noticeSeq, which.upTo) : inArray(notices.noticeSeq, which.places);
  const rows = await executor
    .insert(noticeReads)
    .select(
      executor
        .select({
          merchantId: notices.merchantId,
          noticeSeq: notices.noticeSeq,
          personId: sql<string>`${personId}`.as('person_id'),
          readAt: sql<Date>`now()`.as('read_at'),
        })
        .from(notices)
        .where(and(eq(notices.merchantId, merchantId), isWanted)),
    )
    .onConflictDoNothing()
    .returning({ noticeSeq: noticeReads.noticeSeq });
  return rows.length;
}
