import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { makeLog } from './log';
import { redact, redactPath, redactText } from './redact';

const TOKEN = 'qA3_'.padEnd(43, 'z');

describe('an address', () => {
  it.each([
    ['/capital?as_of=2026-01-01&currency=USD', '/capital'],
    [`/invitation/${TOKEN}`, '/invitation/[token]'],
    ['/invitation/short', '/invitation/[token]'],
    ['/invitation', '/invitation'],
    [`/elsewhere/${TOKEN}/more`, '/elsewhere/[token]/more'],
    ['/people/ada@example.com', '/people/[email]'],
    ['/people/ada%40example.com', '/people/[email]'],
    [`/${'x'.repeat(65)}`, '/[long]'],
    ['/admin/assessments/lumen-loom', '/admin/assessments/lumen-loom'],
  ])('%s is noted as %s', (address, noted) => {
    expect(redactPath(address)).toBe(noted);
  });
});

describe('a text', () => {
  it('loses what is a person’s or a secret', () => {
    const text = redactText(
      `ada@example.com came by /invitation/${TOKEN}?x=1 with Bearer sluice_abc and sluice_${TOKEN} ` +
        'to postgres://owner:hunter2@db/sluice',
    );
    for (const hidden of ['ada', TOKEN, 'sluice_abc', 'hunter2']) expect(text).not.toContain(hidden);
    expect(text).toContain('[email] came by /invitation/[token]');
  });

  it('keeps what tells an operator where it failed', () => {
    const line = '    at run (/srv/sluice/.next/server/chunks/ssr/[root-of-the-server]__0f3c._.js:1:2)';
    expect(redactText(line)).toBe(line);
    const library = '    at file:///srv/sluice/node_modules/@vitest/runner@4.1.12/dist/index.js:302:11';
    expect(redactText(library)).toBe(library);
    expect(redactText('duplicate key value violates unique constraint "people_email_once"')).toContain(
      '"people_email_once"',
    );
  });
});

it('hides what is secret by its name, however deep, and leaves the rest', () => {
  expect(
    redact({
      request_id: '1',
      amount: 10n,
      headers: { Authorization: 'x', cookie: 'y', accept: 'z' },
      people: [{ email: 'e', eMail: 'e', passwordHash: 'p', backupCodes: ['b'], role: 'auditor' }],
    }),
  ).toEqual({
    request_id: '1',
    amount: '10',
    headers: { Authorization: '[hidden]', cookie: '[hidden]', accept: 'z' },
    people: [
      {
        email: '[hidden]',
        eMail: '[hidden]',
        passwordHash: '[hidden]',
        backupCodes: '[hidden]',
        role: 'auditor',
      },
    ],
  });
});

it('tells of a failed query what failed, not with which values', () => {
  const cause = Object.assign(
    new Error('duplicate key value violates unique constraint "people_email_once"'),
    {
      code: '23505',
      constraint: 'people_email_once',
      detail: 'Key (email)=(ada@example.com) already exists.',
    },
  );
  const error = new Error(
    'Failed query: insert into people values ($1, $2)\nparams: ada@example.com,hunter2\n\nsecond line',
    {
      cause,
    },
  );
  const lines: string[] = [];
  const log = makeLog(
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  log.level = 'info';
  log.error(error);
  log.error({ error }, 'could not add ada@example.com');
  log.error({ error, email: 'ada@example.com' });
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    for (const hidden of ['ada', 'hunter2', 'second line']) expect(line).not.toContain(hidden);
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      error: { cause: { code: '23505', constraint: 'people_email_once' } },
    });
    expect(JSON.parse(line).error.stack).toContain('redact.test.ts');
  }
});
