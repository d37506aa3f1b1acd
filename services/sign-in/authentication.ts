import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { nextCookies } from 'better-auth/next-js';
import { twoFactor } from 'better-auth/plugins';
import { z } from 'zod';
import type { Database } from '../../db/client';
import { findPerson } from '../../db/queries/sign-ins';
import { credentials, people, secondFactors, sessions, verifications } from '../../db/schema/people';
import { portalOrigin } from '../portal';

/**
 * The authentication library, on our own tables. It keeps passwords, sessions and second factors; who may do what is
 * ours (engine/actor.ts). Only services call it: its HTTP routes are not served.
 */

/** A session lasts at most so long, whatever is done in it; then one signs in again. */
export const SESSION_SECONDS = 12 * 60 * 60;
/** A session that is left alone so long has ended. */
export const IDLE_SECONDS = { seller: 2 * 60 * 60, staff: 30 * 60 } as const;

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

/** How the names of our cookies begin: where the portal is reached by https, bound to its host. */
export function cookiePrefix(): string {
  return portalOrigin().startsWith('https:') ? '__Host-sluice' : 'sluice';
}

/** Signs a person of the demo in, who has no password. The caller has made sure that the demo is served. */
function demoDoor(database: Database) {
  return {
    id: 'demo-door',
    endpoints: {
      signInDemo: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ personId: z.string() }) },
        async (context) => {
          const person = await findPerson(database.drizzle, { id: context.body.personId });
          if (person === null || !person.isDemo || person.endedAt !== null)
            throw new APIError('UNAUTHORIZED');
          const { internalAdapter } = context.context;
          const user = await internalAdapter.findUserById(person.id);
          const session = await internalAdapter.createSession(person.id);
          if (user === null) throw new APIError('UNAUTHORIZED');
          await setSessionCookie(context, { session, user });
          return context.json({ sessionId: session.id });
        },
      ),
    },
  };
}

function build(database: Database) {
  const origin = portalOrigin();
  return betterAuth({
    appName: 'Sluice',
    secret: process.env.SLUICE_SECRET,
    baseURL: origin,
    trustedOrigins: [origin],
    database: drizzleAdapter(database.drizzle, {
      provider: 'pg',
      transaction: true,
      schema: {
        user: people,
        session: sessions,
        account: credentials,
        verification: verifications,
        twoFactor: secondFactors,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      // It counts code units, of which a character may be two.
      maxPasswordLength: 2 * PASSWORD_LENGTH.most,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        merchantId: { type: 'string', required: false, input: false },
        isDemo: { type: 'boolean', required: false, input: false },
        endedAt: { type: 'date', required: false, input: false },
      },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      // An ended session has ended at once, so each request asks the database.
      cookieCache: { enabled: false },
      additionalFields: { lastSeenAt: { type: 'date', required: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          // Who may no longer come in is told what a wrong password is told. The address is kept as it was found: the
          // library would cut off the half of a longer one.
          before: async (session, context) => {
            const person = await findPerson(database.drizzle, { id: session.userId });
            if (person === null || person.endedAt !== null) throw new APIError('UNAUTHORIZED');
            return { data: { ...session, ipAddress: context?.headers?.get('x-client-address') ?? null } };
          },
        },
      },
    },
    // Our own limits hold for pages, actions and the API alike: services/limit-requests.ts, limit-sign-ins.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: cookiePrefix(),
      // The prefix that the library would add is __Secure-; ours binds the cookie to the very host.
      useSecureCookies: false,
      defaultCookieAttributes: {
        sameSite: 'strict',
        httpOnly: true,
        path: '/',
        secure: origin.startsWith('https:'),
      },
      ipAddress: { ipAddressHeaders: ['x-client-address'] },
      // It would miss the columns of what we do not use: pictures, and signing in by other houses.
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
    plugins: [
      twoFactor({
        issuer: 'Sluice',
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 15 * 60 },
      }),
      demoDoor(database),
      nextCookies(),
    ],
  });
}

type Authentication = ReturnType<typeof build>;

const built = new WeakMap<Database, Authentication>();

/** The library on this database, made at the first use: the secret is set by then. */
export function authentication(database: Database): Authentication {
  const known = built.get(database);
  if (known !== undefined) return known;
  if (!process.env.SLUICE_SECRET)
    throw new Error('SLUICE_SECRET is not set: start the portal with npm start');
  const made = build(database);
  built.set(database, made);
  return made;
}

/** The library's own name for why it refused; null where the error is none of its. */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof APIError)) return null;
  const { code } = (error.body ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : String(error.status);
}
