'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireSeller } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { endCalendarFeed } from '@/services/calendar-feed/end-calendar-feed';
import { makeCalendarFeed } from '@/services/calendar-feed/make-calendar-feed';
import { portalDatabase, portalOrigin } from '@/services/portal';

/** What came of a form of the calendar card. */
export interface FeedOutcome {
  /** New with each answer. */
  id: string;
  status: 'done' | 'repeated' | 'refused';
  text: string;
  /** The new address, the one time that it is shown. */
  address: string | null;
}

const SUBMITTED = z.object({ submission: z.string().max(200), feed: z.string().max(200).optional() });

/** Makes a calendar address, or ends the one that the form names. */
export async function changeFeeds(_before: FeedOutcome | null, form: FormData): Promise<FeedOutcome> {
  const actor = await requireSeller('feeds.change');
  const t = await getTranslations('statements.feed');
  const say = (status: FeedOutcome['status'], text: string, address: string | null = null) => ({
    ...{ id: randomUUID(), status, text, address },
  });
  const read = SUBMITTED.safeParse(textsOf(form));
  if (!read.success) return say('refused', t('refused.bad_form'));
  const { submission: submissionId, feed: feedId } = read.data;
  const answer =
    feedId === undefined
      ? await makeCalendarFeed(portalDatabase(), actor, { submissionId, locale: await getLocale() })
      : await endCalendarFeed(portalDatabase(), actor, { submissionId, feedId });
  if (answer.status === 'refused') return say('refused', t(`refused.${answer.code}`));
  revalidatePath('/capital/statements');
  if (answer.status === 'repeated') return say('repeated', t('repeated'));
  if (answer.status === 'done') return say('done', t('ended'));
  return say('done', t('made'), `${portalOrigin()}/api/calendar/${answer.token}`);
}
