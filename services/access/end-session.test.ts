import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '@/engine/actor';
import { form, makePeople, type PeopleBooks, WHY } from '@/tests/make-people';
import { endSession } from './end-session';
import { endSessions } from './end-sessions';
import { getPersonAccess } from './get-person-access';
import { makePasswordLink } from './make-password-link';
import { removeSecondFactor } from './remove-second-factor';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0';

let books: PeopleBooks;
let admin: PersonActor;
beforeAll(async () => {
  books = await makePeople();
});
afterAll(() => books.drop());
beforeEach(async () => {
  await books.ask(
    'truncate people, sessions, credentials, second_factors, invitations, submissions, audit_log cascade',
  );
  admin = await books.addPerson('admin', 'administrator');
  await books.addPerson('rita', 'reviewer');
  await books.addPerson('sam', 'seller', { merchantId: 'lumen' });
  await books.addSession('s1', 'rita', { userAgent: FIREFOX, address: '192.0.2.7' });
  await books.addSession('s2', 'rita');
  await books.addSession('s3', 'sam');
});

const refused = (code: string) => ({ status: 'refused', code });
const sessions = async () =>
  (await books.ask<{ id: string }>('select session_id as id from sessions order by 1')).map(({ id }) => id);

describe('ending sessions', () => {
  it('one: that one alone, with where it was', async () => {
    const ask = () => ({ ...form(), sessionId: 's1' });
    expect(await endSession(books.database, admin, ask())).toEqual({ status: 'done' });
    expect(await sessions()).toEqual(['s2', 's3']);
    expect(await books.log()).toMatchObject([
      {
        action: 'session.ended',
        subject: 'rita',
        before: { sessions: ['s1'], device: 'Firefox · Windows', address: '192.0.2.7' },
        after: { sessions: [] },
      },
    ]);
    expect(JSON.stringify(await books.log())).not.toContain('token of');
    expect(await endSession(books.database, admin, ask())).toEqual(refused('unknown_session'));
    expect(await endSession(books.database, admin, { submissionId: 'x', sessionId: 's2' })).toEqual(
      refused('bad_form'),
    );
  });

  it('all of a person’s', async () => {
    const endAll = (personId: string) => endSessions(books.database, admin, { ...form(), personId });
    expect(await endAll('rita')).toEqual({ status: 'done' });
    expect(await sessions()).toEqual(['s3']);
    const [row] = await books.log();
    const both = expect.toSatisfy((ended: string[]) => ended.toSorted().join() === 's1,s2');
    expect(row).toMatchObject({ action: 'session.ended', subject: 'rita', before: { sessions: both } });
    expect(await endAll('rita')).toEqual(refused('no_sessions'));
    expect(await endAll('nobody')).toEqual(refused('unknown_person'));
    expect(await books.log()).toHaveLength(1);
  });
});

describe('removing a second factor', () => {
  const remove = (personId: string, why = WHY) =>
    removeSecondFactor(books.database, admin, { ...form(), personId, why });
  const factors = () => books.ask('select person_id from second_factors order by 1');
  beforeEach(async () => {
    await books.ask("update people set has_second_factor = true where person_id in ('rita', 'admin')");
    await books.ask(`insert into second_factors (second_factor_id, person_id, secret, backup_codes, is_verified)
      values ('f1', 'rita', 'the-secret', 'the-codes', true), ('f2', 'admin', 'x', 'x', true)`);
  });

  it('takes it away with its codes, signs them out, and tells no secret', async () => {
    expect(await remove('rita')).toEqual({ status: 'done' });
    expect(await factors()).toEqual([{ person_id: 'admin' }]);
    expect(await sessions()).toEqual(['s3']);
    expect(await getPersonAccess(books.database, admin, { personId: 'rita', sessionId: null })).toMatchObject(
      {
        hasSecondFactor: false,
        sessions: [],
      },
    );
    const log = await books.log();
    expect(log).toMatchObject([
      {
        action: 'second_factor.removed',
        subject: 'rita',
        before: { has_second_factor: true },
        after: { has_second_factor: false, sessions_ended: 2 },
        why: WHY,
      },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/the-secret|the-codes/);
  });

  it('is refused, and leaves it where it is', async () => {
    expect(await remove('nobody')).toEqual(refused('unknown_person'));
    expect(await remove('admin')).toEqual(refused('yourself'));
    expect(await remove('rita', 'lost')).toEqual(refused('why_needed'));
    expect(await remove('sam')).toEqual(refused('no_second_factor'));
    expect(await factors()).toHaveLength(2);
    expect(await sessions()).toHaveLength(3);
    expect(await books.log()).toEqual([]);
  });
});

describe('one person', () => {
  const read = (personId: string, sessionId: string | null = null, now = new Date()) =>
    getPersonAccess(books.database, admin, { personId, sessionId }, now);

  it('is shown with role, merchant, sessions in words, and the open link', async () => {
    const link = await makePasswordLink(books.database, admin, { ...form(), personId: 'rita' });
    await books.ask("update sessions set last_seen_at = now() - interval '1 minute' where session_id = 's2'");
    const rita = await read('rita', 's2');
    expect(rita).toMatchObject({
      personId: 'rita',
      name: 'Name of rita',
      email: 'rita@example.com',
      role: 'reviewer',
      merchantId: null,
      hasSecondFactor: false,
      isDemo: false,
      endedAt: null,
      lastSignInAt: null,
      sessions: [
        { sessionId: 's1', device: 'Firefox · Windows', address: '192.0.2.7', isThis: false },
        { sessionId: 's2', device: null, address: null, isThis: true },
      ],
      openLink: { personId: 'rita', invitedByName: 'Name of admin' },
      isYou: false,
      isLastAdministrator: false,
    });
    const text = JSON.stringify(rita);
    expect(text).not.toMatch(/token of|hash/i);
    if (link.status === 'made') expect(text).not.toContain(link.token);
    expect(await read('sam')).toMatchObject({
      merchantId: 'lumen',
      merchantName: 'Lumen & Loom',
      openLink: null,
    });
    expect(await read('admin')).toMatchObject({ isYou: true, isLastAdministrator: true });
    await books.addPerson('other', 'administrator');
    expect(await read('admin')).toMatchObject({ isLastAdministrator: false });
    expect(await read('nobody')).toBeNull();
  });

  it('has no session that was left alone, or has run out', async () => {
    await books.ask(
      "update sessions set last_seen_at = now() - interval '31 minutes' where session_id in ('s1', 's3')",
    );
    await books.ask("update sessions set expires_at = now() - interval '1 second' where session_id = 's2'");
    expect((await read('rita'))?.sessions).toEqual([]);
    expect((await read('sam'))?.sessions).toHaveLength(1);
  });
});
