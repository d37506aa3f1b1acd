import type { Database, Executor } from '../db/client';
import { readBalances } from '../db/queries/answers';
import { amountsOf } from '../db/queries/books';
import {
  readEntry,
  readFact,
  readFactsBy,
  readOrderWithHold,
  readRefundOf,
  readSlicesOf,
  sumDayUpTo,
} from '../db/queries/entry-reason';
import { findEntrySeqsOfOrders } from '../db/queries/find-entries';
import { readMarketplace, readPolicyVersion } from '../db/queries/marketplace';
import { readEntryDays } from '../db/queries/summaries';
import { ACCOUNTS, type Amounts, type EntryKind, noAmounts } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate } from '../engine/calendar';
import type { DEDUCTION_SOURCES, RefundReason } from '../engine/policy';
import { type PolicyValue, policyReadBy } from '../engine/policy-read';
import { authorizeSeller } from './authorize';
import { type CapitalEntry, entriesAt } from './find-entries';
import { inSnapshot } from './snapshot';

/** Why an entry was made, link by link: its rule, the policy then, the facts it went by, what it left. */

export interface ReasonFact {
  factId: string;
  type: string;
  at: Date;
  /** Its date in the policy's time zone. */
  on: CalendarDate;
  content: Record<string, unknown>;
}

/** A deduction told as a receipt (rules.md, section 7). */
export interface DeductionReceipt {
  refundId: string;
  reason: RefundReason;
  refundedMinor: bigint;
  feeBackMinor: bigint;
  borneMinor: bigint;
  /** In the order in which they were asked: what each gave, and what was left in it. */
  sources: { source: (typeof DEDUCTION_SOURCES)[number]; gaveMinor: bigint; leftMinor: bigint }[];
  /** The holds that the deposit's part came from. */
  slices: { orderId: string; amountMinor: bigint; leftMinor: bigint }[];
  /** What was missing and became a debt, and what was owed in all after it. */
  missingMinor: bigint;
  owedMinor: bigint;
}

export interface EntryReason {
  today: CalendarDate | null;
  entry: CapitalEntry;
  recordedAt: Date;
  /** The policy's time zone, in which instants are told. */
  timezone: string;
  policyVersion: number;
  policy: PolicyValue[];
  cause: { fact: ReasonFact } | { runOn: CalendarDate };
  /** The order's facts that were known then. */
  facts: ReasonFact[];
  /** The eight accounts before and after it. */
  before: Amounts;
  after: Amounts;
  receipt: DeductionReceipt | null;
  /** The hold that it opened, gave back or freed, with its terms. */
  hold: {
    orderId: string;
    frozenMinor: bigint;
    tier: string;
    depositBps: number;
    shippedOn: CalendarDate;
    releaseOn: CalendarDate;
  } | null;
  /** The other entries of the same order, first the first. */
  related: { entrySeq: bigint; kind: EntryKind; bookedOn: CalendarDate }[];
}

const FACTS_SHOWN = 50;
const RELATED_SHOWN = 50;

function add(a: Amounts, b: Amounts, sign: 1n | -1n = 1n): Amounts {
  const sum = noAmounts();
  for (const account of ACCOUNTS) sum[account] = a[account] + sign * b[account];
  return sum;
}

type EntryRow = NonNullable<Awaited<ReturnType<typeof readEntry>>>;

async function balancesAfter(executor: Executor, merchantId: string, row: EntryRow): Promise<Amounts> {
  const { currency, bookedOn, entrySeq } = row;
  const [days, opening] = [
    await readEntryDays(executor, merchantId, currency, bookedOn, bookedOn),
    (await readBalances(executor, merchantId, addDays(bookedOn, -1))).find(
      (each) => each.currency === currency,
    ),
  ];
  const firstSeq = days.reduce((first, day) => (day.firstSeq < first ? day.firstSeq : first), entrySeq);
  const moved = await sumDayUpTo(executor, merchantId, currency, bookedOn, firstSeq, entrySeq);
  return add(opening === undefined ? noAmounts() : amountsOf(opening), moved);
}

async function receiptOf(
  executor: Executor,
  merchantId: string,
  row: EntryRow,
  after: Amounts,
  order: readonly (typeof DEDUCTION_SOURCES)[number][],
): Promise<DeductionReceipt | null> {
  if (row.kind !== 'deduction' || row.orderId === null) return null;
  const refund = await readRefundOf(executor, merchantId, row.orderId, row.entrySeq);
  if (refund === null) return null;
  const amounts = amountsOf(row);
  return {
    refundId: refund.refundId,
    reason: refund.reason,
    refundedMinor: amounts.clearing,
    feeBackMinor: -amounts.fees,
    borneMinor: amounts.clearing + amounts.fees,
    sources: order.map((source) => ({ source, gaveMinor: -amounts[source], leftMinor: after[source] })),
    slices: await readSlicesOf(executor, merchantId, row.entrySeq),
    missingMinor: -amounts.receivable,
    owedMinor: -after.receivable,
  };
}

function told(fact: {
  factId: string;
  type: string;
  at: Date;
  effectiveOn: CalendarDate;
  content: Record<string, unknown>;
}): ReasonFact {
  return { factId: fact.factId, type: fact.type, at: fact.at, on: fact.effectiveOn, content: fact.content };
}

/** Why an entry of a merchant's was made; null where it has none of that number. */
export async function readEntryReason(
  executor: Executor,
  merchantId: string,
  entrySeq: bigint,
): Promise<EntryReason | null> {
  const row = await readEntry(executor, merchantId, entrySeq);
  const [entry] = await entriesAt(executor, merchantId, [entrySeq]);
  if (row === null || entry === undefined) return null;
  const policy = await readPolicyVersion(executor, row.policyVersion);
  if (policy === null) throw new Error(`policy version ${row.policyVersion} is not recorded`);
  const { openOn: today } = await readMarketplace(executor);
  const fact = row.factSeq === null ? null : await readFact(executor, merchantId, row.factSeq);
  const after = await balancesAfter(executor, merchantId, row);
  const ofOrder = row.orderId === null ? null : await readOrderWithHold(executor, merchantId, row.orderId);
  const hold = row.deposit === 0n || row.kind === 'deduction' ? null : (ofOrder?.hold ?? null);
  const facts =
    row.orderId === null ? [] : await readFactsBy(executor, merchantId, row.orderId, entrySeq, FACTS_SHOWN);
  const seqs = row.orderId === null ? [] : await findEntrySeqsOfOrders(executor, merchantId, [row.orderId]);
  const related = await entriesAt(executor, merchantId, seqs.reverse().slice(0, RELATED_SHOWN));
  return {
    ...{ today, entry, after },
    recordedAt: row.recordedAt,
    timezone: policy.timezone,
    policyVersion: row.policyVersion,
    policy: policyReadBy(entry.kind, policy, hold?.tier ?? null),
    cause: fact === null ? { runOn: row.runOn ?? row.bookedOn } : { fact: told(fact) },
    facts: facts.map(told),
    before: add(after, entry.amounts, -1n),
    receipt: await receiptOf(executor, merchantId, row, after, policy.deduction_order),
    hold:
      hold === null
        ? null
        : {
            orderId: hold.orderId,
            frozenMinor: hold.frozenMinor,
            tier: hold.tier,
            depositBps: hold.depositBps,
            shippedOn: hold.shippedOn,
            releaseOn: entry.kind === 'release_early' ? hold.releaseOnAtFirst : hold.releaseOn,
          },
    related: related
      .filter((each) => each.entrySeq !== entrySeq)
      .map(({ entrySeq: seq, kind, bookedOn }) => ({ entrySeq: seq, kind, bookedOn })),
  };
}

/** Why one of the acting seller's entries was made; null where it has none of that number. */
export async function explainEntry(
  database: Database,
  actor: Actor,
  entrySeq: bigint,
): Promise<EntryReason | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, (executor) => readEntryReason(executor, merchantId, entrySeq));
}
