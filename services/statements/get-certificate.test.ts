import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { addDays, type CalendarDate } from '@/engine/calendar';
import { getMerchant, getMerchantAsOf, getMerchants } from '@/services/get-merchant';
import { recordFacts } from '@/services/record-facts';
import { runDay } from '@/services/run-day';
import { inScratch } from '@/services/scratch';
import { setPolicy } from '@/services/set-policy';
import { type Certificate, getCertificate } from '@/services/statements/get-certificate';
import { OPERATOR, sellerOf } from '@/tests/actors';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { historyArbitrary } from '@/tests/model/history';

/** The certificate says what the books say, and says it again. */

async function certify(database: Database, merchant: string, asOf: CalendarDate | null = null) {
  const certificate = await getCertificate(database, sellerOf(merchant), { asOf });
  if (certificate === null) throw new Error(`no certificate of ${merchant}`);
  return certificate;
}

/** What a later look may say otherwise: whether the day is over. */
const lasting = ({ isOpen: _open, today: _today, ...said }: Certificate) => said;

describe('random histories', () => {
  let server: TestDatabase;
  beforeAll(async () => {
    server = await createTestDatabase();
    await migrate(server.ownerUrl);
  });
  afterAll(() => server.drop());

  async function checkNow(scratch: Database, merchant: string): Promise<Certificate> {
    const certificate = await certify(scratch, merchant);
    const known = await getMerchant(scratch, OPERATOR, merchant);
    const then = await getMerchantAsOf(scratch, OPERATOR, merchant, certificate.asOf);
    expect(certificate.standing).toMatchObject({ enrolment: known?.enrolment, tier: known?.tier });
    for (const { currency, balances, deposit, released } of certificate.currencies) {
      const texts = Object.entries(balances).map(([account, minor]) => [account, minor.toString()]);
      expect(Object.fromEntries(texts)).toEqual(then?.accounts[currency]);
      const open = (known?.holds ?? []).filter((hold) => hold.currency === currency);
      expect(deposit.holds).toBe(open.length);
      expect(deposit.unexplainedMinor).toBe(0n);
      expect(deposit.dates.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(deposit.leftMinor);
      expect(deposit.dates.map(({ releaseOn }) => releaseOn)).toEqual(
        [...new Set(open.map((hold) => hold.release_on))].toSorted(),
      );
      for (const { grossMinor, feeMinor, frozenMinor, paidMinor } of released)
        expect(feeMinor + frozenMinor + paidMinor).toBe(grossMinor);
    }
    return certificate;
  }

  it('it says what the books say, and the same again when the day is long over', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, async ({ policy, steps }) => {
        await inScratch(server.ownerUrl, async (scratch) => {
          await setPolicy(scratch, OPERATOR, policy);
          const issued = new Map<string, Certificate>();
          let lastRun: CalendarDate | null = null;
          const issue = async () => {
            for (const merchant of Object.keys(await getMerchants(scratch, OPERATOR))) {
              const certificate = await checkNow(scratch, merchant);
              // One of a date that is still ahead is not the last word on it.
              if (certificate.asOf === lastRun) issued.set(`${merchant} ${lastRun}`, certificate);
            }
          };
          for (const step of steps) {
            if ('fact' in step) await recordFacts(scratch, OPERATOR, [step.fact]);
            if (!('run' in step)) continue;
            // The last word on a day is spoken before the next one opens.
            if (lastRun !== null && step.run > lastRun) await issue();
            const { status } = await runDay(scratch, OPERATOR, step.run);
            if (status === 'done') lastRun = step.run;
          }
          await issue();
          for (const certificate of issued.values()) {
            const again = await certify(scratch, certificate.merchantId, certificate.asOf);
            expect(lasting(again)).toEqual(lasting(certificate));
          }
        });
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});

describe('a store that closes', () => {
  let books: TestBooks;
  beforeAll(async () => {
    books = await makeBooks();
    await setPolicy(books.database, OPERATOR, {
      assessment: { min_orders: 0, min_store_age_days: 0 },
      tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
    });
    const paid = { order: 'o', merchant: 'store', amount: 10_000, currency: 'USD', fee_bps: 500 };
    await apply(books.database, [
      fact('opened', 'merchant.opened', '2026-01-01', { merchant: 'store', name: 'A store' }),
      fact('opened other', 'merchant.opened', '2026-01-01', { merchant: 'other' }),
      fact('paid', 'order.paid', '2026-01-02', paid),
      fact('shipped', 'order.shipped', '2026-01-02', { order: 'o' }),
    ]);
    await runDay(books.database, OPERATOR, '2026-01-03');
    await runDay(books.database, OPERATOR, '2026-01-06');
    await runDay(books.database, OPERATOR, '2026-01-10');
    await apply(books.database, [
      fact('closed', 'merchant.closed', '2026-01-10', { merchant: 'store', reason: 'withdrawn' }),
    ]);
    await runDay(books.database, OPERATOR, '2026-01-12');
  });
  afterAll(() => books.drop());

  it('still reads what was released, and the dates of the closure rule', async () => {
    const certificate = await certify(books.database, 'store');
    expect(certificate.standing).toEqual({ enrolment: 'closed', tier: null, endedOn: '2026-01-10' });
    expect(certificate.asOf).toBe('2026-01-12');
    expect(certificate.currencies).toMatchObject([
      {
        currency: 'USD',
        released: [
          {
            kind: 'release_early',
            orders: 1,
            grossMinor: 10_000n,
            feeMinor: 500n,
            frozenMinor: 950n,
            paidMinor: 8550n,
          },
          { kind: 'release_standard', orders: 0 },
          { kind: 'release_closure', orders: 0 },
        ],
        deposit: {
          ...{ frozenMinor: 950n, givenBackMinor: 0n, leftMinor: 950n, unexplainedMinor: 0n, holds: 1 },
          dates: [{ releaseOn: addDays('2026-01-02', 180), holds: 1, amountMinor: 950n }],
        },
      },
    ]);
  });

  it('reads of a date before it closed what stood then', async () => {
    const then = await certify(books.database, 'store', '2026-01-09');
    expect(then.standing).toEqual({ enrolment: 'enrolled', tier: 'A', endedOn: null });
    expect(then.currencies[0]?.deposit.dates).toEqual([
      { releaseOn: addDays('2026-01-02', 60), holds: 1, amountMinor: 950n },
    ]);
    const before = await certify(books.database, 'store', '2026-01-05');
    expect(before.currencies[0]).toMatchObject({ released: [{ orders: 0 }, {}, {}], deposit: { holds: 0 } });
  });

  it('has another number for another date or another entry, and the same for the same', async () => {
    const numbers = await Promise.all(
      [null, '2026-01-12', '2026-02-01', '2026-01-09', '2026-01-05'].map(
        async (asOf) => (await certify(books.database, 'store', asOf)).number,
      ),
    );
    expect(numbers[1]).toBe(numbers[0]);
    expect(numbers[2]).toBe(numbers[0]);
    expect(new Set(numbers).size).toBe(3);
    expect(numbers[0]).toMatch(/^20260112-2-[0-9A-F]{12}$/);
    const credit = { merchant: 'store', amount: 5, currency: 'USD' };
    await apply(books.database, [fact('credit', 'adjustment.posted', '2026-01-12', credit)]);
    expect((await certify(books.database, 'store')).number).not.toBe(numbers[0]);
    expect((await certify(books.database, 'store', '2026-01-09')).number).toBe(numbers[3]);
  });

  it('is told nothing of by another store', async () => {
    const other = await certify(books.database, 'other');
    expect(other).toMatchObject({ merchantId: 'other', currencies: [], entryCount: 0n });
    expect(await getCertificate(books.database, sellerOf('nobody'), { asOf: null })).toBeNull();
  });
});
