import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '@/engine/actor';
import { OPERATOR } from '@/tests/actors';
import { form, makePeople, type PeopleBooks, WHY } from '@/tests/make-people';
import { Refused } from '../authorize';
import { changePerson } from './change-person';
import { endPerson } from './end-person';
import { listInvitations } from './list-invitations';
import { makePasswordLink } from './make-password-link';
import { restorePerson } from './restore-person';

let books: PeopleBooks;
let admin: PersonActor;
let other: PersonActor;
beforeAll(async () => {
  books = await makePeople();
});
afterAll(() => books.drop());
beforeEach(async () => {
  await books.ask(
    'truncate people, sessions, credentials, second_factors, invitations, submissions, audit_log cascade',
  );
  admin = await books.addPerson('admin', 'administrator');
  other = await books.addPerson('other', 'administrator');
  await books.addPerson('rita', 'reviewer');
  await books.addPerson('sam', 'seller', { merchantId: 'lumen' });
  await books.addSession('s1', 'rita');
  await books.addSession('s2', 'rita');
  await books.addSession('s3', 'sam');
});

const change = (ask: object, actor: PersonActor = admin) =>
  changePerson(books.database, actor, { ...form(), personId: 'rita', ...ask });
const end = (personId: string, actor: PersonActor = admin, why = WHY) =>
  endPerson(books.database, actor, { ...form(), personId, why });
const sessions = async () =>
  (await books.ask<{ id: string }>('select session_id as id from sessions order by 1')).map(({ id }) => id);
const person = async (id: string) =>
  (await books.ask<Record<string, unknown>>('select * from people where person_id = $1', [id]))[0];
const openLinks = async (now = new Date()) => (await listInvitations(books.database, admin, now)).invitations;
const refused = (code: string) => ({ status: 'refused', code });

describe('changing a person', () => {
  it('gives another role, which ends their sessions and theirs alone', async () => {
    expect(await change({ role: 'approver', why: WHY })).toEqual({ status: 'done' });
    expect(await person('rita')).toMatchObject({ role: 'approver', merchant_id: null });
    expect(await sessions()).toEqual(['s3']);
    expect(await books.log()).toEqual([
      {
        actor_kind: 'person',
        actor_id: 'admin',
        action: 'person.changed',
        subject: 'rita',
        merchant_id: null,
        before: { name: 'Name of rita', role: 'reviewer', merchant: null },
        after: { name: 'Name of rita', role: 'approver', merchant: null, sessions_ended: 2 },
        why: WHY,
        request_id: 'request-of-admin',
      },
    ]);
  });

  it('gives another merchant, which ends their sessions too', async () => {
    expect(await change({ personId: 'sam', merchantId: 'volt', why: WHY })).toEqual({ status: 'done' });
    expect(await person('sam')).toMatchObject({ role: 'seller', merchant_id: 'volt' });
    expect(await sessions()).toEqual(['s1', 's2']);
    expect(await books.log()).toMatchObject([
      { merchant_id: 'volt', before: { merchant: 'lumen' }, after: { merchant: 'volt', sessions_ended: 1 } },
    ]);
  });

  it('makes a seller staff and back, with the merchant', async () => {
    expect(await change({ personId: 'sam', role: 'auditor', why: WHY })).toEqual({ status: 'done' });
    expect(await person('sam')).toMatchObject({ role: 'auditor', merchant_id: null });
    expect(await change({ personId: 'sam', role: 'seller', merchantId: 'lumen', why: WHY })).toEqual({
      status: 'done',
    });
    expect((await books.log()).map(({ merchant_id }) => merchant_id)).toEqual(['lumen', 'lumen']);
  });

  it('gives another name, one’s own too, without a reason and without an end', async () => {
    expect(await change({ name: '  Rita Ray ' })).toEqual({ status: 'done' });
    expect(await change({ personId: 'admin', name: 'Ada' })).toEqual({ status: 'done' });
    expect(await person('rita')).toMatchObject({ name: 'Rita Ray' });
    expect(await sessions()).toEqual(['s1', 's2', 's3']);
    expect((await books.log())[0]).toMatchObject({ after: { name: 'Rita Ray' }, why: null });
  });

  it.each([
    ['bad_name', { name: '' }],
    ['unknown_person', { personId: 'nobody', name: 'X' }],
    ['no_change', {}],
    ['no_change', { role: 'reviewer', name: 'Name of rita', why: WHY }],
    ['yourself', { personId: 'admin', role: 'auditor', why: WHY }],
    ['merchant_needed', { role: 'seller', why: WHY }],
    ['merchant_not_for_staff', { role: 'auditor', merchantId: 'lumen', why: WHY }],
    ['unknown_merchant', { role: 'seller', merchantId: 'waiting', why: WHY }],
    ['why_needed', { role: 'auditor' }],
    ['why_needed', { role: 'auditor', why: ' too short  ' }],
    ['bad_form', { submissionId: '1', role: 'auditor', why: WHY }],
  ])('%s: %j is refused, and changes nothing', async (code, ask) => {
    const before = await books.ask('select * from people order by 1');
    expect(await change(ask)).toEqual(refused(code));
    expect(await books.ask('select * from people order by 1')).toEqual(before);
    expect(await sessions()).toEqual(['s1', 's2', 's3']);
    expect(await books.log()).toEqual([]);
  });

  it('that was ended is refused: they are restored first', async () => {
    await end('rita');
    expect(await change({ name: 'X' })).toEqual(refused('person_ended'));
  });

  it('acts once on a form that is sent twice', async () => {
    const ask = { ...form(), role: 'approver', why: WHY };
    const answers = await Promise.all([change(ask), change(ask)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['done', 'repeated']);
    expect(await books.log()).toHaveLength(1);
  });

  it('is no right of the other roles, nor of a program', async () => {
    const rita = { ...admin, personId: 'rita', role: 'reviewer' } as PersonActor;
    await expect(change({ role: 'approver', why: WHY }, rita)).rejects.toThrow(Refused);
    const key = {
      kind: 'key',
      keyId: 'k',
      name: 'K',
      scopes: ['facts:write', 'read'],
      requestId: null,
    } as const;
    await expect(
      changePerson(books.database, key, { ...form(), personId: 'rita', name: 'X' }),
    ).rejects.toThrow(Refused);
  });
});

describe('ending a person', () => {
  it('signs them out, takes their open link back, and is recorded', async () => {
    await makePasswordLink(books.database, admin, { ...form(), personId: 'rita' });
    const now = new Date();
    expect(await endPerson(books.database, admin, { ...form(), personId: 'rita', why: WHY }, now)).toEqual({
      status: 'done',
    });
    expect(await person('rita')).toMatchObject({ ended_at: now, role: 'reviewer' });
    expect(await sessions()).toEqual(['s3']);
    expect(await openLinks()).toEqual([]);
    const log = await books.log();
    expect(log.map(({ action }) => action)).toEqual([
      'password.link_made',
      'invitation.revoked',
      'person.ended',
    ]);
    expect(log.at(-1)).toMatchObject({
      subject: 'rita',
      before: { name: 'Name of rita', role: 'reviewer', ended_at: null },
      after: { ended_at: now.toISOString(), sessions_ended: 2 },
      why: WHY,
    });
  });

  it('is refused', async () => {
    expect(await end('nobody')).toEqual(refused('unknown_person'));
    expect(await end('admin')).toEqual(refused('yourself'));
    expect(await end('rita', admin, 'short')).toEqual(refused('why_needed'));
    expect(await end('rita')).toEqual({ status: 'done' });
    expect(await end('rita')).toEqual(refused('already_ended'));
    expect(await endPerson(books.database, admin, { submissionId: '', personId: 'sam', why: WHY })).toEqual(
      refused('bad_form'),
    );
  });

  it('is undone by restoring them as they were', async () => {
    const restore = () => restorePerson(books.database, admin, { ...form(), personId: 'sam' });
    expect(await restore()).toEqual(refused('not_ended'));
    await end('sam');
    expect(await restore()).toEqual({ status: 'done' });
    expect(await person('sam')).toMatchObject({ ended_at: null, role: 'seller', merchant_id: 'lumen' });
    expect(await sessions()).toEqual(['s1', 's2']);
    expect((await books.log()).at(-1)).toMatchObject({
      action: 'person.restored',
      subject: 'sam',
      merchant_id: 'lumen',
      before: { ended_at: expect.any(String) },
      after: { ended_at: null, role: 'seller' },
    });
    expect(await restorePerson(books.database, admin, { ...form(), personId: 'nobody' })).toEqual(
      refused('unknown_person'),
    );
  });
});

describe('the last administrator', () => {
  const active = async () =>
    (
      await books.ask(
        "select person_id from people where role = 'administrator' and ended_at is null order by 1",
      )
    ).length;

  it('stays one, and stays', async () => {
    expect(await end('other')).toEqual({ status: 'done' });
    const operatorEnds = endPerson(books.database, OPERATOR, { ...form(), personId: 'admin', why: WHY });
    expect(await operatorEnds).toEqual(refused('last_administrator'));
    const operatorChanges = changePerson(books.database, OPERATOR, {
      ...form(),
      personId: 'admin',
      role: 'auditor',
      why: WHY,
    });
    expect(await operatorChanges).toEqual(refused('last_administrator'));
    expect(await active()).toBe(1);
  });

  it('is left by two who take the role from each other at the same moment, in either way', async () => {
    for (let round = 0; round < 8; round++) {
      await books.ask(
        "update people set role = 'administrator', ended_at = null where person_id in ('admin', 'other')",
      );
      const demote = (actor: PersonActor, personId: string) =>
        change({ personId, role: 'auditor', why: WHY }, actor);
      const attempts =
        round % 2 === 0
          ? [demote(admin, 'other'), demote(other, 'admin')]
          : [end('other', admin), demote(other, 'admin')];
      const settled = await Promise.allSettled(attempts);
      const done = settled.filter((each) => each.status === 'fulfilled' && each.value.status === 'done');
      // Whoever came second had lost the right to it, and was told so as anybody without it is.
      const late = settled.filter((each) => each.status === 'rejected');
      expect([done.length, late.length]).toEqual([1, 1]);
      expect(late[0]).toMatchObject({ reason: expect.any(Refused) });
      expect(await active()).toBe(1);
    }
  });

  it('is left by operators who end all of them at once', async () => {
    const endAs = (personId: string) =>
      endPerson(books.database, OPERATOR, { ...form(), personId, why: WHY });
    const answers = await Promise.all([endAs('admin'), endAs('other')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['done', 'refused']);
    expect(await active()).toBe(1);
  });

  it('may be one of the demo', async () => {
    await books.addPerson('demo', 'administrator', { isDemo: true });
    expect(await end('other')).toEqual({ status: 'done' });
    const demo = { ...admin, personId: 'demo' } as PersonActor;
    expect(await end('admin', demo)).toEqual({ status: 'done' });
    expect(await active()).toBe(1);
  });
});
