import { createHash } from 'node:crypto';
import type { Database, Executor } from '../../db/client';
import { readBalances, readMerchant } from '../../db/queries/answers';
import { amountsOf } from '../../db/queries/books';
import { lastEntryOfAllOn } from '../../db/queries/entries';
import { readMarketplace } from '../../db/queries/marketplace';
import { type FrozenOn, readFrozenThen } from '../../db/queries/statements';
import { readHoldDays, sumEntryDays } from '../../db/queries/summaries';
import { type Amounts, type EntryKind, noAmounts } from '../../engine/accounts';
import type { Actor } from '../../engine/actor';
import { type CalendarDate, later } from '../../engine/calendar';
import { authorizeSeller } from '../authorize';
import { pastDate } from '../get-capital';
import { inSnapshot } from '../snapshot';
import { type Standing, standingOn } from '../standing';

/** What was released to a store, given back and still frozen, as of a date: to be shown to others, and checked again. */

export type { FrozenOn } from '../../db/queries/statements';

/** The releases by one rule, from the first on. */
export interface ReleasedBy {
  kind: 'release_early' | 'release_standard' | 'release_closure';
  orders: number;
  /** Of what buyers had paid. */
  grossMinor: bigint;
  feeMinor: bigint;
  frozenMinor: bigint;
  /** What reached the store, or paid back what it owed. */
  paidMinor: bigint;
}

export interface CertifiedCurrency {
  currency: string;
  balances: Amounts;
  released: ReleasedBy[];
  deposit: {
    frozenMinor: bigint;
    deductedMinor: bigint;
    givenBackMinor: bigint;
    /** How many times something was given back. */
    givenBack: number;
    /** What is left: the balance. */
    leftMinor: bigint;
    /** What the entries do not explain of it. */
    unexplainedMinor: bigint;
    holds: number;
    /** What is left by the date on which it comes back, the first first. */
    dates: FrozenOn[];
  };
}

export interface Certificate {
  merchantId: string;
  storeName: string;
  openedOn: CalendarDate;
  /** At the end of this date; where it is the open day, as of now. */
  asOf: CalendarDate;
  /** Whether more may be booked on that date. */
  isOpen: boolean;
  today: CalendarDate | null;
  standing: Standing;
  currencies: CertifiedCurrency[];
  /** How many entries it is made of. */
  entryCount: bigint;
  /** Of the store, the date, the place of the last entry, and all that it says: the same again where that is the same. */
  number: string;
}

const RELEASES = ['release_early', 'release_standard', 'release_closure'] as const;

async function readFrozen(
  executor: Executor,
  merchantId: string,
  currency: string,
  past: CalendarDate | null,
): Promise<FrozenOn[]> {
  if (past !== null) return readFrozenThen(executor, merchantId, currency, past);
  const byDate = new Map<CalendarDate, FrozenOn>();
  for (const { releaseOn, holds, amountMinor } of await readHoldDays(executor, merchantId, currency)) {
    const known = byDate.get(releaseOn) ?? { releaseOn, holds: 0, amountMinor: 0n };
    known.holds += holds;
    known.amountMinor += amountMinor;
    byDate.set(releaseOn, known);
  }
  return [...byDate.values()];
}

async function certify(
  executor: Executor,
  merchantId: string,
  currency: string,
  asOf: CalendarDate,
  past: CalendarDate | null,
  balances: Amounts,
): Promise<CertifiedCurrency> {
  const sums = await sumEntryDays(executor, merchantId, currency, null, asOf);
  const of = (kind: EntryKind) =>
    sums.find((sum) => sum.kind === kind) ?? { kind, entries: 0, amounts: noAmounts() };
  const dates = await readFrozen(executor, merchantId, currency, past);
  const frozenMinor = of('release_early').amounts.deposit;
  const deductedMinor = -of('deduction').amounts.deposit;
  const givenBack = [of('hold_release'), of('hold_freed')];
  const givenBackMinor = -givenBack.reduce((sum, { amounts }) => sum + amounts.deposit, 0n);
  return {
    currency,
    balances,
    released: RELEASES.map(of).map(({ kind, entries, amounts }) => ({
      kind: kind as ReleasedBy['kind'],
      orders: entries,
      grossMinor: -amounts.order_funds,
      feeMinor: amounts.fees,
      frozenMinor: amounts.deposit,
      paidMinor: amounts.payment_account + amounts.receivable,
    })),
    deposit: {
      frozenMinor,
      deductedMinor,
      givenBackMinor,
      givenBack: givenBack.reduce((sum, { entries }) => sum + entries, 0),
      leftMinor: balances.deposit,
      unexplainedMinor: balances.deposit - (frozenMinor - deductedMinor - givenBackMinor),
      holds: dates.reduce((sum, { holds }) => sum + holds, 0),
      dates,
    },
  };
}

/** `20261122-1843-9F2C04B17A3D`: the date, the last entry's place, and the beginning of a digest of the whole. */
function numberOf(certificate: Omit<Certificate, 'number' | 'isOpen' | 'today'>): string {
  const { asOf, entryCount } = certificate;
  const { storeName: _, ...said } = certificate;
  const text = JSON.stringify(said, (_key, value) => (typeof value === 'bigint' ? value.toString() : value));
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12).toUpperCase();
  return `${asOf.replaceAll('-', '')}-${entryCount}-${digest}`;
}

/**
 * The acting seller's own, also of a store that has closed. Null for a merchant that has not opened, or before anything
 * dates it.
 *
 * @param question.asOf null, or a date that is not over: now
 */
export async function getCertificate(
  database: Database,
  actor: Actor,
  question: { asOf: CalendarDate | null },
): Promise<Certificate | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    const { openOn: today } = await readMarketplace(executor);
    if (merchant?.openedOn == null) return null;
    const past = pastDate(question.asOf, today);
    const rows = await readBalances(executor, merchantId, past);
    const newest = rows.reduce<CalendarDate | null>((date, row) => later(date, row.bookedOn), null);
    // An entry can be booked on a date ahead of the open day; what is told now holds until then.
    const asOf = past ?? later(newest, today) ?? merchant.openedOn;
    const entryCount = past === null ? merchant.entryCount : await lastEntryOfAllOn(executor, merchant, past);
    const currencies: CertifiedCurrency[] = [];
    for (const row of rows)
      currencies.push(await certify(executor, merchantId, row.currency, asOf, past, amountsOf(row)));
    const certificate = {
      merchantId,
      storeName: merchant.name ?? merchantId,
      openedOn: merchant.openedOn,
      asOf,
      standing: await standingOn(executor, merchant, asOf),
      currencies,
      entryCount,
    };
    return { ...certificate, isOpen: past === null, today, number: numberOf(certificate) };
  });
}
