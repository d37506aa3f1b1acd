'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { arrive } from '@/app/sign-in/arrive';
import { codeField, textsOf } from '@/app/sign-in/fields';
import { nextPath } from '@/app/sign-in/next-path';
import { portalDatabase } from '@/services/portal';
import { type ConfirmAnswer, confirmSignIn } from '@/services/sign-in/confirm-sign-in';

/** Why the code did not let somebody in; who it does is sent on. */
export interface CodeProblem {
  code: Exclude<ConfirmAnswer['status'], 'in'>;
}

const CODE_FORM = z.object({ code: codeField, kind: z.enum(['moment', 'backup']) });

export async function confirmByCode(_before: CodeProblem | null, form: FormData): Promise<CodeProblem> {
  const texts = textsOf(form);
  const read = CODE_FORM.safeParse(texts);
  if (!read.success) return { code: 'wrong' };
  const { status } = await confirmSignIn(portalDatabase(), read.data, new Headers(await headers()));
  return status === 'in' ? arrive(nextPath(texts.next)) : { code: status };
}
