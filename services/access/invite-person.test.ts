import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findOpenInvitation, markInvitationUsed } from '@/db/queries/invitations';
import type { PersonActor } from '@/engine/actor';
import { OPERATOR } from '@/tests/actors';
import { form, makePeople, type PeopleBooks } from '@/tests/make-people';
import { Refused } from '../authorize';
import type { LinkMade } from './access-links';
import { invitePerson } from './invite-person';
import { listInvitations } from './list-invitations';
import { makePasswordLink } from './make-password-link';
import { revokeInvitation } from './revoke-invitation';
import { hashOfToken } from './token';

let books: PeopleBooks;
let admin: PersonActor;
beforeAll(async () => {
  books = await makePeople();
  admin = await books.addPerson('admin', 'administrator');
  await books.addPerson('rita', 'reviewer');
  await books.addPerson('sam', 'seller', { merchantId: 'lumen' });
  await books.addPerson('demo', 'auditor', { isDemo: true });
});
afterAll(() => books.drop());
beforeEach(() => books.ask('truncate invitations, submissions, audit_log'));

const openLinks = async (now = new Date()) => (await listInvitations(books.database, admin, now)).invitations;
const NEW = { email: 'new@example.com', name: 'New Reviewer', role: 'reviewer', merchantId: null } as const;

function made(answer: { status: string }): LinkMade {
  expect(answer).toMatchObject({ status: 'made' });
  return answer as LinkMade;
}

const count = async (table: string) => {
  const [row] = await books.ask<{ count: string }>(`select count(*) from ${table}`);
  return Number(row?.count);
};

/** Everything that is kept, as one text. */
async function kept(): Promise<string> {
  const rows = await Promise.all(
    ['invitations', 'submissions', 'audit_log', 'people'].map((table) => books.ask(`select * from ${table}`)),
  );
  return JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
}

describe('inviting a person', () => {
  it('makes a link that opens once, for a day, and keeps only the hash of it', async () => {
    const now = new Date();
    const answer = made(
      await invitePerson(books.database, admin, { ...form(), ...NEW, email: ' New@Example.com ' }, now),
    );
    expect(answer).toMatchObject({ email: 'new@example.com', replaced: 0 });
    expect(answer.expiresAt.getTime() - now.getTime()).toBe(24 * 3_600_000);
    expect(answer.token).toMatch(/^[\w-]{43}$/);
    expect(answer.link).toBe(`http://localhost:3000/invitation/${answer.token}`);
    expect(await kept()).not.toContain(answer.token);

    const hash = hashOfToken(answer.token);
    const executor = books.database.drizzle;
    const open = await findOpenInvitation(executor, hash, now);
    expect(open).toMatchObject({
      email: 'new@example.com',
      name: 'New Reviewer',
      role: 'reviewer',
      personId: null,
    });
    expect(await findOpenInvitation(executor, hashOfToken('another'), now)).toBeNull();
    expect(await findOpenInvitation(executor, hash, answer.expiresAt)).toBeNull();
    const id = open?.invitationId ?? '';
    const uses = await Promise.all([1, 2, 3].map(() => markInvitationUsed(executor, id, now)));
    expect(uses.filter((isUsed) => isUsed)).toHaveLength(1);
    expect(await markInvitationUsed(executor, id, now)).toBe(false);
    expect(await findOpenInvitation(executor, hash, now)).toBeNull();
    expect(await openLinks(now)).toEqual([]);
  });

  it('is recorded, with who, whom and as what, and without the link', async () => {
    const answer = made(
      await invitePerson(books.database, admin, { ...form(), ...NEW, role: 'seller', merchantId: 'lumen' }),
    );
    const [invitation] = await openLinks();
    const log = await books.log();
    expect(log).toEqual([
      {
        actor_kind: 'person',
        actor_id: 'admin',
        action: 'person.invited',
        subject: invitation?.invitationId,
        merchant_id: 'lumen',
        before: null,
        after: {
          email: 'new@example.com',
          name: 'New Reviewer',
          role: 'seller',
          merchant: 'lumen',
          expires_at: answer.expiresAt.toISOString(),
        },
        why: null,
        request_id: 'request-of-admin',
      },
    ]);
    expect(JSON.stringify(log)).not.toContain(hashOfToken(answer.token));
  });

  it.each([
    ['bad_email', { email: 'nobody' }],
    ['bad_email', { email: `${'x'.repeat(250)}@example.com` }],
    ['bad_name', { name: ' \n ' }],
    ['bad_name', { name: 'x'.repeat(201) }],
    ['bad_name', { name: 'A\0B' }],
    ['merchant_needed', { role: 'seller' as const }],
    ['merchant_not_for_staff', { merchantId: 'lumen' }],
    ['unknown_merchant', { role: 'seller' as const, merchantId: 'nobody' }],
    ['unknown_merchant', { role: 'seller' as const, merchantId: 'waiting' }],
    ['email_taken', { email: 'RITA@example.com' }],
    ['bad_form', { submissionId: 'once' }],
  ])('%s: %j is refused, and leaves nothing behind', async (code, over) => {
    const ask = { ...form(), ...NEW, ...over };
    expect(await invitePerson(books.database, admin, ask)).toEqual({ status: 'refused', code });
    for (const table of ['invitations', 'audit_log', 'submissions']) expect(await count(table)).toBe(0);
    if (code === 'bad_form') return;
    // Put right, the same form may be sent again.
    made(await invitePerson(books.database, admin, { ...ask, ...NEW }));
  });

  it('takes the open link of the same e-mail back, and says so in the log', async () => {
    const first = made(await invitePerson(books.database, admin, { ...form(), ...NEW }));
    const [open] = await openLinks();
    const second = made(await invitePerson(books.database, admin, { ...form(), ...NEW, role: 'auditor' }));
    expect(second.replaced).toBe(1);
    const executor = books.database.drizzle;
    expect(await findOpenInvitation(executor, hashOfToken(first.token), new Date())).toBeNull();
    expect(await findOpenInvitation(executor, hashOfToken(second.token), new Date())).not.toBeNull();
    const log = await books.log();
    expect(log.map(({ action }) => action)).toEqual([
      'person.invited',
      'invitation.revoked',
      'person.invited',
    ]);
    expect(log[1]).toMatchObject({
      subject: open?.invitationId,
      before: { email: 'new@example.com', role: 'reviewer' },
      after: { revoked_at: expect.any(String) },
    });
  });

  it('acts once on a form that is sent twice at the same moment', async () => {
    const ask = { ...form(), ...NEW };
    const shouted = { ...ask, submissionId: ask.submissionId.toUpperCase() };
    const answers = await Promise.all(
      [ask, ask, shouted, ask].map((each) => invitePerson(books.database, admin, each)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      'made',
      'repeated',
      'repeated',
      'repeated',
    ]);
    expect(await count('invitations')).toBe(1);
    expect(await count('audit_log')).toBe(1);
    expect(await invitePerson(books.database, admin, ask)).toEqual({ status: 'repeated' });
  });

  it('by two administrators at once leaves one open link', async () => {
    const other = await books.addPerson('admin-2', 'administrator');
    const answers = await Promise.all(
      [admin, other, admin, other].map((actor) => invitePerson(books.database, actor, { ...form(), ...NEW })),
    );
    expect(answers.map(({ status }) => status)).toEqual(['made', 'made', 'made', 'made']);
    expect(await openLinks()).toHaveLength(1);
  });

  it('works for an operator, before there is anybody', async () => {
    const ask = { ...NEW, role: 'administrator' } as const;
    made(await invitePerson(books.database, OPERATOR, { ...form(), ...ask }));
    expect(await openLinks()).toMatchObject([
      { role: 'administrator', invitedBy: 'operator tester', invitedByName: null },
    ]);
    expect(await books.log()).toMatchObject([{ actor_kind: 'operator', actor_id: null }]);
  });

  it('by an administrator who has just been ended is refused', async () => {
    const gone = await books.addPerson(`gone-${randomUUID()}`, 'administrator');
    await books.ask('update people set ended_at = now() where person_id = $1', [gone.personId]);
    await expect(invitePerson(books.database, gone, { ...form(), ...NEW })).rejects.toThrow(Refused);
    expect(await count('submissions')).toBe(0);
  });
});

describe('open links', () => {
  it('are listed without what opens them', async () => {
    const { token } = made(await invitePerson(books.database, admin, { ...form(), ...NEW }));
    const open = await openLinks();
    expect(open).toMatchObject([
      { email: 'new@example.com', invitedBy: 'admin', invitedByName: 'Name of admin' },
    ]);
    expect(JSON.stringify(open)).not.toContain(hashOfToken(token));
  });

  it('are taken back, once', async () => {
    const { token } = made(await invitePerson(books.database, admin, { ...form(), ...NEW }));
    const [invitation] = await openLinks();
    const invitationId = invitation?.invitationId ?? '';
    const revoke = (over: object = {}) =>
      revokeInvitation(books.database, admin, { ...form(), invitationId, ...over });
    expect(await revoke({ invitationId: 'nobody' })).toEqual({
      status: 'refused',
      code: 'unknown_invitation',
    });
    expect(await revoke()).toEqual({ status: 'done' });
    expect(await revoke()).toEqual({ status: 'refused', code: 'not_open' });
    expect(await findOpenInvitation(books.database.drizzle, hashOfToken(token), new Date())).toBeNull();
    expect(await openLinks()).toEqual([]);
    expect((await books.log()).map(({ action }) => action)).toEqual(['person.invited', 'invitation.revoked']);
  });

  it('cannot be taken back once they are used or have run out', async () => {
    const used = made(await invitePerson(books.database, admin, { ...form(), ...NEW }));
    const [{ invitationId } = { invitationId: '' }] = await openLinks();
    expect(
      await revokeInvitation(books.database, admin, { ...form(), invitationId }, used.expiresAt),
    ).toEqual({ status: 'refused', code: 'not_open' });
    await markInvitationUsed(books.database.drizzle, invitationId, new Date());
    expect(await revokeInvitation(books.database, admin, { ...form(), invitationId })).toEqual({
      status: 'refused',
      code: 'not_open',
    });
  });
});

describe('a link for a new password', () => {
  const ask = (personId: string) => ({ ...form(), personId });

  it('is one for that person, and the one before it works no more', async () => {
    const first = made(await makePasswordLink(books.database, admin, ask('sam')));
    const second = made(await makePasswordLink(books.database, admin, ask('sam')));
    expect([first.replaced, second.replaced]).toEqual([0, 1]);
    const executor = books.database.drizzle;
    expect(await findOpenInvitation(executor, hashOfToken(first.token), new Date())).toBeNull();
    expect(await findOpenInvitation(executor, hashOfToken(second.token), new Date())).toMatchObject({
      personId: 'sam',
      email: 'sam@example.com',
      role: 'seller',
      merchantId: 'lumen',
    });
    expect((await books.log()).at(-1)).toMatchObject({
      action: 'password.link_made',
      subject: 'sam',
      merchant_id: 'lumen',
      after: { email: 'sam@example.com', expires_at: second.expiresAt.toISOString() },
    });
    expect(await kept()).not.toContain(second.token);
  });

  it('is refused', async () => {
    await books.addPerson('over', 'auditor');
    await books.ask("update people set ended_at = now() where person_id = 'over'");
    const codeFor = async (personId: string) => makePasswordLink(books.database, admin, ask(personId));
    expect(await codeFor('nobody')).toEqual({ status: 'refused', code: 'unknown_person' });
    expect(await codeFor('admin')).toEqual({ status: 'refused', code: 'yourself' });
    expect(await codeFor('over')).toEqual({ status: 'refused', code: 'person_ended' });
    expect(await codeFor('demo')).toEqual({ status: 'refused', code: 'demo_person' });
    made(await makePasswordLink(books.database, OPERATOR, { ...form(), email: 'Admin@example.com' }));
    expect(await makePasswordLink(books.database, OPERATOR, { ...form(), email: 'x' })).toMatchObject({
      code: 'unknown_person',
    });
  });
});
