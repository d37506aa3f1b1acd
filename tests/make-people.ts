import { randomUUID } from 'node:crypto';
import type { PersonActor, Role } from '@/engine/actor';
import { actorOf } from '@/services/sign-in/person-actor';
import { makeBooks, type TestBooks } from './make-books';

/** Books with stores and people in them, for the tests of who may come in. */

export interface PeopleBooks extends TestBooks {
  /** Adds a person; their e-mail is made of their id. */
  addPerson(
    id: string,
    role: Role,
    over?: { name?: string; merchantId?: string; isDemo?: boolean },
  ): Promise<PersonActor>;
  /** Signs a person in somewhere. */
  addSession(id: string, personId: string, over?: { userAgent?: string; address?: string }): Promise<void>;
  /** The audit log, oldest first. */
  log(): Promise<LogRow[]>;
}

export interface LogRow {
  actor_kind: string;
  actor_id: string | null;
  action: string;
  subject: string | null;
  merchant_id: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  why: string | null;
  request_id: string | null;
}

/** The id of a form, new each time. */
export const form = () => ({ submissionId: randomUUID() });

/** A reason that is long enough. */
export const WHY = 'asked for by the head of operations';

/** New books with the stores `lumen` and `volt`, which have opened, and `waiting`, which has not. */
export async function makePeople(): Promise<PeopleBooks> {
  const books = await makeBooks();
  await books.ask(`insert into merchants (merchant_id, name, opened_on) values
    ('lumen', 'Lumen & Loom', '2026-01-01'), ('volt', null, '2026-01-01'), ('waiting', null, null)`);
  return {
    ...books,
    async addPerson(id, role, { name = `Name of ${id}`, merchantId, isDemo = false } = {}) {
      const person = { id, name, email: `${id}@example.com`, role, merchantId: merchantId ?? null };
      await books.ask(
        'insert into people (person_id, name, email, role, merchant_id, is_demo) values ($1, $2, $3, $4, $5, $6)',
        [id, name, person.email, role, person.merchantId, isDemo],
      );
      const actor = actorOf(person, `request-of-${id}`);
      if (actor === null) throw new Error(`${id} is no whole person`);
      return actor;
    },
    async addSession(id, personId, { userAgent = null, address = null } = {} as never) {
      await books.ask(
        `insert into sessions (session_id, token, person_id, expires_at, user_agent, ip_address)
         values ($1, $2, $3, now() + interval '1 hour', $4, $5)`,
        [id, `token of ${id}`, personId, userAgent, address],
      );
    },
    log: () =>
      books.ask<LogRow>(
        `select actor_kind, actor_id, action, subject, merchant_id, before, after, why, request_id
         from audit_log order by audit_seq`,
      ),
  };
}
