'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { CONSTANT_FIELDS, type MappingChoice, type MappingProblem } from '@/engine/import-columns';
import { askCheck } from '@/services/imports/ask-check';
import type { ImportRefusal } from '@/services/imports/change-import';
import { removeImportFile } from '@/services/imports/remove-file';
import { startRecording } from '@/services/imports/start-recording';
import { stopImport } from '@/services/imports/stop-import';
import { portalDatabase } from '@/services/portal';
import { PATH } from './address';
import { columnField, constantField } from './form-fields';
import type { ImportOutcome } from './outcome';

/** What is done with a file that was brought. What it is about is read from the database by the verb. */

const text = z
  .string()
  .max(300)
  .refine((value) => !value.includes('\0'));
const OF_IMPORT = z.object({ submission: text, import: text.min(1) });
const COLUMNS = OF_IMPORT.extend({ columns: z.coerce.number().int().min(0).max(200) });

async function refused(form: FormData, code: ImportRefusal): Promise<ImportOutcome> {
  const t = await getTranslations('imports.refused');
  return { id: randomUUID(), tone: 'bad', said: [{ text: t(code), field: null }], values: textsOf(form) };
}

async function done(form: FormData): Promise<ImportOutcome> {
  revalidatePath(PATH, 'layout');
  const t = await getTranslations('imports');
  return { id: randomUUID(), tone: 'good', said: [{ text: t('done'), field: null }], values: textsOf(form) };
}

type Words = Awaited<ReturnType<typeof getTranslations<'imports'>>>;

/** What is wrong, in words, with the field that it is about. */
function problemAs(t: Words, problem: MappingProblem): ImportOutcome['said'][number] {
  switch (problem.code) {
    case 'undecided': {
      const { column } = problem;
      return { text: t('problems.undecided', { column: column + 1 }), field: columnField(column) };
    }
    case 'two_columns': {
      const field = t(`fields.${problem.field}`);
      return { text: t('problems.two_columns', { field }), field: columnField(problem.column) };
    }
    case 'column_and_constant': {
      const field = t(`fields.${problem.field}`);
      return { text: t('problems.column_and_constant', { field }), field: constantField(problem.field) };
    }
    case 'bad_constant':
      return { text: t(`problems.bad_constant.${problem.field}`), field: constantField(problem.field) };
    case 'id_twice':
      return { text: t('problems.id_twice'), field: 'made_id' };
    case 'missing': {
      const field = problem.field === 'type' ? constantField('type') : columnField(0);
      return { text: t(`problems.missing.${problem.field}`), field };
    }
  }
}

async function problemsAs(form: FormData, problems: MappingProblem[]): Promise<ImportOutcome> {
  const t = await getTranslations('imports');
  const said = problems.map((problem) => problemAs(t, problem));
  return { id: randomUUID(), tone: 'bad', said, values: textsOf(form) };
}

function choiceOf(form: FormData, columns: number): MappingChoice {
  const texts = textsOf(form);
  return {
    columns: Array.from({ length: columns }, (_, column) => texts[columnField(column)] ?? ''),
    restIsLeftOut: texts.rest === 'left_out',
    constants: Object.fromEntries(
      CONSTANT_FIELDS.map((field) => [field, (texts[constantField(field)] ?? '').slice(0, 300)]),
    ),
    isIdMade: texts.made_id === 'made',
  };
}

/** Has a file checked; of a CSV, by the columns that were chosen. */
export async function checkAction(_before: ImportOutcome | null, form: FormData): Promise<ImportOutcome> {
  const actor = await requireActor('imports.record');
  const read = COLUMNS.safeParse(textsOf(form));
  if (!read.success) return refused(form, 'bad_form');
  const { submission: submissionId, import: importId, columns } = read.data;
  const answer = await askCheck(portalDatabase(), actor, {
    ...{ submissionId, importId, isLook: form.get('step') === 'look' },
    choice: columns === 0 ? null : choiceOf(form, columns),
  });
  if (answer.status === 'problems') return problemsAs(form, answer.problems);
  return answer.status === 'refused' ? refused(form, answer.code) : done(form);
}

/** Has a checked file recorded, or goes on with it. */
export async function recordAction(_before: ImportOutcome | null, form: FormData): Promise<ImportOutcome> {
  const actor = await requireActor('imports.record');
  const read = OF_IMPORT.safeParse(textsOf(form));
  if (!read.success) return refused(form, 'bad_form');
  const { submission: submissionId, import: importId } = read.data;
  const answer = await startRecording(portalDatabase(), actor, { submissionId, importId });
  return answer.status === 'refused' ? refused(form, answer.code) : done(form);
}

/** Stops a check or a recording. */
export async function stopAction(_before: ImportOutcome | null, form: FormData): Promise<ImportOutcome> {
  const actor = await requireActor('imports.record');
  const read = OF_IMPORT.safeParse(textsOf(form));
  if (!read.success) return refused(form, 'bad_form');
  const { submission: submissionId, import: importId } = read.data;
  const answer = await stopImport(portalDatabase(), actor, { submissionId, importId });
  return answer.status === 'refused' ? refused(form, answer.code) : done(form);
}

/** Forgets the file that was brought. */
export async function removeFileAction(
  _before: ImportOutcome | null,
  form: FormData,
): Promise<ImportOutcome> {
  const actor = await requireActor('imports.record');
  const read = OF_IMPORT.safeParse(textsOf(form));
  if (!read.success) return refused(form, 'bad_form');
  const { submission: submissionId, import: importId } = read.data;
  const answer = await removeImportFile(portalDatabase(), actor, { submissionId, importId });
  return answer.status === 'refused' ? refused(form, answer.code) : done(form);
}
