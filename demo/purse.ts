import { type Currency, MARKETS } from './currencies';
import { dateOf, HOUR_SECONDS, instantAt } from './days';
import type { Telegraph } from './facts';
import type { OrderRecord } from './orders';
import type { Random } from './random';
import type { Shop } from './shop';

/** The waits of the default policy, and the largest deposit a tier asks. */
const RETURN_WINDOW_DAYS = 15;
const HOLD_DAYS = 60;
const CLOSURE_DAYS = 180;
const LARGEST_DEPOSIT = 0.2;

const RETURNED_RATE = 0.012;

/**
 * One merchant's withdrawals, subsidies and charges. It has no books: it withdraws a part of what
 * must have been released by the standard rule, so that hardly a withdrawal finds too little.
 */
export class Purse {
  private readonly withdrawn = new Map<Currency, number>();
  private readonly granted = new Map<Currency, number>();
  private readonly every: number;
  private readonly phase: number;
  private readonly share: number;
  private readonly currencies: readonly Currency[];

  constructor(
    private readonly shop: Shop,
    private readonly until: number,
    private readonly random: Random,
    private readonly telegraph: Telegraph,
    private readonly records: readonly OrderRecord[],
  ) {
    this.every = random.chance(0.4) ? 7 : 14;
    this.phase = random.whole(0, this.every - 1);
    this.share = random.between(0.6, 0.85);
    this.currencies = shop.currencies.map(([currency]) => currency);
  }

  live(day: number): void {
    const { closes, drains } = this.shop.plot;
    const ago = this.until - day;
    if (ago === drains) this.withdraw(day, 0.98);
    else if (day % this.every === this.phase) this.withdraw(day, this.share);
    if (closes !== undefined && ago <= closes.on) return;
    const date = dateOf(day);
    if (date.endsWith('-03')) this.grant(day, date.slice(0, 7));
    if (date.endsWith('-20')) this.charge(day, date.slice(0, 7));
  }

  private withdraw(day: number, share: number): void {
    for (const currency of this.currencies) {
      const { minor, least_withdrawal_minor } = MARKETS[currency];
      const before = this.withdrawn.get(currency) ?? 0;
      const left = (this.released(currency, day) - before) * share;
      const amount = Math.floor(left / minor) * minor;
      if (amount < least_withdrawal_minor) continue;
      const name = `${this.shop.id}-${dateOf(day)}-${currency}`;
      const at = instantAt(day, this.random.whole(9 * HOUR_SECONDS, 16 * HOUR_SECONDS));
      const fields = { merchant: this.shop.id, amount: String(amount), currency };
      this.telegraph.send(`withdrawal-${name}`, 'withdrawal.settled', at, fields);
      if (this.random.chance(RETURNED_RATE)) {
        const back = at + this.random.whole(20, 60) * HOUR_SECONDS * 1000;
        this.telegraph.send(`returned-${name}`, 'withdrawal.returned', back, fields);
      } else {
        this.withdrawn.set(currency, before + amount);
      }
    }
  }

  /** At least this much has been released to the merchant, whether it was enrolled or not. */
  private released(currency: Currency, day: number): number {
    const { plot, fee_bps } = this.shop;
    const closed_on = plot.closes === undefined ? null : this.until - plot.closes.on;
    let sum = 0;
    for (const record of this.records) {
      if (record.currency !== currency || record.received === null) continue;
      let released_on = record.received + RETURN_WINDOW_DAYS + 1;
      let thawed_on = record.shipped + HOLD_DAYS + 1;
      if (closed_on !== null && released_on > closed_on) released_on = record.shipped + CLOSURE_DAYS + 1;
      if (closed_on !== null && thawed_on > closed_on) thawed_on = record.shipped + CLOSURE_DAYS + 1;
      const { dispute } = record;
      if (dispute !== null && dispute.from <= day && (dispute.until === null || dispute.until >= day))
        continue;
      if (released_on > day) continue;
      const kept = record.refunds.reduce(
        (rest, refund) => rest - (refund.on <= day ? refund.amount : 0),
        record.amount,
      );
      sum += kept * (1 - fee_bps / 10_000) * (thawed_on > day ? 1 - LARGEST_DEPOSIT : 1);
    }
    return sum;
  }

  /** A subsidy or a rebate, of last month's sales. */
  private grant(day: number, month: string): void {
    for (const currency of this.currencies) {
      if (!this.random.chance(0.55)) continue;
      const sales = this.records
        .filter(
          (record) => record.currency === currency && record.shipped >= day - 31 && record.shipped < day,
        )
        .reduce((sum, record) => sum + record.amount, 0);
      const amount = Math.round(sales * this.random.between(0.004, 0.02));
      if (amount === 0) continue;
      this.granted.set(currency, (this.granted.get(currency) ?? 0) + amount);
      this.adjust(this.random.chance(0.5) ? 'subsidy' : 'rebate', day, month, currency, amount);
    }
  }

  /** Advertising, never more than half of what was granted and is not spent. */
  private charge(day: number, month: string): void {
    // A debtor's grants have gone into its debt: it advertises no more.
    if (this.shop.plot.drains !== undefined) return;
    for (const currency of this.currencies) {
      const granted = this.granted.get(currency) ?? 0;
      const amount = Math.round(granted * this.random.between(0.2, 0.5));
      if (amount === 0 || !this.random.chance(0.6)) continue;
      this.granted.set(currency, granted - amount);
      this.adjust('advertising', day, month, currency, -amount);
    }
  }

  private adjust(kind: string, day: number, month: string, currency: Currency, amount: number): void {
    this.telegraph.send(
      `${kind}-${this.shop.id}-${month}-${currency}`,
      'adjustment.posted',
      instantAt(day, 10 * HOUR_SECONDS + this.random.whole(0, 1800)),
      { merchant: this.shop.id, amount: String(amount), currency },
    );
  }
}
