import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlState } from '@/services/transaction';
import { staff } from '@/tests/actors';
import { makePeople, type PeopleBooks } from '@/tests/make-people';
import type { PersonActor } from '../../engine/actor';
import { MOST_NOTE_CHARACTERS } from '../../engine/notes';
import { listNotes } from './list-notes';
import { writeNote } from './write-note';

let books: PeopleBooks;
let ann: PersonActor;
let bob: PersonActor;
beforeAll(async () => {
  books = await makePeople();
  ann = await books.addPerson('ann', 'reviewer', { name: 'Ann' });
  bob = await books.addPerson('bob', 'approver', { name: 'Bob' });
});
afterAll(() => books.drop());

const AT = new Date('2026-05-01T10:00:00Z');
const write = (
  text: string,
  over: { submissionId?: string; merchantId?: string; files?: number; by?: PersonActor } = {},
) => {
  const { by = ann, ...asked } = over;
  return writeNote(
    books.database,
    by,
    { submissionId: randomUUID(), merchantId: 'lumen', files: 0, text, ...asked },
    AT,
  );
};
const notes = async (merchant = 'lumen') =>
  (await listNotes(books.database, staff('auditor'), merchant))?.notes ?? [];

describe('a note', () => {
  it('is there for everybody who may read, the newest first, with its author and its instant', async () => {
    expect(await write('  Called the seller.\r\nThey will answer by Friday.  ')).toEqual({ status: 'done' });
    expect(await write('They answered.', { by: bob })).toEqual({ status: 'done' });
    expect(await notes()).toMatchObject([
      { text: 'They answered.', by: { name: 'Bob', role: 'approver' } },
      {
        text: 'Called the seller.\nThey will answer by Friday.',
        by: { personId: 'ann', name: 'Ann' },
        writtenAt: AT,
      },
    ]);
    expect(await notes('volt')).toEqual([]);
    expect(await listNotes(books.database, ann, 'nobody')).toBeNull();
    expect(await listNotes(books.database, ann, 'waiting')).toBeNull();
  });

  it('is told to the audit log without its text', async () => {
    const row = (await books.log()).at(-1);
    expect(row).toMatchObject({ action: 'note.written', actor_id: 'bob', merchant_id: 'lumen', after: null });
    expect(row?.subject).toBe((await notes())[0]?.noteId.toString());
  });

  it('sent twice is written once', async () => {
    const submissionId = randomUUID();
    expect(await write('Once.', { submissionId })).toEqual({ status: 'done' });
    expect(await write('Once.', { submissionId: submissionId.toUpperCase() })).toEqual({
      status: 'repeated',
    });
    expect((await notes()).filter((note) => note.text === 'Once.')).toHaveLength(1);
  });

  it.each([
    ['bad_form', 'A note.', { submissionId: 'mine' }],
    ['bad_form', 'A\0note.', {}],
    ['files_not_kept', 'See the file.', { files: 1 }],
    ['text_needed', ' \n ', {}],
    ['text_too_long', '字'.repeat(MOST_NOTE_CHARACTERS + 1), {}],
    ['unknown_merchant', 'A note.', { merchantId: 'nobody' }],
    ['unknown_merchant', 'A note.', { merchantId: 'waiting' }],
  ])('is refused: %s', async (code, text, over) => {
    const before = [await notes(), (await books.log()).length];
    expect(await write(text, over)).toEqual({ status: 'refused', code });
    expect([await notes(), (await books.log()).length]).toEqual(before);
  });

  it('may be as long as is said, counted in characters', async () => {
    expect(await write('💡'.repeat(MOST_NOTE_CHARACTERS), { merchantId: 'volt' })).toEqual({
      status: 'done',
    });
    expect([...((await notes('volt'))[0]?.text ?? '')]).toHaveLength(MOST_NOTE_CHARACTERS);
  });

  it('stays as it was written, whoever tries', async () => {
    for (const statement of ["update merchant_notes set text = 'x'", 'delete from merchant_notes'])
      await expect(books.database.drizzle.execute(statement)).rejects.toSatisfy(
        (error) => sqlState(error) === '42501',
      );
  });

  it('is one of a list that goes on page by page', async () => {
    const all = await notes();
    const first = await listNotes(books.database, ann, 'lumen', { limit: 2 });
    const rest = await listNotes(books.database, ann, 'lumen', { before: first?.before ?? null });
    expect([...(first?.notes ?? []), ...(rest?.notes ?? [])]).toEqual(all);
    expect(rest?.before).toBeNull();
    expect((await listNotes(books.database, ann, 'lumen', { before: 'x' }))?.notes).toEqual(all);
  });
});
