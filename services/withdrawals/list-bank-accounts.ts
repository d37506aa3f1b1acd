import type { Database } from '../../db/client';
import { readBalances } from '../../db/queries/answers';
import { readMarketplace } from '../../db/queries/marketplace';
import { findPerson } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { authorizeSeller } from '../authorize';
import { inSnapshot } from '../snapshot';
import type { BankAccountShown } from './bank-account-state';
import { BANK_COUNTRIES } from './read-bank-account';
import { showBankAccounts } from './read-collecting';

export interface BankAccountList {
  timezone: string;
  /** Those that work or soon will, the newest first. */
  current: BankAccountShown[];
  /** Those that were removed or replaced. */
  past: BankAccountShown[];
  /** The currencies that the store has money in. */
  currencies: string[];
  /** The countries that a bank can be in. */
  countries: readonly string[];
  /** What the seller is asked for before a change: the demo's people have no password. */
  proof: 'none' | 'password' | 'password_and_code';
}

/** The bank accounts of the acting seller's store. */
export async function listBankAccounts(
  database: Database,
  actor: Actor,
  now: Date = new Date(),
): Promise<BankAccountList> {
  const { merchantId, personId } = authorizeSeller(actor, 'capital.read');
  const person = await findPerson(database.drizzle, { id: personId });
  return inSnapshot(database, actor, async (executor) => {
    const { policy } = await readMarketplace(executor);
    const accounts = await showBankAccounts(executor, merchantId, now);
    const balances = await readBalances(executor, merchantId, null);
    const isCurrent = ({ state }: BankAccountShown) => state === 'usable' || state === 'waiting';
    const ofPassword = person?.twoFactorEnabled ? 'password_and_code' : 'password';
    return {
      timezone: policy.timezone,
      current: accounts.filter(isCurrent),
      past: accounts.filter((account) => !isCurrent(account)),
      currencies: balances.map(({ currency }) => currency),
      countries: BANK_COUNTRIES,
      proof: person?.isDemo ? 'none' : ofPassword,
    };
  });
}
