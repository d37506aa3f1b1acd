import { type CalendarDate, isCalendarDate } from '@/engine/calendar';

/** What one merchant's address asks for. */
export interface Ask {
  merchantId: string;
  /** The day whose assessment is shown; null for the latest. */
  on: CalendarDate | null;
  historyBefore: CalendarDate | null;
  changesBefore: string | null;
}

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; what it does not know, it passes over. */
export function readAsk(merchantId: string, params: SearchParams): Ask {
  const dateOf = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && isCalendarDate(value) ? value : null;
  };
  const changes = params.changes;
  return {
    merchantId,
    on: dateOf('on'),
    historyBefore: dateOf('before'),
    changesBefore: typeof changes === 'string' && /^\d{1,18}$/.test(changes) ? changes : null,
  };
}

/** The address that asks for this. */
export function addressOf(ask: Ask): string {
  const params = new URLSearchParams();
  if (ask.on !== null) params.set('on', ask.on);
  if (ask.historyBefore !== null) params.set('before', ask.historyBefore);
  if (ask.changesBefore !== null) params.set('changes', ask.changesBefore);
  const path = `/admin/assessments/${encodeURIComponent(ask.merchantId)}`;
  const query = params.toString();
  return query === '' ? path : `${path}?${query}`;
}
