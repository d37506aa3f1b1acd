import { countrySpecs, isValidBIC, isValidIBAN } from 'ibantools';
import { z } from 'zod';
import { isCurrency } from '../../engine/money';
import { readName } from '../access/change-access';

/** A bank account as it is written in a form; of the two kinds of number one is filled in. */
export interface BankAccountAsk {
  currency: string;
  holderName: string;
  bankName: string;
  /** ISO 3166, two letters. */
  country: string;
  iban: string;
  accountNumber: string;
  bic: string;
}

/** In the order in which they are looked at. */
export type BankAccountProblem =
  | 'bad_currency'
  | 'bad_country'
  | 'bad_holder'
  | 'bad_bank'
  | 'number_needed'
  | 'two_numbers'
  | 'bad_iban'
  | 'other_country'
  | 'bad_account_number'
  | 'bic_needed'
  | 'bad_bic';

export interface BankAccountRead {
  currency: string;
  holderName: string;
  bankName: string;
  country: string;
  iban: string | null;
  accountNumber: string | null;
  bic: string | null;
}

/** The countries that a bank can be in. */
export const BANK_COUNTRIES: readonly string[] = Object.keys(countrySpecs).sort();

/** As banks write it, without the spaces and points that people put in. */
const compact = (text: string) => text.normalize('NFKC').replaceAll(/[\s.]/g, '').toUpperCase();

const accountNumber = z.string().regex(/^[0-9A-Z-]{4,34}$/);

/** Reads a bank account; what is wrong with it, where something is. */
export function readBankAccount(ask: BankAccountAsk): BankAccountRead | BankAccountProblem {
  const { currency, country } = ask;
  if (!isCurrency(currency)) return 'bad_currency';
  if (!BANK_COUNTRIES.includes(country)) return 'bad_country';
  const holderName = readName(ask.holderName);
  if (holderName === null) return 'bad_holder';
  const bankName = readName(ask.bankName);
  if (bankName === null) return 'bad_bank';
  const iban = compact(ask.iban).replaceAll('-', '');
  const number = compact(ask.accountNumber);
  const bic = compact(ask.bic);
  if (iban === '' && number === '') return 'number_needed';
  if (iban !== '' && number !== '') return 'two_numbers';
  if (iban !== '') {
    if (!isValidIBAN(iban)) return 'bad_iban';
    if (!iban.startsWith(country)) return 'other_country';
  } else {
    if (!accountNumber.safeParse(number).success) return 'bad_account_number';
    if (bic === '') return 'bic_needed';
  }
  if (bic !== '' && !isValidBIC(bic)) return 'bad_bic';
  const own = { currency, holderName, bankName, country };
  return { ...own, iban: iban || null, accountNumber: number || null, bic: bic || null };
}
