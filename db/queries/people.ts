import { and, eq, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Role } from '../../engine/actor';
import type { Executor } from '../client';
import { merchants } from '../schema/merchants';
import { people } from '../schema/people';

/** The people who may come in. */

/** Which people to list; what is null does not matter. */
export interface PersonFilter {
  /** A part of the name, of the e-mail, or of the merchant's id or name, in any case. */
  search: string | null;
  role: Role | null;
  state: 'active' | 'ended' | null;
}

/** A place in the list by name: right after a person, or right before. */
export interface PersonPlace {
  side: 'after' | 'before';
  key: string;
  personId: string;
}

const NAME_KEY = sql<string>`lower(${people.name}) collate "C"`;

/** Whoever changes who may come in, or what they may do, does so one at a time; held to the end of the transaction. */
export async function lockAccess(executor: Executor): Promise<void> {
  await executor.execute(
    sql`select pg_advisory_xact_lock(hashtext('sluice access'), hashtext(current_schema()))`,
  );
}

/** Whether there is anybody whose access has not ended, counting the demo's people or not. */
export async function hasPeople(executor: Executor, ask = { withDemo: true }): Promise<boolean> {
  const rows = await executor
    .select({ id: people.id })
    .from(people)
    .where(and(isNull(people.endedAt), ask.withDemo ? undefined : eq(people.isDemo, false)))
    .limit(1);
  return rows.length > 0;
}

function isWanted({ search, role, state }: PersonFilter): SQL | undefined {
  const text = search?.toLowerCase();
  const holds = (column: SQL | typeof people.name) => sql`strpos(lower(${column}), ${text}) > 0`;
  return and(
    role === null ? undefined : eq(people.role, role),
    state === 'active' ? isNull(people.endedAt) : undefined,
    state === 'ended' ? isNotNull(people.endedAt) : undefined,
    text === undefined
      ? undefined
      : sql`(${holds(people.name)} or ${holds(sql`${people.email}`)} or ${holds(sql`${people.merchantId}`)} or ${holds(sql`${merchants.name}`)})`,
  );
}

const listed = {
  personId: people.id,
  name: people.name,
  email: people.email,
  role: people.role,
  merchantId: people.merchantId,
  merchantName: merchants.name,
  hasSecondFactor: people.twoFactorEnabled,
  isDemo: people.isDemo,
  endedAt: people.endedAt,
  key: NAME_KEY,
};

/** People by name, from a place in the list on. Rows before a place come nearest first. */
export async function listPeopleRows(
  executor: Executor,
  filter: PersonFilter,
  place: PersonPlace | null,
  limit: number,
) {
  const isBackward = place?.side === 'before';
  const further = sql.raw(isBackward ? '<' : '>');
  const way = sql.raw(isBackward ? 'desc' : 'asc');
  const isBeyond =
    place === null
      ? undefined
      : sql`(${NAME_KEY}, ${people.id} collate "C") ${further} (${place.key} collate "C", ${place.personId} collate "C")`;
  return executor
    .select(listed)
    .from(people)
    .leftJoin(merchants, eq(merchants.merchantId, people.merchantId))
    .where(and(isWanted(filter), isBeyond))
    .orderBy(sql`${NAME_KEY} ${way}`, sql`${people.id} collate "C" ${way}`)
    .limit(limit);
}

/** How many people a filter leaves. */
export async function countPeople(executor: Executor, filter: PersonFilter): Promise<number> {
  const [row] = await executor
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(people)
    .leftJoin(merchants, eq(merchants.merchantId, people.merchantId))
    .where(isWanted(filter));
  return row?.count ?? 0;
}

/** When each of these people signed in last, as the audit log has it; who never did is left out. */
export async function readLastSignIns(executor: Executor, personIds: string[]): Promise<Map<string, Date>> {
  if (personIds.length === 0) return new Map();
  // The log holds what a person ever did: so one step back in each one's own rows, not all of them.
  const { rows } = await executor.execute<{ person_id: string; at: Date }>(sql`
    select person_id, latest.at from unnest(${sql.param(personIds)}::text[]) as asked (person_id)
    cross join lateral (
      select audit_log.at from audit_log
      where audit_log.actor_id = asked.person_id and audit_log.action = 'sign_in.done'
      order by audit_log.audit_seq desc limit 1) as latest`);
  return new Map(rows.map((row) => [row.person_id, new Date(row.at)]));
}

/** How many administrators may come in, beside one. */
export async function countOtherAdministrators(executor: Executor, personId: string): Promise<number> {
  const [row] = await executor
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(people)
    .where(and(eq(people.role, 'administrator'), isNull(people.endedAt), ne(people.id, personId)));
  return row?.count ?? 0;
}

/** Changes what a person is. */
export async function updatePerson(
  executor: Executor,
  personId: string,
  change: Partial<Pick<typeof people.$inferInsert, 'name' | 'role' | 'merchantId' | 'endedAt'>>,
): Promise<void> {
  await executor
    .update(people)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(people.id, personId));
}

/** The opened store of that id, which a seller can be given; null where there is none. */
export async function readStore(
  executor: Executor,
  merchantId: string,
): Promise<{ merchantId: string; name: string | null } | null> {
  const [row] = await executor
    .select({ merchantId: merchants.merchantId, name: merchants.name })
    .from(merchants)
    .where(and(eq(merchants.merchantId, merchantId), isNotNull(merchants.openedOn)));
  return row ?? null;
}
