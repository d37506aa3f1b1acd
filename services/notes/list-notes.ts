import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { readMarketplace } from '../../db/queries/marketplace';
import { listNotes as listNoteRows } from '../../db/queries/notes';
import type { Actor, Role } from '../../engine/actor';
import { authorize } from '../authorize';

/** What reviewers noted of a merchant. */

export interface Note {
  noteId: bigint;
  text: string;
  writtenAt: Date;
  by: { personId: string; name: string; role: Role };
}

export interface NotesPage {
  notes: Note[];
  /** Where the list goes on. */
  before: string | null;
  /** The policy's, in which instants are told. */
  timezone: string;
}

export const NOTES_PER_PAGE = 20;

/**
 * The notes on a merchant, newest first; null for one that is not known.
 *
 * @param ask.before what an earlier page gave; anything else begins with the newest
 */
export async function listNotes(
  database: Database,
  actor: Actor,
  merchantId: string,
  ask: { before?: string | null; limit?: number } = {},
): Promise<NotesPage | null> {
  authorize(actor, 'assessments.read');
  const { drizzle } = database;
  if ((await readMerchant(drizzle, merchantId)) === null) return null;
  const before = /^\d{1,18}$/.test(ask.before ?? '') ? BigInt(ask.before ?? '') : null;
  const limit = ask.limit ?? NOTES_PER_PAGE;
  const rows = await listNoteRows(drizzle, merchantId, before, limit + 1);
  const page = rows.slice(0, limit);
  return {
    notes: page.map(({ noteId, text, writtenAt, writtenBy, name, role }) => ({
      ...{ noteId, text, writtenAt },
      by: { personId: writtenBy, name, role },
    })),
    timezone: (await readMarketplace(drizzle)).policy.timezone,
    before: rows.length > limit ? (page.at(-1)?.noteId.toString() ?? null) : null,
  };
}
