import type { Permission } from '../../engine/actor';

/** The tables that staff may take away as a file, each with what one must be allowed for reading it. */
export const EXPORTED_TABLES = {
  assessments: 'assessments.read',
  assessment_orders: 'assessments.read',
  entries: 'assessments.read',
  order_facts: 'assessments.read',
  proposals: 'proposals.read',
  runs: 'runs.read',
  run_skips: 'runs.read',
  policy_versions: 'policy.read',
  backtest_merchants: 'policy.read',
  exposure: 'exposure.read',
  exposure_merchants: 'exposure.read',
  receivables: 'exposure.read',
  losses: 'exposure.read',
  coverage: 'exposure.read',
  stuck_money: 'exposure.read',
  payouts: 'payouts.read',
  payout_batches: 'payouts.read',
  payout_batch: 'payouts.read',
  webhook_deliveries: 'webhooks.read',
  import_findings: 'imports.read',
} as const satisfies Record<string, Permission>;

export type ExportedTable = keyof typeof EXPORTED_TABLES;
