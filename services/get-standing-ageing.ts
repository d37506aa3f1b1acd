import type { Executor } from '../db/client';
import { type OrderAgainst, readOrdersAgainst } from '../db/queries/standing-record';
import { type CalendarDate, isCalendarDate } from '../engine/calendar';
import { firstAssessmentFrom, leavesWindowOn } from '../engine/outlook';
import type { Policy } from '../engine/policy';
import type { DailyCount } from '../engine/records';

/** What counts against a store in its window, day by day, and when each day leaves it. */

export interface BadDay {
  /** The orders' shipment date; for feedback, its own. */
  on: CalendarDate;
  disputed: number;
  refunded: number;
  late: number;
  /** Feedback that is not positive. */
  negative: number;
  /** The first date on which it is out of the window, and the first assessment from then on. */
  leavesOn: CalendarDate;
  firstAssessmentWithoutOn: CalendarDate;
  /** The first orders behind it. */
  orders: OrderAgainst[];
  hasMoreOrders: boolean;
}

/** The days that hold something against the store, those that leave first in front. */
export interface Ageing {
  days: BadDay[];
  /** How many days there are in all, and what they hold. */
  dayCount: number;
  totals: Pick<BadDay, 'disputed' | 'refunded' | 'late' | 'negative'>;
  /** The day after which the next page goes on; null where this is the last. */
  nextPlace: CalendarDate | null;
}

const DAYS_PER_PAGE = 8;
const ORDERS_PER_DAY = 4;

/** The totals of a day over all its rows: what happened to its orders may be dated apart. */
function byDay(
  rows: DailyCount[],
): Omit<BadDay, 'leavesOn' | 'firstAssessmentWithoutOn' | 'orders' | 'hasMoreOrders'>[] {
  const days = new Map<
    CalendarDate,
    { disputed: number; refunded: number; late: number; negative: number }
  >();
  for (const row of rows) {
    const day = days.get(row.cohortOn) ?? { disputed: 0, refunded: 0, late: 0, negative: 0 };
    day.disputed += row.disputed;
    day.refunded += row.refunded;
    day.late += row.late;
    day.negative += row.feedback - row.positive;
    days.set(row.cohortOn, day);
  }
  return [...days]
    .map(([on, day]) => ({ on, ...day }))
    .filter((day) => day.disputed + day.refunded + day.late + day.negative > 0)
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/**
 * What the days of the next assessment's window hold against the store, a page of them with their orders.
 *
 * @param place a `nextPlace`; anything else begins at the first
 */
export async function ageingOf(
  executor: Executor,
  merchantId: string,
  rows: DailyCount[],
  policy: Policy,
  nextOn: CalendarDate,
  place: string | null,
): Promise<Ageing> {
  const all = byDay(rows);
  const after = place !== null && isCalendarDate(place) ? place : null;
  const rest = after === null ? all : all.filter((day) => day.on > after);
  const page = rest.slice(0, DAYS_PER_PAGE);
  const withOrders = page.filter((day) => day.disputed + day.refunded + day.late > 0).map((day) => day.on);
  const against = await readOrdersAgainst(executor, merchantId, withOrders, ORDERS_PER_DAY + 1);
  const total = (key: keyof Ageing['totals']) => all.reduce((sum, day) => sum + day[key], 0);
  return {
    days: page.map((day) => {
      const orders = against.filter((order) => order.shippedOn === day.on);
      const leavesOn = leavesWindowOn(policy, day.on);
      return {
        ...day,
        leavesOn,
        firstAssessmentWithoutOn: firstAssessmentFrom(policy, nextOn, leavesOn),
        orders: orders.slice(0, ORDERS_PER_DAY),
        hasMoreOrders: orders.length > ORDERS_PER_DAY,
      };
    }),
    dayCount: all.length,
    totals: {
      disputed: total('disputed'),
      refunded: total('refunded'),
      late: total('late'),
      negative: total('negative'),
    },
    nextPlace: rest.length > DAYS_PER_PAGE ? (page.at(-1)?.on ?? null) : null,
  };
}
