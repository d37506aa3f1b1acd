'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { requireSeller } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { markNotices } from '@/services/notices/mark-notices';
import { portalDatabase } from '@/services/portal';

const place = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
/** One notice; or all up to the newest that the page showed. */
const MARK = z.union([z.object({ notice: place }), z.object({ up_to: place })]);

/** What came of it: how many were marked. */
export interface Marked {
  count: number;
}

/** Marks notices as read. */
export async function markNoticesAction(_before: Marked | null, form: FormData): Promise<Marked> {
  const actor = await requireSeller('notices.mark');
  const read = MARK.safeParse(textsOf(form));
  if (!read.success) return { count: 0 };
  const which = 'notice' in read.data ? { places: [read.data.notice] } : { upTo: read.data.up_to };
  const count = await markNotices(portalDatabase(), actor, which);
  // The head of every page counts what is unread.
  revalidatePath('/', 'layout');
  return { count };
}
