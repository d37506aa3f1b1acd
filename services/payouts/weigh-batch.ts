import type { Database, Executor } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { countPayouts, listToSend, type PayoutRow } from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { bankDayFrom, isWeekend } from '../../engine/bank-days';
import { addDays, type CalendarDate, dateOf, isCalendarDate } from '../../engine/calendar';
import { isCurrency } from '../../engine/money';
import { MOST_DAYS_AHEAD, MOST_IN_BATCH } from '../../engine/payouts';
import type { Refusal } from '../access/change-access';
import { refuse } from '../access/change-access';
import { authorize } from '../authorize';
import { payerNumber, payersHere } from './payers';
import type { Payer } from './read-payers';

/** A control sum has 18 digits. */
const LARGEST_TOTAL_MINOR = 10n ** 18n - 1n;

/** Where and when a batch is made: the accounts that can pay, and the instant. */
export interface BatchPlace {
  payers?: Payer[];
  now?: Date;
}

/** What a batch is to be, as it was written in a form. */
export interface BatchAsk {
  currency: string;
  /** Those ticked; null for all that are to be sent, the oldest `MOST_IN_BATCH`. */
  withdrawalIds: readonly string[] | null;
  /** The number of the account that pays; empty for none, where the settings name none. */
  payer: string;
  executeOn: string;
}

/** In the order in which they are looked at. */
export type BatchRefusal =
  | 'unknown_currency'
  | 'unknown_payer'
  | 'bad_date'
  | 'date_past'
  | 'date_weekend'
  | 'date_far'
  | 'nothing_chosen'
  | 'too_many'
  | 'not_to_send'
  | 'too_large';

/** A batch that can be made: what is in it, and what follows. */
export interface BatchWeighed {
  status: 'possible';
  currency: string;
  withdrawalIds: string[];
  totalMinor: bigint;
  payer: Payer | null;
  executeOn: CalendarDate;
  /** How many to send in the currency are not in it. */
  left: number;
}

/** What a form says of how a batch is paid, looked at; what is wrong with it, where something is. */
export function readBatchTerms(
  ask: Pick<BatchAsk, 'currency' | 'payer' | 'executeOn'>,
  payers: Payer[],
  today: CalendarDate,
): { payer: Payer | null; executeOn: CalendarDate } | BatchRefusal {
  const { currency, executeOn } = ask;
  if (!isCurrency(currency)) return 'unknown_currency';
  const able = payers.filter((payer) => payer.currency === currency);
  const payer = able.find((each) => payerNumber(each) === ask.payer) ?? null;
  // Without an account there is only the table, and nobody chooses that while there is one.
  if (payer === null && (able.length > 0 || ask.payer !== '')) return 'unknown_payer';
  if (!isCalendarDate(executeOn)) return 'bad_date';
  if (executeOn < today) return 'date_past';
  if (isWeekend(executeOn)) return 'date_weekend';
  if (executeOn > addDays(today, MOST_DAYS_AHEAD)) return 'date_far';
  return { payer, executeOn };
}

/** Whether a batch of these can be: not nothing, and no more than a bank takes. */
export function batchSizeProblem(amounts: bigint[]): BatchRefusal | null {
  if (amounts.length === 0) return 'nothing_chosen';
  if (amounts.length > MOST_IN_BATCH) return 'too_many';
  return amounts.reduce((sum, each) => sum + each, 0n) > LARGEST_TOTAL_MINOR ? 'too_large' : null;
}

async function chosen(
  executor: Executor,
  { currency, withdrawalIds }: BatchAsk,
): Promise<{ rows: PayoutRow[]; count: number } | BatchRefusal> {
  const all = await listToSend(executor, currency, MOST_LISTED);
  const ofAll = { place: 'to_send', currency, merchantId: null, search: null, batchId: null } as const;
  const count = await countPayouts(executor, ofAll);
  if (withdrawalIds === null) {
    return { rows: all.slice(0, MOST_IN_BATCH), count };
  }
  const ids = new Set(withdrawalIds.map((id) => id.toLowerCase()));
  const rows = all.filter(({ withdrawal }) => ids.has(withdrawal.withdrawalId.toLowerCase()));
  return rows.length === ids.size ? { rows, count } : 'not_to_send';
}

/** More than anybody ticks one by one. */
export const MOST_LISTED = 5000;

/** What a batch would be; nothing is done. */
export async function weighBatch(
  database: Database,
  actor: Actor,
  ask: BatchAsk,
  { payers = payersHere(), now = new Date() }: BatchPlace = {},
): Promise<BatchWeighed | Refusal<BatchRefusal>> {
  authorize(actor, 'payouts.batch');
  const { policy } = await readMarketplace(database.drizzle);
  const terms = readBatchTerms(ask, payers, dateOf(now.getTime(), policy.timezone));
  if (typeof terms === 'string') return refuse(terms);
  const found = await chosen(database.drizzle, ask);
  if (typeof found === 'string') return refuse(found);
  const amounts = found.rows.map(({ withdrawal }) => withdrawal.amountMinor);
  const problem = batchSizeProblem(amounts);
  if (problem !== null) return refuse(problem);
  return {
    ...{ status: 'possible', currency: ask.currency, ...terms, left: found.count - amounts.length },
    withdrawalIds: found.rows.map(({ withdrawal }) => withdrawal.withdrawalId),
    totalMinor: amounts.reduce((sum, each) => sum + each, 0n),
  };
}

/** The first day from today on that banks execute payments on. */
export function firstBankDay(now: Date, timezone: string): CalendarDate {
  return bankDayFrom(dateOf(now.getTime(), timezone));
}
