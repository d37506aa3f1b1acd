import { hashPassword } from 'better-auth/crypto';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { setCredential } from '@/db/queries/sign-ins';
import type { PersonActor, Role } from '@/engine/actor';
import { type Browser, browsersOf } from '@/tests/browsers';
import { makePeople, type PeopleBooks } from '@/tests/make-people';
import { beginSecondFactor } from './begin-second-factor';
import { confirmSecondFactor } from './confirm-second-factor';
import { confirmSignIn } from './confirm-sign-in';
import { getVisitor } from './get-visitor';
import { FREE_FAILURES } from './limit-sign-ins';
import { renewBackupCodes } from './renew-backup-codes';
import { replaceSecondFactor } from './replace-second-factor';
import { signIn } from './sign-in';

const PASSWORD = 'wet-kettle-violet-ninety';
const STEP_MS = 30_000;

let books: PeopleBooks;
let browser: (name: string) => Browser;
let passwordHash: string;
beforeAll(async () => {
  vi.stubEnv('SLUICE_SECRET', 'a secret of the tests, long enough for all');
  books = await makePeople();
  browser = browsersOf(books.database);
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  await books.drop();
  vi.unstubAllEnvs();
});

/** Everything that nobody but its owner should ever read. */
const secrets: string[] = [PASSWORD];

interface Phone {
  secret: string;
  backupCodes: string[];
}

/** What a phone shows; the next one holds already. Each is good once, so a test that needs two takes one of each. */
function codeOf({ secret }: Phone, which: 'now' | 'next' = 'now'): string {
  const timestamp = Date.now() + (which === 'next' ? STEP_MS : 0);
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

/** A code that is none of those that hold by now or soon. */
function wrongCode(phone: Phone): string {
  const totp = new TOTP({ secret: Secret.fromBase32(phone.secret) });
  const near = [-2, -1, 0, 1, 2].map((step) => totp.generate({ timestamp: Date.now() + step * STEP_MS }));
  for (let code = 0; ; code++) {
    const text = String(code).padStart(6, '0');
    if (!near.includes(text)) return text;
  }
}

const visit = (from: Browser) => getVisitor(books.database, from.headers());
const enter = (from: Browser, { email }: PersonActor) =>
  signIn(books.database, { email, password: PASSWORD }, from.headers());
const confirm = (from: Browser, code: string, kind: 'moment' | 'backup' = 'moment') =>
  confirmSignIn(books.database, { code, kind }, from.headers());
const begin = (from: Browser, actor: PersonActor, password = PASSWORD) =>
  beginSecondFactor(books.database, actor, { password }, from.headers());

let count = 0;
/** Somebody new, who has signed in by password alone. */
async function half(role: Role = 'reviewer'): Promise<{ actor: PersonActor; from: Browser }> {
  const id = `${role}-${++count}`;
  const actor = await books.addPerson(id, role, role === 'seller' ? { merchantId: 'lumen' } : {});
  await setCredential(books.database.drizzle, id, passwordHash);
  const from = browser(`of ${id}`);
  await enter(from, actor);
  return { actor, from };
}

async function begun(from: Browser, actor: PersonActor): Promise<Phone> {
  const answer = await begin(from, actor);
  if (answer.status !== 'begun') throw new Error(`not begun: ${JSON.stringify(answer)}`);
  secrets.push(answer.secret, ...answer.backupCodes);
  return answer;
}

/** Somebody new with a second factor, who is signed in; the code of now is used up. */
async function whole(role?: Role): Promise<{ actor: PersonActor; from: Browser; phone: Phone }> {
  const { actor, from } = await half(role);
  const phone = await begun(from, actor);
  const answer = await confirmSecondFactor(books.database, actor, { code: codeOf(phone) }, from.headers());
  expect(answer).toEqual({ status: 'set' });
  return { actor, from, phone };
}

async function acts(actor: PersonActor): Promise<string[]> {
  const rows = await books.log();
  return rows.filter(({ actor_id }) => actor_id === actor.personId).map(({ action }) => action);
}

describe('setting a second factor', () => {
  it('is what staff must do before anything else, and sellers may', async () => {
    const reviewer = await half('reviewer');
    expect(await visit(reviewer.from)).toMatchObject({ status: 'needs_second_factor' });
    const seller = await half('seller');
    expect(await visit(seller.from)).toMatchObject({ status: 'in' });
  });

  it('takes the password and a first code, and ends all other sessions', async () => {
    const { actor, from } = await half();
    const other = browser('at work');
    await enter(other, actor);
    expect(await begin(from, actor, 'not the password')).toEqual({
      status: 'refused',
      code: 'wrong_password',
    });
    const phone = await begun(from, actor);
    expect(phone).toMatchObject({ uri: expect.stringMatching(/^otpauth:\/\/totp\/Sluice/) });
    expect(phone.backupCodes).toHaveLength(10);
    const set = (code: string) => confirmSecondFactor(books.database, actor, { code }, from.headers());
    expect(await set(wrongCode(phone))).toEqual({ status: 'refused', code: 'wrong_code' });
    expect(await visit(from)).toMatchObject({ status: 'needs_second_factor' });

    const code = codeOf(phone);
    expect(await set(`${code.slice(0, 3)} ${code.slice(3)}`)).toEqual({ status: 'set' });
    expect(await visit(from)).toMatchObject({ status: 'in' });
    expect(await visit(other)).toEqual({ status: 'out' });
    expect(await acts(actor)).toEqual(['sign_in.done', 'sign_in.done', 'second_factor.set']);
  });

  it('begins anew as often as it was not finished, and no more once it is', async () => {
    const { actor, from } = await half();
    const first = await begun(from, actor);
    const second = await begun(from, actor);
    const set = (phone: Phone) =>
      confirmSecondFactor(books.database, actor, { code: codeOf(phone) }, from.headers());
    expect(await set(first)).toMatchObject({ status: 'refused' });
    expect(await set(second)).toEqual({ status: 'set' });
    expect(await begin(from, actor)).toEqual({ status: 'refused', code: 'set_already' });
    expect(await set(second)).toEqual({ status: 'refused', code: 'set_already' });
  });

  it('may be begun many times by who knows the password, and only so often by who does not', async () => {
    const { actor, from } = await half();
    for (let time = 0; time < FREE_FAILURES + 2; time++) await begun(from, actor);
    for (let time = 0; time < FREE_FAILURES; time++)
      expect(await begin(from, actor, `guess ${time}`)).toMatchObject({ code: 'wrong_password' });
    expect(await begin(from, actor)).toMatchObject({ status: 'wait' });
  });
});

describe('signing in with a second factor', () => {
  it('asks for a code after the password, and lets nobody in before', async () => {
    const { actor, phone } = await whole();
    const from = browser('at home');
    expect(await enter(from, actor)).toEqual({ status: 'code' });
    expect(await visit(from)).toEqual({ status: 'out' });
    expect(await confirm(from, wrongCode(phone))).toEqual({ status: 'wrong' });
    expect(await confirm(from, codeOf(phone, 'next'))).toEqual({ status: 'in' });
    expect(await visit(from)).toMatchObject({ status: 'in', actor: { personId: actor.personId } });
    const [failed, done] = (await books.log()).slice(-2);
    expect(failed).toMatchObject({
      actor_id: actor.personId,
      action: 'sign_in.failed',
      after: { second_factor: 'wrong code' },
    });
    expect(done).toMatchObject({ action: 'sign_in.done', after: { second_factor: 'code' } });
  });

  it('takes each code once', async () => {
    const { actor, phone } = await whole();
    const code = codeOf(phone, 'next');
    const [from, shoulder] = [browser('at home'), browser('over the shoulder')];
    await enter(from, actor);
    await enter(shoulder, actor);
    expect(await confirm(from, code)).toEqual({ status: 'in' });
    expect(await confirm(shoulder, code)).toEqual({ status: 'wrong' });
    expect(await visit(shoulder)).toEqual({ status: 'out' });
    expect(await books.ask('select 1 from sessions where person_id = $1', [actor.personId])).toHaveLength(2);
  });

  it('takes each backup code once, in place of the phone', async () => {
    const { actor, phone } = await whole();
    const [code = '', otherCode = ''] = phone.backupCodes;
    const from = browser('at home');
    await enter(from, actor);
    expect(await confirm(from, 'aaaaa-aaaaa', 'backup')).toEqual({ status: 'wrong' });
    expect(await confirm(from, code, 'backup')).toEqual({ status: 'in' });
    expect(await visit(from)).toMatchObject({ status: 'in' });
    const thief = browser('the thief');
    await enter(thief, actor);
    expect(await confirm(thief, code, 'backup')).toEqual({ status: 'wrong' });
    expect(await confirm(thief, otherCode, 'moment')).toEqual({ status: 'wrong' });
    expect(await visit(thief)).toEqual({ status: 'out' });
  });

  it('is over after some wrong codes, and for who has given no password', async () => {
    const { actor, phone } = await whole();
    expect(await confirm(browser('out of the blue'), codeOf(phone, 'next'))).toEqual({ status: 'over' });
    const thief = browser('the thief');
    await enter(thief, actor);
    for (let time = 0; time < 5; time++)
      expect(await confirm(thief, wrongCode(phone))).toEqual({ status: 'wrong' });
    expect(await confirm(thief, codeOf(phone, 'next'))).toEqual({ status: 'over' });

    // With the password again, five more; then nobody for a while, with any code.
    await enter(thief, actor);
    for (let time = 0; time < 5; time++)
      expect(await confirm(thief, wrongCode(phone))).toEqual({ status: 'wrong' });
    await enter(thief, actor);
    expect(await confirm(thief, codeOf(phone, 'next'))).toEqual({ status: 'locked' });
    expect(await confirm(thief, phone.backupCodes[0] ?? '', 'backup')).toEqual({ status: 'locked' });
  });

  it('tells who is signed in already nothing about their codes', async () => {
    const { actor, from, phone } = await whole();
    expect(await confirm(from, codeOf(phone, 'next'))).toEqual({ status: 'over' });
    expect(await confirm(from, phone.backupCodes[0] ?? '', 'backup')).toEqual({ status: 'over' });
    // Nor does a session of somebody else's stand in the way.
    const { from: shared } = await half('seller');
    await enter(shared, actor);
    expect(await confirm(shared, codeOf(phone, 'next'))).toEqual({ status: 'in' });
    expect(await visit(shared)).toMatchObject({ actor: { personId: actor.personId } });
  });
});

describe('moving it to another phone, and new backup codes', () => {
  const replace = (from: Browser, actor: PersonActor, password: string, code: string) =>
    replaceSecondFactor(books.database, actor, { password, code }, from.headers());
  const renew = (from: Browser, actor: PersonActor, password: string, code: string) =>
    renewBackupCodes(books.database, actor, { password, code }, from.headers());

  it('need both the password and a code', async () => {
    const { actor, from, phone } = await whole();
    const code = codeOf(phone, 'next');
    for (const ask of [replace, renew]) {
      expect(await ask(from, actor, 'not the password', code)).toEqual({
        status: 'refused',
        code: 'wrong_password',
      });
      expect(await ask(from, actor, PASSWORD, wrongCode(phone))).toEqual({
        status: 'refused',
        code: 'wrong_code',
      });
    }
    expect(await visit(from)).toMatchObject({ status: 'in' });
    expect(await acts(actor)).toEqual(['sign_in.done', 'second_factor.set']);
  });

  it('let staff do nothing else until the new phone is set', async () => {
    const { actor, from, phone } = await whole();
    expect(await replace(from, actor, PASSWORD, codeOf(phone, 'next'))).toEqual({ status: 'proven' });
    expect(await visit(from)).toMatchObject({ status: 'needs_second_factor' });
    const next = await begun(from, actor);
    const set = await confirmSecondFactor(books.database, actor, { code: codeOf(next) }, from.headers());
    expect(set).toEqual({ status: 'set' });
    expect(await visit(from)).toMatchObject({ status: 'in' });
    const old = browser('with the old phone');
    await enter(old, actor);
    expect(await confirm(old, codeOf(phone, 'next'))).toEqual({ status: 'wrong' });
    expect(await confirm(old, phone.backupCodes[0] ?? '', 'backup')).toEqual({ status: 'wrong' });
    expect(await acts(actor)).toEqual([
      'sign_in.done',
      'second_factor.set',
      'second_factor.removed',
      'second_factor.set',
      'sign_in.failed',
      'sign_in.failed',
    ]);
  });

  it('void the old backup codes', async () => {
    const { actor, from, phone } = await whole();
    const answer = await renew(from, actor, PASSWORD, codeOf(phone, 'next'));
    if (answer.status !== 'renewed') throw new Error(`not renewed: ${JSON.stringify(answer)}`);
    secrets.push(...answer.backupCodes);
    const other = browser('at home');
    await enter(other, actor);
    expect(await confirm(other, phone.backupCodes[0] ?? '', 'backup')).toEqual({ status: 'wrong' });
    expect(await confirm(other, answer.backupCodes[0] ?? '', 'backup')).toEqual({ status: 'in' });
  });

  it('have as few tries as signing in', async () => {
    const { actor, from, phone } = await whole();
    for (let time = 0; time < FREE_FAILURES; time++)
      expect(await replace(from, actor, PASSWORD, wrongCode(phone))).toMatchObject({ code: 'wrong_code' });
    expect(await replace(from, actor, PASSWORD, codeOf(phone, 'next'))).toMatchObject({ status: 'wait' });
  });
});

it('no secret is in the audit log, and none is kept as it is', async () => {
  const rows = await Promise.all(
    ['audit_log', 'second_factors', 'sessions', 'verifications', 'people', 'submissions'].map((table) =>
      books.ask(`select * from ${table}`),
    ),
  );
  const kept = JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
  expect(secrets.length).toBeGreaterThan(100);
  for (const secret of secrets) expect(kept).not.toContain(secret);
});
