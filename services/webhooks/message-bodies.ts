import { amountsOf } from '../../db/queries/books';
import type { ToldAssessment, ToldChange, ToldEntry } from '../../db/queries/webhook-events';
import { ACCOUNTS, type Account } from '../../engine/accounts';
import type { WebhookBody } from '../../engine/api/webhook-bodies';
import type { CalendarDate } from '../../engine/calendar';
import type { Metric } from '../../engine/scorecard';
import { metricsOf } from '../assessment-metrics';

/** What a merchant's entries, changes and assessments are told as: every amount is a line of the entry, or a sum of lines. */

/** What an entry took from a hold, and what it left. */
export interface Slice {
  orderId: string;
  amountMinor: bigint;
  leftMinor: bigint;
}

type BodyOf<Type extends WebhookBody['type']> = Extract<WebhookBody, { type: Type }>;

interface Made {
  factSeq: bigint | null;
  runOn: CalendarDate | null;
  rule: string;
  policyVersion: number;
}

function originOf({ rule, policyVersion, runOn }: Omit<Made, 'factSeq'>, factId: string | null) {
  if (factId !== null) return { rule, policy_version: policyVersion, cause: { fact: factId } };
  if (runOn !== null) return { rule, policy_version: policyVersion, cause: { run_on: runOn } };
  throw new Error('what is told of has neither a fact nor a run');
}

function present<T>(value: T | null, what: string, { entry }: ToldEntry): T {
  if (value === null) throw new Error(`entry ${entry.entrySeq} of ${entry.merchantId} has no ${what}`);
  return value;
}

function entryOf(told: ToldEntry) {
  const { entry, factId } = told;
  const amounts = amountsOf(entry);
  return {
    merchant: entry.merchantId,
    entry: Number(entry.entrySeq),
    order: present(entry.orderId, 'order', told),
    currency: entry.currency,
    booked_on: entry.bookedOn,
    due_on: entry.effectiveOn,
    lines: Object.fromEntries(ACCOUNTS.map((account) => [account, amounts[account].toString()])) as Record<
      Account,
      string
    >,
    ...originOf(entry, factId),
  };
}

/** What a credit to the merchant paid back of its debt, and what reached its account. */
function creditOf({ receivable, paymentAccount }: ToldEntry['entry']) {
  return { debt_repaid: receivable.toString(), paid: paymentAccount.toString() };
}

const RELEASES: Record<string, BodyOf<'release.made'>['data']['kind']> = {
  release_early: 'early',
  release_standard: 'standard',
  release_closure: 'closure',
};

function releaseOf(told: ToldEntry): BodyOf<'release.made'> {
  const { entry, hold } = told;
  const kind = RELEASES[entry.kind];
  if (kind === undefined) throw new Error(`${entry.kind} is no release`);
  return {
    type: 'release.made',
    timestamp: entry.recordedAt.toISOString(),
    data: {
      ...entryOf(told),
      kind,
      gross: (-entry.orderFunds).toString(),
      fee: entry.fees.toString(),
      net: (-entry.orderFunds - entry.fees).toString(),
      hold:
        hold === null
          ? null
          : {
              amount: hold.frozenMinor.toString(),
              release_on: hold.releaseOn,
              tier: hold.tier,
              deposit_bps: hold.depositBps,
            },
      ...creditOf(entry),
    },
  };
}

function holdReleaseOf(told: ToldEntry): BodyOf<'hold.released'> {
  const { entry } = told;
  return {
    type: 'hold.released',
    timestamp: entry.recordedAt.toISOString(),
    data: {
      ...entryOf(told),
      reason: entry.kind === 'hold_freed' ? 'order_refunded' : 'due',
      amount: (-entry.deposit).toString(),
      ...creditOf(entry),
    },
  };
}

function deductionOf(told: ToldEntry, slices: readonly Slice[]): BodyOf<'deduction.made'> {
  const { entry } = told;
  const refund = present(told.refund, 'refund', told);
  return {
    type: 'deduction.made',
    timestamp: entry.recordedAt.toISOString(),
    data: {
      ...entryOf(told),
      refund: { refund: refund.refundId, amount: refund.amountMinor.toString(), reason: refund.reason },
      fee_returned: (-entry.fees).toString(),
      taken: {
        deposit: (-entry.deposit).toString(),
        payment_account: (-entry.paymentAccount).toString(),
        marketplace_account: (-entry.marketplaceAccount).toString(),
      },
      holds: slices.map(({ orderId, amountMinor, leftMinor }) => ({
        order: orderId,
        amount: amountMinor.toString(),
        left: leftMinor.toString(),
      })),
      owed: (-entry.receivable).toString(),
    },
  };
}

/** What an entry is told as. Throws for a kind that nobody is told of. */
export function bodyOfEntry(told: ToldEntry, slices: readonly Slice[]): WebhookBody {
  switch (told.entry.kind) {
    case 'deduction':
      return deductionOf(told, slices);
    case 'hold_release':
    case 'hold_freed':
      return holdReleaseOf(told);
    default:
      return releaseOf(told);
  }
}

/** What a change of a merchant's part in early release is told as. */
export function bodyOfChange({ change, factId }: ToldChange): BodyOf<'enrolment.changed'> {
  return {
    type: 'enrolment.changed',
    timestamp: change.recordedAt.toISOString(),
    data: {
      merchant: change.merchantId,
      change: Number(change.changeSeq),
      kind: change.kind,
      changed_on: change.changedOn,
      before: { enrolment: change.enrolmentBefore, tier: change.tierBefore },
      after: { enrolment: change.enrolmentAfter, tier: change.tierAfter },
      ...originOf(change, factId),
    },
  };
}

/** What an assessment is told as. */
export function bodyOfAssessment(row: ToldAssessment): BodyOf<'assessment.made'> {
  return {
    type: 'assessment.made',
    timestamp: row.recordedAt.toISOString(),
    data: {
      merchant: row.merchantId,
      assessed_on: row.assessedOn,
      window_from: row.windowFrom,
      eligible: row.isEligible,
      score: row.score,
      tier_by_score: row.tierByScore,
      failed_gates: row.failedGates as Metric[],
      metrics: metricsOf(row),
      points: {
        store_age: row.pointsStoreAge,
        dispute: row.pointsDispute,
        refund: row.pointsRefund,
        late_shipment: row.pointsLateShipment,
        feedback: row.pointsFeedback,
      },
      override: row.overrideDecision,
      opted_out: row.isOptedOut,
      failures_in_a_row: row.failuresInARow,
      before: { enrolment: row.enrolmentBefore },
      after: { enrolment: row.enrolmentAfter, tier: row.tierAfter },
      ...originOf({ rule: '5', policyVersion: row.policyVersion, runOn: row.assessedOn }, null),
    },
  };
}
