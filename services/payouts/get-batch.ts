import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { listAnswers } from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { type CalendarDate, dateOf } from '../../engine/calendar';
import { authorize } from '../authorize';
import { isLatinName } from './bank-text';
import { type PayoutShown, showPayout } from './list-payouts';
import { loadBatch } from './load-batch';
import { payerNumber } from './payers';

/** A batch with what is in it and what the bank has answered. */
export interface BatchDetail {
  batchId: string;
  messageId: string;
  currency: string;
  totalMinor: bigint;
  executeOn: CalendarDate;
  madeAt: Date;
  madeByName: string;
  payer: { name: string; ending: string; bic: string | null } | null;
  rows: PayoutShown[];
  sums: Record<'waiting' | 'sent' | 'returned', { count: number; minor: bigint }>;
  /** How many account holders' names have letters that not every bank takes. */
  otherScripts: number;
  answers: { answerId: string; readAt: Date; readByName: string; sent: number; returned: number }[];
  today: CalendarDate;
  timezone: string;
}

function sumOf(rows: PayoutShown[], place: PayoutShown['place']) {
  const found = rows.filter((row) => row.place === place);
  return { count: found.length, minor: found.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) };
}

/** One batch; null where there is none of that id. */
export async function getBatch(
  database: Database,
  actor: Actor,
  batchId: string,
  now: Date = new Date(),
): Promise<BatchDetail | null> {
  authorize(actor, 'payouts.read');
  const { drizzle } = database;
  const loaded = await loadBatch(drizzle, { batchId: batchId.toLowerCase() });
  if (loaded === null) return null;
  const { payer, payments, ...batch } = loaded.batch;
  const rows = loaded.rows.map(showPayout);
  const { policy } = await readMarketplace(drizzle);
  const answers = await listAnswers(drizzle, batch.batchId);
  return {
    ...batch,
    madeByName: loaded.madeByName,
    payer: payer === null ? null : { name: payer.name, ending: payerNumber(payer).slice(-4), bic: payer.bic },
    rows,
    sums: {
      waiting: sumOf(rows, 'in_batch'),
      sent: sumOf(rows, 'sent'),
      returned: sumOf(rows, 'returned'),
    },
    otherScripts: payments.filter(({ holderName }) => !isLatinName(holderName)).length,
    answers: answers.map(({ answer, readByName }) => ({
      ...{ answerId: answer.answerId, readAt: answer.readAt, readByName },
      sent: Number(answer.summary.marked_sent ?? 0),
      returned: Number(answer.summary.marked_returned ?? 0),
    })),
    today: dateOf(now.getTime(), policy.timezone),
    timezone: policy.timezone,
  };
}
