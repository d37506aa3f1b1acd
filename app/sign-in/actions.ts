'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { portalDatabase } from '@/services/portal';
import { type SignInAnswer, signIn } from '@/services/sign-in/sign-in';
import { signInDemo } from '@/services/sign-in/sign-in-demo';
import { arrive } from './arrive';
import { emailField, lineField, passwordField, textsOf } from './fields';
import { nextPath, withNext } from './next-path';

/** Why somebody did not come in, with the e-mail as it was written; who does come in is sent on. */
export type SignInProblem = Extract<SignInAnswer, { status: 'wrong' | 'wait' }> & { email: string };

const PASSWORD_FORM = z.object({ email: emailField, password: passwordField });

export async function signInByPassword(
  _before: SignInProblem | null,
  form: FormData,
): Promise<SignInProblem> {
  const texts = textsOf(form);
  const next = nextPath(texts.next);
  const email = (texts.email ?? '').slice(0, 254);
  const read = PASSWORD_FORM.safeParse(texts);
  if (!read.success) return { status: 'wrong', email };
  const answer = await signIn(portalDatabase(), read.data, new Headers(await headers()));
  switch (answer.status) {
    case 'in':
      return arrive(next);
    case 'code':
      return redirect(withNext('/sign-in/code', next));
    default:
      return { ...answer, email };
  }
}

const DEMO_FORM = z.object({ person: lineField(200) });

/** Signs in as one of the demo's people; answers only where it did not. */
export async function signInAsDemo(
  _before: { refused: true } | null,
  form: FormData,
): Promise<{ refused: true }> {
  const texts = textsOf(form);
  const read = DEMO_FORM.safeParse(texts);
  const isIn =
    read.success && (await signInDemo(portalDatabase(), read.data.person, new Headers(await headers())));
  return isIn ? arrive(nextPath(texts.next)) : { refused: true };
}
