import { hashPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { setCredential } from '@/db/queries/sign-ins';
import { makePeople, type PeopleBooks } from '@/tests/make-people';
import { authentication, SESSION_SECONDS } from './authentication';
import { getVisitor } from './get-visitor';

/** How a session's cookie is set, by http on one's own machine and by https elsewhere. */

const PASSWORD = 'wet-kettle-violet-ninety';

describe.each([
  { origin: 'http://localhost:3000', name: 'sluice.session_token', isSecure: false },
  { origin: 'https://sluice.example.com', name: '__Host-sluice.session_token', isSecure: true },
])('at $origin', ({ origin, name, isSecure }) => {
  let books: PeopleBooks;
  beforeAll(async () => {
    vi.stubEnv('SLUICE_SECRET', 'a secret of the tests, long enough for all');
    vi.stubEnv('SLUICE_ORIGIN', origin);
    books = await makePeople();
    await books.addPerson('lena', 'seller', { merchantId: 'lumen' });
    await setCredential(books.database.drizzle, 'lena', await hashPassword(PASSWORD));
  });
  afterAll(async () => {
    await books.drop();
    vi.unstubAllEnvs();
  });

  it('no script reads it, no other site sends it, and by https no other host sets it', async () => {
    const { headers } = await authentication(books.database).api.signInEmail({
      body: { email: 'lena@example.com', password: PASSWORD },
      headers: new Headers(),
      returnHeaders: true,
    });
    const cookies = headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    const [pair = '', ...attributes] = (cookies[0] ?? '').split('; ');
    expect(pair.startsWith(`${name}=`)).toBe(true);
    expect(attributes.map((each) => each.toLowerCase()).toSorted()).toEqual([
      'httponly',
      `max-age=${SESSION_SECONDS}`,
      'path=/',
      'samesite=strict',
      ...(isSecure ? ['secure'] : []),
    ]);
    const visitor = await getVisitor(books.database, new Headers({ cookie: pair }));
    expect(visitor).toMatchObject({ status: 'in', actor: { personId: 'lena', merchantId: 'lumen' } });
    // A cookie of the other name, as another host of the domain could set it by http, is nobody's.
    const other = pair.replace(name, isSecure ? 'sluice.session_token' : '__Host-sluice.session_token');
    expect(await getVisitor(books.database, new Headers({ cookie: other }))).toEqual({ status: 'out' });
    const altered = pair.replace(/=./, '=!');
    expect(await getVisitor(books.database, new Headers({ cookie: altered }))).toEqual({ status: 'out' });
  });
});
