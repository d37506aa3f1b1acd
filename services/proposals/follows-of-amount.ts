import type { Executor } from '../../db/client';
import type { MarketplaceState } from '../../db/queries/marketplace';
import { ACCOUNTS, type Account, type Amounts } from '../../engine/accounts';
import { isCurrency } from '../../engine/money';
import { loadDryBook, tryOn } from './dry-book';
import type { ProposedAmount } from './proposed';
import { type ProposalRefused, refused } from './refusal';

/** What a write-off or an adjustment does to the merchant's accounts in its currency. */

export interface AccountLine {
  account: Account;
  beforeMinor: bigint;
  changeMinor: bigint;
  afterMinor: bigint;
}

export interface AmountFollows {
  kind: 'write_off' | 'adjustment';
  currency: string;
  /** An adjustment's sign is the merchant's: above zero it is given. */
  amountMinor: bigint;
  /** How much of it pays back what the merchant owes, or ends it. */
  debtMinor: bigint;
  /** The accounts that it changes; the changes sum to zero. */
  lines: AccountLine[];
}

export async function amountFollows(
  executor: Executor,
  state: MarketplaceState,
  proposed: ProposedAmount,
  now: Date,
): Promise<{ status: 'weighed'; follows: AmountFollows } | ProposalRefused> {
  const { kind, merchantId, content } = proposed;
  const { currency } = content;
  const amountMinor = BigInt(content.amount);
  if (!isCurrency(currency)) return refused('unknown_currency');
  const book = await loadDryBook(executor, merchantId, null);
  if (book === null) return refused('unknown_merchant');
  const before: Amounts = { ...book.balance(currency) };
  const answer = tryOn(book, state, proposed, now);
  if (answer === 'insufficient_funds') {
    if (kind === 'adjustment')
      return refused('insufficient_funds', { currency, amountMinor: before.marketplace_account });
    const owed = { currency, amountMinor: -before.receivable };
    return refused(owed.amountMinor === 0n ? 'nothing_owed' : 'more_than_owed', owed);
  }
  if (answer === 'bad_amount') return refused('too_large');
  const [entry] = book.entries;
  if (answer !== null || entry === undefined) return refused('rules_refuse');
  const { amounts } = entry;
  return {
    status: 'weighed',
    follows: {
      ...{ kind, currency, amountMinor },
      debtMinor: amounts.receivable,
      lines: ACCOUNTS.filter((account) => amounts[account] !== 0n).map((account) => ({
        account,
        beforeMinor: before[account],
        changeMinor: amounts[account],
        afterMinor: before[account] + amounts[account],
      })),
    },
  };
}
