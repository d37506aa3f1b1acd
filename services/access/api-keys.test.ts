import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mayDo, type PersonActor } from '@/engine/actor';
import { form, makePeople, type PeopleBooks, WHY } from '@/tests/make-people';
import { actorOfKey } from './find-key';
import { listKeys } from './list-keys';
import { type KeyMade, makeApiKey } from './make-api-key';
import { revokeApiKey } from './revoke-api-key';
import { hashOfToken } from './token';

let books: PeopleBooks;
let admin: PersonActor;
beforeAll(async () => {
  books = await makePeople();
  admin = await books.addPerson('admin', 'administrator');
});
afterAll(() => books.drop());
beforeEach(() => books.ask('truncate api_keys, api_requests, submissions, audit_log'));

const ASK = { name: 'Storefront', scopes: ['facts:write'] as const };
const refused = (code: string) => ({ status: 'refused', code });

async function make(over: object = {}, now = new Date()): Promise<KeyMade> {
  const answer = await makeApiKey(books.database, admin, { ...form(), ...ASK, ...over }, now);
  expect(answer).toMatchObject({ status: 'made' });
  return answer as KeyMade;
}

describe('making a key', () => {
  it('gives its text once, and keeps the hash and how it begins', async () => {
    const key = await make({ scopes: ['read', 'facts:write', 'read'] });
    expect(key.text).toMatch(/^sluice_[\w-]{43}$/);
    expect(key.expiresAt).toBeNull();
    const rows = await books.ask('select * from api_keys');
    expect(rows).toMatchObject([
      {
        key_id: key.keyId,
        name: 'Storefront',
        key_hash: hashOfToken(key.text),
        key_start: key.text.slice(0, 12),
        scopes: ['facts:write', 'read'],
        made_by: 'admin',
      },
    ]);
    const log = await books.log();
    expect(log).toMatchObject([
      {
        action: 'key.made',
        subject: key.keyId,
        actor_id: 'admin',
        before: null,
        after: {
          name: 'Storefront',
          key_start: key.text.slice(0, 12),
          scopes: ['facts:write', 'read'],
          expires_at: null,
        },
      },
    ]);
    for (const kept of [rows, log, await books.ask('select * from submissions')])
      expect(JSON.stringify(kept)).not.toContain(key.text);
    expect(JSON.stringify(log)).not.toContain(hashOfToken(key.text));
  });

  it('works to the end of its last day, in the policy’s time zone', async () => {
    const now = new Date('2026-03-03T16:30:00Z'); // The 4th, in Shanghai.
    expect(
      await makeApiKey(books.database, admin, { ...form(), ...ASK, expiresOn: '2026-03-03' }, now),
    ).toEqual(refused('expiry_past'));
    const key = await make({ expiresOn: '2026-03-04' }, now);
    expect(key.expiresAt).toEqual(new Date('2026-03-04T16:00:00Z'));
    expect(await actorOfKey(books.database, key.text, null, new Date('2026-03-04T15:59:59Z'))).not.toBeNull();
    expect(await actorOfKey(books.database, key.text, null, new Date('2026-03-04T16:00:00Z'))).toBeNull();
  });

  it.each([
    ['bad_name', { name: '' }],
    ['scopes_needed', { scopes: [] }],
    ['scopes_needed', { scopes: ['everything'] }],
    ['bad_expiry', { expiresOn: '2026-02-30' }],
    ['expiry_past', { expiresOn: '2020-01-01' }],
    ['bad_form', { submissionId: 'no' }],
  ])('%s: %j is refused', async (code, over) => {
    const ask = { ...form(), ...ASK, ...over } as Parameters<typeof makeApiKey>[2];
    expect(await makeApiKey(books.database, admin, ask)).toEqual(refused(code));
    expect(await books.ask('select * from api_keys')).toEqual([]);
    expect(await books.log()).toEqual([]);
  });

  it('makes one for a form that is sent twice at the same moment', async () => {
    const ask = { ...form(), ...ASK };
    const answers = await Promise.all([1, 2, 3].map(() => makeApiKey(books.database, admin, ask)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['made', 'repeated', 'repeated']);
    expect(await books.ask('select * from api_keys')).toHaveLength(1);
  });
});

describe('a key', () => {
  it('stands for an actor with its scopes, and nothing more', async () => {
    const { text, keyId } = await make();
    const actor = await actorOfKey(books.database, text, 'request-7');
    expect(actor).toEqual({
      kind: 'key',
      keyId,
      name: 'Storefront',
      scopes: ['facts:write'],
      requestId: 'request-7',
    });
    if (actor === null) return;
    expect(mayDo(actor, 'facts.record')).toBe(true);
    expect(mayDo(actor, 'summary.read')).toBe(false);
    expect(mayDo(actor, 'access.read')).toBe(false);
  });

  it('is not found by another text, whatever it is', async () => {
    const { text } = await make();
    const wrong = [
      '',
      'sluice_',
      text.slice(0, -1),
      `${text} `,
      text.toUpperCase(),
      hashOfToken(text),
      '\0',
      `${text}\0`,
    ];
    for (const each of wrong) expect(await actorOfKey(books.database, each, null)).toBeNull();
  });

  it('notes its last use, once a minute at most', async () => {
    const { text } = await make();
    const lastUse = async () =>
      (await books.ask<{ at: Date | null }>('select last_used_at as at from api_keys'))[0]?.at;
    const first = new Date();
    const later = (seconds: number) => new Date(first.getTime() + seconds * 1000);
    expect(await lastUse()).toBeNull();
    await Promise.all([first, first, first].map((now) => actorOfKey(books.database, text, null, now)));
    expect(await lastUse()).toEqual(first);
    await actorOfKey(books.database, text, null, later(59));
    expect(await lastUse()).toEqual(first);
    await actorOfKey(books.database, text, null, later(60));
    expect(await lastUse()).toEqual(later(60));
    // A server whose clock is behind takes nothing back.
    await actorOfKey(books.database, text, null, later(10));
    expect(await lastUse()).toEqual(later(60));
  });

  it('that is revoked works no more', async () => {
    const { text, keyId } = await make();
    const revoke = (over: object = {}) =>
      revokeApiKey(books.database, admin, { ...form(), keyId, why: WHY, ...over });
    expect(await revoke({ keyId: 'nobody' })).toEqual(refused('unknown_key'));
    expect(await revoke({ why: 'leaked' })).toEqual(refused('why_needed'));
    expect(await actorOfKey(books.database, text, null)).not.toBeNull();
    const twice = { ...form() };
    expect(await revoke(twice)).toEqual({ status: 'done' });
    expect(await revoke(twice)).toEqual({ status: 'repeated' });
    expect(await revoke()).toEqual(refused('already_revoked'));
    expect(await actorOfKey(books.database, text, null)).toBeNull();
    const log = await books.log();
    expect(log.map(({ action }) => action)).toEqual(['key.made', 'key.revoked']);
    expect(log[1]).toMatchObject({
      subject: keyId,
      before: { name: 'Storefront', scopes: ['facts:write'], revoked_at: null },
      after: { revoked_at: expect.any(String) },
      why: WHY,
    });
  });
});

describe('the list of keys', () => {
  it('tells those that work from those that do no more, and no secret of either', async () => {
    const old = await make({ name: 'Old', expiresOn: '2026-03-04' }, new Date('2026-03-03T00:00:00Z'));
    const gone = await make({ name: 'Gone' });
    await revokeApiKey(books.database, admin, { ...form(), keyId: gone.keyId, why: WHY });
    const first = await make({ name: 'First' }, new Date(Date.now() - 1000));
    const second = await make({ name: 'Second' });
    const list = await listKeys(books.database, admin);
    expect(list.good.map(({ keyId }) => keyId)).toEqual([second.keyId, first.keyId]);
    expect(list.ended.map(({ keyId }) => keyId)).toEqual([gone.keyId, old.keyId]);
    expect(list.hasMoreEnded).toBe(false);
    expect(list.good[0]).toMatchObject({ madeBy: 'admin', madeByName: 'Name of admin', lastUsedAt: null });
    for (const { text } of [old, gone, first, second]) {
      expect(JSON.stringify(list)).not.toContain(text);
      expect(JSON.stringify(list)).not.toContain(hashOfToken(text));
    }
  });
});
