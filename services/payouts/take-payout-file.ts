import { createHash } from 'node:crypto';
import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import type { PayoutFormat } from '../../engine/payouts';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { inTransaction } from '../transaction';
import { loadBatch } from './load-batch';
import { writePain001 } from './pain-001';
import { writePayoutCsv } from './payout-csv';
import { InvalidPaymentFile, validatePain001 } from './validate-pain-001';

export type PayoutFileTaken =
  | { status: 'taken'; name: string; type: string; text: string }
  | { status: 'refused'; code: 'unknown_batch' | 'no_payer' }
  /** The schema does not allow the file, so nobody gets it; with what is wrong, as the schema says it. */
  | { status: 'refused'; code: 'invalid'; problems: string[] };

/**
 * A batch's file: the same bytes each time it is taken, and in the audit log who took it. Whole account numbers are in
 * it, so it is for those who send the money. A payment file is held against its schema first.
 */
export async function takePayoutFile(
  database: Database,
  actor: Actor,
  ask: { batchId: string; format: PayoutFormat },
): Promise<PayoutFileTaken> {
  authorize(actor, 'payouts.batch');
  const loaded = await loadBatch(database.drizzle, { batchId: ask.batchId.toLowerCase() });
  if (loaded === null) return { status: 'refused', code: 'unknown_batch' };
  const { batch } = loaded;
  const { payer } = batch;
  let text: string;
  if (ask.format === 'csv') text = writePayoutCsv(batch);
  else {
    if (payer === null) return { status: 'refused', code: 'no_payer' };
    text = writePain001({ ...batch, payer });
    try {
      await validatePain001(text);
    } catch (error) {
      if (error instanceof InvalidPaymentFile)
        return { status: 'refused', code: 'invalid', problems: error.problems };
      throw error;
    }
  }
  await inTransaction(database, (executor) =>
    recordAudit(executor, actor, {
      action: 'payout.exported',
      subject: batch.batchId,
      after: {
        ...{ batch: batch.messageId, format: ask.format === 'csv' ? 'csv' : 'pain.001.001.09' },
        ...{ withdrawals: batch.payments.length, total_minor: batch.totalMinor, currency: batch.currency },
        sha256: createHash('sha256').update(text).digest('hex'),
      },
    }),
  );
  const type = ask.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/xml; charset=utf-8';
  return { status: 'taken', name: `${batch.messageId}.${ask.format}`, type, text };
}
