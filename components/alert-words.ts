import type { AlertOf } from '@/engine/alert-details';
import { dateWords } from './date-words';
import { instantWords } from './instant-words';
import type { Say } from './notice-words';

/** What alerts are put into words with: the texts of their namespace. */
export interface AlertWording {
  say: Say;
  locale: string;
  timezone: string;
}

/** An alert in words. */
export interface AlertWords {
  title: string;
  /** What is said once it is over. */
  over: string;
  /** What it means and what follows, a sentence or two each. */
  body: string[];
}

function bodyOf({ say, locale, timezone }: AlertWording, alert: AlertOf): string[] {
  switch (alert.kind) {
    case 'run_late': {
      const { due_at, days_behind: behind, is_running } = alert.details;
      const due = instantWords(new Date(due_at), locale, timezone);
      const text = say('run_late.text', { day: due.date, time: due.time.slice(0, 5), behind });
      return is_running ? [text, say('run_late.running')] : [text];
    }
    case 'run_failed':
      return [say('run_failed.text'), say('run_failed.error', { error: alert.details.error })];
    case 'nothing_to_do':
      return [say(`nothing_to_do.${alert.details.because}`, { days: alert.details.days })];
  }
}

/** What an alert says: what is wrong, since when, and what follows from it. */
export function alertWords(wording: AlertWording, alert: AlertOf): AlertWords {
  const date = dateWords(alert.subject, wording.locale);
  return {
    title: wording.say(`${alert.kind}.title`, { date }),
    over: wording.say(`${alert.kind}.over`, { date }),
    body: bodyOf(wording, alert),
  };
}
