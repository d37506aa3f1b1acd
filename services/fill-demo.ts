import { type Database, openDatabase } from '../db/client';
import { readMarketplace, updateMarketplace } from '../db/queries/marketplace';
import { simulateMarketplace } from '../demo/marketplace';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate, dateOf } from '../engine/calendar';
import { DEFAULT_POLICY } from '../engine/policy';
import { keepWorkList } from './assessments/keep-work-list';
import { authorize } from './authorize';
import { addDemoPayouts } from './payouts/add-demo-payouts';
import { addDemoProposals } from './proposals/add-demo-proposals';
import { recordFacts } from './record-facts';
import { playDay } from './run-day';
import { recordPolicy } from './set-policy';
import { addDemoPeople } from './sign-in/add-demo-people';
import { inTransaction } from './transaction';
import { addDemoBankAccounts } from './withdrawals/add-demo-bank-accounts';

const SEED = 1;

/** The last whole day before an instant, where the demo's marketplace is. */
export function demoEnd(nowMs: number): CalendarDate {
  return addDays(dateOf(nowMs, DEFAULT_POLICY.timezone), -1);
}

/**
 * Fills an empty database with the demo marketplace, by playing its days through the engine: each day's run, then the
 * facts that arrive on it; and adds its people. A fill that was broken off goes on; a database with other books in it is
 * left alone.
 *
 * @param options.until the demo's last day; without it, yesterday
 * @param options.seed another throw of the dice; the telling stores keep their stories
 */
export async function fillDemoIfEmpty(
  ownerUrl: string,
  actor: Actor,
  options: {
    until?: CalendarDate;
    seed?: number;
    onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<void> {
  authorize(actor, 'demo.fill');
  const database = openDatabase(ownerUrl);
  try {
    const state = await readMarketplace(database.drizzle);
    if (state.isDemoFilled) return await addWhoLooks(database, actor);
    const isEmpty = !state.hasFacts && state.openOn === null;
    if (!isEmpty && state.demoUntil === null) return;
    const until = state.demoUntil ?? options.until ?? demoEnd(Date.now());
    const marketplace = simulateMarketplace({ seed: options.seed ?? SEED, until });
    if (state.demoUntil === null) {
      // Not `setPolicy`: somebody may have been let in already, before there is any money.
      await inTransaction(database, (executor) =>
        recordPolicy(executor, actor, marketplace.policy, { over: 'default' }),
      );
      await updateMarketplace(database.drizzle, { demoUntil: until });
    }
    const factsOn = new Map<CalendarDate, unknown[]>();
    for (const { arrives_on, fact } of marketplace.facts) {
      const facts = factsOn.get(arrives_on);
      if (facts === undefined) factsOn.set(arrives_on, [fact]);
      else facts.push(fact);
    }
    const days: CalendarDate[] = [];
    for (let day = marketplace.first_date; day <= until; day = addDays(day, 1)) days.push(day);
    for (const [index, day] of days.entries()) {
      if (state.openOn === null || day >= state.openOn) {
        await playDay(database, day);
        await recordFacts(database, actor, factsOn.get(day) ?? []);
      }
      options.onProgress?.(index + 1, days.length);
    }
    await addWhoLooks(database, actor);
    await addDemoProposals(database, actor);
    await keepWorkList(database, actor);
    await updateMarketplace(database.drizzle, { isDemoFilled: true });
  } finally {
    await database.close();
  }
}

/** The demo's people, where they have their money sent, and what of it is on its way. */
async function addWhoLooks(database: Database, actor: Actor): Promise<void> {
  await addDemoPeople(database, actor);
  await addDemoBankAccounts(database, actor);
  await addDemoPayouts(database, actor);
}
