import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

/**
 * A program that takes webhooks, and that things go wrong with: it refuses, hangs, hangs up, answers too late, and is
 * killed. It books each message once, by its id, into a file that outlives it; webhook-processes.test.ts starts it.
 */

const [file = '', portText = '', secret = '', answerText = ''] = process.argv.slice(2);
const answerMs = Number(answerText);
const webhook = new Webhook(secret);

export interface Booked {
  id: string;
  body: string;
}

const booked = new Set<string>();
if (existsSync(file)) {
  for (const line of readFileSync(file, 'utf8').split('\n'))
    if (line !== '') booked.add((JSON.parse(line) as Booked).id);
}

/** In a fixed order, so that each comes about, and the same ones each time. */
const FATES = [
  'take',
  'refuse',
  'take',
  'hang up',
  'take',
  'take late',
  'take',
  'hang',
  'take',
  'take and hang up',
];
let turn = 0;

function book(id: string, body: string): void {
  if (!booked.has(id)) {
    booked.add(id);
    appendFileSync(file, `${JSON.stringify({ id, body } satisfies Booked)}\n`);
  }
  process.send?.({ id });
}

createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    try {
      webhook.verify(body, request.headers as Record<string, string>);
    } catch {
      response.writeHead(401).end();
      return;
    }
    const id = String(request.headers['webhook-id']);
    const fate = FATES[turn % FATES.length] ?? 'take';
    turn += 1;
    if (fate.startsWith('take')) book(id, body);
    switch (fate) {
      case 'refuse':
        response.writeHead(500).end('not now');
        break;
      case 'hang up':
      case 'take and hang up':
        request.socket.destroy();
        break;
      case 'hang':
        break;
      case 'take late':
        setTimeout(() => response.writeHead(204).end(), answerMs * 2);
        break;
      default:
        response.writeHead(204).end();
    }
  });
}).listen(Number(portText), '127.0.0.1', () => process.send?.('listening'));
process.on('disconnect', () => process.exit());
