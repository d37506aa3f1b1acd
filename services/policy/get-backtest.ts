import type { Database } from '../../db/client';
import {
  type BacktestMerchant,
  type BacktestRow,
  listBacktestMerchants as listRows,
  readBacktest,
  readMerchantNames,
} from '../../db/queries/backtests';
import { readMarketplace } from '../../db/queries/marketplace';
import { readDraft } from '../../db/queries/policies';
import type { Actor } from '../../engine/actor';
import type { BacktestChoice, BacktestResult, BacktestSort } from '../../engine/backtests';
import { type PolicyChange, policyDifference } from '../../engine/policy-difference';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';

export interface BacktestView {
  backtest: Omit<BacktestRow, 'result'>;
  /** Once it is done. */
  result: BacktestResult | null;
  askedBy: string;
  draft: { draftId: string; name: string; revision: number; isEnded: boolean } | null;
  /** What the policy that was played says otherwise than the one in force now. */
  changes: PolicyChange[];
  inForce: number;
  timezone: string;
  /** The names of the merchants that the result names. */
  names: Map<string, string>;
}

function namedIn(result: BacktestResult | null): string[] {
  if (result === null) return [];
  const { enrolled, refused } = result;
  const ids = [...enrolled.only_draft.merchants, ...enrolled.only_happened.merchants];
  return [...new Set([...ids, ...refused.listed.map(({ merchant }) => merchant)])];
}

/** A backtest with how far it is, or what came out; null where there is none of that id. */
export async function getBacktest(
  database: Database,
  actor: Actor,
  backtestId: string,
): Promise<BacktestView | null> {
  authorize(actor, 'policy.read');
  return inSnapshot(database, actor, async (executor) => {
    const found = await readBacktest(executor, backtestId);
    if (found === null) return null;
    const { result: kept, ...backtest } = found.backtest;
    const result = kept as BacktestResult | null;
    const state = await readMarketplace(executor);
    const draft = backtest.draftId === null ? null : await readDraft(executor, backtest.draftId);
    return {
      ...{ backtest, result, askedBy: found.askedByName },
      draft:
        draft === null
          ? null
          : {
              ...{ draftId: draft.draft.draftId, name: draft.draft.name, revision: draft.draft.revision },
              isEnded: draft.draft.endedAt !== null,
            },
      changes: policyDifference(state.policy, backtest.policy),
      inForce: state.policyVersion,
      timezone: state.policy.timezone,
      names: await readMerchantNames(executor, namedIn(result)),
    };
  });
}

export interface MerchantsAsk {
  currency: string | null;
  choice: BacktestChoice;
  sort: BacktestSort;
  /** How many come before those that are asked for. */
  offset: number;
}

export interface BacktestMerchantsShown {
  merchants: (BacktestMerchant & { name: string | null })[];
  hasMore: boolean;
}

/** The merchants of a backtest, those first who would have gained, lost or owed most. */
export async function listBacktestMerchants(
  database: Database,
  actor: Actor,
  backtestId: string,
  ask: MerchantsAsk,
  limit: number,
): Promise<BacktestMerchantsShown> {
  authorize(actor, 'policy.read');
  const rows = await listRows(database.drizzle, { backtestId, ...ask, limit: limit + 1 });
  return { merchants: rows.slice(0, limit), hasMore: rows.length > limit };
}
