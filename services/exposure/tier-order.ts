import { compareIds } from '../../engine/book';
import { type Policy, tiersByScore } from '../../engine/policy';

/** Compares tiers as the policy orders them; those that it has no more come after, and no tier last. */
export function tierOrder(policy: Policy): (a: string | null, b: string | null) => number {
  const order = tiersByScore(policy).map(({ name }) => name);
  const placeOf = (tier: string | null) => {
    if (tier === null) return order.length + 1;
    return order.includes(tier) ? order.indexOf(tier) : order.length;
  };
  return (a, b) => placeOf(a) - placeOf(b) || compareIds(a ?? '', b ?? '');
}
