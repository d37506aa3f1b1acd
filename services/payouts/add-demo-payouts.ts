import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { readWithdrawal } from '../../db/queries/withdrawals';
import { DEMO_BATCH_ID, DEMO_PAYOUTS, DEMO_RETURN_REASON, type DemoPayout } from '../../demo/payouts';
import { DEMO_PEOPLE } from '../../demo/people';
import type { Actor } from '../../engine/actor';
import { decimalText } from '../../engine/money';
import { authorize } from '../authorize';
import { findActor } from '../sign-in/person-actor';
import { askWithdrawal } from '../withdrawals/ask-withdrawal';
import { markWithdrawalReturned, markWithdrawalSent } from '../withdrawals/mark-withdrawal';
import { readReadyMoney } from '../withdrawals/read-collecting';
import { makeBatch } from './make-batch';
import { demoPayers, payerNumber } from './payers';
import { firstBankDay } from './weigh-batch';

/**
 * Has some of the demo's sellers ask for withdrawals, and its reviewer hand a few to the bank, as they themselves would:
 * once, to the demo's own books and to no others.
 */
export async function addDemoPayouts(
  database: Database,
  actor: Actor,
  now: Date = new Date(),
): Promise<void> {
  authorize(actor, 'demo.fill');
  const { demoUntil, policy } = await readMarketplace(database.drizzle);
  if (demoUntil === null || (await isAsked(database, DEMO_PAYOUTS.at(-1)))) return;
  for (const payout of DEMO_PAYOUTS) await askFor(database, payout, now);
  await handOver(database, firstBankDay(now, policy.timezone), now);
}

async function isAsked(database: Database, payout: DemoPayout | undefined): Promise<boolean> {
  return payout !== undefined && (await readWithdrawal(database.drizzle, payout.id)) !== null;
}

async function actorOf(database: Database, role: string, store: string | null) {
  const person = DEMO_PEOPLE.find((each) => each.role === role && each.merchant === store);
  return person === undefined ? null : findActor(database.drizzle, { id: person.id }, null);
}

/** A store that has nothing to withdraw asks for nothing. */
async function askFor(database: Database, payout: DemoPayout, now: Date): Promise<void> {
  const { id, store, currency, percent } = payout;
  const seller = await actorOf(database, 'seller', store);
  if (seller === null || (await isAsked(database, payout))) return;
  const money = await readReadyMoney(database.drizzle, store);
  const readyMinor = money.find((each) => each.currency === currency)?.readyMinor ?? 0n;
  const amountMinor = (readyMinor * BigInt(percent)) / 100n;
  if (amountMinor === 0n) return;
  await askWithdrawal(
    database,
    seller,
    {
      ...{ submissionId: id, currency, amount: decimalText(amountMinor, currency) },
      bankAccountId: `demo ${store} ${currency}`,
    },
    now,
  );
}

async function handOver(database: Database, executeOn: string, now: Date): Promise<void> {
  const reviewer = await actorOf(database, 'reviewer', null);
  const asked: DemoPayout[] = [];
  for (const payout of DEMO_PAYOUTS)
    if (payout.isInBatch && (await isAsked(database, payout))) asked.push(payout);
  const payers = demoPayers();
  const [first] = asked;
  const payer = payers.find(({ currency }) => currency === first?.currency);
  if (reviewer === null || first === undefined || payer === undefined) return;
  const ask = {
    ...{ submissionId: DEMO_BATCH_ID, currency: first.currency, executeOn, payer: payerNumber(payer) },
    withdrawalIds: asked.map(({ id }) => id),
  };
  await makeBatch(database, reviewer, ask, { payers, now });
  for (const { id: withdrawalId, became } of asked) {
    if (became === 'sent') await markWithdrawalSent(database, reviewer, { withdrawalId }, now);
    if (became === 'returned')
      await markWithdrawalReturned(database, reviewer, { withdrawalId, why: DEMO_RETURN_REASON }, now);
  }
}
