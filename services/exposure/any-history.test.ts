import { asc } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { amountsOf } from '@/db/queries/books';
import { readMarketplace } from '@/db/queries/marketplace';
import { balances, entries } from '@/db/schema/entries';
import { facts } from '@/db/schema/facts';
import { holds } from '@/db/schema/holds';
import { enrolmentChanges, merchants } from '@/db/schema/merchants';
import { orders } from '@/db/schema/orders';
import { type CalendarDate, daysBetween } from '@/engine/calendar';
import { exitOf } from '@/engine/exits';
import { standardDueOn } from '@/engine/release';
import { recordFacts } from '@/services/record-facts';
import { runDay } from '@/services/run-day';
import { inScratch } from '@/services/scratch';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR } from '@/tests/actors';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import { historyArbitrary } from '@/tests/model/history';
import { getCoverage } from './get-coverage';
import { getCurrencies } from './get-currencies';
import { getExposure } from './get-exposure';
import { getLosses } from './get-losses';
import { listDebts } from './list-debts';
import { listExits, type WithoutExit } from './list-exits';
import { sumExits } from './sum-exits';

/** Whatever has happened, these pages say what is in the books: each figure added up again, row by row. */

const HISTORIES = Number(process.env.SLUICE_HISTORIES ?? 10);

let server: TestDatabase;

beforeAll(async () => {
  server = await createTestDatabase();
  await migrate(server.ownerUrl);
});
afterAll(async () => {
  await server.drop();
});

type Step = { fact?: unknown; run?: string; policy?: unknown };

async function play(scratch: Database, policy: unknown, steps: Step[]): Promise<void> {
  await setPolicy(scratch, OPERATOR, policy);
  let waiting: unknown[] = [];
  const send = async () => {
    if (waiting.length > 0) await recordFacts(scratch, OPERATOR, waiting);
    waiting = [];
  };
  for (const step of steps) {
    if (step.fact !== undefined) {
      waiting.push(step.fact);
      continue;
    }
    await send();
    if (step.run !== undefined) await runDay(scratch, OPERATOR, step.run);
    else if (step.policy !== undefined)
      await setPolicy(scratch, OPERATOR, step.policy, { over: 'in force', atOnce: true });
  }
  await send();
}

async function readRows({ drizzle }: Database) {
  const newest = new Map<string, typeof balances.$inferSelect>();
  for (const row of await drizzle.select().from(balances).orderBy(asc(balances.bookedOn)))
    newest.set(`${row.merchantId} ${row.currency}`, row);
  return {
    orders: await drizzle.select().from(orders),
    entries: await drizzle.select().from(entries).orderBy(asc(entries.merchantId), asc(entries.entrySeq)),
    holds: await drizzle.select().from(holds),
    facts: await drizzle.select().from(facts),
    changes: await drizzle.select().from(enrolmentChanges),
    merchants: new Map((await drizzle.select().from(merchants)).map((row) => [row.merchantId, row])),
    balances: [...newest.values()],
  };
}
type Rows = Awaited<ReturnType<typeof readRows>>;

const sum = (amounts: bigint[]) => amounts.reduce((all, each) => all + each, 0n);

async function checkExposure(scratch: Database, rows: Rows, currency: string, on: CalendarDate) {
  const { policy } = await readMarketplace(scratch.drizzle);
  const exposure = await getExposure(scratch, OPERATOR, currency);
  const atRisk = rows.orders.filter((order) => {
    const dueOn = standardDueOn(order, policy);
    return (
      order.currency === currency &&
      order.state === 'released_early' &&
      order.refundedMinor < order.amountMinor &&
      (dueOn === null || dueOn > on)
    );
  });
  const paidOut = (order: Rows['orders'][number]) => {
    const release = rows.entries.find(
      (entry) => entry.merchantId === order.merchantId && entry.entrySeq === order.releaseEntrySeq,
    );
    return (release?.paymentAccount ?? 0n) + (release?.receivable ?? 0n);
  };
  expect(exposure?.all).toMatchObject({
    orders: atRisk.length,
    stores: new Set(atRisk.map(({ merchantId }) => merchantId)).size,
    exposedMinor: sum(atRisk.map(paidOut)),
  });
  const covered = rows.balances
    .filter((row) => row.currency === currency)
    .map((row) => {
      const exposed = sum(atRisk.filter(({ merchantId }) => merchantId === row.merchantId).map(paidOut));
      return exposed < row.deposit ? exposed : row.deposit;
    });
  expect(exposure?.all.byDepositMinor).toBe(sum(covered));
  const tiers = exposure?.tiers ?? [];
  for (const key of [
    'exposedMinor',
    'byDepositMinor',
    'uncoveredMinor',
    'byAccountsMinor',
    'openMinor',
  ] as const)
    expect(sum(tiers.map((tier) => tier[key]))).toBe(exposure?.all[key]);
  const tierOf = (order: Rows['orders'][number]) => {
    if (rows.merchants.get(order.merchantId)?.enrolment !== 'enrolled') return null;
    const hold = rows.holds.find(
      (each) => each.merchantId === order.merchantId && each.orderId === order.orderId,
    );
    const then = rows.changes
      .filter(
        (change) =>
          change.merchantId === order.merchantId &&
          change.enrolmentAfter === 'enrolled' &&
          change.changedOn <= (order.releasedOn ?? ''),
      )
      .toSorted((a, b) => Number(a.changeSeq - b.changeSeq))
      .at(-1);
    return hold?.tier ?? then?.tierAfter ?? null;
  };
  for (const tier of tiers) {
    const ofTier = atRisk.filter((order) => tierOf(order) === tier.tier);
    expect([tier.tier, tier.orders, tier.exposedMinor]).toEqual([
      ...[tier.tier, ofTier.length, sum(ofTier.map(paidOut))],
    ]);
  }
  for (const merchant of exposure?.merchants ?? []) {
    const row = rows.balances.find(
      (each) => each.merchantId === merchant.merchantId && each.currency === currency,
    );
    expect(merchant.atStakeMinor).toBe(merchant.uncoveredMinor - (row?.receivable ?? 0n));
    expect(merchant.owedSince === null).toBe(row?.receivable === 0n);
  }
}

async function checkDebts(scratch: Database, rows: Rows, currency: string, on: CalendarDate) {
  const ask = { currency, age: null, stores: null, cursor: null, limit: 1000 } as const;
  const debts = await listDebts(scratch, OPERATOR, ask);
  const owing = rows.balances.filter((row) => row.currency === currency && row.receivable < 0n);
  expect(debts?.debtors.map(({ merchantId, owedMinor }) => [merchantId, -owedMinor]).toSorted()).toEqual(
    owing.map((row) => [row.merchantId, row.receivable]).toSorted(),
  );
  for (const debtor of debts?.debtors ?? []) {
    expect(sum(Object.values(debtor.byAge))).toBe(debtor.owedMinor);
    // Looked at from its end: what is owed is the newest of what was ever opened.
    let left = debtor.owedMinor;
    let oldest = on;
    const opened = rows.entries.filter(
      (entry) =>
        entry.merchantId === debtor.merchantId && entry.currency === currency && entry.receivable < 0n,
    );
    for (const entry of opened.toReversed()) {
      if (left <= 0n) break;
      left += entry.receivable;
      oldest = entry.bookedOn;
    }
    expect([debtor.merchantId, debtor.since]).toEqual([debtor.merchantId, oldest]);
    expect(daysBetween(oldest, on) > 90).toBe(debtor.byAge.days_over_90 > 0n);
  }
  const together = (debts?.ages ?? []).flatMap(({ open, closed }) => [open.owedMinor, closed.owedMinor]);
  expect(sum(together)).toBe(-sum(owing.map((row) => row.receivable)));
}

async function checkLosses(scratch: Database, rows: Rows, currency: string) {
  const { all, versions } = await getLosses(scratch, OPERATOR, currency);
  const own = rows.balances.filter((row) => row.currency === currency).map(amountsOf);
  expect(all.platformMinor + all.writtenOffMinor).toBe(-sum(own.map((row) => row.platform_loss)));
  expect(all.owedMinor).toBe(-sum(own.map((row) => row.receivable)));
  expect(all.netMinor).toBe(all.platformMinor + all.writtenOffMinor + all.owedMinor);
  expect(all.shortfallMinor).toBe(all.recoveredMinor + all.writtenOffMinor + all.owedMinor);
  const released = rows.entries.filter(
    (entry) => entry.currency === currency && entry.kind.startsWith('release_'),
  );
  for (const version of versions) {
    const under = released.filter(({ policyVersion }) => policyVersion === version.policyVersion);
    expect([version.orders, version.releasedMinor]).toEqual([
      ...[under.length, -sum(under.map((entry) => entry.orderFunds))],
    ]);
    const orderIds = new Set(under.map(({ orderId }) => orderId));
    const refunds = rows.entries.filter(
      (entry) => orderIds.has(entry.orderId) && entry.currency === currency,
    );
    expect(version.platformMinor).toBe(-sum(refunds.map((entry) => entry.platformLoss)));
    expect(version.shortfallMinor).toBe(
      -sum(refunds.filter(({ kind }) => kind === 'deduction').map((entry) => entry.receivable)),
    );
  }
  for (const key of ['platformMinor', 'shortfallMinor', 'recoveredMinor', 'owedMinor', 'netMinor'] as const)
    expect(sum(versions.map((version) => version[key]))).toBe(all[key]);
}

async function checkCoverage(scratch: Database, rows: Rows, currency: string) {
  const { overall, byTier, byVersion } = await getCoverage(scratch, OPERATOR, currency);
  const deductions = rows.entries.filter(
    (entry) => entry.currency === currency && entry.kind === 'deduction',
  );
  const needed = deductions.filter((entry) => entry.deposit < 0n || entry.receivable < 0n);
  expect([overall.all.cases, overall.all.hits, overall.deposit.cases, overall.deposit.hits]).toEqual([
    deductions.length,
    deductions.filter((entry) => entry.receivable === 0n).length,
    needed.length,
    needed.filter((entry) => entry.receivable === 0n).length,
  ]);
  expect(overall.gaveMinor).toBe(-sum(deductions.map((entry) => entry.deposit)));
  for (const parts of [byTier, byVersion]) {
    expect(parts.reduce((all, part) => all + part.all.cases, 0)).toBe(overall.all.cases);
    expect(parts.reduce((all, part) => all + part.deposit.hits, 0)).toBe(overall.deposit.hits);
  }
}

async function allExits(scratch: Database, currency: string): Promise<WithoutExit[]> {
  const all: WithoutExit[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listExits>> = await listExits(scratch, OPERATOR, {
      ...{ currency, reason: null, cursor, limit: 2 },
    });
    all.push(...(page?.rows ?? []));
    cursor = page?.next ?? null;
  } while (cursor !== null);
  return all;
}

async function checkExits(scratch: Database, rows: Rows, currency: string, on: CalendarDate) {
  const { policy } = await readMarketplace(scratch.drizzle);
  const listed = await allExits(scratch, currency);
  const expected = rows.orders
    .filter((order) => order.currency === currency && order.state === 'held')
    .flatMap((order) => {
      const merchant = rows.merchants.get(order.merchantId);
      if (merchant === undefined) throw new Error(`${order.merchantId} is not there`);
      const exit = exitOf(order, merchant, policy, on);
      return exit.kind === 'none' ? [[order.merchantId, order.orderId, exit.reason, exit.since]] : [];
    });
  const stuck = listed.filter(({ reason }) => !reason.endsWith('overdue'));
  expect(stuck.map((row) => [row.merchantId, row.orderId, row.reason, row.since]).toSorted()).toEqual(
    expected.toSorted(),
  );
  // No run leaves anything that is due behind.
  expect(listed.filter(({ reason }) => reason.endsWith('overdue'))).toEqual([]);
  const sums = (await sumExits(scratch, OPERATOR))?.sums.filter((each) => each.currency === currency) ?? [];
  expect(sums.reduce((all, { count }) => all + count, 0)).toBe(listed.length);
  expect(sum(sums.map(({ amountMinor }) => amountMinor))).toBe(sum(listed.map((row) => row.amountMinor)));
  return listed.length;
}

test('every figure is what the books say', { timeout: 900_000 }, async () => {
  const seen = { exposed: 0, debts: 0, losses: 0, deductions: 0, exits: 0 };
  await fc.assert(
    fc.asyncProperty(historyArbitrary, async ({ policy, steps }) => {
      await inScratch(server.ownerUrl, async (scratch) => {
        await play(scratch, policy, steps as Step[]);
        const { today: on, currencies } = await getCurrencies(scratch, OPERATOR);
        const rows = await readRows(scratch);
        expect(currencies).toEqual([...new Set(rows.balances.map(({ currency }) => currency))].toSorted());
        if (on === null) return;
        for (const currency of currencies) {
          await checkExposure(scratch, rows, currency, on);
          await checkDebts(scratch, rows, currency, on);
          await checkLosses(scratch, rows, currency);
          await checkCoverage(scratch, rows, currency);
          seen.exits += await checkExits(scratch, rows, currency, on);
        }
        seen.exposed += rows.orders.filter(({ state }) => state === 'released_early').length;
        seen.debts += rows.entries.filter(({ receivable }) => receivable < 0n).length;
        seen.losses += rows.entries.filter(({ platformLoss }) => platformLoss < 0n).length;
        seen.deductions += rows.entries.filter(({ kind }) => kind === 'deduction').length;
      });
    }),
    { numRuns: HISTORIES, endOnFailure: true },
  );
  // Histories in which nothing of it happens would show nothing.
  for (const [what, count] of Object.entries(seen)) expect([what, count > 0]).toEqual([what, true]);
});
