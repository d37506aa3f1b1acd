import { ENTRY_KINDS, type EntryKind } from '@/engine/accounts';
import { isCalendarDate } from '@/engine/calendar';
import type { EntryFilter } from '@/services/entries/list-merchant-entries';

/** What the address of a merchant's entries asks for, and the addresses of what is about a merchant's entries. */

export interface EntriesAsk extends EntryFilter {
  /** The place that the page begins at; null: the newest entry. */
  at: bigint | null;
}

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): EntriesAsk {
  const textOf = (name: string) => {
    const value = params[name];
    // No text of the database's has a null in it.
    const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 400) : '';
    return text === '' ? null : text;
  };
  const dateOf = (name: string) => {
    const text = textOf(name);
    return text !== null && isCalendarDate(text) ? text : null;
  };
  const kind = textOf('kind');
  const at = textOf('at');
  return {
    currency: textOf('currency'),
    kind: kind !== null && Object.hasOwn(ENTRY_KINDS, kind) ? (kind as EntryKind) : null,
    order: textOf('order'),
    from: dateOf('from'),
    to: dateOf('to'),
    at: at !== null && /^\d{1,18}$/.test(at) ? BigInt(at) : null,
  };
}

function queryOf(ask: Partial<EntriesAsk>): string {
  const params = new URLSearchParams();
  for (const name of ['currency', 'kind', 'order', 'from', 'to', 'at'] as const) {
    const value = ask[name] ?? null;
    if (value !== null) params.set(name, value.toString());
  }
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** Where staff are told of one merchant. */
export function merchantHref(merchantId: string): string {
  return `/admin/assessments/${encodeURIComponent(merchantId)}`;
}

/** The merchant's entries that are asked for. */
export function entriesHref(merchantId: string, ask: Partial<EntriesAsk> = {}): string {
  return `${merchantHref(merchantId)}/entries${queryOf(ask)}`;
}

/** All of the merchant's entries that the filter leaves, as a file. */
export function entriesExportHref(merchantId: string, ask: Partial<EntriesAsk>): string {
  return `${merchantHref(merchantId)}/entries/export${queryOf({ ...ask, at: null })}`;
}

/** One of the merchant's entries, and why it was made. */
export function entryHref(merchantId: string, entrySeq: bigint): string {
  return `${merchantHref(merchantId)}/entries/${entrySeq}`;
}

/** Whether anything is left out of the list. */
export function isFiltered({ kind, order, from, to }: EntriesAsk): boolean {
  return [kind, order, from, to].some((value) => value !== null);
}
