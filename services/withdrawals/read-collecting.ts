import type { Executor } from '../../db/client';
import { readBalances } from '../../db/queries/answers';
import { readBankAccounts } from '../../db/queries/bank-accounts';
import { currencyDigits } from '../../engine/money';
import { type AmountProblem, readAmount } from '../../engine/read-amount';
import { type BankAccountShown, showBankAccount } from './bank-account-state';

/** What can be withdrawn in a currency, and what is owed in it. */
export interface ReadyMoney {
  currency: string;
  readyMinor: bigint;
  /** While there is any of it, nothing can be withdrawn in the currency. */
  owedMinor: bigint;
}

export async function readReadyMoney(executor: Executor, merchantId: string): Promise<ReadyMoney[]> {
  const rows = await readBalances(executor, merchantId, null);
  return rows.map(({ currency, paymentAccount, receivable }) => ({
    currency,
    readyMinor: paymentAccount,
    owedMinor: -receivable,
  }));
}

/** Every bank account of a store's as pages show it, the newest first. */
export async function showBankAccounts(
  executor: Executor,
  merchantId: string,
  now: Date,
): Promise<BankAccountShown[]> {
  const rows = await readBankAccounts(executor, merchantId);
  return rows.map((row) => showBankAccount(row, rows, now)).reverse();
}

/** Why a withdrawal is refused, in the order in which it is looked at. */
export type WithdrawalRefusal =
  | 'unknown_currency'
  | AmountProblem
  | 'no_account'
  | 'account_not_usable'
  | 'in_debt'
  | 'insufficient_funds';

/** Refused, and nothing done; with what is there and what is owed, where that is why. */
export interface WithdrawalRefused {
  status: 'refused';
  code: WithdrawalRefusal | 'bad_form';
  money: ReadyMoney | null;
}

export function refuseWithdrawal(
  code: WithdrawalRefused['code'],
  money: ReadyMoney | null = null,
): WithdrawalRefused {
  return { status: 'refused', code, money };
}

/** What a seller asks to have sent, as it was written. */
export interface WithdrawalAsk {
  currency: string;
  /** In the currency, with its decimals: `1,234.50`. */
  amount: string;
  bankAccountId: string;
}

/** A withdrawal that can be asked for as the books are: how much, to which account, out of what. */
export interface Weighed {
  status: 'possible';
  amountMinor: bigint;
  account: BankAccountShown;
  money: ReadyMoney;
}

/** Looks at all that a withdrawal needs. Whether the money is there is decided once more under the lock. */
export async function weigh(
  executor: Executor,
  merchantId: string,
  ask: WithdrawalAsk,
  now: Date,
): Promise<Weighed | WithdrawalRefused> {
  const all = await readReadyMoney(executor, merchantId);
  const money = all.find(({ currency }) => currency === ask.currency);
  if (money === undefined) return refuseWithdrawal('unknown_currency');
  const read = readAmount(ask.amount, money.currency);
  if (!read.ok) return refuseWithdrawal(read.problem, money);
  const accounts = await showBankAccounts(executor, merchantId, now);
  const account = accounts.find(
    ({ bankAccountId, currency }) => bankAccountId === ask.bankAccountId && currency === money.currency,
  );
  if (account === undefined) return refuseWithdrawal('no_account', money);
  if (account.state !== 'usable') return refuseWithdrawal('account_not_usable', money);
  if (money.owedMinor > 0n) return refuseWithdrawal('in_debt', money);
  if (read.amountMinor > money.readyMinor) return refuseWithdrawal('insufficient_funds', money);
  return { status: 'possible', amountMinor: read.amountMinor, account, money };
}

/** An amount that shows how one is written in the currency. */
export function exampleAmount(currency: string): string {
  const digits = currencyDigits(currency);
  return digits === 0 ? '1500' : `1500.${'5'.padEnd(digits, '0')}`;
}
