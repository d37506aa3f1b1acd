import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { readMarketplace } from '../../db/queries/marketplace';
import { readLatestDebt, readWithdrawalEntries } from '../../db/queries/withdrawals';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { payoutPlaceOf } from '../../engine/payouts';
import { authorizeSeller } from '../authorize';
import { inSnapshot } from '../snapshot';
import { type BankAccountShown, endingOf } from './bank-account-state';
import { exampleAmount, type ReadyMoney, readReadyMoney, showBankAccounts } from './read-collecting';

/**
 * Where a withdrawal is: `in_batch` once it was handed to the bank. Beside what was asked for here, `settled`: the
 * marketplace recorded that it was sent, and `came_back`: that a bank sent money back.
 */
export type WithdrawalPlace = 'asked' | 'in_batch' | 'sent' | 'returned' | 'settled' | 'came_back';

export interface WithdrawalShown {
  entrySeq: bigint;
  bookedOn: CalendarDate;
  currency: string;
  amountMinor: bigint;
  place: WithdrawalPlace;
  /** Where it goes; null for what was not asked for here. */
  to: { bankName: string; ending: string } | null;
  askedAt: Date | null;
  sentAt: Date | null;
  returned: { at: Date; reason: string; entrySeq: bigint | null } | null;
  /** What of a sum that came back paid back a debt. */
  recoveredMinor: bigint;
}

export interface Collecting {
  /** The open business date; null before the first run. */
  today: CalendarDate | null;
  timezone: string;
  /** Each currency that the store ever had money in. */
  money: ReadyMoney[];
  /** The currency that is asked about; null before the first entry. */
  chosen:
    | (ReadyMoney & {
        /** How an amount of it is written. */
        example: string;
        /** The accounts that money in it can be sent to, now or soon. */
        accounts: BankAccountShown[];
        /** The entry that made the debt, while there is one. */
        debt: { entrySeq: bigint; orderId: string | null; bookedOn: CalendarDate } | null;
      })
    | null;
  withdrawals: WithdrawalShown[];
  /** The place from which the next page goes on; null where this is the last. */
  next: bigint | null;
}

export const WITHDRAWALS_PER_PAGE = 20;

type Row = Awaited<ReturnType<typeof readWithdrawalEntries>>[number];

function placeOf(withdrawal: Row['withdrawal'], isReturn: boolean): WithdrawalPlace {
  if (withdrawal === null) return isReturn ? 'came_back' : 'settled';
  const place = payoutPlaceOf(withdrawal);
  return place === 'to_send' ? 'asked' : place;
}

function show({ entry, withdrawal, account, returnEntrySeq }: Row): WithdrawalShown {
  const { entrySeq, bookedOn, currency, clearing, receivable } = entry;
  const isReturn = entry.kind === 'withdrawal_return';
  const { returnedAt, returnReason } = withdrawal ?? {};
  return {
    ...{ entrySeq, bookedOn, currency },
    amountMinor: isReturn ? -clearing : clearing,
    place: placeOf(withdrawal, isReturn),
    to: account === null ? null : { bankName: account.bankName, ending: endingOf(account) },
    askedAt: withdrawal?.askedAt ?? null,
    sentAt: withdrawal?.sentAt ?? null,
    returned:
      returnedAt && returnReason ? { at: returnedAt, reason: returnReason, entrySeq: returnEntrySeq } : null,
    recoveredMinor: isReturn ? receivable : 0n,
  };
}

/**
 * What the acting seller can withdraw, and what was withdrawn, newest first. Null for a merchant that has not opened.
 *
 * @param ask.currency one that the store has no money in is passed over for the first that it has
 */
export async function listWithdrawals(
  database: Database,
  actor: Actor,
  ask: { currency: string | null; before: bigint | null },
  now: Date = new Date(),
): Promise<Collecting | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    if ((await readMerchant(executor, merchantId)) === null) return null;
    const { openOn: today, policy } = await readMarketplace(executor);
    const money = await readReadyMoney(executor, merchantId);
    const about = money.find(({ currency }) => currency === ask.currency) ?? money[0];
    const accounts = await showBankAccounts(executor, merchantId, now);
    const chosen =
      about === undefined
        ? null
        : {
            ...about,
            example: exampleAmount(about.currency),
            accounts: accounts.filter(
              ({ currency, state }) =>
                currency === about.currency && (state === 'usable' || state === 'waiting'),
            ),
            debt: about.owedMinor === 0n ? null : await readLatestDebt(executor, merchantId, about.currency),
          };
    const rows = await readWithdrawalEntries(executor, merchantId, ask.before, WITHDRAWALS_PER_PAGE + 1);
    const page = rows.slice(0, WITHDRAWALS_PER_PAGE);
    return {
      today,
      timezone: policy.timezone,
      money,
      chosen,
      // What came back of a withdrawal asked for here stands with it.
      withdrawals: page.filter(({ returnOf }) => returnOf === null).map(show),
      next: rows.length > page.length ? (page.at(-1)?.entry.entrySeq ?? null) : null,
    };
  });
}
