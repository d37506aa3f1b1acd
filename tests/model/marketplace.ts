import type { Account, Amounts } from './accounts';
import type { Day } from './calendar';
import { byCodePoint } from './ids';
import type { Merchant } from './merchant';
import { sum } from './money';
import type { Order } from './order';
import type { Policy, Tier } from './policy';

/** The whole history in memory, and the figures that every rule asks of it. */

export type Entry = {
  merchant: string;
  currency: string;
  day: Day;
  /** The day that was open when the entry was made. */
  openDay: Day | null;
  /** The fact that caused it, or the run. */
  cause: { fact: string } | { run: Day };
  amounts: Amounts;
};

export type Hold = {
  order: string;
  merchant: string;
  currency: string;
  amount: bigint;
  releaseOn: Day;
  deadline: Day | null;
};

export class Marketplace {
  readonly merchants = new Map<string, Merchant>();
  readonly orders = new Map<string, Order>();
  readonly entries: Entry[] = [];
  readonly holds: Hold[] = [];
  /** The day of the latest run. */
  openDay: Day | null = null;
  /** How often each noteworthy thing happened: what a set of histories reaches can be counted. */
  readonly seen = new Map<string, number>();

  constructor(public policy: Policy) {}

  balance(merchant: string, currency: string, account: Account, asOf?: Day): bigint {
    return sum(
      this.entries
        .filter((entry) => entry.merchant === merchant && entry.currency === currency)
        .filter((entry) => asOf === undefined || entry.day <= asOf)
        .map((entry) => entry.amounts[account] ?? 0n),
    );
  }

  openHolds(merchant: string): Hold[] {
    return this.holds
      .filter((hold) => hold.merchant === merchant && hold.amount > 0n)
      .sort((a, b) => a.releaseOn - b.releaseOn || byCodePoint(a.order, b.order));
  }

  tierNamed(name: string | null): Tier | undefined {
    return this.policy.tiers.find((tier) => tier.name === name);
  }

  note(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }
}
