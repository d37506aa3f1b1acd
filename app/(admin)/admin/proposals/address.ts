import { PROPOSAL_KINDS, PROPOSAL_STATUSES } from '@/engine/proposals';
import type { ProposalsAsk } from '@/services/proposals/list-proposals';

/** What the list's address asks for. */
export interface ListAsk extends ProposalsAsk {
  cursor: string | null;
}

const PATH = '/admin/proposals';

type SearchParams = Record<string, string | string[] | undefined>;

/** A parameter of the address, without spaces around it; null where it is not there or empty. */
export function textIn(params: SearchParams, name: string): string | null {
  const value = params[name];
  // No text of the database's has a null in it.
  const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 200) : '';
  return text === '' ? null : text;
}

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): ListAsk {
  const status = textIn(params, 'status');
  const kind = textIn(params, 'kind');
  return {
    status: PROPOSAL_STATUSES.find((each) => each === status) ?? null,
    kind: PROPOSAL_KINDS.find((each) => each === kind) ?? null,
    merchantId: textIn(params, 'merchant'),
    isMine: textIn(params, 'by') === 'me',
    cursor: textIn(params, 'at'),
  };
}

function queryOf({ status, kind, merchantId, isMine, cursor }: ListAsk): string {
  const params = new URLSearchParams();
  if (status !== null) params.set('status', status);
  if (kind !== null) params.set('kind', kind);
  if (merchantId !== null) params.set('merchant', merchantId);
  if (isMine) params.set('by', 'me');
  if (cursor !== null) params.set('at', cursor);
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** The address that asks for this. */
export function addressOf(ask: ListAsk): string {
  return `${PATH}${queryOf(ask)}`;
}

/** The address that exports all that the filter leaves. */
export function exportAddressOf(ask: ListAsk): string {
  return `${PATH}/export${queryOf({ ...ask, cursor: null })}`;
}

/** Whether anything is left out of the list. */
export function isFiltered({ status, kind, merchantId, isMine }: ListAsk): boolean {
  return status !== null || kind !== null || merchantId !== null || isMine;
}

/** The page of one proposal. */
export function proposalAddress(proposalId: string): string {
  return `${PATH}/${encodeURIComponent(proposalId)}`;
}
