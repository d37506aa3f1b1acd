import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { insertNote } from '../../db/queries/notes';
import type { Actor } from '../../engine/actor';
import { MOST_NOTE_CHARACTERS } from '../../engine/notes';
import { isSubmissionId, submitOnce } from '../access/submit-once';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { inTransaction } from '../transaction';

/** A reviewer's note on a merchant, for whoever looks at it next. It stays as it was written. */

/** In the order in which they are looked at. */
export type NoteRefusal =
  | 'bad_form'
  | 'files_not_kept'
  | 'text_needed'
  | 'text_too_long'
  | 'unknown_merchant';

export type NoteAnswer =
  | { status: 'done' }
  /** The same form was acted on before, and this time nothing was done. */
  | { status: 'repeated' }
  | { status: 'refused'; code: NoteRefusal };

/**
 * Writes a note on a merchant, in one transaction with its audit row. Lines end as one, and what surrounds the text is
 * left out. The audit log says who noted something on which merchant, and not what.
 *
 * @param ask.submissionId a UUID, made by the server for one form
 * @param ask.files how many files came with the form: none is kept
 */
export async function writeNote(
  database: Database,
  actor: Actor,
  ask: { submissionId: string; merchantId: string; text: string; files: number },
  now: Date = new Date(),
): Promise<NoteAnswer> {
  const person = authorizePerson(actor, 'notes.write');
  const { submissionId, merchantId } = ask;
  const text = ask.text.replaceAll('\r\n', '\n').trim();
  const refuse = (code: NoteRefusal) => ({ status: 'refused', code }) as const;
  if (!isSubmissionId(submissionId) || text.includes('\0')) return refuse('bad_form');
  if (ask.files > 0) return refuse('files_not_kept');
  if (text === '') return refuse('text_needed');
  if ([...text].length > MOST_NOTE_CHARACTERS) return refuse('text_too_long');
  return inTransaction(database, async (executor) => {
    if ((await readMerchant(executor, merchantId)) === null) return refuse('unknown_merchant');
    if (!(await submitOnce(executor, actor, 'note.written', submissionId))) return { status: 'repeated' };
    const noteId = await insertNote(executor, {
      ...{ merchantId, text, writtenBy: person.personId, writtenAt: now },
    });
    await recordAudit(
      executor,
      actor,
      { action: 'note.written', merchantId, subject: noteId.toString() },
      now,
    );
    return { status: 'done' };
  });
}
