import { and, desc, eq, lt } from 'drizzle-orm';
import type { Executor } from '../client';
import { merchantNotes } from '../schema/notes';
import { people } from '../schema/people';

/** What reviewers note of merchants, for each other. */

/** The notes of a merchant, newest first, those before one; each with its author as they are called and are now. */
export async function listNotes(
  executor: Executor,
  merchantId: string,
  before: bigint | null,
  limit: number,
) {
  return executor
    .select({
      noteId: merchantNotes.noteId,
      text: merchantNotes.text,
      writtenAt: merchantNotes.writtenAt,
      writtenBy: merchantNotes.writtenBy,
      name: people.name,
      role: people.role,
    })
    .from(merchantNotes)
    .innerJoin(people, eq(people.id, merchantNotes.writtenBy))
    .where(
      and(
        eq(merchantNotes.merchantId, merchantId),
        before === null ? undefined : lt(merchantNotes.noteId, before),
      ),
    )
    .orderBy(desc(merchantNotes.noteId))
    .limit(limit);
}

/** Writes a note, and answers with its id. */
export async function insertNote(
  executor: Executor,
  note: { merchantId: string; text: string; writtenBy: string; writtenAt: Date },
): Promise<bigint> {
  const [row] = await executor.insert(merchantNotes).values(note).returning({ noteId: merchantNotes.noteId });
  if (row === undefined) throw new Error('the note was not written');
  return row.noteId;
}
