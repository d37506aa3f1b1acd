import { cache } from 'react';
import { requireSeller } from '@/app/actor';
import { getOrder } from '@/services/get-order';
import { portalDatabase } from '@/services/portal';
import { orderIdOf } from '../order-address';

/** The order that an address names, read once a request; null where the seller has none of that id. */
export const orderOf = cache(async (segment: string) => {
  const actor = await requireSeller('capital.read');
  return getOrder(portalDatabase(), actor, orderIdOf(segment));
});
