import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFullBooks } from '@/tests/full-books';
import type { TestBooks } from '@/tests/make-books';
import { withOwner } from './client';

/** What the database itself refuses, whatever the code above it does. */

let books: TestBooks;
beforeAll(async () => {
  books = await makeFullBooks();
});
afterAll(() => books.drop());

/** What a statement of the owner's meets; nothing of it stays. */
async function refusal(statement: string): Promise<string> {
  return withOwner(books.ownerUrl, async (client) => {
    await client.query('begin');
    try {
      const { rowCount } = await client.query(statement);
      return `not refused: ${rowCount} rows`;
    } catch (error) {
      const { constraint, message } = error as pg.DatabaseError;
      return constraint ?? message;
    }
  });
}

const OTHER_HASH = 'b'.repeat(64);

/** Ids that Sluice makes itself: nobody orders by them, and no rule speaks of them. */
const OWN_IDS = [
  ...['account_id', 'actor_id', 'bank_account_id', 'credential_id', 'feed_id', 'invitation_id', 'key_id'],
  ...[
    'person_id',
    'proposal_id',
    'provider_id',
    'request_id',
    'second_factor_id',
    'session_id',
    'submission_id',
  ],
  ...['verification_id', 'withdrawal_id'],
  ...['answer_id', 'batch_id', 'message_id', 'backtest_id', 'draft_id', 'import_id', 'endpoint_id'],
];

describe('constraints', () => {
  const again = (table: string) =>
    `insert into ${table} overriding system value select * from ${table} limit 1`;
  /** Another row like the one that is there, but for this. */
  const another = (table: string, change: Record<string, unknown>) =>
    `insert into ${table} overriding system value select (changed).* from
     (select jsonb_populate_record(${table}, '${JSON.stringify(change)}') as changed from ${table} limit 1) as changed`;
  const ownerless = `insert into merchants (merchant_id) values ('x');`;

  /** By constraint: a statement that breaks it, and no other before it. */
  const BREAKERS: Record<string, string> = {
    alerts_kind: "update alerts set kind = 'x'",
    alerts_pkey: again('alerts'),
    alert_deliveries_channel: "update alert_deliveries set channel = 'pigeon'",
    alert_deliveries_event: "update alert_deliveries set event = 'x'",
    alert_deliveries_status: "update alert_deliveries set status = 'lost'",
    alert_deliveries_sent: 'update alert_deliveries set sent_at = now()',
    alert_deliveries_once: another('alert_deliveries', { delivery_id: 999 }),
    alert_deliveries_alert_id_alerts_alert_id_fk: 'update alert_deliveries set alert_id = 999',
    alert_deliveries_pkey: again('alert_deliveries'),
    api_keys_name_said: "update api_keys set name = ' '",
    api_keys_hash: "update api_keys set key_hash = 'the key itself'",
    api_keys_scopes: "update api_keys set scopes = array['read', 'everything']",
    api_keys_hash_once: another('api_keys', { key_id: 'other' }),
    api_keys_pkey: again('api_keys'),
    api_requests_idempotency_key: "update api_requests set idempotency_key = repeat('x', 256)",
    api_requests_fingerprint: "update api_requests set fingerprint = 'what it brought'",
    api_requests_key_id_api_keys_key_id_fk: "update api_requests set key_id = 'nothing'",
    api_requests_key_id_idempotency_key_pk: again('api_requests'),
    assessments_enrolment_after: "update assessments set enrolment_after = 'x'",
    assessments_enrolment_before: "update assessments set enrolment_before = 'x'",
    assessments_override_decision: "update assessments set override_decision = 'x'",
    assessments_score: 'update assessments set score = 101',
    assessments_merchant_id_merchants_merchant_id_fk: "update assessments set merchant_id = 'nobody'",
    assessments_merchant_id_assessed_on_pk: again('assessments'),
    audit_log_actor_kind: "update audit_log set actor_kind = 'ghost', actor_role = null",
    audit_log_actor_role: "update audit_log set actor_kind = 'person', actor_role = 'king'",
    audit_log_role_of_person: "update audit_log set actor_kind = 'person', actor_role = null",
    audit_log_seq: 'update audit_log set audit_seq = 0 where audit_seq = 1',
    audit_log_hashes: "update audit_log set hash = 'none' where audit_seq = 1",
    audit_log_no_fork: another('audit_log', { audit_seq: 99, hash: OTHER_HASH }),
    audit_log_hash_once: another('audit_log', { audit_seq: 99, previous_hash: OTHER_HASH }),
    audit_log_pkey: again('audit_log'),
    backtests_status: "update backtests set status = 'x'",
    backtests_period: "update backtests set from_on = '2026-01-21'",
    backtests_result: "update backtests set result = '{}'",
    backtests_finished: "update backtests set status = 'failed'",
    backtests_draft_id_policy_drafts_draft_id_fk: "update backtests set draft_id = 'nothing'",
    backtests_asked_by_people_person_id_fk: "update backtests set asked_by = 'nobody'",
    backtests_pkey: again('backtests'),
    backtest_merchants_backtest: "update backtest_merchants set backtest_id = 'nothing'",
    backtest_merchants_backtest_id_merchant_id_currency_pk: again('backtest_merchants'),
    balances_sum_is_zero: 'update balances set clearing = clearing + 1',
    balances_order_funds_sign: 'update balances set clearing = clearing + order_funds + 1, order_funds = -1',
    balances_payment_account_sign:
      'update balances set clearing = clearing + payment_account + 1, payment_account = -1',
    balances_marketplace_account_sign:
      'update balances set clearing = clearing + marketplace_account + 1, marketplace_account = -1',
    balances_deposit_sign: 'update balances set clearing = clearing + deposit + 1, deposit = -1',
    balances_receivable_sign: 'update balances set clearing = clearing + receivable - 1, receivable = 1',
    balances_platform_loss_sign:
      'update balances set clearing = clearing + platform_loss - 1, platform_loss = 1',
    balances_merchant_id_merchants_merchant_id_fk: "update balances set merchant_id = 'nobody'",
    balances_merchant_id_currency_booked_on_pk: again('balances'),
    bank_accounts_currency: "update bank_accounts set currency = 'usd'",
    bank_accounts_country: "update bank_accounts set country = 'USA'",
    bank_accounts_names: "update bank_accounts set holder_name = ' '",
    bank_accounts_one_number: "update bank_accounts set iban = 'DE89370400440532013000'",
    bank_accounts_iban: "update bank_accounts set iban = 'none', account_number = null",
    bank_accounts_account_number: "update bank_accounts set account_number = '1; 2'",
    bank_accounts_bic: "update bank_accounts set bic = 'SHORT'",
    bank_accounts_wait_a_day: "update bank_accounts set usable_at = added_at + interval '23 hours'",
    bank_accounts_removed_by: 'update bank_accounts set removed_at = now()',
    bank_accounts_of_merchant: `alter table bank_accounts drop constraint bank_accounts_pkey; ${again('bank_accounts')}`,
    bank_accounts_replaces_own: "update bank_accounts set replaces = 'other'",
    bank_accounts_added_by_people_person_id_fk: "update bank_accounts set added_by = 'nobody'",
    bank_accounts_removed_by_people_person_id_fk:
      "update bank_accounts set removed_at = now(), removed_by = 'nobody'",
    bank_accounts_merchant_id_merchants_merchant_id_fk: another('bank_accounts', {
      ...{ bank_account_id: 'other', merchant_id: 'nobody' },
    }),
    bank_accounts_pkey: again('bank_accounts'),
    calendar_feeds_token_hash: "update calendar_feeds set token_hash = 'the token itself'",
    calendar_feeds_locale: "update calendar_feeds set locale = 'English'",
    calendar_feeds_token_once: another('calendar_feeds', { feed_id: 'other' }),
    calendar_feeds_merchant_id_merchants_merchant_id_fk: "update calendar_feeds set merchant_id = 'nobody'",
    calendar_feeds_person_id_people_person_id_fk: "update calendar_feeds set person_id = 'nobody'",
    calendar_feeds_pkey: again('calendar_feeds'),
    credentials_provider: "update credentials set provider_id = 'elsewhere'",
    credentials_one_each: another('credentials', { credential_id: 'other' }),
    credentials_person_id_people_person_id_fk: "update credentials set person_id = 'nobody'",
    credentials_pkey: again('credentials'),
    daily_counts_not_negative: 'update daily_counts set late = -1',
    daily_counts_merchant_id_merchants_merchant_id_fk: "update daily_counts set merchant_id = 'nobody'",
    daily_counts_merchant_id_cohort_on_event_on_pk: again('daily_counts'),
    disputes_merchant_id_order_id_orders_merchant_id_order_id_fk:
      "update disputes set order_id = 'unknown' where order_id = 'held'",
    disputes_merchant_id_order_id_dispute_id_pk: again('disputes'),
    enrolment_changes_kind: "update enrolment_changes set kind = 'x'",
    enrolment_changes_before: "update enrolment_changes set enrolment_before = 'x'",
    enrolment_changes_after: "update enrolment_changes set enrolment_after = 'x'",
    enrolment_changes_one_cause: 'update enrolment_changes set fact_seq = 1',
    enrolment_changes_merchant_id_merchants_merchant_id_fk:
      "update enrolment_changes set merchant_id = 'nobody'",
    enrolment_changes_merchant_id_change_seq_pk: again('enrolment_changes'),
    entries_sum_is_zero: 'update entries set clearing = clearing + 1',
    entries_currency: "update entries set currency = 'usd'",
    entries_kind: "update entries set kind = 'gift'",
    entries_one_cause: 'update entries set fact_seq = null, run_on = null',
    entries_merchant_id_merchants_merchant_id_fk:
      "update entries set merchant_id = 'nobody', order_id = null, fact_seq = null, run_on = '2026-01-20' where entry_seq = 1",
    entries_merchant_id_order_id_orders_merchant_id_order_id_fk: "update entries set order_id = 'unknown'",
    entries_merchant_id_fact_seq_facts_merchant_id_fact_seq_fk:
      'update entries set fact_seq = 999 where fact_seq is not null',
    entries_merchant_id_entry_seq_pk: again('entries'),
    entry_days_kind: "update entry_days set kind = 'gift'",
    entry_days_places: 'update entry_days set last_seq = first_seq - 1',
    entry_days_merchant_id_merchants_merchant_id_fk: "update entry_days set merchant_id = 'nobody'",
    entry_days_merchant_id_currency_booked_on_kind_pk: again('entry_days'),
    fact_routes_pkey: again('fact_routes'),
    facts_type: "update facts set type = 'order.lost'",
    facts_entries: 'update facts set entries = 0 where entries = 1',
    facts_merchant_id_merchants_merchant_id_fk: "update facts set merchant_id = 'nobody' where entries = 0",
    facts_merchant_id_fact_seq_pk: again('facts'),
    forecasts_ahead: 'update forecasts set for_on = made_on',
    forecasts_not_negative: 'update forecasts set given_back_minor = -1',
    forecasts_merchant_id_merchants_merchant_id_fk: "update forecasts set merchant_id = 'nobody'",
    forecasts_merchant_id_currency_for_on_pk: again('forecasts'),
    hold_days_in_dispute: 'update hold_days set in_dispute = 2',
    hold_days_not_negative: 'update hold_days set amount_minor = -1',
    hold_days_merchant_id_merchants_merchant_id_fk: "update hold_days set merchant_id = 'nobody'",
    hold_days_merchant_id_currency_release_on_in_dispute_pk: again('hold_days'),
    hold_movements_kind: "update hold_movements set kind = 'x'",
    hold_movements_amount: 'update hold_movements set amount_minor = -1',
    hold_movements_entry: 'update hold_movements set entry_seq = null',
    hold_movements_one_cause: "update hold_movements set run_on = '2026-01-20'",
    hold_movements_merchant_id_order_id_holds_merchant_id_order_id_:
      "update hold_movements set order_id = 'held'",
    hold_movements_merchant_id_order_id_movement_no_pk: again('hold_movements'),
    holds_amount: 'update holds set amount_minor = frozen_minor + 1',
    holds_deadline: 'update holds set deadline_on = release_on - 1',
    holds_merchant_id_order_id_orders_merchant_id_order_id_fk:
      'insert into holds select (holds).* from (select jsonb_populate_record(holds, \'{"order_id": "unknown"}\') as holds from holds) as changed',
    holds_merchant_id_order_id_pk: again('holds'),
    invitations_role: "update invitations set role = 'owner', merchant_id = null",
    invitations_merchant_of_seller: 'update invitations set merchant_id = null',
    invitations_email_form: "update invitations set email = 'New@example.com'",
    invitations_token_hash: "update invitations set token_hash = 'the token itself'",
    invitations_a_day: "update invitations set expires_at = created_at + interval '25 hours'",
    invitations_used_or_revoked: 'update invitations set used_at = now(), revoked_at = now()',
    invitations_token_once: another('invitations', { invitation_id: 'other' }),
    invitations_person_id_people_person_id_fk: "update invitations set person_id = 'nobody'",
    invitations_pkey: again('invitations'),
    mails_status: "update mails set status = 'lost'",
    mails_sent: 'update mails set sent_at = now()',
    mails_attempts: 'update mails set attempts = -1',
    mails_notice: 'update mails set notice_seq = 999',
    mails_once: another('mails', { mail_id: 999 }),
    mails_person_id_people_person_id_fk: "update mails set person_id = 'nobody'",
    mails_pkey: again('mails'),
    marketplace_one: 'insert into marketplace (one, policy_version) values (2, 1)',
    marketplace_policy_version_policy_versions_version_fk: 'update marketplace set policy_version = 99',
    marketplace_pkey: again('marketplace'),
    merchant_notes_text: "update merchant_notes set text = '  '",
    merchant_notes_merchant_id_merchants_merchant_id_fk: "update merchant_notes set merchant_id = 'nobody'",
    merchant_notes_written_by_people_person_id_fk: "update merchant_notes set written_by = 'nobody'",
    merchant_notes_pkey: again('merchant_notes'),
    work_list_reasons: "update work_list set reasons = '{boredom}'",
    work_list_long_disputes: 'update work_list set long_disputes = 0',
    work_list_merchant_id_merchants_merchant_id_fk:
      "delete from work_money; update work_list set merchant_id = 'nobody'",
    work_list_pkey: again('work_list'),
    work_money_not_negative: 'update work_money set disputed_minor = -1',
    work_money_at_stake: 'update work_money set at_stake_minor = 11',
    work_money_owed_since: 'update work_money set owed_since = null',
    work_money_merchant_id_work_list_merchant_id_fk: "update work_money set merchant_id = 'nobody'",
    work_money_merchant_id_currency_pk: again('work_money'),
    merchants_enrolment: "update merchants set enrolment = 'x', tier = null",
    merchants_closure_reason:
      "update merchants set enrolment = 'closed', tier = null, closed_on = '2026-01-20', closure_reason = 'bored'",
    merchants_override_decision: "update merchants set override_decision = 'maybe'",
    merchants_override_until:
      "update merchants set override_decision = 'none', override_until = '2026-02-01'",
    merchants_window_not_negative: 'update merchants set window_late = -1',
    merchants_tier_while_enrolled: 'update merchants set tier = null',
    merchants_closed_with_date: "update merchants set closed_on = '2026-01-20', closure_reason = 'withdrawn'",
    merchants_closed_with_reason: "update merchants set closure_reason = 'withdrawn'",
    merchants_cancelled_with_date: "update merchants set enrolment = 'cancelled', tier = null",
    merchants_failures: 'update merchants set failures_in_a_row = -1',
    merchants_pkey: again('merchants'),
    notice_cursors_merchant_id_merchants_merchant_id_fk: "update notice_cursors set merchant_id = 'nobody'",
    notice_cursors_pkey: again('notice_cursors'),
    notice_reads_notice: 'update notice_reads set notice_seq = 999',
    notice_reads_person_id_people_person_id_fk: "update notice_reads set person_id = 'nobody'",
    notice_reads_merchant_id_notice_seq_person_id_pk: again('notice_reads'),
    notices_kind: "update notices set kind = 'x'",
    notices_seq: another('notices', { notice_seq: 0, cause: 'other' }),
    notices_cause_once: another('notices', { notice_seq: 999 }),
    notices_merchant_id_merchants_merchant_id_fk: another('notices', { merchant_id: 'nobody' }),
    notices_merchant_id_notice_seq_pk: again('notices'),
    order_routes_pkey: again('order_routes'),
    orders_state: "update orders set state = 'lost', held_minor = 0 where state = 'held'",
    orders_amount: 'update orders set fee_bps = 10001',
    orders_refunded: "update orders set refunded_minor = amount_minor + 1 where order_id = 'held'",
    orders_held: "update orders set held_minor = amount_minor + 1 where state = 'held'",
    orders_held_while_held: "update orders set held_minor = 1 where state <> 'held'",
    orders_released_with_date: 'update orders set released_on = null, release_entry_seq = null',
    orders_released_by_entry: 'update orders set release_entry_seq = null where released_on is not null',
    orders_open_disputes: 'update orders set open_disputes = -1',
    orders_merchant_id_merchants_merchant_id_fk:
      'insert into orders select (orders).* from (select jsonb_populate_record(orders, \'{"merchant_id": "nobody"}\') as orders from orders) as changed',
    orders_merchant_id_order_id_pk: again('orders'),
    parked_facts_awaited_kind: "update parked_facts set awaited_kind = 'x'",
    parked_facts_pkey: again('parked_facts'),
    people_role: "update people set role = 'owner', merchant_id = null",
    people_merchant_of_seller: "update people set merchant_id = 'm'",
    people_email_form: "update people set email = 'ann'",
    people_locale: "update people set locale = 'English'",
    people_name_said: "update people set name = ' '",
    people_email_once: another('people', { person_id: 'other' }),
    people_pkey: again('people'),
    policy_versions_pkey: again('policy_versions'),
    policy_drafts_name: "update policy_drafts set name = ' '",
    policy_drafts_revision: 'update policy_drafts set revision = 0',
    policy_drafts_base_version_policy_versions_version_fk: 'update policy_drafts set base_version = 99',
    policy_drafts_made_by_people_person_id_fk: "update policy_drafts set made_by = 'nobody'",
    policy_drafts_changed_by_people_person_id_fk: "update policy_drafts set changed_by = 'nobody'",
    policy_drafts_pkey: again('policy_drafts'),
    proposals_kind: "update proposals set kind = 'x'",
    proposals_status: "update proposals set status = 'x', decided_by = 'sam', decided_at = now()",
    proposals_subject: "update proposals set kind = 'correction'",
    proposals_why: "update proposals set why = 'because of this' || repeat(' ', 20)",
    proposals_decided: "update proposals set decided_by = 'sam'",
    proposals_two_people:
      "update proposals set status = 'approved', decided_by = proposed_by, decided_at = now(), fact_id = 'f'",
    proposals_outcome: "update proposals set status = 'approved', decided_by = 'sam', decided_at = now()",
    proposals_merchant_id_merchants_merchant_id_fk: "update proposals set merchant_id = 'nobody'",
    proposals_proposed_by_people_person_id_fk: "update proposals set proposed_by = 'nobody'",
    proposals_decided_by_people_person_id_fk:
      "update proposals set status = 'declined', decided_by = 'nobody', decided_at = now()",
    proposals_policy_version_policy_versions_version_fk: `update proposals set kind = 'policy', merchant_id = null,
      status = 'approved', decided_by = 'sam', decided_at = now(), policy_version = 99`,
    proposals_pkey: again('proposals'),
    rate_limits_pkey: again('rate_limits'),
    refunds_reason: "update refunds set reason = 'weather'",
    refunds_amount: 'update refunds set amount_minor = 0',
    refunds_merchant_id_order_id_orders_merchant_id_order_id_fk: "update refunds set order_id = 'unknown'",
    refunds_merchant_id_order_id_refund_id_pk: again('refunds'),
    refused_facts_code: "update refused_facts set code = 'x'",
    refused_facts_pkey: again('refused_facts'),
    release_months_state: "update release_months set state = 'lost'",
    release_months_first_day: 'update release_months set month = month + 1',
    release_months_not_negative: 'update release_months set received_minor = -1',
    release_months_merchant_id_merchants_merchant_id_fk: "update release_months set merchant_id = 'nobody'",
    release_months_merchant_id_currency_month_state_pk: again('release_months'),
    runs_status: "update runs set status = 'lost', finished_at = null",
    runs_finished: 'update runs set finished_at = null',
    runs_policy_version_policy_versions_version_fk: 'update runs set policy_version = 99',
    runs_run_on_attempt_pk: again('runs'),
    second_factors_failures: 'update second_factors set failed_verification_count = -1',
    second_factors_one_each: another('second_factors', { second_factor_id: 'other' }),
    second_factors_person_id_people_person_id_fk: "update second_factors set person_id = 'nobody'",
    second_factors_pkey: again('second_factors'),
    sessions_token_once: another('sessions', { session_id: 'other' }),
    sessions_person_id_people_person_id_fk: "update sessions set person_id = 'nobody'",
    sessions_pkey: again('sessions'),
    imports_pkey: again('imports'),
    imports_format: "update imports set format = 'xls', columns = null",
    imports_status: "update imports set status = 'x'",
    imports_file: "update imports set file_hash = 'x'",
    imports_columns: 'update imports set columns = null',
    imports_recorded_by: 'update imports set recorded_by = null',
    imports_made_by_people_person_id_fk: another('imports', { import_id: 'other', made_by: 'nobody' }),
    imports_recorded_by_people_person_id_fk: another('imports', {
      import_id: 'other',
      recorded_by: 'nobody',
    }),
    imports_stop_asked_by_people_person_id_fk: another('imports', {
      ...{ import_id: 'other', stop_asked_by: 'nobody' },
    }),
    imports_removed_by_people_person_id_fk: another('imports', { import_id: 'other', removed_by: 'nobody' }),
    import_parts_import_id_part_no_pk: again('import_parts'),
    import_parts_import_id_imports_import_id_fk: another('import_parts', { import_id: 'nobodys' }),
    import_findings_import_id_phase_line_pk: again('import_findings'),
    import_findings_import_id_imports_import_id_fk: another('import_findings', { import_id: 'nobodys' }),
    import_findings_phase: "update import_findings set phase = 'x'",
    import_findings_code: "update import_findings set code = 'x'",
    import_findings_line: 'update import_findings set line = 0',
    submissions_pkey: again('submissions'),
    transit_days_not_negative: 'update transit_days set days = -1',
    transit_days_merchant_id_merchants_merchant_id_fk: "update transit_days set merchant_id = 'nobody'",
    transit_days_merchant_id_days_pk: again('transit_days'),
    verifications_pkey: again('verifications'),
    waiting_days_in_dispute: 'update waiting_days set in_dispute = 2',
    waiting_days_not_negative: 'update waiting_days set net_minor = -1',
    waiting_days_merchant_id_merchants_merchant_id_fk: "update waiting_days set merchant_id = 'nobody'",
    waiting_days_merchant_id_currency_shipped_on_standard_due_on_in: again('waiting_days'),
    payout_answers_file_hash: "update payout_answers set file_hash = 'the file itself'",
    payout_answers_file_once: another('payout_answers', { answer_id: 'other' }),
    payout_answers_batch_id_payout_batches_batch_id_fk: "update payout_answers set batch_id = 'nobody’s'",
    payout_answers_read_by_people_person_id_fk: "update payout_answers set read_by = 'nobody'",
    payout_answers_pkey: again('payout_answers'),
    payout_batches_sums: 'update payout_batches set withdrawals = 0',
    payout_batches_message_id: "update payout_batches set message_id = 'with a space'",
    payout_batches_currency: "update payout_batches set currency = 'usd'",
    payout_batches_message_once: another('payout_batches', { batch_id: 'other' }),
    payout_batches_made_by_people_person_id_fk: "update payout_batches set made_by = 'nobody'",
    payout_batches_pkey: again('payout_batches'),
    webhook_endpoints_status: "update webhook_endpoints set status = 'lost'",
    webhook_endpoints_name_said: "update webhook_endpoints set name = ' '",
    webhook_endpoints_url: "update webhook_endpoints set url = 'ftp://ledger.example.com/'",
    webhook_endpoints_events: "update webhook_endpoints set events = array['release.made', 'x']",
    webhook_endpoints_failures: 'update webhook_endpoints set failures_in_a_row = -1',
    webhook_endpoints_made_by_people_person_id_fk: "update webhook_endpoints set made_by = 'nobody'",
    webhook_endpoints_pkey: again('webhook_endpoints'),
    webhook_secrets_no: 'update webhook_secrets set secret_no = 0',
    webhook_secrets_endpoint_id_webhook_endpoints_endpoint_id_fk:
      "update webhook_secrets set endpoint_id = 'x'",
    webhook_secrets_endpoint_id_secret_no_pk: again('webhook_secrets'),
    webhook_outbox_entries: 'update webhook_outbox set first_entry_seq = 2',
    webhook_outbox_changes: 'update webhook_outbox set last_change_seq = null',
    webhook_outbox_assessment: 'update webhook_outbox set run_attempt = null',
    webhook_outbox_says_something: `update webhook_outbox set first_entry_seq = null, last_entry_seq = null,
      first_change_seq = null, last_change_seq = null, assessed_on = null, run_attempt = null`,
    webhook_outbox_merchant_id_merchants_merchant_id_fk: "update webhook_outbox set merchant_id = 'nobody'",
    webhook_outbox_merchant_id_outbox_no_pk: again('webhook_outbox'),
    webhook_deliveries_event: "update webhook_deliveries set event = 'x'",
    webhook_deliveries_status: "update webhook_deliveries set status = 'lost', ended_at = now()",
    webhook_deliveries_ended: 'update webhook_deliveries set ended_at = now()',
    webhook_deliveries_attempts: 'update webhook_deliveries set attempts = -1',
    webhook_deliveries_merchant_id_merchants_merchant_id_fk: another('webhook_deliveries', {
      merchant_id: 'nobody',
    }),
    webhook_deliveries_endpoint_id_webhook_endpoints_endpoint_id_fk: another('webhook_deliveries', {
      endpoint_id: 'x',
    }),
    webhook_deliveries_merchant_id_endpoint_id_delivery_no_pk: again('webhook_deliveries'),
    webhook_attempts_delivery: 'update webhook_attempts set delivery_no = 999',
    webhook_attempts_merchant_id_endpoint_id_delivery_no_attempt_pk: again('webhook_attempts'),
    webhook_lanes_lease: "update webhook_lanes set lease = 'x'",
    webhook_lanes_merchant_id_merchants_merchant_id_fk: "update webhook_lanes set merchant_id = 'nobody'",
    webhook_lanes_endpoint_id_webhook_endpoints_endpoint_id_fk: "update webhook_lanes set endpoint_id = 'x'",
    webhook_lanes_merchant_id_endpoint_id_pk: again('webhook_lanes'),
    withdrawals_batch_id_payout_batches_batch_id_fk: another('withdrawals', {
      ...{ withdrawal_id: 'other', fact_seq: 1, batch_id: 'nobody’s' },
    }),
    withdrawals_status: "update withdrawals set status = 'lost'",
    withdrawals_amount: 'update withdrawals set amount_minor = 0',
    withdrawals_sent: "update withdrawals set status = 'sent'",
    withdrawals_asked: 'update withdrawals set sent_at = now()',
    withdrawals_returned: 'update withdrawals set returned_at = now()',
    withdrawals_fact: 'update withdrawals set fact_seq = 999',
    withdrawals_return_fact:
      "update withdrawals set status = 'returned', returned_at = now(), return_reason = 'unknown', return_fact_seq = 999",
    withdrawals_fact_once: another('withdrawals', { withdrawal_id: 'other' }),
    withdrawals_to_own_account: "update withdrawals set bank_account_id = 'other'",
    withdrawals_asked_by_people_person_id_fk: "update withdrawals set asked_by = 'nobody'",
    withdrawals_merchant_id_merchants_merchant_id_fk: "update withdrawals set merchant_id = 'nobody'",
    withdrawals_pkey: again('withdrawals'),
  };

  it.each(Object.entries(BREAKERS))('%s', async (constraint, statement) => {
    expect(await refusal(statement)).toBe(constraint);
  });

  it('each of the schema’s has its test', async () => {
    const rows = await books.ask<{ conname: string }>(
      `select conname from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')`,
    );
    expect(Object.keys(BREAKERS).toSorted()).toEqual(rows.map(({ conname }) => conname).toSorted());
  });

  it('ids are compared and ordered by code point', async () => {
    const rows = await books.ask<{ place: string }>(
      `select table_name || '.' || column_name as place from information_schema.columns
       where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'
         and (column_name like '%\\_id' or column_name = 'merchant') and table_name <> 'postings'
         and column_name <> all($1)`,
      [OWN_IDS],
    );
    expect(rows).toEqual([]);
    const sorted = ['\uffff', '😀', 'a', 'A', 'é', '10', '9'];
    await books.ask('begin');
    await books.ask('insert into merchants (merchant_id) select unnest($1::text[])', [sorted]);
    const ordered = await books.ask<{ merchant_id: string }>(
      'select merchant_id from merchants where merchant_id = any($1) order by merchant_id',
      [sorted],
    );
    await books.ask('rollback');
    expect(ordered.map(({ merchant_id }) => merchant_id)).toEqual(['10', '9', 'A', 'a', 'é', '\uffff', '😀']);
  });

  it('a statement that breaks none is let through', async () => {
    expect(await refusal(ownerless)).toMatch(/^not refused/);
    expect(await refusal('update balances set fees = fees + 1, clearing = clearing - 1')).toMatch(
      /^not refused/,
    );
  });
});

describe('postings', () => {
  it('are the entries as lines', async () => {
    const rows = await books.ask(
      `select account, amount_minor, currency from postings join entries using (merchant_id, entry_seq, currency)
       where kind = 'release_early' order by account`,
    );
    expect(rows).toEqual([
      { account: 'deposit', amount_minor: 100n, currency: 'USD' },
      { account: 'order_funds', amount_minor: -1000n, currency: 'USD' },
      { account: 'payment_account', amount_minor: 900n, currency: 'USD' },
    ]);
    expect(
      await books.ask(
        'select merchant_id, entry_seq from postings group by 1, 2 having sum(amount_minor) <> 0',
      ),
    ).toEqual([]);
  });
});
