import { isValidBIC, isValidIBAN } from 'ibantools';
import { z } from 'zod';
import { isCurrency } from '../../engine/money';

/** An account of the marketplace's that payouts in a currency are paid from; of the two kinds of number it has one. */
export interface Payer {
  currency: string;
  /** Whose it is, as their bank knows them. */
  name: string;
  iban: string | null;
  account: string | null;
  bic: string | null;
}

const compact = z.string().transform((text) => text.replaceAll(/\s/g, '').toUpperCase());

const PAYER = z
  .strictObject({
    currency: z.string().refine(isCurrency, 'is no ISO 4217 currency'),
    name: z
      .string()
      .trim()
      .min(1, 'is empty')
      .max(140, 'is longer than 140 characters')
      .regex(/^\P{Cc}*$/u, 'has a line break or another control character in it'),
    iban: compact.refine(isValidIBAN, 'is no valid IBAN').optional(),
    account: compact
      .refine((text) => /^[0-9A-Z-]{4,34}$/.test(text), 'is no account number of 4 to 34 letters and digits')
      .optional(),
    bic: compact.refine(isValidBIC, 'is no valid BIC').optional(),
  })
  .refine(({ iban, account }) => (iban === undefined) !== (account === undefined), {
    message: 'needs an iban or an account, one of the two',
  })
  .refine(({ account, bic }) => account === undefined || bic !== undefined, {
    message: 'has an account and no bic: the two go together',
  })
  .transform(
    ({ iban = null, account = null, bic = null, ...payer }): Payer => ({ ...payer, iban, account, bic }),
  );

const MOST_PAYERS = 100;

const PAYERS = z.array(PAYER).max(MOST_PAYERS);

/**
 * Reads the accounts that payouts are paid from, written as JSON: `[{"currency": "EUR", "name": "Market GmbH", "iban":
 * "DE89 3704 0044 0532 0130 00", "bic": "COBADEFF"}]`; where a bank has no IBANs, `account` and `bic`.
 *
 * @returns the accounts; or, where they cannot be read, where and why, in words
 */
export function readPayers(text: string): Payer[] | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON' };
  }
  const read = PAYERS.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const [index, field] = issue?.path ?? [];
  const where = [...(typeof index === 'number' ? [`account ${index + 1}`] : []), ...(field ? [field] : [])];
  return { problem: [where.join(', '), issue?.message].filter(Boolean).join(': ') };
}

/** Whether a text reads as the accounts that payouts are paid from; where not, why. */
export function payersProblem(text: string): string | null {
  const read = readPayers(text);
  return 'problem' in read ? read.problem : null;
}
