import type { Database, Executor } from '../../db/client';
import {
  searchEntry,
  searchFacts,
  searchMerchants,
  searchOrders,
  searchPayoutBatches,
  searchPolicyVersion,
  searchProposals,
  searchRefusedFacts,
  searchRun,
  searchWithdrawals,
} from '../../db/queries/search';
import type { EntryKind } from '../../engine/accounts';
import { type Actor, mayDo, type Permission } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import type { FactType, FailureCode } from '../../engine/facts';
import type { WithdrawalStatus } from '../../engine/notices';
import type { ProposalKind, ProposalStatus } from '../../engine/proposals';
import type { Enrolment, OrderState } from '../../engine/records';
import { SEARCH_KINDS, type SearchKind } from '../../engine/search';
import { authorize } from '../authorize';
import { readSearch, type Search } from './read-search';

/** Whatever staff look for by a part of its name: orders, stores, facts, entries and what else has one. */

/** How well it fits: it is called so, it begins so, its name has it somewhere. */
const FITS = ['whole', 'beginning', 'part'] as const;
export type Fit = (typeof FITS)[number];

interface OfMerchant {
  merchantId: string;
  /** What to call the merchant: its name, or else its id. */
  merchantName: string;
}

export type Found = { fit: Fit } & (
  | ({ kind: 'merchant'; enrolment: Enrolment; tier: string | null } & OfMerchant)
  | ({
      kind: 'order';
      orderId: string;
      state: OrderState;
      currency: string;
      amountMinor: bigint;
      paidOn: CalendarDate;
    } & OfMerchant)
  /** Facts have named the order, and wait for its payment. */
  | { kind: 'order'; orderId: string; state: null }
  | ({ kind: 'order_entries'; orderId: string } & OfMerchant)
  | ({ kind: 'entry'; entrySeq: bigint; entryKind: EntryKind; bookedOn: CalendarDate } & OfMerchant)
  | ({ kind: 'fact'; factId: string; state: 'recorded'; type: FactType; on: CalendarDate } & OfMerchant)
  | { kind: 'fact'; factId: string; state: 'parked'; type: FactType; awaitedId: string }
  | { kind: 'fact'; factId: string; state: 'refused'; type: FactType; code: FailureCode }
  | ({
      kind: 'withdrawal';
      withdrawalId: string;
      currency: string;
      amountMinor: bigint;
      status: WithdrawalStatus;
      batchId: string | null;
    } & OfMerchant)
  | {
      kind: 'payout_batch';
      batchId: string;
      messageId: string;
      currency: string;
      totalMinor: bigint;
      withdrawals: number;
      executeOn: CalendarDate;
    }
  | {
      kind: 'proposal';
      proposalId: string;
      proposalKind: ProposalKind;
      status: ProposalStatus;
      merchantName: string | null;
    }
  | { kind: 'run'; runOn: CalendarDate; status: 'running' | 'done' }
  | { kind: 'policy'; version: number; effectiveFrom: CalendarDate | null }
);

export interface SearchResult {
  /** What was looked for; null where it could not be anything. */
  text: string | null;
  /** What fits best first. */
  found: Found[];
  /** The kinds of which there are more than are told. */
  more: SearchKind[];
}

/** What one must be allowed to read for each kind to be told. */
const READ_BY: Record<SearchKind, Permission> = {
  merchant: 'assessments.read',
  order: 'assessments.read',
  order_entries: 'assessments.read',
  entry: 'assessments.read',
  fact: 'assessments.read',
  withdrawal: 'payouts.read',
  payout_batch: 'payouts.read',
  proposal: 'proposals.read',
  run: 'runs.read',
  policy: 'policy.read',
};

/** No more than these are told at once, and no more of a kind unless that kind alone is asked for. */
export const MOST_FOUND = 20;
const MOST_OF_A_KIND = 5;

function fitOf({ ids }: Search, id: string): Fit {
  return ids.includes(id) ? 'whole' : 'beginning';
}

type Finder = (executor: Executor, search: Search, limit: number) => Promise<Found[]>;

const findMerchants: Finder = async (executor, { ids, names }, limit) => {
  const rows = await searchMerchants(executor, ids, names, limit);
  return rows.map(({ merchantId, name, enrolment, tier, fit }) => ({
    ...{ kind: 'merchant', fit: FITS[fit] ?? 'part', merchantId, merchantName: name ?? merchantId },
    ...{ enrolment, tier },
  }));
};

const findOrders: Finder = async (executor, search, limit) => {
  const rows = await searchOrders(executor, search.ids, limit);
  return rows.map(({ orderId, merchantId, merchantName, state, currency, amountMinor, paidOn }) => {
    const fit = fitOf(search, orderId);
    if (merchantId === null || state === null || currency === null || amountMinor === null || paidOn === null)
      return { kind: 'order', fit, orderId, state: null };
    return {
      ...{ kind: 'order', fit, orderId, merchantId, merchantName: merchantName ?? merchantId },
      ...{ state, currency, amountMinor, paidOn },
    };
  });
};

/** The entries of an order whose id was typed whole. */
const findOrderEntries: Finder = async (executor, search) => {
  const orders = await findOrders(executor, search, search.ids.length);
  return orders.flatMap((order): Found[] => {
    if (order.kind !== 'order' || order.state === null || order.fit !== 'whole') return [];
    const { fit, orderId, merchantId, merchantName } = order;
    return [{ kind: 'order_entries', fit, orderId, merchantId, merchantName }];
  });
};

const findFacts: Finder = async (executor, search, limit) => {
  const rows = await searchFacts(executor, search.ids, limit);
  const refused = await searchRefusedFacts(executor, search.ids, limit);
  const kept = rows.map((row): Found => {
    const { factId, merchantId, merchantName, on, awaitedId } = row;
    const told = { kind: 'fact', fit: fitOf(search, factId), factId, type: row.type as FactType } as const;
    if (merchantId === null || on === null) return { ...told, state: 'parked', awaitedId: awaitedId ?? '' };
    return { ...told, state: 'recorded', on, merchantId, merchantName: merchantName ?? merchantId };
  });
  return [
    ...kept,
    ...refused.map(({ factId, type, code }): Found => {
      const fit = fitOf(search, factId);
      return { kind: 'fact', fit, factId, state: 'refused', type: type as FactType, code };
    }),
  ];
};

const findEntry: Finder = async (executor, { entry }) => {
  const row = entry && (await searchEntry(executor, entry.merchantId, entry.entrySeq));
  if (!row) return [];
  const { merchantId, merchantName, entrySeq, kind, bookedOn } = row;
  return [
    {
      ...{ kind: 'entry', fit: 'whole', merchantId, merchantName: merchantName ?? merchantId, entrySeq },
      ...{ entryKind: kind as EntryKind, bookedOn },
    },
  ];
};

const findWithdrawals: Finder = async (executor, search, limit) => {
  const rows = await searchWithdrawals(executor, search.ids, search.uuids, limit);
  return rows.map((row) => ({
    ...row,
    ...{ kind: 'withdrawal', fit: fitOf(search, row.withdrawalId) },
    merchantName: row.merchantName ?? row.merchantId,
  }));
};

const findPayoutBatches: Finder = async (executor, search, limit) => {
  const rows = await searchPayoutBatches(executor, search.ids, limit);
  return rows.map((row) => {
    const isWhole = search.ids.includes(row.batchId) || search.ids.includes(row.messageId);
    return { ...row, kind: 'payout_batch', fit: isWhole ? 'whole' : 'beginning' };
  });
};

const findProposals: Finder = async (executor, search, limit) => {
  const rows = await searchProposals(executor, search.ids, search.uuids, limit);
  return rows.map(({ proposalId, kind, status, merchantId, merchantName }) => ({
    ...{ kind: 'proposal', fit: fitOf(search, proposalId), proposalId, proposalKind: kind, status },
    merchantName: merchantName ?? merchantId,
  }));
};

const findRun: Finder = async (executor, { runOn }) => {
  const row = runOn && (await searchRun(executor, runOn));
  return row ? [{ ...row, kind: 'run', fit: 'whole' }] : [];
};

const findPolicy: Finder = async (executor, { policyVersion }) => {
  const row = policyVersion === null ? null : await searchPolicyVersion(executor, policyVersion);
  return row ? [{ ...row, kind: 'policy', fit: 'whole' }] : [];
};

const FINDERS: Record<SearchKind, Finder> = {
  merchant: findMerchants,
  order: findOrders,
  order_entries: findOrderEntries,
  entry: findEntry,
  fact: findFacts,
  withdrawal: findWithdrawals,
  payout_batch: findPayoutBatches,
  proposal: findProposals,
  run: findRun,
  policy: findPolicy,
};

function byFit(a: Found, b: Found): number {
  return (
    FITS.indexOf(a.fit) - FITS.indexOf(b.fit) || SEARCH_KINDS.indexOf(a.kind) - SEARCH_KINDS.indexOf(b.kind)
  );
}

/**
 * What fits a text: at most 20, what is called so first, then what begins so, then what has it somewhere. Throws
 * `Refused`.
 *
 * @param ask.kind looks for one kind alone, and then for as many as are told at all
 */
export async function findAnything(
  database: Database,
  actor: Actor,
  ask: { text: string; kind?: SearchKind | null },
): Promise<SearchResult> {
  authorize(actor, 'search.use');
  const search = readSearch(ask.text);
  if (search === null) return { text: null, found: [], more: [] };
  const kind = ask.kind ?? null;
  const most = kind === null ? MOST_OF_A_KIND : MOST_FOUND;
  const found: Found[] = [];
  const more = new Set<SearchKind>();
  for (const each of SEARCH_KINDS) {
    if ((kind !== null && kind !== each) || !mayDo(actor, READ_BY[each])) continue;
    const fitting = (await FINDERS[each](database.drizzle, search, most + 1)).toSorted(byFit);
    if (fitting.length > most) more.add(each);
    found.push(...fitting.slice(0, most));
  }
  found.sort(byFit);
  for (const { kind: left } of found.slice(MOST_FOUND)) more.add(left);
  return {
    text: search.text,
    found: found.slice(0, MOST_FOUND),
    more: SEARCH_KINDS.filter((each) => more.has(each)),
  };
}
