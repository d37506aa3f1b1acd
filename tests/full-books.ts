import { recordFacts } from '@/services/record-facts';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { apply, fact, makeBooks, type Raw, type TestBooks } from '@/tests/make-books';
import { OPERATOR } from './actors';

/** Books with at least one row in every table. */

const HASH = 'a'.repeat(64);

/** A row for each table of the doors. */
const PEOPLE = [
  `insert into people (person_id, name, email, role, merchant_id)
   values ('ann', 'Ann', 'ann@example.com', 'reviewer', null), ('sam', 'Sam', 'sam@example.com', 'seller', 'm')`,
  `insert into credentials (credential_id, account_id, provider_id, person_id, password_hash)
   values ('c', 'ann', 'credential', 'ann', 'hash')`,
  `insert into sessions (session_id, token, person_id, expires_at) values ('s', 'token', 'ann', now())`,
  `insert into verifications (verification_id, identifier, value, expires_at) values ('v', '2fa', 'ann', now())`,
  `insert into second_factors (second_factor_id, person_id, secret, backup_codes) values ('f', 'ann', 'x', 'y')`,
  `insert into invitations (invitation_id, token_hash, email, name, role, merchant_id, invited_by, created_at, expires_at)
   values ('i', '${HASH}', 'new@example.com', 'New', 'seller', 'm', 'ann', now(), now() + interval '1 day')`,
  `insert into api_keys (key_id, name, key_hash, key_start, scopes, made_by)
   values ('k', 'Storefront', '${HASH}', 'sluice_1', array['read'], 'ann')`,
  `insert into submissions (submission_id, action, person_id) values ('once', 'key.make', 'ann')`,
  `insert into rate_limits (key, points) values ('sign-in ann', 1)`,
];

/** The day that is open at the end. */
export const OPEN_ON = '2026-01-20';

/** What happens to the merchant `m`; to another the same, under ids of its own. */
function story(merchant: string): { before: Raw[]; after: Raw[] } {
  const own = (id: string) => (merchant === 'm' ? id : `${merchant} ${id}`);
  const paid = { merchant, amount: 1000, currency: 'USD' };
  return {
    before: [
      fact(own('f1'), 'merchant.opened', '2026-01-01', { merchant }),
      fact(own('f2'), 'order.paid', '2026-01-01', { ...paid, order: own('early') }),
      fact(own('f3'), 'order.shipped', '2026-01-01', { order: own('early') }),
      fact(own('f4'), 'order.paid', '2026-01-01', { ...paid, order: own('held') }),
      fact(own('f5'), 'dispute.opened', '2026-01-01', { order: own('held'), dispute: own('d') }),
      fact(own('f6'), 'adjustment.posted', '2026-01-01', { merchant, amount: 70, currency: 'USD' }),
    ],
    after: [
      fact(own('f7'), 'order.paid', OPEN_ON, { ...paid, order: own('awaited'), amount: 5 }),
      fact(own('f8'), 'withdrawal.settled', OPEN_ON, { merchant, amount: 900, currency: 'USD' }),
      fact(own('f9'), 'refund.settled', OPEN_ON, {
        ...{ order: own('early'), refund: own('r'), amount: 200, reason: 'seller_fault' },
      }),
    ],
  };
}

/** Books of the merchant `m`, and of others to whom the same happens, with at least one row in every table. */
export async function makeFullBooks(others: string[] = []): Promise<TestBooks> {
  const books = await makeBooks();
  const { database } = books;
  const stories = ['m', ...others].map(story);
  await setPolicy(database, OPERATOR, { assessment: { min_orders: 0, min_store_age_days: 0 } });
  for (const { before } of stories) await apply(database, before);
  await recordFacts(database, OPERATOR, [
    fact('p1', 'order.shipped', '2026-01-01', { order: 'unknown' }),
    fact('p2', 'dispute.opened', '2026-01-01', { order: 'awaited', dispute: 'd' }),
    fact('p3', 'dispute.opened', '2026-01-01', { order: 'awaited', dispute: 'd' }),
  ]);
  await runDay(database, OPERATOR, OPEN_ON);
  for (const { after } of stories) await apply(database, after);
  for (const statement of PEOPLE) await books.ask(statement);
  return books;
}
