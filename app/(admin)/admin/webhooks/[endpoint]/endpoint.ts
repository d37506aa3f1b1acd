import { cache } from 'react';
import { requireActor } from '@/app/actor';
import { portalDatabase } from '@/services/portal';
import { getEndpoint } from '@/services/webhooks/list-endpoints';

/** The endpoint of the address; null where there is none. Read once a request. */
export const endpointOf = cache(async (segment: string) => {
  const actor = await requireActor('webhooks.read');
  let endpointId = segment;
  try {
    endpointId = decodeURIComponent(segment);
  } catch {
    // A text that no address can hold is nobody's id.
  }
  return endpointId.includes('\0') ? null : getEndpoint(portalDatabase(), actor, endpointId);
});
