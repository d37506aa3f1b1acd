'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { type NoteRefusal, writeNote } from '@/services/notes/write-note';
import { portalDatabase } from '@/services/portal';

/** What came of the form, as the messages name it; where it was refused, with what was written. */
export type NoteOutcome =
  | { status: 'done' | 'repeated' }
  | { status: 'refused'; code: NoteRefusal; text: string };

/** Longer than is taken, so that it can be said. */
const FORM = z.object({
  submission: z.string().max(100),
  merchant: z.string().min(1).max(200),
  text: z.string().max(100_000),
});

/** How many files were sent with a form; an empty field of files sends one without a name. */
function filesOf(form: FormData): number {
  return [...form.values()].filter(
    (value) => typeof value !== 'string' && (value.size > 0 || value.name !== ''),
  ).length;
}

/** Writes a note on a store. */
export async function writeNoteAction(_before: NoteOutcome | null, form: FormData): Promise<NoteOutcome> {
  const actor = await requireActor('notes.write');
  const texts = textsOf(form);
  const read = FORM.safeParse(texts);
  if (!read.success) return { status: 'refused', code: 'bad_form', text: texts.text ?? '' };
  const { submission: submissionId, merchant: merchantId, text } = read.data;
  const answer = await writeNote(portalDatabase(), actor, {
    ...{ submissionId, merchantId, text, files: filesOf(form) },
  });
  if (answer.status === 'refused') return { ...answer, text };
  revalidatePath('/admin/assessments/[merchant]', 'layout');
  return { status: answer.status };
}
