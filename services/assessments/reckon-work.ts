import type { Executor } from '../../db/client';
import type { AssessmentRow } from '../../db/queries/assessments';
import { isKnownMerchant, loadBalances, loadExposure, readMerchants } from '../../db/queries/books';
import { readReceivableEntries } from '../../db/queries/losses';
import { readPolicyVersion } from '../../db/queries/marketplace';
import {
  loadLastAssessments,
  loadLateDeposits,
  loadLongDisputes,
  loadTierChanges,
} from '../../db/queries/work-list-sources';
import type { workList, workMoney } from '../../db/schema/work-list';
import type { CalendarDate } from '../../engine/calendar';
import { settleDebts } from '../../engine/debt-age';
import type { Policy } from '../../engine/policy';
import { receivedDueBy } from '../../engine/release';
import type { Metric } from '../../engine/scorecard';
import { atStake, longDisputeBy, nearLimits, newTierFrom, reasonsToLook } from '../../engine/work-list';
import { metricsOf } from '../assessment-metrics';

/** The work list's rows of some merchants, reckoned from their books. */

export interface Reckoned {
  list: (typeof workList.$inferInsert)[];
  money: (typeof workMoney.$inferInsert)[];
}

/** The limits that an assessment kept with little to spare, under its own policy version. */
export function nearLimitsOf(row: AssessmentRow, policy: Policy) {
  return nearLimits(
    { counts: row, metrics: metricsOf(row), failedGates: row.failedGates as Metric[] },
    policy.assessment,
  );
}

async function readPolicies(executor: Executor, rows: Iterable<AssessmentRow>): Promise<Map<number, Policy>> {
  const policies = new Map<number, Policy>();
  for (const version of new Set([...rows].map((row) => row.policyVersion))) {
    const policy = await readPolicyVersion(executor, version);
    if (policy === null) throw new Error(`policy version ${version} is not recorded`);
    policies.set(version, policy);
  }
  return policies;
}

const keyOf = (each: { merchantId: string; currency: string }) => `${each.currency} ${each.merchantId}`;

function byKey<Row extends { merchantId: string; currency: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** When the oldest of what each owes was opened: first in, first out. */
async function loadOwedSince(
  executor: Executor,
  owing: { merchantId: string; currency: string }[],
): Promise<Map<string, CalendarDate>> {
  const since = new Map<string, CalendarDate>();
  for (const currency of new Set(owing.map((each) => each.currency))) {
    const of = owing.filter((each) => each.currency === currency).map((each) => each.merchantId);
    const entries = await readReceivableEntries(executor, currency, of);
    for (const merchantId of of) {
      const debts = settleDebts(entries.filter((entry) => entry.merchantId === merchantId));
      const oldest = debts.find((debt) => debt.owedMinor > 0n);
      if (oldest !== undefined) since.set(keyOf({ merchantId, currency }), oldest.opened.on);
    }
  }
  return since;
}

/** Inside a transaction that reads one state of the books. */
export async function reckonWork(
  executor: Executor,
  merchantIds: string[],
  { policy, openOn }: { policy: Policy; openOn: CalendarDate },
): Promise<Reckoned> {
  const known = (await readMerchants(executor, merchantIds)).filter(isKnownMerchant);
  const ids = known.map((merchant) => merchant.merchantId);
  const assessed = await loadLastAssessments(executor, ids);
  const policies = await readPolicies(
    executor,
    [...assessed.values()].flatMap(([latest]) => latest ?? []),
  );
  const tierChanges = await loadTierChanges(executor, ids, newTierFrom(openOn));
  const balances = await loadBalances(executor, known);
  const exposed = byKey(await loadExposure(executor, ids, receivedDueBy(policy, openOn)));
  const disputed = byKey(await loadLongDisputes(executor, ids, longDisputeBy(openOn)));
  const late = byKey(await loadLateDeposits(executor, ids, openOn));
  const owedSince = await loadOwedSince(
    executor,
    balances.filter(({ amounts }) => amounts.receivable < 0n),
  );

  const money = balances.map((balance) => {
    const { merchantId, currency, amounts } = balance;
    const key = keyOf(balance);
    const store = {
      heldMinor: amounts.order_funds,
      depositMinor: amounts.deposit,
      owedMinor: -amounts.receivable,
      atRiskMinor: exposed.get(key)?.exposedMinor ?? 0n,
    };
    return {
      ...{ merchantId, currency, ...store, atStakeMinor: atStake(store) },
      owedSince: owedSince.get(key) ?? null,
      disputedMinor: disputed.get(key)?.disputedMinor ?? 0n,
      depositLateMinor: late.get(key)?.lateMinor ?? 0n,
    };
  });
  const list = known.map((merchant) => {
    const { merchantId, enrolment, lockCount } = merchant;
    const [latest, previous] = assessed.get(merchantId) ?? [];
    const rules = latest === undefined ? undefined : policies.get(latest.policyVersion);
    const ofMerchant = money.filter((each) => each.merchantId === merchantId);
    const disputes = ofMerchant.flatMap((each) => disputed.get(keyOf(each)) ?? []);
    const reasons = reasonsToLook(
      {
        enrolment,
        latest:
          latest === undefined || rules === undefined
            ? null
            : {
                isEligible: latest.isEligible,
                isDecidedOtherwise: latest.isOptedOut || latest.overrideDecision !== 'none',
                nearLimits: nearLimitsOf(latest, rules),
              },
        previous: previous ?? null,
        tierChangedOn: tierChanges.get(merchantId) ?? null,
        owesAnything: ofMerchant.some((each) => each.owedMinor > 0n),
        hasLongDispute: disputes.length > 0,
        hasLateDeposit: ofMerchant.some((each) => each.depositLateMinor > 0n),
      },
      openOn,
    );
    return {
      ...{ merchantId, lockCount, reckonedOn: openOn, reasons },
      longDisputes: disputes.reduce((sum, each) => sum + each.disputes, 0),
      oldestDisputeOn: disputes.map((each) => each.oldestOn).sort()[0] ?? null,
    };
  });
  return { list, money };
}
