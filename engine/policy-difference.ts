import { type Policy, REFUND_REASONS, type Tier, tierNamed } from './policy';
import {
  POLICY_FIELD_NAMES,
  POLICY_FIELDS,
  type PolicyFieldName,
  type PolicyFieldValue,
  policyValue,
  TIER_FIELD_NAMES,
  type TierFieldName,
} from './policy-fields';

/** What two policies say differently (rules.md, section 11). */

export type PolicyChange =
  | { kind: 'value'; field: PolicyFieldName; before: PolicyFieldValue; after: PolicyFieldValue }
  | { kind: 'tier_added' | 'tier_removed'; tier: Tier }
  | { kind: 'tier_value'; name: string; field: TierFieldName; before: number; after: number };

/** Which reasons a list names: their order says nothing, nor does a name twice. */
function reasonsOf(policy: Policy): string[] {
  return REFUND_REASONS.filter((reason) => policy.merchant_borne_reasons.includes(reason));
}

function comparedValue(policy: Policy, field: PolicyFieldName): PolicyFieldValue {
  return POLICY_FIELDS[field].unit === 'reasons' ? reasonsOf(policy) : policyValue(policy, field);
}

function isSame(one: PolicyFieldValue, other: PolicyFieldValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/** Every value that the two say differently, in the order in which policies are told; tiers are known by their names. */
export function policyDifference(before: Policy, after: Policy): PolicyChange[] {
  const changes: PolicyChange[] = [];
  for (const field of POLICY_FIELD_NAMES) {
    const [was, is] = [comparedValue(before, field), comparedValue(after, field)];
    if (!isSame(was, is)) changes.push({ kind: 'value', field, before: was, after: is });
  }
  for (const tier of before.tiers) {
    const now = tierNamed(after, tier.name);
    if (now === null) {
      changes.push({ kind: 'tier_removed', tier });
      continue;
    }
    for (const field of TIER_FIELD_NAMES) {
      if (tier[field] !== now[field])
        changes.push({ kind: 'tier_value', name: tier.name, field, before: tier[field], after: now[field] });
    }
  }
  for (const tier of after.tiers)
    if (tierNamed(before, tier.name) === null) changes.push({ kind: 'tier_added', tier });
  return changes;
}

/** Whether the two decide everything alike. Tiers of one score are tried in the order in which they stand. */
export function isSamePolicy(one: Policy, other: Policy): boolean {
  const order = (policy: Policy) => policy.tiers.map(({ name }) => name).join('\0');
  return policyDifference(one, other).length === 0 && order(one) === order(other);
}
