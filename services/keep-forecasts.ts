import { insertRows } from '../db/bulk';
import type { Database, Executor } from '../db/client';
import { isKnownMerchant, loadBalances, readMerchants } from '../db/queries/books';
import { policyFor } from '../db/queries/marketplace';
import { findMerchantsDueBy } from '../db/queries/runs';
import { forecasts } from '../db/schema/summaries';
import { Book, type Scene } from '../engine/book';
import { addDays, type CalendarDate } from '../engine/calendar';
import { inTransaction } from './transaction';
import { releaseAndGiveBack } from './visit-merchants';

/**
 * What the run of the next day is expected to bring, kept once a run is done, so that it can be judged later. The
 * engine decides it as that run would, on the books as they are; nothing of it is booked.
 */

const CHUNK_SIZE = 250;

async function forecastRows(executor: Executor, merchantIds: string[], madeOn: CalendarDate) {
  const forOn = addDays(madeOn, 1);
  const { policy } = await policyFor(executor, forOn);
  const books = new Map<string, Book>();
  for (const row of await readMerchants(executor, merchantIds))
    if (isKnownMerchant(row)) books.set(row.merchantId, new Book(row));
  const merchants = [...books.values()].map((book) => book.merchant);
  for (const { merchantId, currency, amounts } of await loadBalances(executor, merchants))
    books.get(merchantId)?.balances.set(currency, amounts);
  const scene: Scene = { openOn: forOn, policy, cause: { runOn: forOn }, actsOn: forOn };
  await releaseAndGiveBack(executor, books, scene);

  const rows = new Map<string, typeof forecasts.$inferInsert>();
  for (const [merchantId, book] of books) {
    for (const { currency, kind, amounts } of book.entries) {
      const key = `${currency} ${merchantId}`;
      const row = rows.get(key) ?? {
        ...{ merchantId, currency, forOn, madeOn },
        ...{ paidMinor: 0n, frozenMinor: 0n, givenBackMinor: 0n },
      };
      rows.set(key, row);
      if (kind === 'hold_release') {
        row.givenBackMinor -= amounts.deposit;
      } else {
        row.paidMinor += amounts.payment_account + amounts.receivable;
        row.frozenMinor += amounts.deposit;
      }
    }
  }
  return [...rows.values()];
}

/** Keeps what the day after a finished run is expected to bring each merchant; what was kept before stays. */
export async function keepForecasts(database: Database, madeOn: CalendarDate): Promise<void> {
  const merchantIds = await findMerchantsDueBy(database.drizzle, addDays(madeOn, 1));
  for (let start = 0; start < merchantIds.length; start += CHUNK_SIZE) {
    const part = merchantIds.slice(start, start + CHUNK_SIZE);
    await inTransaction(database, async (executor) => {
      await insertRows(executor, forecasts, await forecastRows(executor, part, madeOn), {
        target: ['merchantId', 'currency', 'forOn'],
      });
    });
  }
}
