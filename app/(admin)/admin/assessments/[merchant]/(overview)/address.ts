import { type CalendarDate, isCalendarDate } from '@/engine/calendar';

/** What one merchant's address asks for. */
export interface Ask {
  merchantId: string;
  /** The day whose assessment is shown; null for the latest. */
  on: CalendarDate | null;
  historyBefore: CalendarDate | null;
  changesBefore: string | null;
  toldBefore: string | null;
}

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; what it does not know, it passes over. */
export function readAsk(merchantId: string, params: SearchParams): Ask {
  const dateOf = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && isCalendarDate(value) ? value : null;
  };
  const placeOf = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && /^\d{1,18}$/.test(value) ? value : null;
  };
  return {
    merchantId,
    on: dateOf('on'),
    historyBefore: dateOf('before'),
    changesBefore: placeOf('changes'),
    toldBefore: placeOf('told'),
  };
}

/** The address that asks for this. */
export function addressOf(ask: Ask): string {
  const params = new URLSearchParams();
  if (ask.on !== null) params.set('on', ask.on);
  if (ask.historyBefore !== null) params.set('before', ask.historyBefore);
  if (ask.changesBefore !== null) params.set('changes', ask.changesBefore);
  if (ask.toldBefore !== null) params.set('told', ask.toldBefore);
  const path = `/admin/assessments/${encodeURIComponent(ask.merchantId)}`;
  const query = params.toString();
  return query === '' ? path : `${path}?${query}`;
}
