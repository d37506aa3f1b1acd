import { and, desc, eq, inArray, lt, lte } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { EnrolmentChangeKind } from '../../engine/records';
import type { Executor } from '../client';
import { facts } from '../schema/facts';
import { enrolmentChanges } from '../schema/merchants';

/** The history of one merchant's part in early release, each change with what made it. */

export type EnrolmentChangeRow = typeof enrolmentChanges.$inferSelect;

/** The changes before one in the merchant's sequence, newest first, with the fact that made it where one did. */
export async function listEnrolmentChanges(
  executor: Executor,
  merchantId: string,
  beforeSeq: bigint | null,
  limit: number,
) {
  return executor
    .select({
      change: enrolmentChanges,
      fact: { factId: facts.factId, type: facts.type, effectiveOn: facts.effectiveOn },
    })
    .from(enrolmentChanges)
    .leftJoin(
      facts,
      and(eq(facts.merchantId, enrolmentChanges.merchantId), eq(facts.factSeq, enrolmentChanges.factSeq)),
    )
    .where(
      and(
        eq(enrolmentChanges.merchantId, merchantId),
        beforeSeq === null ? undefined : lt(enrolmentChanges.changeSeq, beforeSeq),
      ),
    )
    .orderBy(desc(enrolmentChanges.changeSeq))
    .limit(limit);
}

/** The latest change of these kinds, up to a date where one is given. */
export async function readLatestChange(
  executor: Executor,
  merchantId: string,
  kinds: EnrolmentChangeKind[],
  upTo: CalendarDate | null = null,
): Promise<EnrolmentChangeRow | null> {
  const [row] = await executor
    .select()
    .from(enrolmentChanges)
    .where(
      and(
        eq(enrolmentChanges.merchantId, merchantId),
        inArray(enrolmentChanges.kind, kinds),
        upTo === null ? undefined : lte(enrolmentChanges.changedOn, upTo),
      ),
    )
    .orderBy(desc(enrolmentChanges.changeSeq))
    .limit(1);
  return row ?? null;
}

/** What the run of a date changed. */
export async function readChangeOfRun(
  executor: Executor,
  merchantId: string,
  runOn: CalendarDate,
): Promise<EnrolmentChangeRow | null> {
  const [row] = await executor
    .select()
    .from(enrolmentChanges)
    .where(and(eq(enrolmentChanges.merchantId, merchantId), eq(enrolmentChanges.runOn, runOn)))
    .orderBy(desc(enrolmentChanges.changeSeq))
    .limit(1);
  return row ?? null;
}
