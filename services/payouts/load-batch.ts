import type { Executor } from '../../db/client';
import { readBatch, readBatchRows } from '../../db/queries/payouts';
import { payerOf } from './payers';
import type { PayoutBatch } from './payout-file';
import { endToEndIdOf } from './payout-ids';

type Row = Awaited<ReturnType<typeof readBatchRows>>[number];

function paymentOf({ withdrawal, account }: Row): PayoutBatch['payments'][number] {
  const { withdrawalId, merchantId, amountMinor } = withdrawal;
  const { holderName, bankName, country, iban, accountNumber, bic } = account;
  return {
    ...{ withdrawalId, endToEndId: endToEndIdOf(withdrawalId), merchantId, amountMinor },
    ...{ holderName, bankName, country, iban, accountNumber, bic },
  };
}

/** A batch with its payments, and where each of their withdrawals is; null where there is none of that id. */
export async function loadBatch(
  executor: Executor,
  by: { batchId: string } | { messageId: string },
): Promise<{ batch: PayoutBatch; rows: Row[]; madeByName: string } | null> {
  const found = await readBatch(executor, by);
  if (found === null) return null;
  const { payer, withdrawals: _count, madeBy: _who, ...kept } = found.batch;
  const rows = await readBatchRows(executor, kept.batchId);
  const batch = { ...kept, payer: payerOf(payer), payments: rows.map(paymentOf) };
  return { batch, rows, madeByName: found.madeByName };
}
