import { hashPassword } from 'better-auth/crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { setCredential } from '@/db/queries/sign-ins';
import type { PersonActor, Role } from '@/engine/actor';
import { type Browser, browsersOf } from '@/tests/browsers';
import { makePeople, type PeopleBooks } from '@/tests/make-people';
import { SESSION_SECONDS } from './authentication';
import { changePassword } from './change-password';
import { endOwnSessions } from './end-own-sessions';
import { getAccount } from './get-account';
import { getVisitor } from './get-visitor';
import { FIRST_PAUSE_SECONDS, FREE_FAILURES } from './limit-sign-ins';
import { signIn } from './sign-in';
import { listDemoPeople, signInDemo } from './sign-in-demo';
import { signOut } from './sign-out';

const PASSWORD = 'wet-kettle-violet-ninety';
const HOUR_MS = 3_600_000;

let books: PeopleBooks;
let browser: (name: string, about?: { address?: string; userAgent?: string }) => Browser;
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

let count = 0;
/** Somebody new, with the password that everybody here has. */
async function person(role: Role = 'seller'): Promise<PersonActor> {
  const id = `${role}-${++count}`;
  const actor = await books.addPerson(id, role, role === 'seller' ? { merchantId: 'lumen' } : {});
  await setCredential(books.database.drizzle, id, passwordHash);
  return actor;
}

const visit = (from: Browser, now?: Date) => getVisitor(books.database, from.headers(), now);
const enter = (from: Browser, email: string, password = PASSWORD) =>
  signIn(books.database, { email, password }, from.headers());

/** Somebody new, who is signed in. */
async function signedIn(role?: Role): Promise<{ actor: PersonActor; from: Browser; sessionId: string }> {
  const actor = await person(role);
  const from = browser(`of ${actor.personId}`);
  expect(await enter(from, actor.email)).toEqual({ status: 'in', personId: actor.personId });
  return { actor, from, sessionId: await sessionOf(from) };
}

async function sessionOf(from: Browser): Promise<string> {
  const visitor = await visit(from);
  if (visitor.status === 'out') throw new Error('nobody is signed in there');
  return visitor.sessionId;
}

/** What the audit log tells of somebody. */
async function acts(actor: PersonActor): Promise<string[]> {
  const rows = await books.log();
  return rows.filter(({ actor_id }) => actor_id === actor.personId).map(({ action }) => action);
}

describe('e-mail and password', () => {
  it('let somebody in, who is then known by their cookies', async () => {
    const sam = await person();
    const from = browser('at home');
    expect(await visit(from)).toEqual({ status: 'out' });
    expect(await enter(from, `  ${sam.email.toUpperCase()} `)).toEqual({
      status: 'in',
      personId: sam.personId,
    });
    expect(await visit(from)).toMatchObject({
      status: 'in',
      actor: { ...sam, requestId: 'request-of-at home' },
    });
    expect(await acts(sam)).toEqual(['sign_in.done']);
    expect(await visit(browser('elsewhere'))).toEqual({ status: 'out' });
  });

  it('let nobody in by a cookie that was tampered with', async () => {
    const { from } = await signedIn();
    const [name, value = ''] = [...from.cookies][0] ?? [''];
    from.cookies.set(name, `x${value.slice(1)}`);
    expect(await visit(from)).toEqual({ status: 'out' });
  });

  it('are refused in the same way whatever is wrong', async () => {
    const sam = await person();
    const gone = await person();
    await books.ask('update people set ended_at = now() where person_id = $1', [gone.personId]);
    const from = browser('the guesser');
    const wrong = { status: 'wrong' };
    expect(await enter(from, sam.email, 'not the password')).toEqual(wrong);
    expect(await enter(from, 'nobody@example.com')).toEqual(wrong);
    expect(await enter(from, 'no e-mail at all')).toEqual(wrong);
    expect(await enter(from, gone.email)).toEqual(wrong);
    expect(from.cookies.size).toBe(0);
    expect(await acts(sam)).toEqual(['sign_in.failed']);
    expect(await acts(gone)).toEqual([]);
    expect(await books.ask('select 1 from sessions where person_id = $1', [gone.personId])).toEqual([]);
  });

  it('are not asked for any more after some failures, until one has waited', async () => {
    const sam = await person();
    const from = browser('the guesser');
    for (let failure = 0; failure < FREE_FAILURES; failure++)
      expect(await enter(from, sam.email, `guess ${failure}`)).toEqual({ status: 'wrong' });
    const answer = await enter(from, sam.email);
    expect(answer).toMatchObject({ status: 'wait' });
    const { seconds } = answer as { seconds: number };
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(FIRST_PAUSE_SECONDS);
    // The refused try is not among them: whoever knows an e-mail could lengthen the log without end.
    expect(await acts(sam)).toEqual(Array.from({ length: FREE_FAILURES }, () => 'sign_in.failed'));
  });

  it('of nobody are counted as those of somebody', async () => {
    const from = browser('the guesser');
    for (let failure = 0; failure < FREE_FAILURES; failure++)
      expect(await enter(from, 'phantom@example.com')).toEqual({ status: 'wrong' });
    expect(await enter(from, 'phantom@example.com')).toMatchObject({ status: 'wait' });
  });
});

describe('a session', () => {
  it('ends when it is left alone: a seller’s after two hours', async () => {
    const { from } = await signedIn('seller');
    const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
    expect(await visit(from, at(1.9))).toMatchObject({ status: 'in' });
    // It was in use, so its two hours begin anew.
    expect(await visit(from, at(3.8))).toMatchObject({ status: 'in' });
    expect(await visit(from, at(5.9))).toEqual({ status: 'out' });
  });

  it('ends when it is left alone: that of staff after half an hour', async () => {
    const { from } = await signedIn('auditor');
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    expect(await visit(from, at(29))).toMatchObject({ status: 'needs_second_factor' });
    expect(await visit(from, at(60))).toEqual({ status: 'out' });
  });

  it('ends after twelve hours, however much it is used', async () => {
    const { from } = await signedIn('seller');
    const began = Date.now();
    for (let hours = 1; hours < 12; hours++) {
      expect(await visit(from, new Date(began + hours * HOUR_MS))).toMatchObject({ status: 'in' });
    }
    expect(await visit(from, new Date(began + SESSION_SECONDS * 1000 + 1000))).toEqual({ status: 'out' });
  });

  it('ends for whoever is ended', async () => {
    const { actor, from } = await signedIn();
    await books.ask('update people set ended_at = now() where person_id = $1', [actor.personId]);
    expect(await visit(from)).toEqual({ status: 'out' });
  });

  it('ends by signing out, for whoever has its cookies too', async () => {
    const { actor, from } = await signedIn();
    const thief = from.copy('the thief');
    await signOut(books.database, from.headers());
    expect(await visit(from)).toEqual({ status: 'out' });
    expect(await visit(thief)).toEqual({ status: 'out' });
    expect(await acts(actor)).toEqual(['sign_in.done', 'sign_out.done']);
    // Once more does nothing.
    await signOut(books.database, thief.headers());
    expect(await acts(actor)).toHaveLength(2);
  });

  it('is listed with where it is, and ended from elsewhere', async () => {
    const { actor, from, sessionId } = await signedIn();
    const phone = browser('the phone', {
      address: '198.51.100.7',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
    });
    const stranger = await signedIn();
    await enter(phone, actor.email);
    const list = async () =>
      (await getAccount(books.database, actor, { sessionId, now: new Date() })).sessions;
    expect(await list()).toHaveLength(2);
    expect((await list()).find(({ isThis }) => !isThis)).toMatchObject({
      device: 'Firefox · Windows',
      address: '198.51.100.7',
    });

    expect(await endOwnSessions(books.database, actor, { only: stranger.sessionId })).toBe(0);
    expect(await visit(stranger.from)).toMatchObject({ status: 'in' });
    expect(await endOwnSessions(books.database, actor, { but: sessionId })).toBe(1);
    expect(await visit(phone)).toEqual({ status: 'out' });
    expect(await visit(from)).toMatchObject({ status: 'in' });
    expect(await acts(actor)).toEqual(['sign_in.done', 'sign_in.done', 'session.ended']);
  });
});

describe('changing one’s password', () => {
  const NEW = 'other-copper-window-forty';

  it('ends all other sessions, and the old password', async () => {
    const { actor, from, sessionId } = await signedIn();
    const phone = browser('the phone');
    await enter(phone, actor.email);
    const ask = { sessionId, current: PASSWORD, next: NEW };
    expect(await changePassword(books.database, actor, ask, from.headers())).toEqual({ status: 'changed' });
    expect(await visit(from)).toMatchObject({ status: 'in' });
    expect(await visit(phone)).toEqual({ status: 'out' });
    expect(await enter(phone, actor.email)).toEqual({ status: 'wrong' });
    expect(await enter(phone, actor.email, NEW)).toMatchObject({ status: 'in' });
    expect((await acts(actor))[2]).toBe('password.changed');
  });

  it('needs the current one, and a new one that is hard to guess', async () => {
    const { actor, from, sessionId } = await signedIn();
    const change = (current: string, next: string) =>
      changePassword(books.database, actor, { sessionId, current, next }, from.headers());
    expect(await change('not the password', NEW)).toEqual({ status: 'refused', code: 'wrong_password' });
    for (let time = 0; time < 10; time++)
      expect(await change(PASSWORD, 'passwordpassword')).toEqual({ status: 'refused', code: 'guessable' });
    expect(await change(PASSWORD, `${actor.name} 2026`)).toMatchObject({ status: 'refused' });
    // 119 characters, though more than 128 code units.
    expect(await change(PASSWORD, '𠮷野家の牛丼を八十杯も食べた男𩸽'.repeat(7))).toEqual({
      status: 'changed',
    });
  });

  it('has as few tries as signing in', async () => {
    const { actor, from, sessionId } = await signedIn();
    const change = (current: string) =>
      changePassword(books.database, actor, { sessionId, current, next: NEW }, from.headers());
    for (let failure = 0; failure < FREE_FAILURES; failure++)
      expect(await change(`guess ${failure}`)).toMatchObject({ code: 'wrong_password' });
    expect(await change(PASSWORD)).toMatchObject({ status: 'wait' });
  });
});

describe('the demo’s people', () => {
  beforeAll(async () => {
    await books.ask(`update marketplace set demo_until = '2026-11-22'`);
    await books.addPerson('demo-seller-lumen', 'seller', { merchantId: 'lumen', isDemo: true });
    await books.addPerson('demo-auditor', 'auditor', { isDemo: true });
  });
  beforeEach(() => vi.stubEnv('SLUICE_DEMO', '1'));
  afterEach(() => vi.stubEnv('SLUICE_DEMO', '0'));

  const press = (from: Browser, personId: string) => signInDemo(books.database, personId, from.headers());

  it('sign in by a button, staff without a second factor', async () => {
    const from = browser('a visitor');
    expect(await press(from, 'demo-auditor')).toBe(true);
    expect(await visit(from)).toMatchObject({ status: 'in', actor: { personId: 'demo-auditor' } });
    expect((await books.log()).at(-1)).toMatchObject({
      actor_id: 'demo-auditor',
      action: 'sign_in.done',
      after: { by: 'demo button' },
    });
  });

  it('do not see where other visitors are', async () => {
    const [one, other] = [browser('a visitor'), browser('another visitor')];
    await press(one, 'demo-auditor');
    await press(other, 'demo-auditor');
    const visitor = await visit(one);
    if (visitor.status === 'out') throw new Error('nobody is signed in there');
    const { actor, sessionId } = visitor;
    const { sessions } = await getAccount(books.database, actor, { sessionId, now: new Date() });
    expect(sessions).toMatchObject([{ sessionId, isThis: true }]);
  });

  it('are nobody where the demo is not served', async () => {
    const from = browser('a visitor');
    expect(await press(from, 'demo-auditor')).toBe(true);
    vi.stubEnv('SLUICE_DEMO', '0');
    expect(await listDemoPeople(books.database)).toEqual([]);
    expect(await visit(from)).toEqual({ status: 'out' });
    const other = browser('another visitor');
    expect(await press(other, 'demo-auditor')).toBe(false);
    expect(other.cookies.size).toBe(0);
  });

  it('are nobody on books that are not the demo’s', async () => {
    await books.ask('update marketplace set demo_until = null');
    expect(await listDemoPeople(books.database)).toEqual([]);
    expect(await press(browser('a visitor'), 'demo-auditor')).toBe(false);
    await books.ask(`update marketplace set demo_until = '2026-11-22'`);
  });

  it('are the only ones to come in so', async () => {
    const sam = await person();
    const from = browser('a visitor');
    expect(await press(from, sam.personId)).toBe(false);
    expect(await press(from, 'nobody')).toBe(false);
    await books.ask(`update people set ended_at = now() where person_id = 'demo-seller-lumen'`);
    expect(await press(from, 'demo-seller-lumen')).toBe(false);
    expect(from.cookies.size).toBe(0);
    // They have no password to come in by.
    expect(await enter(from, 'demo-auditor@example.com')).toEqual({ status: 'wrong' });
  });
});

it('no password is in the audit log, and none is kept as it is', async () => {
  const rows = await Promise.all(
    ['audit_log', 'credentials', 'sessions', 'people', 'submissions'].map((table) =>
      books.ask(`select * from ${table}`),
    ),
  );
  const kept = JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
  for (const secret of [PASSWORD, 'other-copper-window-forty', 'guess 1']) expect(kept).not.toContain(secret);
  expect(JSON.stringify(await books.log())).not.toContain(passwordHash);
});
