import { sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { entryDays } from '../schema/summaries';
import { withdrawals } from '../schema/withdrawals';

/** What left payment accounts and came back, by the books and by the withdrawals, for the two to be held together. */

/** Sums of one currency, in minor units. */
export interface PayoutSumsRow {
  currency: string;
  /** Of withdrawals, by where they are. */
  toSend: bigint;
  toSendCount: number;
  oldestToSend: Date | null;
  inBatch: bigint;
  inBatchCount: number;
  sent: bigint;
  sentCount: number;
  returned: bigint;
  returnedCount: number;
  /** What left payment accounts for withdrawals that were asked for here, by their entries. */
  leftForAsked: bigint;
  /** What came back of those, by their entries. */
  backOfAsked: bigint;
  /** What left payment accounts by withdrawals of every kind, and what came back, by all entries. */
  left: bigint;
  back: bigint;
}

/** In the order of the currencies' codes; a currency with neither is left out. */
export async function sumPayouts(executor: Executor): Promise<PayoutSumsRow[]> {
  const { rows } = await executor.execute<Record<string, unknown>>(sql`
    with asked as (
      select w.currency,
        sum(w.amount_minor) filter (where w.status = 'asked' and w.batch_id is null) as to_send,
        count(*) filter (where w.status = 'asked' and w.batch_id is null) as to_send_count,
        min(w.asked_at) filter (where w.status = 'asked' and w.batch_id is null) as oldest,
        sum(w.amount_minor) filter (where w.status = 'asked' and w.batch_id is not null) as in_batch,
        count(*) filter (where w.status = 'asked' and w.batch_id is not null) as in_batch_count,
        sum(w.amount_minor) filter (where w.status = 'sent') as sent,
        count(*) filter (where w.status = 'sent') as sent_count,
        sum(w.amount_minor) filter (where w.status = 'returned') as returned,
        count(*) filter (where w.status = 'returned') as returned_count
      from ${withdrawals} w group by w.currency),
    moved as (
      select e.currency,
        sum(e.clearing) filter (where e.kind = 'withdrawal') as left_for_asked,
        sum(-e.clearing) filter (where e.kind = 'withdrawal_return') as back_of_asked
      from ${withdrawals} w
      cross join lateral (values (w.fact_seq), (w.return_fact_seq)) as caused (fact_seq)
      join ${facts} f on f.merchant_id = w.merchant_id and f.fact_seq = caused.fact_seq
      join ${entries} e on e.merchant_id = f.merchant_id and e.entry_seq = f.first_entry_seq
      group by e.currency),
    booked as (
      select d.currency,
        sum(d.clearing) filter (where d.kind = 'withdrawal') as left_in_all,
        sum(-d.clearing) filter (where d.kind = 'withdrawal_return') as back_in_all
      from ${entryDays} d where d.kind in ('withdrawal', 'withdrawal_return') group by d.currency)
    select coalesce(asked.currency, booked.currency) as currency,
      coalesce(to_send, 0)::bigint as to_send, coalesce(to_send_count, 0)::int as to_send_count,
      extract(epoch from oldest) * 1000 as oldest_ms,
      coalesce(in_batch, 0)::bigint as in_batch, coalesce(in_batch_count, 0)::int as in_batch_count,
      coalesce(sent, 0)::bigint as sent, coalesce(sent_count, 0)::int as sent_count,
      coalesce(returned, 0)::bigint as returned, coalesce(returned_count, 0)::int as returned_count,
      coalesce(left_for_asked, 0)::bigint as left_for_asked, coalesce(back_of_asked, 0)::bigint as back_of_asked,
      coalesce(left_in_all, 0)::bigint as left_in_all, coalesce(back_in_all, 0)::bigint as back_in_all
    from asked full join booked on booked.currency = asked.currency
    left join moved on moved.currency = coalesce(asked.currency, booked.currency)
    order by 1`);
  const money = (value: unknown) => BigInt(value as bigint);
  return rows.map((row) => ({
    currency: String(row.currency),
    toSend: money(row.to_send),
    toSendCount: Number(row.to_send_count),
    oldestToSend: row.oldest_ms === null ? null : new Date(Number(row.oldest_ms)),
    inBatch: money(row.in_batch),
    inBatchCount: Number(row.in_batch_count),
    sent: money(row.sent),
    sentCount: Number(row.sent_count),
    returned: money(row.returned),
    returnedCount: Number(row.returned_count),
    leftForAsked: money(row.left_for_asked),
    backOfAsked: money(row.back_of_asked),
    left: money(row.left_in_all),
    back: money(row.back_in_all),
  }));
}
