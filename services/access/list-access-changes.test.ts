import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonActor } from '@/engine/actor';
import { form, makePeople, type PeopleBooks, WHY } from '@/tests/make-people';
import { listAccessChanges } from '../audit/list-audit';
import { recordAudit } from '../audit/record-audit';
import { changePerson } from './change-person';

let books: PeopleBooks;
let admin: PersonActor;
let rita: PersonActor;
beforeAll(async () => {
  books = await makePeople();
  admin = await books.addPerson('admin', 'administrator');
  rita = await books.addPerson('rita', 'reviewer');
  await books.addPerson('sam', 'seller', { merchantId: 'lumen' });
  await books.database.drizzle.transaction((executor) =>
    recordAudit(executor, rita, { action: 'sign_in.done', subject: 'rita' }),
  );
  for (const personId of ['rita', 'sam'])
    await changePerson(books.database, admin, { ...form(), personId, name: `New ${personId}`, why: WHY });
});
afterAll(() => books.drop());

async function told(ask: { person?: string; withSignIns?: boolean }): Promise<string[]> {
  const { rows } = await listAccessChanges(books.database, admin, 10, ask);
  return rows.map(({ action, subject }) => `${action} ${subject?.text}`);
}

it('what was changed of one person and what they did is told apart from what others did', async () => {
  expect(await told({})).toEqual(['person.changed sam', 'person.changed rita', 'sign_in.done rita']);
  expect(await told({ person: 'rita' })).toEqual(['person.changed rita', 'sign_in.done rita']);
  expect(await told({ person: 'admin' })).toEqual(['person.changed sam', 'person.changed rita']);
  expect(await told({ person: 'nobody' })).toEqual([]);
});

it('changes are told without the sign-ins', async () => {
  expect(await told({ withSignIns: false })).toEqual(['person.changed sam', 'person.changed rita']);
});
