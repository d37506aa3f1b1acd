import { and, desc, eq, lte } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { enrolmentChanges } from '../schema/merchants';

/** A merchant's latest change of enrolment or tier up to the end of the date; null where there was none. */
export async function readLatestChange(executor: Executor, merchantId: string, asOf: CalendarDate) {
  const [row] = await executor
    .select({
      changedOn: enrolmentChanges.changedOn,
      enrolment: enrolmentChanges.enrolmentAfter,
      tier: enrolmentChanges.tierAfter,
    })
    .from(enrolmentChanges)
    .where(and(eq(enrolmentChanges.merchantId, merchantId), lte(enrolmentChanges.changedOn, asOf)))
    .orderBy(desc(enrolmentChanges.changeSeq))
    .limit(1);
  return row ?? null;
}
