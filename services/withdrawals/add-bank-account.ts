import { randomUUID } from 'node:crypto';
import type { Database, Executor } from '../../db/client';
import {
  type BankAccountRow,
  insertBankAccount,
  lockBankAccounts,
  readBankAccounts,
} from '../../db/queries/bank-accounts';
import { readMarketplace } from '../../db/queries/marketplace';
import { findPerson } from '../../db/queries/sign-ins';
import { isSubmitted } from '../../db/queries/submissions';
import type { Actor, SellerActor } from '../../engine/actor';
import { dateOf } from '../../engine/calendar';
import { type Refusal, type Repeated, refuse, type Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizeSeller } from '../authorize';
import { tellStore } from '../notices/tell-store';
import { type ProofAnswer, proveAgain } from '../sign-in/prove-again';
import { bankAccountState, endingOf, waitingReplacement } from './bank-account-state';
import { changeCollecting } from './change-collecting';
import {
  type BankAccountAsk,
  type BankAccountProblem,
  type BankAccountRead,
  readBankAccount,
} from './read-bank-account';

/** How long nothing is sent to a new account: time enough to see the e-mail that announces it. */
const WAIT_MS = 24 * 60 * 60 * 1000;
const MOST_ACCOUNTS = 20;

/** In the order in which they are looked at. */
export type AddBankAccountRefusal =
  | BankAccountProblem
  | 'unknown_account'
  | 'other_currency'
  | 'change_under_way'
  | 'on_file_already'
  | 'too_many';

export type AddBankAccountAnswer =
  | { status: 'added'; bankAccountId: string; usableAt: Date }
  | Refusal<AddBankAccountRefusal>
  | Repeated
  | { status: 'not_proven'; proof: Exclude<ProofAnswer, { status: 'proven' }> };

/**
 * Puts a bank account on file, or in the place of another, which goes on until the new one can be used: a day from now.
 * The seller proves once more to be who they are, by the password and, where they have a second factor, by a code; and
 * every seller of the store is told. Who is of the demo has no password to be asked for.
 *
 * @param ask.replaces the account whose place it takes; null for one more
 */
export async function addBankAccount(
  database: Database,
  actor: Actor,
  ask: Submitted & BankAccountAsk & { replaces: string | null; password: string; code: string },
  headers: Headers,
  now: Date = new Date(),
): Promise<AddBankAccountAnswer> {
  const seller = authorizeSeller(actor, 'bank_accounts.change');
  const read = readBankAccount(ask);
  if (typeof read === 'string') return refuse(read);
  const early = await problemOf(database.drizzle, seller.merchantId, read, ask.replaces, now);
  if (early !== null) {
    // What stands in the way may be what this very form did a moment ago.
    const isRepeated = await isSubmitted(database.drizzle, ask.submissionId.toLowerCase());
    return isRepeated ? { status: 'repeated' } : refuse(early);
  }
  const proof = await prove(database, seller, ask, headers);
  if (proof.status !== 'proven') return { status: 'not_proven', proof };
  const form = { action: 'bank_account.added', submissionId: ask.submissionId } as const;
  return changeCollecting<AddBankAccountAnswer>(database, seller, form, async (executor) => {
    const { merchantId, personId, name } = seller;
    await lockBankAccounts(executor, merchantId, 'exclusive');
    const problem = await problemOf(executor, merchantId, read, ask.replaces, now);
    if (problem !== null) return refuse(problem);
    const all = await readBankAccounts(executor, merchantId);
    const replaced = all.find(({ bankAccountId }) => bankAccountId === ask.replaces) ?? null;
    const bankAccountId = randomUUID();
    const usableAt = new Date(now.getTime() + WAIT_MS);
    await insertBankAccount(executor, {
      ...{ ...read, bankAccountId, merchantId, usableAt },
      ...{ addedBy: personId, addedAt: now, replaces: ask.replaces },
    });
    const { policy } = await readMarketplace(executor);
    const replacesEnding = replaced === null ? null : endingOf(replaced);
    await tellStore(executor, merchantId, [
      {
        kind: 'bank_account_added',
        cause: `bank account added ${bankAccountId}`,
        happenedOn: dateOf(now.getTime(), policy.timezone),
        currency: read.currency,
        details: {
          ...{ bank: read.bankName, ending: endingOf(read), by: name },
          ...{ usable_at: usableAt.toISOString(), replaces: replacesEnding },
        },
      },
    ]);
    await recordAudit(executor, actor, {
      action: 'bank_account.added',
      merchantId,
      subject: bankAccountId,
      after: {
        ...{ bank: read.bankName, country: read.country, currency: read.currency },
        ...{ holder: read.holderName, number_ending: endingOf(read) },
        usable_at: usableAt.toISOString(),
        ...(replacesEnding === null ? {} : { replaces_number_ending: replacesEnding }),
      },
    });
    return { status: 'added', bankAccountId, usableAt };
  });
}

async function prove(
  database: Database,
  seller: SellerActor,
  { password, code }: { password: string; code: string },
  headers: Headers,
): Promise<ProofAnswer> {
  const person = await findPerson(database.drizzle, { id: seller.personId });
  if (person?.isDemo) return { status: 'proven' };
  const asked = { password, code: person?.twoFactorEnabled ? code : null };
  return proveAgain(database, seller, asked, headers);
}

/** What stands in the way of an account among those that are there; null where nothing does. */
async function problemOf(
  executor: Executor,
  merchantId: string,
  read: BankAccountRead,
  replaces: string | null,
  now: Date,
): Promise<AddBankAccountRefusal | null> {
  const all = await readBankAccounts(executor, merchantId);
  const current = all.filter((each) => ['usable', 'waiting'].includes(bankAccountState(each, all, now)));
  if (replaces !== null) {
    const replaced = current.find(({ bankAccountId }) => bankAccountId === replaces);
    if (replaced === undefined) return 'unknown_account';
    if (replaced.currency !== read.currency) return 'other_currency';
    if (waitingReplacement(replaced, all, now) !== null) return 'change_under_way';
  }
  const isSame = (each: BankAccountRow) =>
    each.currency === read.currency &&
    each.iban === read.iban &&
    each.accountNumber === read.accountNumber &&
    each.bic === read.bic;
  if (current.some(isSame)) return 'on_file_already';
  return current.length >= MOST_ACCOUNTS ? 'too_many' : null;
}
