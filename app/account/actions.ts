'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { currentVisitor, requireActor } from '@/app/actor';
import { codeField, lineField, newPasswordField, passwordField, textsOf } from '@/app/sign-in/fields';
import { portalDatabase } from '@/services/portal';
import { type ChangePasswordAnswer, changePassword } from '@/services/sign-in/change-password';
import { endOwnSessions } from '@/services/sign-in/end-own-sessions';
import type { ProofAnswer } from '@/services/sign-in/prove-again';
import { renewBackupCodes } from '@/services/sign-in/renew-backup-codes';
import { replaceSecondFactor } from '@/services/sign-in/replace-second-factor';
import { signOut } from '@/services/sign-in/sign-out';

/** What a person does with their own account. The session is the request's own, never one that a form names. */

async function ownSession(): Promise<string> {
  const visitor = await currentVisitor();
  if (visitor.status === 'out') redirect('/sign-in');
  return visitor.sessionId;
}

/** Signs out, whoever it is; nobody is none the worse. */
export async function signOutAction(): Promise<void> {
  await signOut(portalDatabase(), new Headers(await headers()));
  redirect('/sign-in');
}

const CHANGE_FORM = z.object({ current: passwordField, next: newPasswordField });

export async function changeOwnPassword(
  _before: ChangePasswordAnswer | null,
  form: FormData,
): Promise<ChangePasswordAnswer> {
  const actor = await requireActor('account.own');
  const sessionId = await ownSession();
  const read = CHANGE_FORM.safeParse(textsOf(form));
  if (!read.success) {
    const isCurrent = read.error.issues[0]?.path[0] === 'current';
    return { status: 'refused', code: isCurrent ? 'wrong_password' : 'long' };
  }
  const answer = await changePassword(
    portalDatabase(),
    actor,
    { sessionId, ...read.data },
    new Headers(await headers()),
  );
  revalidatePath('/account');
  return answer;
}

/** Why somebody did not prove, by password and code, to be who they are. */
export type ProofProblem = Exclude<ProofAnswer, { status: 'proven' }>;

const PROOF_FORM = z.object({ password: passwordField, code: codeField });

/** What the proof is, or what is wrong with it before anybody has looked. */
function readProof(form: FormData): z.infer<typeof PROOF_FORM> | ProofProblem {
  const read = PROOF_FORM.safeParse(textsOf(form));
  if (read.success) return read.data;
  const isPassword = read.error.issues[0]?.path[0] === 'password';
  return { status: 'refused', code: isPassword ? 'wrong_password' : 'wrong_code' };
}

/** Takes the second factor off that is on the old phone, and goes on to set the new one. */
export async function moveSecondFactor(_before: ProofProblem | null, form: FormData): Promise<ProofProblem> {
  const actor = await requireActor('account.own');
  const proof = readProof(form);
  if ('status' in proof) return proof;
  const answer = await replaceSecondFactor(portalDatabase(), actor, proof, new Headers(await headers()));
  return answer.status === 'proven' ? redirect('/account/second-factor') : answer;
}

export type RenewAnswer = Awaited<ReturnType<typeof renewBackupCodes>>;

export async function renewOwnBackupCodes(_before: RenewAnswer | null, form: FormData): Promise<RenewAnswer> {
  const actor = await requireActor('account.own');
  const proof = readProof(form);
  if ('status' in proof) return proof;
  return renewBackupCodes(portalDatabase(), actor, proof, new Headers(await headers()));
}

const SESSIONS_FORM = z.object({ session: lineField(200) });
/** In place of a session's id: all but the one that asks. */
const OTHERS = 'others';

/** Ends one session of one's own, or all others; answers how many ended. */
export async function endSessions(
  _before: { ended: number } | null,
  form: FormData,
): Promise<{ ended: number }> {
  const actor = await requireActor('account.own');
  const own = await ownSession();
  const read = SESSIONS_FORM.safeParse(textsOf(form));
  if (!read.success) return { ended: 0 };
  const { session } = read.data;
  const which = session === OTHERS ? { but: own } : { only: session };
  const ended = await endOwnSessions(portalDatabase(), actor, which);
  revalidatePath('/account');
  return { ended };
}
