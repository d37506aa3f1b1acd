import { cache } from 'react';
import { requireActor } from '@/app/actor';
import { getDraft } from '@/services/policy/get-draft';
import { portalDatabase } from '@/services/portal';

/** The draft of the address; null where there is none. Read once a request. */
export const draftOf = cache(async (segment: string) => {
  const actor = await requireActor('policy.read');
  return /^[0-9a-f-]{36}$/.test(segment) ? getDraft(portalDatabase(), actor, segment) : null;
});
