'use server';

import { revalidatePath } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import { currentPerson } from '@/app/person';
import { dateWords } from '@/components/date-words';
import { isCalendarDate } from '@/engine/calendar';
import { portalDatabase } from '@/services/portal';
import { startNextRun } from '@/services/start-next-run';

/** What came of pressing the button, in words. */
export interface StartOutcome {
  tone: 'good' | 'warn' | 'bad';
  text: string;
}

/** Starts the run of the date that the form was made for, and answers while it goes on. */
export async function startRun(_before: StartOutcome | null, form: FormData): Promise<StartOutcome> {
  const t = await getTranslations('runs.answers');
  if ((await currentPerson()).role !== 'reviewer') return { tone: 'bad', text: t('refused') };
  const locale = await getLocale();
  const date = form.get('date');
  if (typeof date !== 'string' || !isCalendarDate(date)) return { tone: 'bad', text: t('bad') };
  const answer = await startNextRun(portalDatabase(), { date, now: new Date() });
  revalidatePath('/admin', 'layout');
  const said = dateWords(date, locale);
  if (answer.status === 'failed')
    return { tone: 'bad', text: t('failed', { date: said, message: answer.message }) };
  if (answer.status === 'started') {
    return { tone: 'good', text: t(answer.isDone ? 'done' : 'started', { date: said }) };
  }
  if (answer.code === 'not_next') {
    return { tone: 'warn', text: t('not_next', { date: said, next: dateWords(answer.next, locale) }) };
  }
  const today = dateWords(answer.today, locale);
  return { tone: 'warn', text: t('not_due', { date: said, today, timezone: answer.timezone }) };
}
