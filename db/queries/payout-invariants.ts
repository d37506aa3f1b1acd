import { sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { payoutBatches } from '../schema/payouts';
import { withdrawals } from '../schema/withdrawals';
import { type Finding, look } from './invariants';

/** What must always be true of the money on its way to banks. */

/** Each withdrawal, and each return of one, has its fact and its entry, of its amount and its currency. */
export function withdrawalsHaveTheirEntries(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select (f.type is distinct from 'withdrawal.settled' or e.kind is distinct from 'withdrawal'
          or e.currency is distinct from w.currency or e.clearing is distinct from w.amount_minor
          or e.payment_account is distinct from -w.amount_minor
          or (w.status = 'returned' and (b.type is distinct from 'withdrawal.returned'
            or r.kind is distinct from 'withdrawal_return' or r.currency is distinct from w.currency
            or r.clearing is distinct from -w.amount_minor))) as is_wrong,
          'withdrawal ' || w.withdrawal_id as place
        from ${withdrawals} w
        left join ${facts} f on f.merchant_id = w.merchant_id and f.fact_seq = w.fact_seq
        left join ${entries} e on e.merchant_id = f.merchant_id and e.entry_seq = f.first_entry_seq
        left join ${facts} b on b.merchant_id = w.merchant_id and b.fact_seq = w.return_fact_seq
        left join ${entries} r on r.merchant_id = b.merchant_id and r.entry_seq = b.first_entry_seq`,
  );
}

/** Each batch is as many withdrawals of its currency as it says, and their sum. */
export function batchesEqualTheirWithdrawals(executor: Executor): Promise<Finding> {
  return look(
    executor,
    sql`select b.withdrawals <> coalesce(w.counted, 0) or b.total_minor is distinct from w.total
          or w.is_other as is_wrong,
          'batch ' || b.batch_id as place
        from ${payoutBatches} b
        left join (select w.batch_id, count(*) as counted, sum(w.amount_minor) as total,
                     bool_or(w.currency <> o.currency) as is_other
                   from ${withdrawals} w join ${payoutBatches} o on o.batch_id = w.batch_id
                   group by w.batch_id) w on w.batch_id = b.batch_id`,
  );
}
