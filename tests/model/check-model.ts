import { ACCOUNTS, type Account } from './accounts';
import type { Day } from './calendar';
import { keyOf } from './ids';
import type { Model } from './model';
import { sum } from './money';
import { heldOf } from './order';

/** The invariants of the model's own books. */

const MAY_BE_NEGATIVE: Partial<Record<Account, true>> = { fees: true, clearing: true };
const ONLY_NEGATIVE: Partial<Record<Account, true>> = { receivable: true, platform_loss: true };

/** Throws where the model's own books break an invariant. */
export function checkModel(model: Model): void {
  const insist = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`the model is wrong: ${what}`);
  };
  const balances = new Map<string, bigint>();
  const latest = new Map<string, Day>();
  const entriesOfFact = new Map<string, number>();

  for (const [index, entry] of model.entries.entries()) {
    const where = `entry ${index} of ${entry.merchant} ${entry.currency}`;
    insist(
      sum(ACCOUNTS.map((account) => entry.amounts[account] ?? 0n)) === 0n,
      `${where} does not sum to zero`,
    );
    for (const account of ACCOUNTS) {
      const key = keyOf(entry.merchant, entry.currency, account);
      const balance = (balances.get(key) ?? 0n) + (entry.amounts[account] ?? 0n);
      balances.set(key, balance);
      if (ONLY_NEGATIVE[account]) insist(balance <= 0n, `${where}: ${account} above zero`);
      else if (!MAY_BE_NEGATIVE[account]) insist(balance >= 0n, `${where}: ${account} below zero`);
    }
    insist(
      entry.day >= (latest.get(entry.merchant) ?? entry.day),
      `${where}: before the merchant's latest entry`,
    );
    insist(entry.openDay === null || entry.day >= entry.openDay, `${where}: on a closed day`);
    latest.set(entry.merchant, entry.day);
    if ('fact' in entry.cause) {
      const count = (entriesOfFact.get(entry.cause.fact) ?? 0) + 1;
      entriesOfFact.set(entry.cause.fact, count);
      insist(count <= 2, `${where}: a third entry of one fact`);
    }
  }

  const held = new Map<string, bigint>();
  for (const order of model.orders.values()) {
    const refunded = sum(order.refunds.map((refund) => refund.amount));
    insist(refunded <= order.amount, `${order.id}: refunded more than paid`);
    insist(heldOf(order) >= 0n, `${order.id}: holds less than nothing`);
    const key = keyOf(order.merchant, order.currency, 'order_funds');
    held.set(key, (held.get(key) ?? 0n) + heldOf(order));
  }
  for (const hold of model.holds) {
    insist(hold.amount >= 0n, `hold of ${hold.order} below zero`);
    insist(
      hold.deadline === null || hold.releaseOn <= hold.deadline,
      `hold of ${hold.order} beyond its deadline`,
    );
    const key = keyOf(hold.merchant, hold.currency, 'deposit');
    held.set(key, (held.get(key) ?? 0n) + hold.amount);
  }
  for (const merchant of model.merchants.keys()) {
    const currencies = new Set(
      model.entries.filter((one) => one.merchant === merchant).map((one) => one.currency),
    );
    for (const currency of currencies) {
      for (const account of ['order_funds', 'deposit'] as const) {
        const key = keyOf(merchant, currency, account);
        insist(
          (balances.get(key) ?? 0n) === (held.get(key) ?? 0n),
          `${merchant} ${currency}: ${account} is off`,
        );
      }
    }
    const one = model.merchants.get(merchant);
    insist(
      (one?.tier !== null) === (one?.enrolment === 'enrolled'),
      `${merchant}: a tier exactly while enrolled`,
    );
  }
  insist(
    new Set(model.holds.map((hold) => hold.order)).size === model.holds.length,
    'an order with two holds',
  );
}
