import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROBLEMS, type Problem, problemBody, retryAfterOf } from '../engine/problems';
import { BARE_POLICY } from './security-headers';

/** What the front door itself answers, in plain words: to a person in both languages, to a program as a problem. */

interface Words {
  title: string;
  en: string;
  zh: string;
}

/** Why a request was not let in, for persons; programs read the problem of the same name. */
const REFUSALS = {
  bad_request: {
    title: 'Bad request',
    en: 'This request could not be understood.',
    zh: '无法理解此请求。',
  },
  foreign_origin: {
    title: 'Not from here',
    en: 'This form was not sent from a page of this portal, so nothing was done. Go back to the portal and try again there.',
    zh: '此表单并非从本平台的页面提交，因此未执行任何操作。请回到平台重试。',
  },
  too_slow: {
    title: 'Too slow',
    en: 'This request took too long to arrive.',
    zh: '请求传输时间过长。',
  },
  too_large: {
    title: 'Too large',
    en: 'What was sent is larger than is taken here. Send less at once.',
    zh: '发送的内容超过了允许的大小，请分次发送。',
  },
  expectation_failed: {
    title: 'Not expected',
    en: 'This request expects what cannot be done.',
    zh: '无法满足此请求的要求。',
  },
  foreign_host: {
    title: 'Not this address',
    en: 'This server does not answer for the address that was asked for.',
    zh: '本服务器不处理该地址的请求。',
  },
  too_many: {
    title: 'Too many requests',
    en: 'Too many requests came from you in a minute. Wait a little and try again.',
    zh: '一分钟内请求过多，请稍候再试。',
  },
  header_too_large: {
    title: 'Too large',
    en: 'The address or the headers of this request are too long.',
    zh: '请求的地址或标头过长。',
  },
  failed: {
    title: 'It failed',
    en: 'Something failed here. Try again; the mark below tells us what it was.',
    zh: '服务器出错，请重试。下面的标记可帮助我们查明原因。',
  },
  unknown_method: {
    title: 'No such method',
    en: 'Nothing here answers to this method.',
    zh: '此处不支持该请求方法。',
  },
  starting: {
    title: 'Sluice',
    en: 'Sluice is starting.',
    zh: 'Sluice 正在启动。',
  },
} as const satisfies Partial<Record<Problem, Words>>;

export type Refusal = keyof typeof REFUSALS;

/** The status that says so. */
export function statusOf(refusal: Refusal): number {
  return PROBLEMS[refusal].status;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it may stand in HTML, also within quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A page that needs no style, no script and nothing else. */
export function plainPage(title: string, body: string, refresh?: string): string {
  const again = refresh === undefined ? '' : `<meta http-equiv="refresh" content="${escapeHtml(refresh)}">`;
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">' +
    `${again}<title>${escapeHtml(title)}</title>${body}</html>\n`
  );
}

/** Whether a program asks, which is to be answered in JSON. */
export function isForPrograms(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

/** The words of a refusal in the form that the asker reads, and that form's type. */
export function refusalText(
  refusal: Refusal,
  path: string,
  requestId: string,
): { type: string; text: string } {
  if (isForPrograms(path)) {
    const text = `${JSON.stringify(problemBody(refusal, requestId))}\n`;
    return { type: 'application/problem+json', text };
  }
  const { title, en, zh } = REFUSALS[refusal];
  const refresh = refusal === 'starting' ? '2' : undefined;
  const mark = refusal === 'failed' ? `<p>${escapeHtml(requestId)}` : '';
  const body = `<h1>${escapeHtml(title)}</h1><p>${en}<p lang="zh-CN">${zh}${mark}`;
  return { type: 'text/html; charset=utf-8', text: plainPage(title, body, refresh) };
}

/** How long what is still being sent to a refused request is listened to, so that the answer can be read. */
const LINGER_MS = 2000;

/** Answers with a refusal, and ends the connection where the rest of the request does not come soon. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  about: { path: string; requestId: string; retryAfterSeconds?: number },
): void {
  const { type, text } = refusalText(refusal, about.path, about.requestId);
  const seconds = about.retryAfterSeconds ?? retryAfterOf(refusal);
  if (seconds !== null) response.setHeader('retry-after', String(seconds));
  response.setHeader('content-security-policy', BARE_POLICY);
  response.writeHead(statusOf(refusal), {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : text);
  if (request.complete) return;
  request.resume();
  setTimeout(() => {
    if (!request.complete) request.destroy();
  }, LINGER_MS).unref();
}
