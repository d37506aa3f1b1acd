import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '@/engine/actor';
import { makePeople, type PeopleBooks } from '@/tests/make-people';
import { recordAudit } from '../audit/record-audit';
import { listPeople } from './list-people';

let books: PeopleBooks;
let admin: PersonActor;
beforeAll(async () => {
  books = await makePeople();
  admin = await books.addPerson('admin', 'administrator', { name: 'Ada' });
  await books.addPerson('rita', 'reviewer', { name: 'rita 100%' });
  await books.addPerson('sam', 'seller', { name: 'Sam', merchantId: 'lumen' });
  await books.addPerson('vic', 'seller', { name: 'Vic', merchantId: 'volt', isDemo: true });
  await books.addPerson('twin-1', 'auditor', { name: 'Same Name' });
  await books.addPerson('twin-2', 'auditor', { name: 'same name' });
  await books.ask("update people set ended_at = now() where person_id = 'twin-2'");
});
afterAll(() => books.drop());

const ids = async (filter: object) =>
  (await listPeople(books.database, admin, { filter })).people.map(({ personId }) => personId);

describe('the list of people', () => {
  it('is by name, with what each may do and when they last signed in', async () => {
    for (const at of ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'])
      await books.database.drizzle.transaction((executor) =>
        recordAudit(executor, admin, { action: 'sign_in.done' }, new Date(at)),
      );
    const list = await listPeople(books.database, admin);
    expect(list).toMatchObject({ count: 6, total: 6, nextCursor: null, previousCursor: null });
    expect(list.people.map(({ personId }) => personId)).toEqual([
      ...['admin', 'rita', 'sam', 'twin-1', 'twin-2', 'vic'],
    ]);
    expect(list.people[0]).toEqual({
      personId: 'admin',
      name: 'Ada',
      email: 'admin@example.com',
      role: 'administrator',
      merchantId: null,
      merchantName: null,
      hasSecondFactor: false,
      isDemo: false,
      endedAt: null,
      lastSignInAt: new Date('2026-02-01T00:00:00Z'),
    });
    expect(list.people[2]).toMatchObject({ merchantName: 'Lumen & Loom', lastSignInAt: null });
    expect(list.people[5]).toMatchObject({ merchantId: 'volt', merchantName: null, isDemo: true });
  });

  it.each([
    [{ search: 'RITA' }, ['rita']],
    [{ search: '100%' }, ['rita']],
    [{ search: '%' }, ['rita']],
    [{ search: 'sam@' }, ['sam']],
    [{ search: 'lumen' }, ['sam']],
    [{ search: 'loom' }, ['sam']],
    [{ search: 'nobody' }, []],
    [{ role: 'seller' }, ['sam', 'vic']],
    [{ state: 'ended' }, ['twin-2']],
    [{ state: 'active', role: 'auditor' }, ['twin-1']],
  ])('%j leaves %j', async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
  });

  it('goes on page by page, and back', async () => {
    const page = (cursor: string | null) => listPeople(books.database, admin, { limit: 4, cursor });
    const first = await page(null);
    expect(first.people.map(({ personId }) => personId)).toEqual(['admin', 'rita', 'sam', 'twin-1']);
    expect(first.previousCursor).toBeNull();
    const second = await page(first.nextCursor);
    expect(second.people.map(({ personId }) => personId)).toEqual(['twin-2', 'vic']);
    expect(second.nextCursor).toBeNull();
    expect(await page(second.previousCursor)).toEqual(first);
    const wrong = ['x', 'bnVsbA', Buffer.from('["after","a\\u0000","b"]').toString('base64url')];
    for (const cursor of wrong) expect(await page(cursor)).toEqual(first);
  });
});
