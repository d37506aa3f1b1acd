import type { withOwner } from '../db/client';

/** Many stores, written by the set into the tables that the reviewers' lists read: nothing of it was decided. */

export const OPEN_ON = '2026-06-30';
const CURRENCIES = "case when i % 4 = 0 then array['EUR', 'USD'] else array['USD'] end";
const IS_FAILING = '(i % 17 = 0)';
/** Every twentieth has owed something, and half of those still do. */
const OWED = 'case when i % 20 = 0 and (i % 40 = 0 or d > 4) then 700 else 0 end';

/** Who may write into any table. */
type Owner = Parameters<Parameters<typeof withOwner>[1]>[0];

/** So many stores: each with twenty assessments, thirty days of balances, and twenty orders at risk. */
export async function makeManyStores(owner: Owner, stores: number): Promise<void> {
  const policyVersion = '(select policy_version from marketplace)';
  const each = `generate_series(1, ${stores}) as i`;
  const statements = [
    `update marketplace set open_on = '${OPEN_ON}', run_attempt = 1, has_facts = true`,
    `insert into merchants (merchant_id, name, opened_on, enrolment, tier, last_assessed_on, currencies, entry_count)
     select 'store-' || i, 'Store number ' || i, date '2024-01-01' + (i % 500), 'enrolled',
       (array['A', 'B', 'C'])[1 + i % 3], '${OPEN_ON}', ${CURRENCIES}, 1 from ${each}`,
    `insert into assessments (merchant_id, assessed_on, run_attempt, policy_version, window_from, store_age_days, orders,
       disputed, refunded, late, feedback, positive, dispute_bps, refund_bps, late_shipment_bps, feedback_bps,
       failed_gates, points_store_age, points_dispute, points_refund, points_late_shipment, points_feedback, score,
       tier_by_score, is_eligible, override_decision, is_opted_out, enrolment_before, enrolment_after, tier_after,
       failures_in_a_row)
     select 'store-' || i, date '${OPEN_ON}' - d, 1, ${policyVersion}, date '${OPEN_ON}' - d - 90, 400, 100 + i % 900,
       2, 1, 1, 20, 20, case when ${IS_FAILING} then 400 else 250 + i % 50 end, 10, 10, 10000,
       case when ${IS_FAILING} and d = 0 then array['dispute_bps'] else '{}' end, 50, 50, 50, 50, 50, 50 + i % 50, 'B',
       not (${IS_FAILING} and d = 0), 'none', false, 'enrolled', 'enrolled', 'B', 0
     from ${each}, generate_series(0, 19) as d`,
    `insert into balances (merchant_id, currency, booked_on, order_funds, payment_account, marketplace_account, deposit,
       receivable, fees, platform_loss, clearing)
     select 'store-' || i, currency, date '${OPEN_ON}' - d, 1000 * (i % 97), 500, 0, 300 * (i % 31), -${OWED}, 0, 0,
       ${OWED} - 1000 * (i % 97) - 500 - 300 * (i % 31)
     from ${each}, unnest(${CURRENCIES}) as currency, generate_series(0, 29) as d`,
    `insert into entries (merchant_id, entry_seq, currency, booked_on, effective_on, kind, rule, run_on, run_attempt,
       policy_version, order_funds, payment_account, marketplace_account, deposit, receivable, fees, platform_loss, clearing)
     select 'store-' || i, s, currency, '2026-06-01', '2026-06-01', 'deduction', '7', '2026-06-01', 1, ${policyVersion},
       0, 0, 0, 0, -700, 0, 0, 700
     from ${each}, unnest(${CURRENCIES}) with ordinality as held (currency, s) where i % 40 = 0`,
    `insert into orders (merchant_id, order_id, currency, amount_minor, fee_bps, paid_on, shipped_on, state, held_minor,
       released_on, release_entry_seq, fee_minor, advanced_minor, refunded_minor, borne_minor, open_disputes)
     select 'store-' || i, 'order-' || i || '-' || d, 'USD', 10000, 0, date '${OPEN_ON}' - d - 6,
       date '${OPEN_ON}' - d - 5, 'released_early', 0, date '${OPEN_ON}' - d, 1, 0, 9000 + i % 1000, 0, 0, 0
     from ${each}, generate_series(0, 19) as d`,
    'analyze',
  ];
  for (const statement of statements) await owner.query(statement);
}
