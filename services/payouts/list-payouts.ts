import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import {
  countPayouts,
  listPayoutRows,
  type PayoutCursor,
  type PayoutFilter,
  type PayoutRow,
} from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { parseInstant } from '../../engine/calendar';
import { type PayoutPlace, payoutPlaceOf } from '../../engine/payouts';
import { authorize } from '../authorize';
import { endingOf } from '../withdrawals/bank-account-state';

export type { PayoutFilter } from '../../db/queries/payouts';

/** A withdrawal as staff see it: of the account's number, its end. */
export interface PayoutShown {
  withdrawalId: string;
  merchantId: string;
  merchantName: string | null;
  currency: string;
  amountMinor: bigint;
  place: PayoutPlace;
  askedAt: Date;
  sentAt: Date | null;
  returnedAt: Date | null;
  returnReason: string | null;
  holderName: string;
  bankName: string;
  country: string;
  ending: string;
  batchId: string | null;
  /** The batch's name, as the bank has it. */
  messageId: string | null;
}

export interface PayoutList {
  rows: PayoutShown[];
  /** How many the filter leaves. */
  count: number;
  timezone: string;
  olderCursor: string | null;
  newerCursor: string | null;
}

export const PAYOUTS_PER_PAGE = 30;

export function showPayout({ withdrawal, account, merchantName, messageId }: PayoutRow): PayoutShown {
  const { withdrawalId, merchantId, currency, amountMinor, askedAt, sentAt } = withdrawal;
  const { returnedAt, returnReason, batchId } = withdrawal;
  const { holderName, bankName, country } = account;
  return {
    ...{ withdrawalId, merchantId, merchantName, currency, amountMinor, place: payoutPlaceOf(withdrawal) },
    ...{
      askedAt,
      sentAt,
      returnedAt,
      returnReason,
      holderName,
      bankName,
      country,
      ending: endingOf(account),
    },
    ...{ batchId, messageId },
  };
}

function writeCursor(side: PayoutCursor['side'], { askedAt, withdrawalId }: PayoutShown): string {
  return Buffer.from(JSON.stringify([side, askedAt.toISOString(), withdrawalId])).toString('base64url');
}

function readCursor(cursor: string | null): PayoutCursor | null {
  if (cursor === null) return null;
  try {
    const [side, askedAt, withdrawalId]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if ((side !== 'after' && side !== 'before') || typeof withdrawalId !== 'string') return null;
    if (withdrawalId.includes('\0') || typeof askedAt !== 'string' || parseInstant(askedAt) === null)
      return null;
    return { side, askedAt, withdrawalId };
  } catch {
    return null;
  }
}

/**
 * A page of withdrawals, those asked for last first.
 *
 * @param ask.cursor an `olderCursor` or `newerCursor` of the same filter; one that is none shows the first page
 */
export async function listPayouts(
  database: Database,
  actor: Actor,
  ask: { filter: PayoutFilter; cursor: string | null; limit?: number },
): Promise<PayoutList> {
  authorize(actor, 'payouts.read');
  const { drizzle } = database;
  const limit = ask.limit ?? PAYOUTS_PER_PAGE;
  const cursor = readCursor(ask.cursor);
  const isBackward = cursor?.side === 'before';
  const [found, count, { policy }] = await Promise.all([
    listPayoutRows(drizzle, ask.filter, cursor, limit + 1),
    countPayouts(drizzle, ask.filter),
    readMarketplace(drizzle),
  ]);
  const hasFurther = found.length > limit;
  const rows = found.slice(0, limit).map(showPayout);
  if (isBackward) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  return {
    ...{ rows, count, timezone: policy.timezone },
    olderCursor: last !== undefined && (isBackward || hasFurther) ? writeCursor('after', last) : null,
    newerCursor:
      first !== undefined && (isBackward ? hasFurther : cursor !== null)
        ? writeCursor('before', first)
        : null,
  };
}
