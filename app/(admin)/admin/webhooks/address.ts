import { DELIVERY_STATUSES, type DeliveryStatus } from '@/engine/webhooks';

export const PATH = '/admin/webhooks';

export const endpointAddress = (endpointId: string) => `${PATH}/${encodeURIComponent(endpointId)}`;

/** Which messages of an endpoint the address asks for. */
export interface DeliveryAsk {
  filter: { status: DeliveryStatus | null; merchantId: string | null };
  /** The place from before which they are listed. */
  before: bigint | null;
}

type SearchParams = Record<string, string | string[] | undefined>;

/** A value of the address; no text of the database's has a null in it. */
function textIn(params: SearchParams, name: string): string | null {
  const value = params[name];
  const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 200) : '';
  return text === '' ? null : text;
}

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): DeliveryAsk {
  const before = textIn(params, 'before') ?? '';
  return {
    filter: {
      status: DELIVERY_STATUSES.find((status) => status === textIn(params, 'status')) ?? null,
      merchantId: textIn(params, 'store'),
    },
    before: /^\d{1,18}$/.test(before) ? BigInt(before) : null,
  };
}

function queryOf({ filter, before }: DeliveryAsk): string {
  const params = new URLSearchParams();
  if (filter.status !== null) params.set('status', filter.status);
  if (filter.merchantId !== null) params.set('store', filter.merchantId);
  if (before !== null) params.set('before', before.toString());
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** The address that asks for this. */
export function addressOf(endpointId: string, ask: DeliveryAsk): string {
  return `${endpointAddress(endpointId)}${queryOf(ask)}`;
}

/** The address that exports all that the filter leaves. */
export function exportAddressOf(endpointId: string, { filter }: DeliveryAsk): string {
  return `${endpointAddress(endpointId)}/export${queryOf({ filter, before: null })}`;
}
