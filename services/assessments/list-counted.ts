import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { type AssessmentRow, readAssessmentAsOf } from '../../db/queries/assessments';
import {
  type CountedPlace,
  type CountedRow,
  listCounted as listCountedRows,
} from '../../db/queries/counted-orders';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { addDays, type CalendarDate, isCalendarDate } from '../../engine/calendar';
import type { Counted } from '../../engine/counted';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';

/** The orders, and the feedback, behind each number of an assessment. */

export type { CountedRow } from '../../db/queries/counted-orders';

export interface CountedPage {
  merchantId: string;
  name: string | null;
  assessedOn: CalendarDate;
  /** Whether it is the latest one. */
  isLatest: boolean;
  /** The first and the last day of the window. */
  from: CalendarDate;
  to: CalendarDate;
  policyVersion: number;
  counted: Counted;
  /** What the assessment counted, of each kind. */
  counts: Record<Counted, number>;
  rows: CountedRow[];
  nextPlace: string | null;
  today: CalendarDate | null;
}

export const COUNTED_PER_PAGE = 50;

function countsOf(row: AssessmentRow): Record<Counted, number> {
  const { orders, disputed, refunded, late, feedback, positive } = row;
  return { orders, disputed, refunded, late, feedback, positive, negative: feedback - positive };
}

function readPlace(text: string | null): CountedPlace | null {
  if (text === null) return null;
  try {
    const [on, id]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof on !== 'string' || !isCalendarDate(on) || typeof id !== 'string' || id.includes('\0'))
      return null;
    return { on, id };
  } catch {
    return null;
  }
}

const writePlace = ({ on, id }: CountedPlace) => Buffer.from(JSON.stringify([on, id])).toString('base64url');

/**
 * What one of a merchant's assessments counted, as the books knew it then, a page at a time: as many in all as its number
 * says. Null for a merchant that is not known, or that had not been assessed by the date.
 *
 * @param ask.on the date whose assessment is meant: its own, or the latest before it; null: the latest
 * @param ask.place what an earlier page gave as its next place; anything else begins at the first
 */
export async function listCounted(
  database: Database,
  actor: Actor,
  merchantId: string,
  ask: { counted: Counted; on?: CalendarDate | null; place?: string | null; limit?: number },
): Promise<CountedPage | null> {
  authorize(actor, 'assessments.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    const row = merchant === null ? null : await readAssessmentAsOf(executor, merchantId, ask.on ?? null);
    if (merchant === null || row === null) return null;
    const { counted, limit = COUNTED_PER_PAGE } = ask;
    let place = readPlace(ask.place ?? null);
    const isFeedback = counted === 'feedback' || counted === 'positive' || counted === 'negative';
    if (isFeedback && place !== null && !/^\d{1,18}$/.test(place.id)) place = null;
    const found = await listCountedRows(executor, row, counted, place, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      merchantId,
      name: merchant.name,
      assessedOn: row.assessedOn,
      isLatest: row.assessedOn === merchant.lastAssessedOn,
      from: row.windowFrom,
      to: addDays(row.assessedOn, -1),
      policyVersion: row.policyVersion,
      counted,
      counts: countsOf(row),
      rows,
      nextPlace: found.length > limit && last !== undefined ? writePlace(last.place) : null,
      today: (await readMarketplace(executor)).openOn,
    };
  });
}
