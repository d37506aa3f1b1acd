import { cache } from 'react';
import { requireActor } from '@/app/actor';
import { getBacktest } from '@/services/policy/get-backtest';
import { portalDatabase } from '@/services/portal';

/** The backtest of the address; null where there is none. Read once a request. */
export const backtestOf = cache(async (segment: string) => {
  const actor = await requireActor('policy.read');
  return /^[0-9a-f-]{36}$/.test(segment) ? getBacktest(portalDatabase(), actor, segment) : null;
});
