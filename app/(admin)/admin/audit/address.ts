import { readAuditChoice } from '@/engine/audit';
import { isCalendarDate } from '@/engine/calendar';
import type { AuditFilter } from '@/services/audit/list-audit';

/** What the log's address asks for. */
export interface AuditAsk {
  filter: AuditFilter;
  cursor: string | null;
}

const PATH = '/admin/audit';

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): AuditAsk {
  const textOf = (name: string) => {
    const value = params[name];
    // No text of the database's has a null in it.
    const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 200) : '';
    return text === '' ? null : text;
  };
  const dateOf = (name: string) => {
    const text = textOf(name);
    return text !== null && isCalendarDate(text) ? text : null;
  };
  return {
    filter: {
      person: textOf('person'),
      merchantId: textOf('merchant'),
      action: readAuditChoice(textOf('action') ?? ''),
      from: dateOf('from'),
      to: dateOf('to'),
    },
    cursor: textOf('at'),
  };
}

function queryOf({ filter, cursor }: AuditAsk): string {
  const params = new URLSearchParams();
  if (filter.person !== null) params.set('person', filter.person);
  if (filter.merchantId !== null) params.set('merchant', filter.merchantId);
  if (filter.action !== null) params.set('action', filter.action);
  if (filter.from !== null) params.set('from', filter.from);
  if (filter.to !== null) params.set('to', filter.to);
  if (cursor !== null) params.set('at', cursor);
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** The address that asks for this. */
export function addressOf(ask: AuditAsk): string {
  return `${PATH}${queryOf(ask)}`;
}

/** The address that exports all that the filter leaves. */
export function exportAddressOf({ filter }: AuditAsk): string {
  return `${PATH}/export${queryOf({ filter, cursor: null })}`;
}

/** Whether anything is left out of the log. */
export function isFiltered({ filter }: AuditAsk): boolean {
  return Object.values(filter).some((value) => value !== null);
}
