import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { listToSend } from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { addDays, type CalendarDate, dateOf } from '../../engine/calendar';
import { MOST_DAYS_AHEAD } from '../../engine/payouts';
import { authorize } from '../authorize';
import { isLatinName } from './bank-text';
import { type PayoutShown, showPayout } from './list-payouts';
import { payerNumber, payersHere } from './payers';
import { type BatchPlace, firstBankDay, MOST_LISTED } from './weigh-batch';

/** What there is to make a batch of, in one currency. */
export interface ToSend {
  currency: string;
  /** Those asked for first first. */
  rows: (PayoutShown & { isLatin: boolean })[];
  totalMinor: bigint;
  payers: { id: string; name: string; ending: string; bic: string | null }[];
  /** The first day that a bank executes payments on, and the last that can be chosen. */
  firstDay: CalendarDate;
  lastDay: CalendarDate;
  timezone: string;
}

/** The withdrawals of a currency that are to be sent, and the accounts that can pay them. */
export async function listWithdrawalsToSend(
  database: Database,
  actor: Actor,
  currency: string,
  { payers = payersHere(), now = new Date() }: BatchPlace = {},
): Promise<ToSend> {
  authorize(actor, 'payouts.batch');
  const { policy } = await readMarketplace(database.drizzle);
  const found = await listToSend(database.drizzle, currency, MOST_LISTED);
  const rows = found.map((row) => ({ ...showPayout(row), isLatin: isLatinName(row.account.holderName) }));
  return {
    ...{ currency, rows },
    totalMinor: rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    payers: payers
      .filter((payer) => payer.currency === currency)
      .map((payer) => ({
        ...{ id: payerNumber(payer), name: payer.name, bic: payer.bic },
        ending: payerNumber(payer).slice(-4),
      })),
    firstDay: firstBankDay(now, policy.timezone),
    lastDay: addDays(dateOf(now.getTime(), policy.timezone), MOST_DAYS_AHEAD),
    timezone: policy.timezone,
  };
}
