import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PersonActor } from '@/engine/actor';
import { OPERATOR } from '@/tests/actors';
import { type Browser, browsersOf } from '@/tests/browsers';
import { form, makePeople, type PeopleBooks } from '@/tests/make-people';
import { invitePerson } from '../access/invite-person';
import { listInvitations } from '../access/list-invitations';
import { makePasswordLink } from '../access/make-password-link';
import { revokeInvitation } from '../access/revoke-invitation';
import { acceptInvitation } from './accept-invitation';
import { getVisitor } from './get-visitor';
import { readInvitation } from './read-invitation';
import { signIn } from './sign-in';

const PASSWORD = 'wet-kettle-violet-ninety';
const OTHER = 'other-copper-window-forty';
const HOUR_MS = 3_600_000;
const OVER = { status: 'refused', code: 'link_over' };

let books: PeopleBooks;
let browser: (name: string) => Browser;
let admin: PersonActor;
beforeAll(async () => {
  vi.stubEnv('SLUICE_SECRET', 'a secret of the tests, long enough for all');
  books = await makePeople();
  browser = browsersOf(books.database);
  admin = await books.addPerson('admin', 'administrator');
});
afterAll(async () => {
  await books.drop();
  vi.unstubAllEnvs();
});

const tokens: string[] = [];

function tokenOf(answer: { status: string; token?: string }): string {
  if (answer.token === undefined) throw new Error(`no link was made: ${JSON.stringify(answer)}`);
  tokens.push(answer.token);
  return answer.token;
}

let count = 0;
/** A link for somebody new. */
async function invited(
  whose: { role?: 'reviewer'; merchantId?: null } | { role: 'seller'; merchantId: string } = {},
): Promise<{ token: string; email: string }> {
  const email = `invited-${++count}@example.com`;
  const ask = { role: 'reviewer' as const, merchantId: null, ...whose, email, name: 'Ana Souza' };
  return { token: tokenOf(await invitePerson(books.database, admin, { ...form(), ...ask })), email };
}

const accept = (token: string, over: { name?: string; password?: string } = {}, now?: Date) =>
  acceptInvitation(books.database, { token, name: '', password: PASSWORD, ...over }, 'request-1', now);
const enter = (email: string, password = PASSWORD) =>
  signIn(books.database, { email, password }, browser(`of ${email}`).headers());
const peopleOf = (email: string) =>
  books.ask<{ person_id: string; name: string; role: string; merchant_id: string | null }>(
    'select person_id, name, role, merchant_id from people where email = $1',
    [email],
  );

describe('an invitation', () => {
  it('says whom it is for, and makes them a person', async () => {
    const { token, email } = await invited();
    expect(await readInvitation(books.database, token)).toMatchObject({
      name: 'Ana Souza',
      email,
      role: 'reviewer',
      merchantId: null,
      merchantName: null,
      isNewPerson: true,
    });
    expect(await accept(token, { name: '  Ana Maria Souza ' })).toEqual({ status: 'accepted', email });
    const [ana] = await peopleOf(email);
    expect(ana).toMatchObject({ name: 'Ana Maria Souza', role: 'reviewer', merchant_id: null });
    expect((await books.log()).at(-1)).toMatchObject({
      actor_id: ana?.person_id,
      action: 'person.added',
      subject: ana?.person_id,
      request_id: 'request-1',
    });
    expect(await enter(email)).toEqual({ status: 'in', personId: ana?.person_id });
  });

  it('of a seller names the store, which it binds them to', async () => {
    const { token, email } = await invited({ role: 'seller', merchantId: 'lumen' });
    expect(await readInvitation(books.database, token)).toMatchObject({
      merchantId: 'lumen',
      merchantName: 'Lumen & Loom',
    });
    await accept(token);
    expect(await peopleOf(email)).toMatchObject([
      { name: 'Ana Souza', role: 'seller', merchant_id: 'lumen' },
    ]);
    expect((await books.log()).at(-1)).toMatchObject({ action: 'person.added', merchant_id: 'lumen' });
  });

  it('works once', async () => {
    const { token, email } = await invited();
    expect(await accept(token)).toMatchObject({ status: 'accepted' });
    expect(await readInvitation(books.database, token)).toBeNull();
    expect(await accept(token, { password: OTHER })).toEqual(OVER);
    expect(await enter(email, OTHER)).toEqual({ status: 'wrong' });
    expect(await enter(email)).toMatchObject({ status: 'in' });
  });

  it('works once for many at the same moment too', async () => {
    const { token, email } = await invited();
    const passwords = Array.from({ length: 6 }, (_, place) => `${PASSWORD} ${place}`);
    const answers = await Promise.all(passwords.map((password) => accept(token, { password })));
    expect(answers.filter(({ status }) => status === 'accepted')).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 'refused')).toEqual(passwords.slice(1).map(() => OVER));
    expect(await peopleOf(email)).toHaveLength(1);
    const winner = passwords[answers.findIndex(({ status }) => status === 'accepted')] ?? '';
    expect(await enter(email, winner)).toMatchObject({ status: 'in' });
  });

  it('works for a day', async () => {
    const { token, email } = await invited();
    const late = new Date(Date.now() + 24 * HOUR_MS);
    expect(await readInvitation(books.database, token, late)).toBeNull();
    expect(await accept(token, {}, late)).toEqual(OVER);
    expect(await peopleOf(email)).toEqual([]);
    expect(await accept(token, {}, new Date(late.getTime() - 60_000))).toMatchObject({ status: 'accepted' });
  });

  it('works no more once it is taken back, or another is made', async () => {
    const { token, email } = await invited();
    const { invitations } = await listInvitations(books.database, admin);
    const { invitationId = '' } = invitations.find((each) => each.email === email) ?? {};
    await revokeInvitation(books.database, admin, { ...form(), invitationId });
    expect(await readInvitation(books.database, token)).toBeNull();
    expect(await accept(token)).toEqual(OVER);

    const ask = { email, name: 'Ana Souza', role: 'reviewer', merchantId: null } as const;
    const first = tokenOf(await invitePerson(books.database, admin, { ...form(), ...ask }));
    const second = tokenOf(await invitePerson(books.database, admin, { ...form(), ...ask }));
    expect(await accept(first)).toEqual(OVER);
    expect(await accept(second)).toMatchObject({ status: 'accepted' });
  });

  it('that nobody made is as one that is over', async () => {
    expect(await readInvitation(books.database, 'never-made')).toBeNull();
    expect(await accept('never-made')).toEqual(OVER);
    expect(await accept('')).toEqual(OVER);
  });

  it('asks for a password that is hard to guess, and waits for one', async () => {
    const { token, email } = await invited();
    const problem = async (password: string, name = '') => {
      const answer = await accept(token, { password, name });
      return answer.status === 'refused' ? answer.code : answer.status;
    };
    expect(await problem('eleven char')).toBe('short');
    expect(await problem('passwordpassword')).toBe('guessable');
    expect(await problem(email)).toBe('guessable');
    expect(await problem('Anastasia Zebra', 'Anastasia Zebra')).toBe('guessable');
    expect(await problem('x'.repeat(129))).toBe('long');
    expect(await peopleOf(email)).toEqual([]);
    expect(await problem(PASSWORD)).toBe('accepted');
  });
});

describe('a link for a new password', () => {
  /** Somebody who came in by an invitation, and whom a link was then made for. */
  async function known(): Promise<{ token: string; email: string; personId: string; from: Browser }> {
    const { token, email } = await invited({ role: 'seller', merchantId: 'volt' });
    await accept(token);
    const from = browser(`of ${email}`);
    await signIn(books.database, { email, password: PASSWORD }, from.headers());
    const [row] = await peopleOf(email);
    const personId = row?.person_id ?? '';
    const link = tokenOf(await makePasswordLink(books.database, OPERATOR, { ...form(), personId }));
    return { token: link, email, personId, from };
  }

  it('says whose it is, replaces the password, and ends the sessions', async () => {
    const { token, email, personId, from } = await known();
    expect(await readInvitation(books.database, token)).toMatchObject({ email, isNewPerson: false });
    expect(await getVisitor(books.database, from.headers())).toMatchObject({ status: 'in' });
    expect(await accept(token, { name: 'Somebody Else', password: OTHER })).toEqual({
      status: 'accepted',
      email,
    });
    expect(await getVisitor(books.database, from.headers())).toEqual({ status: 'out' });
    expect(await enter(email)).toEqual({ status: 'wrong' });
    expect(await enter(email, OTHER)).toEqual({ status: 'in', personId });
    // What they are called, and which store is theirs, is not the link's to change.
    expect(await peopleOf(email)).toMatchObject([{ name: 'Ana Souza', merchant_id: 'volt' }]);
    expect((await books.log()).map(({ action }) => action)).toContain('password.set_by_link');
  });

  it('lets nobody in who was ended meanwhile', async () => {
    const { token, email, personId } = await known();
    await books.ask('update people set ended_at = now() where person_id = $1', [personId]);
    expect(await accept(token, { password: OTHER })).toEqual(OVER);
    expect(await enter(email, OTHER)).toEqual({ status: 'wrong' });
  });
});

it('no link and no password is in the audit log, and none is kept as it is', async () => {
  const rows = await Promise.all(
    ['audit_log', 'invitations', 'credentials', 'people', 'submissions'].map((table) =>
      books.ask(`select * from ${table}`),
    ),
  );
  const kept = JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
  expect(tokens.length).toBeGreaterThan(8);
  for (const secret of [...tokens, PASSWORD, OTHER]) expect(kept).not.toContain(secret);
});
