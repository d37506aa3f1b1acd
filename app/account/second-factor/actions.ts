'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { homeOf, requireActor } from '@/app/actor';
import { codeField, passwordField, textsOf } from '@/app/sign-in/fields';
import { portalDatabase } from '@/services/portal';
import { type BeginAnswer, beginSecondFactor } from '@/services/sign-in/begin-second-factor';
import { confirmSecondFactor } from '@/services/sign-in/confirm-second-factor';

/** What the form was answered: first to the password, then to the code. */
export type SetAnswer = BeginAnswer | (Extract<BeginAnswer, { status: 'begun' }> & { problem: 'wrong_code' });

/** What was begun comes back with the form, only to be shown once more. */
const BEGUN = z.object({
  status: z.literal('begun'),
  uri: z.string().max(1000),
  secret: z.string().max(200),
  backupCodes: z.array(z.string().max(20)).max(20),
});

/** Sets a second factor in two steps: the password, then a first code. What is wrong with either is answered. */
export async function setSecondFactor(before: SetAnswer | null, form: FormData): Promise<SetAnswer> {
  const actor = await requireActor('account.own');
  const asked = new Headers(await headers());
  const texts = textsOf(form);
  const begun = BEGUN.safeParse(before);
  if (!begun.success || 'password' in texts) {
    const password = passwordField.safeParse(texts.password);
    if (!password.success) return { status: 'refused', code: 'wrong_password' };
    return beginSecondFactor(portalDatabase(), actor, { password: password.data }, asked);
  }
  const code = codeField.safeParse(texts.code);
  if (!code.success) return { ...begun.data, problem: 'wrong_code' };
  const answer = await confirmSecondFactor(portalDatabase(), actor, { code: code.data }, asked);
  if (answer.status === 'refused' && answer.code === 'wrong_code')
    return { ...begun.data, problem: 'wrong_code' };
  redirect(answer.status === 'set' ? homeOf(actor) : '/account');
}
