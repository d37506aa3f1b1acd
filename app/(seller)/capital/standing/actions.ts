'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requireSeller } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { changeParticipation, type ParticipationRefusal } from '@/services/change-participation';
import { portalDatabase } from '@/services/portal';

/** What came of the form, as the messages name it. */
export type ParticipationOutcome = 'opted_out' | 'opted_in' | 'repeated' | ParticipationRefusal;

const FORM = z.object({ submission: z.string().max(100), to: z.enum(['opted_out', 'opted_in']) });

/** Opts the seller's own store out of early release, or back in. */
export async function changeParticipationAction(
  _before: { outcome: ParticipationOutcome } | null,
  form: FormData,
): Promise<{ outcome: ParticipationOutcome }> {
  const actor = await requireSeller('participation.change');
  const read = FORM.safeParse(textsOf(form));
  if (!read.success) return { outcome: 'bad_form' };
  const { submission: submissionId, to } = read.data;
  const answer = await changeParticipation(portalDatabase(), actor, { submissionId, to });
  if (answer.status === 'refused') return { outcome: answer.code };
  revalidatePath('/capital', 'layout');
  return { outcome: answer.status === 'repeated' ? 'repeated' : to };
}
