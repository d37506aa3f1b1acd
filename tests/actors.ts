import type { KeyActor, OperatorActor, Scope, SellerActor, StaffActor, StaffRole } from '@/engine/actor';

/** Whoever acts in tests. */

export const OPERATOR: OperatorActor = { kind: 'operator', name: 'tester', requestId: null };

/** A seller of a merchant. */
export function sellerOf(merchantId: string): SellerActor {
  return {
    kind: 'person',
    personId: `seller of ${merchantId}`,
    name: `Seller of ${merchantId}`,
    email: 'seller@example.com',
    role: 'seller',
    merchantId,
    requestId: 'request-of-seller',
  };
}

/** One of the marketplace's staff. */
export function staff(role: StaffRole): StaffActor {
  return {
    kind: 'person',
    personId: `the ${role}`,
    name: `The ${role}`,
    email: `${role}@example.com`,
    role,
    requestId: `request-of-${role}`,
  };
}

/** A program whose key was made for these. */
export function keyWith(scopes: readonly Scope[]): KeyActor {
  return {
    kind: 'key',
    keyId: `key for ${scopes.join(' and ')}`,
    name: 'Storefront',
    scopes,
    requestId: 'request-of-key',
  };
}
