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
  `insert into api_requests (key_id, idempotency_key, fingerprint, answers) values ('k', 'once', '${HASH}', '[]')`,
  `insert into submissions (submission_id, action, person_id) values ('once', 'key.make', 'ann')`,
  `insert into rate_limits (key, points) values ('sign-in ann', 1)`,
  `insert into imports (import_id, file_name, format, file_bytes, file_hash, columns, status, made_by, recorded_by,
     stop_asked_by, removed_by)
   values ('import', 'facts.csv', 'csv', 1, '${HASH}', array['id'], 'recorded', 'ann', 'ann', 'ann', 'ann')`,
  `insert into import_parts (import_id, part_no, content) values ('import', 1, 'x')`,
  `insert into import_findings (import_id, phase, line, code, reason, text)
   values ('import', 'record', 2, 'bad_fact', 'at: is missing', 'x')`,
  `insert into webhook_endpoints (endpoint_id, name, url, events, made_by)
   values ('hook', 'Ledger', 'https://ledger.example.com/', array['release.made'], 'ann')`,
  `insert into webhook_secrets (endpoint_id, secret_no, sealed) values ('hook', 1, 'x')`,
  `insert into webhook_outbox (merchant_id, first_entry_seq, last_entry_seq, first_change_seq, last_change_seq,
     assessed_on, run_attempt) values ('m', 1, 1, 1, 1, '2026-01-20', 1)`,
  `insert into webhook_deliveries (merchant_id, endpoint_id, message_id, event, body)
   values ('m', 'hook', 'msg_1', 'release.made', '{}')`,
  `insert into webhook_attempts (merchant_id, endpoint_id, delivery_no, attempt, tried_at, duration_ms)
   select merchant_id, endpoint_id, delivery_no, 1, now(), 1 from webhook_deliveries`,
  `insert into webhook_lanes (merchant_id, endpoint_id, next_try_at) values ('m', 'hook', now())`,
  `insert into alerts (kind, subject, details) values ('run_late', '2026-01-21', '{}')`,
  `insert into alert_deliveries (alert_id, channel, event) select alert_id, 'email', 'opened' from alerts`,
  `insert into policy_drafts (draft_id, name, policy, base_version, made_by, changed_by)
   select 'draft', 'A draft', policy, version, 'ann', 'ann' from policy_versions where version = 1`,
  `insert into backtests (backtest_id, draft_id, draft_revision, policy, from_on, to_on, asked_by)
   select 'backtest', draft_id, revision, policy, '2026-01-20', '2026-01-20', 'ann' from policy_drafts`,
  `insert into backtest_merchants (backtest_id, merchant_id, currency, sooner_minor_days, owed_more_minor,
     lost_more_minor, figures) values ('backtest', 'm', 'USD', 0, 0, 0, '{}')`,
];

/** A batch with the withdrawal of the merchant `m` in it, and what the bank answered. */
const PAYOUTS = [
  `insert into payout_batches (batch_id, currency, message_id, payer, execute_on, withdrawals, total_minor, made_by)
   values ('batch', 'USD', 'PO-1', '{}', '2026-01-21', 1, 900, 'ann')`,
  "update withdrawals set batch_id = 'batch' where withdrawal_id = 'withdrawal'",
  `insert into payout_answers (answer_id, batch_id, file_hash, summary, read_by)
   values ('answer', 'batch', '${HASH}', '{}', 'ann')`,
];

/** A row for each table of a seller's own that no fact and no run fills. */
const ownRows = (merchant: string, own: (id: string) => string, hash: string) => [
  `insert into forecasts (merchant_id, currency, for_on, made_on, paid_minor, frozen_minor, given_back_minor)
   values ('${merchant}', 'USD', '2030-01-02', '2030-01-01', 1, 1, 1)`,
  `insert into bank_accounts (bank_account_id, merchant_id, currency, holder_name, country, bank_name, account_number,
     added_by, usable_at) values ('${own('bank')}', '${merchant}', 'USD', 'Sam', 'US', 'First Bank', '000123456789',
     'sam', now() + interval '1 day')`,
  `insert into withdrawals (withdrawal_id, merchant_id, bank_account_id, currency, amount_minor, asked_by, fact_seq)
   select '${own('withdrawal')}', '${merchant}', '${own('bank')}', 'USD', 900, 'sam', fact_seq from facts
   where merchant_id = '${merchant}' and type = 'withdrawal.settled'`,
  `insert into notices (merchant_id, notice_seq, kind, cause, happened_on, details)
   values ('${merchant}', 1000, 'enrolled', 'made for a test', '2026-01-20', '{}')`,
  `insert into notice_reads (merchant_id, notice_seq, person_id) values ('${merchant}', 1000, 'sam')`,
  `insert into notice_cursors (merchant_id, entry_seq, change_seq) values ('${merchant}', 0, 0)
   on conflict do nothing`,
  `insert into mails (merchant_id, notice_seq, person_id) values ('${merchant}', 1000, 'sam')`,
  `insert into work_list (merchant_id, lock_count, reckoned_on, reasons, long_disputes, oldest_dispute_on)
   values ('${merchant}', 0, '2026-01-19', '{in_debt}', 1, '2026-01-01')`,
  `insert into work_money (merchant_id, currency, held_minor, deposit_minor, owed_minor, at_risk_minor, at_stake_minor,
     owed_since, disputed_minor, deposit_late_minor) values ('${merchant}', 'USD', 1, 2, 3, 4, 10, '2026-01-01', 5, 6)`,
  `insert into merchant_notes (merchant_id, text, written_by) values ('${merchant}', 'Called.', 'ann')`,
  `insert into proposals (proposal_id, kind, merchant_id, content, why, proposed_by)
   values ('${own('proposal')}', 'override', '${merchant}', '{"decision":"none"}', 'made for a test of the tables', 'ann')`,
  `insert into calendar_feeds (feed_id, merchant_id, person_id, token_hash, locale)
   values ('${own('feed')}', '${merchant}', 'sam', '${hash}', 'en')`,
];

/** The day that is open at the end. */
export const OPEN_ON = '2026-01-20';

const ownId = (merchant: string) => (id: string) => (merchant === 'm' ? id : `${merchant} ${id}`);

/** What happens to the merchant `m`; to another the same, under ids of its own. */
function story(merchant: string): { before: Raw[]; after: Raw[] } {
  const own = ownId(merchant);
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
      fact(own('f10'), 'order.delivered', OPEN_ON, { order: own('early') }),
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
  for (const [index, merchant] of ['m', ...others].entries()) {
    const statements = ownRows(merchant, ownId(merchant), String(index).repeat(64));
    for (const statement of statements) await books.ask(statement);
  }
  for (const statement of PAYOUTS) await books.ask(statement);
  return books;
}
