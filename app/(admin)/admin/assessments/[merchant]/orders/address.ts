import { type CalendarDate, isCalendarDate } from '@/engine/calendar';
import { COUNTED, type Counted } from '@/engine/counted';
import type { Metric } from '@/engine/scorecard';

/** What the address of the orders behind a number asks for. */
export interface CountedAsk {
  merchantId: string;
  counted: Counted;
  /** The day whose assessment is meant; null for the latest. */
  on: CalendarDate | null;
  place: string | null;
}

type SearchParams = Record<string, string | string[] | undefined>;

/** What each metric is counted from; the age of a store is not. */
export const COUNTED_OF: Record<Exclude<Metric, 'store_age_days'>, Counted> = {
  orders: 'orders',
  dispute_bps: 'disputed',
  refund_bps: 'refunded',
  late_shipment_bps: 'late',
  feedback_bps: 'feedback',
};

/** Reads the address; what it does not know, it passes over. */
export function readCountedAsk(merchantId: string, params: SearchParams): CountedAsk {
  const { metric, on, at } = params;
  return {
    merchantId,
    counted: COUNTED.find((each) => each === metric) ?? 'orders',
    on: typeof on === 'string' && isCalendarDate(on) ? on : null,
    place: typeof at === 'string' ? at.slice(0, 1000) : null,
  };
}

function queryOf({ counted, on, place }: CountedAsk): string {
  const params = new URLSearchParams({ metric: counted });
  if (on !== null) params.set('on', on);
  if (place !== null) params.set('at', place);
  return params.toString();
}

const pathOf = (merchantId: string) => `/admin/assessments/${encodeURIComponent(merchantId)}/orders`;

/** The address that asks for this. */
export function countedAddressOf(ask: CountedAsk): string {
  return `${pathOf(ask.merchantId)}?${queryOf(ask)}`;
}

/** The address of the same as a file. */
export function countedExportOf(ask: CountedAsk): string {
  return `${pathOf(ask.merchantId)}/export?${queryOf({ ...ask, place: null })}`;
}
