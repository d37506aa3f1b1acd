import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import type { Scope } from '@/engine/actor';
import { makeApiKey } from '@/services/access/make-api-key';
import { revokeApiKey } from '@/services/access/revoke-api-key';
import { getSummary } from '@/services/get-summary';
import { log } from '@/services/log';
import { portalDatabase } from '@/services/portal';
import { OPERATOR } from '@/tests/actors';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import * as nowhere from '../../[[...rest]]/route';
import { withKey } from '../with-key';
import * as summary from './route';

let created: TestDatabase;
let database: Database;

beforeAll(async () => {
  created = await createTestDatabase();
  await migrate(created.ownerUrl);
  database = openDatabase(created.ownerUrl);
  process.env.DATABASE_URL = created.ownerUrl;
});
afterAll(async () => {
  await Promise.all([database?.close(), portalDatabase().close()]);
  await created?.drop();
});

function asking(key: string | null, method = 'GET'): Request {
  return new Request('http://localhost/api/v1/summary', {
    method,
    headers: { 'x-request-id': 'a request', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
  });
}

async function newKey(...scopes: Scope[]): Promise<{ keyId: string; text: string }> {
  const made = await makeApiKey(database, OPERATOR, {
    name: scopes.join(),
    scopes,
    submissionId: randomUUID(),
  });
  if (made.status !== 'made') throw new Error(made.status);
  return made;
}

async function problemOf(answer: Response): Promise<Record<string, unknown>> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = await answer.json();
  expect(problem).toMatchObject({
    type: expect.stringMatching(/^urn:sluice:problem:[a-z_]+$/),
    title: expect.any(String),
    status: answer.status,
    detail: expect.any(String),
    what_to_do: expect.any(String),
    request_id: 'a request',
  });
  return problem;
}

describe('GET /api/v1/summary', () => {
  it('answers a key that may read as the command does', async () => {
    const { text } = await newKey('read');
    const answer = await summary.GET(asking(text));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(await getSummary(database, OPERATOR));
  });

  it('answers nobody without a good key', async () => {
    const revoked = await newKey('read');
    await revokeApiKey(database, OPERATOR, {
      keyId: revoked.keyId,
      why: 'It was found in a log.',
      submissionId: randomUUID(),
    });
    for (const key of [null, '', 'sluice_made_up', revoked.text]) {
      const answer = await summary.GET(asking(key));
      expect([key, answer.status]).toEqual([key, 401]);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      await problemOf(answer);
    }
  });

  it('does not answer a key that was made for something else', async () => {
    const { text } = await newKey('facts:write');
    const answer = await summary.GET(asking(text));
    expect(answer.status).toBe(403);
    expect(JSON.stringify(await problemOf(answer))).not.toContain('summary.read');
  });

  it('is a GET', async () => {
    const { POST, PUT, PATCH, DELETE, OPTIONS } = summary;
    for (const [method, handle] of Object.entries({ POST, PUT, PATCH, DELETE, OPTIONS })) {
      const answer = handle(asking(null, method));
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
      await problemOf(answer);
    }
  });
});

describe('the API', () => {
  it('says in JSON that there is no such call, by every method', async () => {
    const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = nowhere;
    for (const [method, handle] of Object.entries({ GET, POST, PUT, PATCH, DELETE, OPTIONS })) {
      const answer = handle(asking(null, method));
      expect(answer.status).toBe(404);
      await problemOf(answer);
    }
  });

  it('tells an outsider nothing of what failed, and operators all of it', async () => {
    const logged = vi.spyOn(log(), 'error').mockReturnValue();
    const failure = new Error('the cellar is full of water');
    const { text } = await newKey('read');
    const answer = await withKey(() => Promise.reject(failure))(asking(text));
    expect(answer.status).toBe(500);
    expect(JSON.stringify(await problemOf(answer))).not.toContain('water');
    expect(logged).toHaveBeenCalledWith({ request_id: 'a request', error: failure }, expect.any(String));
  });
});
