import type { BankAccountRow } from '../../db/queries/bank-accounts';

/** What can be said of a bank account at an instant. */
export type BankAccountState = 'waiting' | 'usable' | 'replaced' | 'removed';

/**
 * A new account waits a day. One that replaces another takes its place when that day is over, unless it was removed
 * before; until then the other goes on.
 *
 * @param all the store's accounts, this one too
 */
export function bankAccountState(
  account: BankAccountRow,
  all: BankAccountRow[],
  now: Date,
): BankAccountState {
  if (account.removedAt !== null) return 'removed';
  const isReplaced = all.some(
    ({ replaces, usableAt, removedAt }) =>
      replaces === account.bankAccountId && usableAt <= now && (removedAt === null || removedAt > usableAt),
  );
  if (isReplaced) return 'replaced';
  return account.usableAt <= now ? 'usable' : 'waiting';
}

/** The account that will take this one's place when its day is over; null where none waits to. */
export function waitingReplacement(
  account: BankAccountRow,
  all: BankAccountRow[],
  now: Date,
): BankAccountRow | null {
  return (
    all.find(
      ({ replaces, usableAt, removedAt }) =>
        replaces === account.bankAccountId && usableAt > now && removedAt === null,
    ) ?? null
  );
}

/** How a number is shown: its last four characters, or two of a short one. */
export function endingOf({ iban, accountNumber }: Pick<BankAccountRow, 'iban' | 'accountNumber'>): string {
  const number = iban ?? accountNumber ?? '';
  return number.slice(number.length >= 8 ? -4 : -2);
}

/** A bank account as pages show it: never its whole number. */
export interface BankAccountShown {
  bankAccountId: string;
  currency: string;
  holderName: string;
  bankName: string;
  country: string;
  kind: 'iban' | 'account_number';
  ending: string;
  bic: string | null;
  state: BankAccountState;
  addedAt: Date;
  usableAt: Date;
  /** The ending of the account that it replaces, or that it has replaced. */
  replacesEnding: string | null;
  /** When another account takes its place; null where none waits to. */
  replacedAt: Date | null;
}

export function showBankAccount(account: BankAccountRow, all: BankAccountRow[], now: Date): BankAccountShown {
  const { bankAccountId, currency, holderName, bankName, country, iban, bic, addedAt, usableAt } = account;
  const replaced = all.find((each) => each.bankAccountId === account.replaces);
  return {
    ...{ bankAccountId, currency, holderName, bankName, country, bic, addedAt, usableAt },
    kind: iban === null ? 'account_number' : 'iban',
    ending: endingOf(account),
    state: bankAccountState(account, all, now),
    replacesEnding: replaced === undefined ? null : endingOf(replaced),
    replacedAt: waitingReplacement(account, all, now)?.usableAt ?? null,
  };
}
