'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { arrive } from '@/app/sign-in/arrive';
import { lineField, newPasswordField, textsOf } from '@/app/sign-in/fields';
import { portalDatabase } from '@/services/portal';
import { type AcceptAnswer, acceptInvitation } from '@/services/sign-in/accept-invitation';
import { signIn } from '@/services/sign-in/sign-in';

/** Why the link did not let somebody in; who it does is signed in, and sent on. */
export interface InvitationProblem {
  code: Extract<AcceptAnswer, { status: 'refused' }>['code'] | 'no_name';
  /** As it was written, not to be written once more. */
  name: string;
}

const INVITATION_FORM = z.object({
  token: lineField(200),
  name: lineField(200).optional(),
  password: newPasswordField,
});

export async function acceptByLink(
  _before: InvitationProblem | null,
  form: FormData,
): Promise<InvitationProblem> {
  const texts = textsOf(form);
  const name = (texts.name ?? '').slice(0, 200);
  const read = INVITATION_FORM.safeParse(texts);
  if (!read.success) {
    const field = read.error.issues[0]?.path[0];
    if (field === 'name') return { code: 'no_name', name };
    return { code: field === 'password' ? (texts.password ? 'long' : 'short') : 'link_over', name };
  }
  const { token, password } = read.data;
  const asked = new Headers(await headers());
  const answer = await acceptInvitation(
    portalDatabase(),
    { token, name: read.data.name ?? '', password, locale: await getLocale() },
    asked.get('x-request-id'),
  );
  if (answer.status === 'refused') return { code: answer.code, name };
  const { status } = await signIn(portalDatabase(), { email: answer.email, password }, asked);
  // A person with a second factor gives a code too; who must wait a while for too many tries signs in after it.
  if (status === 'in') return arrive(null);
  return redirect(status === 'code' ? '/sign-in/code' : '/sign-in');
}
