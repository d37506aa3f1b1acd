import type { Database } from '../../db/client';
import { readDebtors } from '../../db/queries/losses';
import { readMarketplace } from '../../db/queries/marketplace';
import {
  type OldDispute,
  readOldDisputes,
  readOldParkedFacts,
  readRefusedMoney,
  sumLateShipments,
} from '../../db/queries/old-cases';
import type { Actor } from '../../engine/actor';
import type { AwaitedKind } from '../../engine/apply-fact';
import { addDays, type CalendarDate } from '../../engine/calendar';
import { noExitBy, OLD_DISPUTE_DAYS, OLD_PARKED_DAYS } from '../../engine/exits';
import type { FactType, FailureCode } from '../../engine/facts';
import { authorize } from '../authorize';

/** Open cases that grow old: each has somebody who could end it, and has waited for long. */

export interface OldCases {
  on: CalendarDate;
  timezone: string;
  /** Facts that wait for what they name, in any currency. */
  parked: {
    count: number;
    rows: {
      factId: string;
      type: FactType;
      awaitedKind: AwaitedKind;
      awaitedId: string;
      recordedAt: Date;
    }[];
  };
  /** Facts about money that were refused when they woke, in any currency: their sender was never told. */
  refused: {
    count: number;
    rows: { refusalId: bigint; factId: string; type: FactType; code: FailureCode; refusedAt: Date }[];
  };
  disputes: { count: number; stoppedMinor: bigint; rows: OldDispute[] };
  /** What closed stores owe: nothing is likely to come in that could pay it. */
  closedDebts: { stores: number; owedMinor: bigint };
  /** Orders past their ship-by date, not yet for so long that they are listed as stuck. */
  lateShipments: { count: number; heldMinor: bigint };
}

/** As many of each are named. */
const NAMED = 20;
const REFUSED_DAYS = 90;
const DAY_MS = 86_400_000;

/** The old cases of one currency on the open day, and those of facts; null before the first run. */
export async function listOldCases(
  database: Database,
  actor: Actor,
  currency: string,
  now: Date,
): Promise<OldCases | null> {
  authorize(actor, 'exposure.read');
  const { drizzle } = database;
  const { openOn: on, policy } = await readMarketplace(drizzle);
  if (on === null) return null;
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const parked = await readOldParkedFacts(drizzle, daysAgo(OLD_PARKED_DAYS), NAMED);
  const refused = await readRefusedMoney(drizzle, daysAgo(REFUSED_DAYS), NAMED);
  const debtors = (await readDebtors(drizzle, currency)).filter(({ closedOn }) => closedOn !== null);
  return {
    ...{ on, timezone: policy.timezone },
    parked: { ...parked, rows: parked.rows.map((row) => ({ ...row, type: row.type as FactType })) },
    refused: { ...refused, rows: refused.rows.map((row) => ({ ...row, type: row.type as FactType })) },
    disputes: await readOldDisputes(drizzle, currency, addDays(on, -OLD_DISPUTE_DAYS - 1), NAMED),
    closedDebts: {
      stores: debtors.length,
      owedMinor: debtors.reduce((sum, { owedMinor }) => sum + owedMinor, 0n),
    },
    lateShipments: await sumLateShipments(drizzle, currency, {
      after: noExitBy(policy, on).shipBy,
      before: on,
    }),
  };
}
