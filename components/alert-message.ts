import { createTranslator } from 'use-intl/core';
import type { AlertOf } from '@/engine/alert-details';
import { alertWords } from './alert-words';
import { en } from './i18n/messages/en';
import { zh } from './i18n/messages/zh';
import type { Say } from './notice-words';

/** An alert, or its end, for whoever reads it outside the portal: operators whose language nobody knows. */

interface AlertTold {
  event: 'opened' | 'resolved';
  alert: AlertOf;
  timezone: string;
}

const RUNS = '/admin/runs';

function wordingOf(locale: 'en' | 'zh', timezone: string) {
  const messages = locale === 'en' ? en : zh;
  const say = createTranslator({
    ...{ locale, messages, namespace: 'alerts', timeZone: 'UTC' },
  }) as unknown as Say;
  return { say, locale, timezone };
}

function linesOf(told: AlertTold, locale: 'en' | 'zh'): string[] {
  const wording = wordingOf(locale, told.timezone);
  const { title, over, body } = alertWords(wording, told.alert);
  return told.event === 'opened' ? [title, ...body] : [over, wording.say('mail.was', { title })];
}

/** Its title and text in English, as a program hands them on. */
export function alertText(told: AlertTold): { title: string; text: string } {
  const [title = '', ...rest] = linesOf(told, 'en');
  return { title, text: rest.join(' ') };
}

/** Where the daily runs are; null where no setting says where the portal is reached. */
export function runsAddress(origin: string | null): string | null {
  return origin === null ? null : `${origin}${RUNS}`;
}

/** It as an e-mail in both languages, as plain text. */
export function alertMail(told: AlertTold, origin: string | null): { subject: string; text: string } {
  const href = runsAddress(origin);
  const part = (locale: 'en' | 'zh') => {
    const { say } = wordingOf(locale, told.timezone);
    const where = href === null ? say('mail.no_link') : say('mail.link', { href });
    return [...linesOf(told, locale), where].join('\n\n');
  };
  const { say } = wordingOf('en', told.timezone);
  const [title = ''] = linesOf(told, 'en');
  const subject = say(told.event === 'opened' ? 'mail.subject_opened' : 'mail.subject_over', { title });
  const footer = `-- \n${say('mail.footer')}\n${wordingOf('zh', told.timezone).say('mail.footer')}`;
  return { subject, text: `${part('en')}\n\n* * *\n\n${part('zh')}\n\n${footer}\n` };
}
