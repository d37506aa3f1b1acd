import { createTranslator } from 'use-intl/core';
import type { NoticeOf } from '@/engine/notice-details';
import { isLocale } from './i18n/locales';
import { en } from './i18n/messages/en';
import { zh } from './i18n/messages/zh';
import { noticeWords, type Say } from './notice-words';

const MESSAGES = { en, zh };

interface NoticeMail {
  notice: NoticeOf;
  personName: string;
  storeName: string;
  locale: string;
  timezone: string;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/**
 * A notice as an e-mail in the person's language, as text and as HTML. Its subject names no sum, for subjects are read
 * over shoulders.
 *
 * @param origin where the portal is reached; null where no setting says so, and then it carries no link
 */
export function noticeMail(mail: NoticeMail, origin: string | null) {
  const locale = isLocale(mail.locale) ? mail.locale : 'en';
  const translator = (namespace: 'notices' | 'names.refund_reasons') =>
    createTranslator({ locale, messages: MESSAGES[locale], namespace, timeZone: 'UTC' }) as unknown as Say;
  const say = translator('notices');
  const { title, body, points, href, link } = noticeWords(
    { notices: say, refundReasons: translator('names.refund_reasons'), locale, timezone: mail.timezone },
    mail.notice,
  );
  const { personName: name, storeName: store } = mail;
  const greeting = say('mail.greeting', { name });
  const [first = '', ...rest] = body;
  const address = origin === null ? null : `${origin}${href}`;
  const where = address === null ? say('mail.no_link') : say('mail.link', { what: link, href: address });
  const footer = say('mail.footer', { store });
  const text = [
    greeting,
    title,
    [first, ...points.map((point) => `- ${point}`)].join('\n'),
    ...rest,
    where,
    `-- \n${footer}`,
  ].join('\n\n');
  const list = points.map((point) => `<li>${escaped(point)}</li>`).join('');
  const paragraphs = rest.map((each) => `<p>${escaped(each)}</p>`).join('\n');
  const button = address === null ? escaped(where) : `<a href="${escaped(address)}">${escaped(link)}</a>`;
  const html = `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : locale}">
<body style="font-family: system-ui, sans-serif; line-height: 1.5; max-width: 40em">
<p>${escaped(greeting)}</p>
<h1 style="font-size: 1.25em">${escaped(title)}</h1>
<p>${escaped(first)}</p>
${list === '' ? '' : `<ul>${list}</ul>`}
${paragraphs}
<p>${button}</p>
<hr>
<p style="color: #555555; font-size: 0.875em">${escaped(footer)}</p>
</body>
</html>
`;
  const what = say(`mail.subjects.${mail.notice.kind}`);
  return { subject: say('mail.subject', { store, what }), text: `${text}\n`, html };
}
