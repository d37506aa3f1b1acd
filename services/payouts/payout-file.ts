import type { Payer } from './read-payers';

/** One payment of a batch, as its files tell it. */
export interface PayoutPayment {
  withdrawalId: string;
  /** How the bank names it: at most 35 characters. */
  endToEndId: string;
  merchantId: string;
  amountMinor: bigint;
  holderName: string;
  bankName: string;
  /** ISO 3166, two letters. */
  country: string;
  /** One of the two. */
  iban: string | null;
  accountNumber: string | null;
  bic: string | null;
}

/** A batch with all that its files are made of: of rows that never change, so that a file is the same each time. */
export interface PayoutBatch {
  batchId: string;
  messageId: string;
  currency: string;
  /** Null for a batch that was made without; then there is no payment file. */
  payer: Payer | null;
  /** YYYY-MM-DD. */
  executeOn: string;
  totalMinor: bigint;
  madeAt: Date;
  /** Those asked for first first. */
  payments: PayoutPayment[];
}
