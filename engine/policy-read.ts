import type { EntryKind } from './accounts';
import { type Policy, tierNamed } from './policy';

/** Which values of a policy version an entry was decided by: for whoever asks why. */

/** A value of the policy, by its name in it and by what it is. */
export type PolicyValue =
  | { name: string; as: 'days'; value: number }
  | { name: string; as: 'share'; bps: number }
  | { name: string; as: 'cap'; minor: bigint | null }
  | { name: string; as: 'sources'; list: readonly string[] }
  | { name: string; as: 'reasons'; list: readonly string[] };

/**
 * The values that the rule behind a kind of entry reads (rules.md, sections 6, 7, 9 and 10).
 *
 * @param tier the tier that an early release was made in; null for other kinds
 */
export function policyReadBy(kind: EntryKind, policy: Policy, tier: string | null): PolicyValue[] {
  switch (kind) {
    case 'release_early': {
      const terms = tierNamed(policy, tier);
      const ofTier: PolicyValue[] =
        terms === null
          ? []
          : [
              { name: 'release_after_days', as: 'days', value: terms.release_after_days },
              { name: 'deposit_bps', as: 'share', bps: terms.deposit_bps },
            ];
      const cap = (minor: number | null) => (minor === null ? null : BigInt(minor));
      return [
        ...ofTier,
        {
          name: 'release_days_after_shipment',
          as: 'days',
          value: policy.deposit.release_days_after_shipment,
        },
        { name: 'deposit_cap', as: 'cap', minor: cap(policy.deposit.cap_minor) },
        { name: 'exposure_cap', as: 'cap', minor: cap(policy.exposure_cap_minor) },
      ];
    }
    case 'release_standard':
      return [
        { name: 'auto_confirm_days', as: 'days', value: policy.standard_release.auto_confirm_days },
        { name: 'return_window_days', as: 'days', value: policy.standard_release.return_window_days },
      ];
    case 'release_closure':
      return [{ name: 'closure_days', as: 'days', value: policy.closure.release_days_after_shipment }];
    case 'deduction':
      return [
        { name: 'deduction_order', as: 'sources', list: policy.deduction_order },
        { name: 'merchant_borne_reasons', as: 'reasons', list: policy.merchant_borne_reasons },
      ];
    case 'platform_refund':
      return [{ name: 'merchant_borne_reasons', as: 'reasons', list: policy.merchant_borne_reasons }];
    default:
      return [];
  }
}
