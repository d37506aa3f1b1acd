'use server';

import { revalidatePath } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { type CalendarDate, isCalendarDate } from '@/engine/calendar';
import { portalDatabase } from '@/services/portal';
import { startNextRun } from '@/services/start-next-run';

/** What came of pressing the button, in words. */
export interface StartOutcome {
  tone: 'good' | 'warn' | 'bad';
  text: string;
  /** The run that goes on after the answer. */
  goesOn: CalendarDate | null;
}

function say(tone: StartOutcome['tone'], text: string, goesOn: CalendarDate | null = null): StartOutcome {
  return { tone, text, goesOn };
}

/** Starts the run of the date that the form was made for, and answers while it goes on. */
export async function startRun(_before: StartOutcome | null, form: FormData): Promise<StartOutcome> {
  const actor = await requireActor('runs.start');
  const t = await getTranslations('runs.answers');
  const locale = await getLocale();
  const date = form.get('date');
  if (typeof date !== 'string' || !isCalendarDate(date)) return say('bad', t('bad'));
  const answer = await startNextRun(portalDatabase(), actor, { date, now: new Date() });
  revalidatePath('/admin', 'layout');
  const said = dateWords(date, locale);
  if (answer.status === 'failed') return say('bad', t('failed', { date: said, message: answer.message }));
  if (answer.status === 'started') {
    return answer.isDone
      ? say('good', t('done', { date: said }))
      : say('good', t('started', { date: said }), date);
  }
  if (answer.code === 'not_next') {
    return say('warn', t('not_next', { date: said, next: dateWords(answer.next, locale) }));
  }
  const today = dateWords(answer.today, locale);
  return say('warn', t('not_due', { date: said, today, timezone: answer.timezone }));
}
