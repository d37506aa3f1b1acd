import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { insertBankAccount } from '../../db/queries/bank-accounts';
import { readMarketplace } from '../../db/queries/marketplace';
import { DEMO_BANK_ACCOUNTS } from '../../demo/bank-accounts';
import { DEMO_PEOPLE } from '../../demo/people';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';

const WAITED_MS = 30 * 24 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Gives the stores of the demo's sellers bank accounts that have waited long enough, where they have none yet. */
export async function addDemoBankAccounts(
  database: Database,
  actor: Actor,
  now: Date = new Date(),
): Promise<void> {
  authorize(actor, 'demo.fill');
  const { demoUntil } = await readMarketplace(database.drizzle);
  if (demoUntil === null) return;
  const addedAt = new Date(now.getTime() - WAITED_MS);
  for (const { id, merchant } of DEMO_PEOPLE) {
    const store = merchant === null ? null : await readMerchant(database.drizzle, merchant);
    if (store === null) continue;
    for (const [currency, account] of Object.entries(DEMO_BANK_ACCOUNTS)) {
      if (!store.currencies.includes(currency)) continue;
      await insertBankAccount(database.drizzle, {
        bankAccountId: `demo ${store.merchantId} ${currency}`,
        merchantId: store.merchantId,
        currency,
        holderName: store.name ?? store.merchantId,
        ...account,
        ...{ addedBy: id, addedAt, usableAt: new Date(addedAt.getTime() + DAY_MS) },
      });
    }
  }
}
