import { cache } from 'react';
import { requireActor } from '@/app/actor';
import { portalDatabase } from '@/services/portal';
import { getFact } from '@/services/search/get-fact';

/** The fact that an address names, read once a request; null where there never was one. */
export const factOf = cache(async (segment: string) => {
  const actor = await requireActor('assessments.read');
  return getFact(portalDatabase(), actor, idOf(segment));
});

/** A text that no address can hold is nobody's id. */
function idOf(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
