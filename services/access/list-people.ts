import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import {
  countPeople,
  listPeopleRows,
  type PersonFilter,
  type PersonPlace,
  readLastSignIns,
} from '../../db/queries/people';
import type { Actor, Role } from '../../engine/actor';
import { authorize } from '../authorize';

/** The people who may come in, or might once: filtered, by name, a page at a time. */

export type { PersonFilter } from '../../db/queries/people';

export interface ListedPerson {
  personId: string;
  name: string;
  email: string;
  role: Role;
  /** A seller's merchant, and its name where it gave one. */
  merchantId: string | null;
  merchantName: string | null;
  hasSecondFactor: boolean;
  isDemo: boolean;
  endedAt: Date | null;
  /** Null for who never did. */
  lastSignInAt: Date | null;
}

export interface PeopleList {
  people: ListedPerson[];
  /** How many the filter leaves. */
  count: number;
  total: number;
  /** The policy's, which instants are told in. */
  timezone: string;
  nextCursor: string | null;
  previousCursor: string | null;
}

const PEOPLE_PER_PAGE = 30;

const NO_FILTER: PersonFilter = { search: null, role: null, state: null };

function writeCursor(side: PersonPlace['side'], row: { key: string; personId: string }): string {
  return Buffer.from(JSON.stringify([side, row.key, row.personId])).toString('base64url');
}

function readCursor(cursor: string | null): PersonPlace | null {
  if (cursor === null) return null;
  try {
    const [side, key, personId]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if ((side !== 'after' && side !== 'before') || typeof key !== 'string' || typeof personId !== 'string')
      return null;
    return key.includes('\0') || personId.includes('\0') ? null : { side, key, personId };
  } catch {
    return null;
  }
}

/**
 * A page of people.
 *
 * @param ask.cursor a `nextCursor` or `previousCursor` of the same filter; one that is none shows the first page
 */
export async function listPeople(
  database: Database,
  actor: Actor,
  ask: { filter?: Partial<PersonFilter>; cursor?: string | null; limit?: number } = {},
): Promise<PeopleList> {
  authorize(actor, 'access.read');
  const { drizzle } = database;
  const filter = { ...NO_FILTER, ...ask.filter };
  const limit = ask.limit ?? PEOPLE_PER_PAGE;
  const place = readCursor(ask.cursor ?? null);
  const isBackward = place?.side === 'before';

  const [found, count, total, { policy }] = await Promise.all([
    listPeopleRows(drizzle, filter, place, limit + 1),
    countPeople(drizzle, filter),
    countPeople(drizzle, NO_FILTER),
    readMarketplace(drizzle),
  ]);
  const hasFurther = found.length > limit;
  const rows = found.slice(0, limit);
  if (isBackward) rows.reverse();
  const signIns = await readLastSignIns(
    drizzle,
    rows.map((row) => row.personId),
  );
  const first = rows[0];
  const last = rows.at(-1);
  return {
    people: rows.map(({ key: _key, ...row }) => ({
      ...row,
      lastSignInAt: signIns.get(row.personId) ?? null,
    })),
    count,
    total,
    timezone: policy.timezone,
    nextCursor: last !== undefined && (isBackward || hasFurther) ? writeCursor('after', last) : null,
    previousCursor:
      first !== undefined && (isBackward ? hasFurther : place !== null) ? writeCursor('before', first) : null,
  };
}
