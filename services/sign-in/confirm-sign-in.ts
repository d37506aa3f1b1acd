import type { Database } from '../../db/client';
import { deleteSessionByToken, findSignInUnderWay } from '../../db/queries/sign-ins';
import type { PersonActor } from '../../engine/actor';
import type { AuditNote } from '../../engine/audit';
import { recordAudit } from '../audit/record-audit';
import { inTransaction } from '../transaction';
import { authentication, cookiePrefix, refusalOf } from './authentication';
import { findActor } from './person-actor';
import { spendCode } from './spend-code';

/** What came of the second factor. `over`: the first factor was too long ago, or too many codes were tried. */
export type ConfirmAnswer = { status: 'in' | 'wrong' | 'over' | 'locked' };

const OVER = new Set(['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE']);

/**
 * The request without a session that may be open beside: the library would take the code as its owner's, whom it lets
 * try as often as they like.
 */
function withoutSession(headers: Headers): Headers {
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/);
  const session = `${cookiePrefix()}.session_`;
  const bare = new Headers(headers);
  bare.set('cookie', cookies.filter((pair) => !pair.startsWith(session)).join('; '));
  return bare;
}

/** Whose sign-in waits for a code, by the cookie that the library set: `identifier.signature`. */
async function whoSignsIn(database: Database, headers: Headers): Promise<PersonActor | null> {
  const name = `${cookiePrefix()}.two_factor=`;
  const pair = (headers.get('cookie') ?? '').split(/;\s*/).find((each) => each.startsWith(name));
  const identifier = pair?.slice(name.length).split('.')[0];
  if (!identifier) return null;
  const id = await findSignInUnderWay(database.drizzle, identifier, new Date());
  return id === null ? null : findActor(database.drizzle, { id }, headers.get('x-request-id'));
}

/** What the audit log keeps of a code that was wrong, or used before. */
function wrongCode({ personId }: PersonActor): AuditNote {
  return { action: 'sign_in.failed', subject: personId, after: { second_factor: 'wrong code' } };
}

/** The password was right and the code was not: the person should be able to learn of it. */
async function tellOfWrongCode(database: Database, headers: Headers): Promise<void> {
  const actor = await whoSignsIn(database, headers);
  if (actor === null) return;
  await inTransaction(database, (executor) => recordAudit(executor, actor, wrongCode(actor)));
}

/**
 * The second factor: the code of the moment, or one of the codes kept for a lost phone, each of which works once. The
 * cookies are set on the answer of the request under way.
 */
export async function confirmSignIn(
  database: Database,
  ask: { code: string; kind: 'moment' | 'backup' },
  headers: Headers,
): Promise<ConfirmAnswer> {
  const { api } = authentication(database);
  const code = ask.code.replaceAll(/\s/g, '');
  const request = { body: { code }, headers: withoutSession(headers) };
  try {
    const answer =
      ask.kind === 'moment' ? await api.verifyTOTP(request) : await api.verifyBackupCode(request);
    const { token, user } = answer;
    const actor = await findActor(database.drizzle, { id: user.id }, headers.get('x-request-id'));
    return inTransaction(database, async (executor) => {
      const isFresh = ask.kind === 'backup' || (await spendCode(executor, user.id, code, new Date()));
      if (actor === null || !isFresh) {
        if (token) await deleteSessionByToken(executor, token);
        if (actor !== null) await recordAudit(executor, actor, wrongCode(actor));
        return { status: 'wrong' };
      }
      await recordAudit(executor, actor, {
        action: 'sign_in.done',
        subject: actor.personId,
        after: { second_factor: ask.kind === 'moment' ? 'code' : 'backup code' },
      });
      return { status: 'in' };
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    if (refusal === 'ACCOUNT_TEMPORARILY_LOCKED') return { status: 'locked' };
    if (OVER.has(refusal)) return { status: 'over' };
    await tellOfWrongCode(database, headers);
    return { status: 'wrong' };
  }
}
