import type { Executor } from '../../db/client';
import type { NoExitAsk } from '../../db/queries/exits';
import { latestRun, type MarketplaceState } from '../../db/queries/marketplace';
import { noExitBy } from '../../engine/exits';

/** What to look for on the open day; null before the first run, when nothing can be due. */
export async function noExitAsk(executor: Executor, state: MarketplaceState): Promise<NoExitAsk | null> {
  const { openOn, policy, isRunning, policyVersion } = state;
  if (openOn === null) return null;
  // What another policy dates is the next run's.
  const isDated = !isRunning && (await latestRun(executor))?.policyVersion === policyVersion;
  return { by: noExitBy(policy, openOn), on: openOn, looksForOverdue: isDated };
}
