import { cache } from 'react';
import { requireActor } from '@/app/actor';
import { getOrderForStaff } from '@/services/orders/get-order-for-staff';
import { portalDatabase } from '@/services/portal';

/** The order that an address names, read once a request; null where nobody has ever named one of that id. */
export const orderOf = cache(async (segment: string) => {
  const actor = await requireActor('assessments.read');
  return getOrderForStaff(portalDatabase(), actor, idOf(segment));
});

/** A text that no address can hold is nobody's id. */
function idOf(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
