import { isCurrency } from '@/engine/money';
import { PAYOUT_PLACES } from '@/engine/payouts';
import type { PayoutFilter } from '@/services/payouts/list-payouts';

/** What the list's address asks for. */
export interface PayoutAsk {
  filter: PayoutFilter;
  cursor: string | null;
}

export const PATH = '/admin/payouts';

type SearchParams = Record<string, string | string[] | undefined>;

/** A value of the address; no text of the database's has a null in it. */
export function textIn(params: SearchParams, name: string): string | null {
  const value = params[name];
  const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 200) : '';
  return text === '' ? null : text;
}

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): PayoutAsk {
  const currency = textIn(params, 'currency');
  return {
    filter: {
      place: PAYOUT_PLACES.find((place) => place === textIn(params, 'place')) ?? null,
      currency: currency !== null && isCurrency(currency) ? currency : null,
      merchantId: textIn(params, 'store'),
      search: textIn(params, 'q'),
      batchId: null,
    },
    cursor: textIn(params, 'at'),
  };
}

function queryOf({ filter, cursor }: PayoutAsk): string {
  const params = new URLSearchParams();
  if (filter.search !== null) params.set('q', filter.search);
  if (filter.place !== null) params.set('place', filter.place);
  if (filter.currency !== null) params.set('currency', filter.currency);
  if (filter.merchantId !== null) params.set('store', filter.merchantId);
  if (cursor !== null) params.set('at', cursor);
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** The address that asks for this. */
export function addressOf(ask: PayoutAsk): string {
  return `${PATH}${queryOf(ask)}`;
}

/** The address that exports all that the filter leaves. */
export function exportAddressOf({ filter }: PayoutAsk): string {
  return `${PATH}/export${queryOf({ filter, cursor: null })}`;
}

/** Whether anything is left out of the list. */
export function isFiltered({ filter }: PayoutAsk): boolean {
  return Object.values(filter).some((value) => value !== null);
}

export const batchAddress = (batchId: string) => `${PATH}/${encodeURIComponent(batchId)}`;
export const withdrawalAddress = (withdrawalId: string) =>
  `${PATH}/withdrawals/${encodeURIComponent(withdrawalId)}`;
export const storeAddress = (merchantId: string) => `/admin/assessments/${encodeURIComponent(merchantId)}`;
export const entryAddress = (merchantId: string, entrySeq: bigint) =>
  `${storeAddress(merchantId)}/entries/${entrySeq}`;
