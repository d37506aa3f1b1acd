import { stringify } from 'csv-stringify/sync';
import { decimalText } from '../../engine/money';
import { remittanceOf } from './pain-001';
import { payerNumber } from './payers';
import type { PayoutBatch } from './payout-file';

const COLUMNS = [
  ...['batch', 'execution_date', 'payment', 'withdrawal', 'store'],
  ...['account_holder', 'iban', 'account_number', 'bic', 'bank', 'bank_country'],
  ...['amount', 'currency', 'remittance', 'payer', 'payer_account', 'payer_bic'],
];

/** The batch as a table for a bank's upload, or for whoever types it in. The same batch makes the same text. */
export function writePayoutCsv(batch: PayoutBatch): string {
  const { messageId, executeOn, currency, payer } = batch;
  const rows = batch.payments.map((payment) => [
    ...[messageId, executeOn, payment.endToEndId, payment.withdrawalId, payment.merchantId],
    ...[payment.holderName, payment.iban, payment.accountNumber, payment.bic],
    ...[payment.bankName, payment.country],
    ...[decimalText(payment.amountMinor, currency), currency, remittanceOf(payment)],
    ...[payer?.name, payer === null ? null : payerNumber(payer), payer?.bic],
  ]);
  return stringify([COLUMNS, ...rows], {
    // By it spreadsheets know that the text is UTF-8.
    bom: true,
    // What a spreadsheet would take for a formula gets an apostrophe before it.
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
