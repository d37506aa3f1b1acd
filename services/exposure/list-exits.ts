import type { Database } from '../../db/client';
import { listWithoutExit, type NoExitPlace, type NoExitRow } from '../../db/queries/exits';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { exitOf, type NoExitReason } from '../../engine/exits';
import type { Enrolment } from '../../engine/records';
import { authorize } from '../authorize';
import { noExitAsk } from './no-exit';

/** Held and frozen money that has no exit, order by order. */

export interface WithoutExit extends NoExitPlace {
  reason: NoExitReason;
  currency: string;
  amountMinor: bigint;
  name: string | null;
  enrolment: Enrolment;
  paidOn: CalendarDate;
  shipByOn: CalendarDate | null;
  shippedOn: CalendarDate | null;
  /** Since when it has had none. */
  since: CalendarDate;
}

export interface ExitPage {
  on: CalendarDate;
  rows: WithoutExit[];
  /** The cursor of the next page. */
  next: string | null;
}

export interface ExitAsk {
  currency: string;
  reason: NoExitReason | null;
  /** A page's `next`; what is none shows the first page. */
  cursor: string | null;
  limit?: number;
}

const ROWS_PER_PAGE = 50;

function writeCursor({ merchantId, orderId, part }: NoExitPlace): string {
  return Buffer.from(JSON.stringify([merchantId, orderId, part])).toString('base64url');
}

function readCursor(cursor: string | null): NoExitPlace | null {
  if (cursor === null) return null;
  try {
    const [merchantId, orderId, part]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof merchantId !== 'string' || typeof orderId !== 'string') return null;
    return part === 'held' || part === 'hold' ? { merchantId, orderId, part } : null;
  } catch {
    return null;
  }
}

/** A page of them, by merchant and order; null before the first run. */
export async function listExits(database: Database, actor: Actor, ask: ExitAsk): Promise<ExitPage | null> {
  authorize(actor, 'exposure.read');
  const state = await readMarketplace(database.drizzle);
  const asked = await noExitAsk(database.drizzle, state);
  if (asked === null) return null;
  const limit = ask.limit ?? ROWS_PER_PAGE;
  const found = await listWithoutExit(database.drizzle, asked, ask, readCursor(ask.cursor), limit + 1);
  const sinceOf = (row: NoExitRow): CalendarDate => {
    if (row.releaseOn !== null) return row.releaseOn;
    const exit = exitOf(row, row, state.policy, asked.on);
    if (exit.kind === 'none') return exit.since;
    return exit.kind === 'dated' ? exit.on : asked.on;
  };
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    on: asked.on,
    rows: rows.map((row) => ({
      ...{ merchantId: row.merchantId, orderId: row.orderId, part: row.part, reason: row.reason },
      ...{ currency: row.currency, amountMinor: row.amountMinor, name: row.name, enrolment: row.enrolment },
      ...{ paidOn: row.paidOn, shipByOn: row.shipByOn, shippedOn: row.shippedOn, since: sinceOf(row) },
    })),
    next: last !== undefined && found.length > limit ? writeCursor(last) : null,
  };
}
