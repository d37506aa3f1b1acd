import { minor } from './columns';

/** A column for each account of the fixed chart (rules.md, section 3). */
export function accountColumns() {
  return {
    orderFunds: minor('order_funds').notNull(),
    paymentAccount: minor('payment_account').notNull(),
    marketplaceAccount: minor('marketplace_account').notNull(),
    deposit: minor('deposit').notNull(),
    receivable: minor('receivable').notNull(),
    fees: minor('fees').notNull(),
    platformLoss: minor('platform_loss').notNull(),
    clearing: minor('clearing').notNull(),
  };
}
