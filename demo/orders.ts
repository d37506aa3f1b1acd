import { CONDUCTS } from './conduct';
import { type Currency, MARKETS } from './currencies';
import { dateOf, dayOfInstant, HOUR_SECONDS, instantAt, isoOf } from './days';
import type { Telegraph } from './facts';
import { Quota, type Random } from './random';
import { busyness } from './rhythm';
import type { Shop, Span } from './shop';

/** What became of an order, as far as its merchant needs to know before it withdraws. Dates are days. */
export interface OrderRecord {
  currency: Currency;
  amount: number;
  shipped: number;
  /** When the standard rule counts it as received; null where nobody ever said so. */
  received: number | null;
  refunds: { on: number; amount: number }[];
  /** `until` null: still open. */
  dispute: { from: number; until: number | null } | null;
}

interface Product {
  units: number;
  prices: Map<Currency, number>;
}

const BORNE_BY_MERCHANT = [
  ['no_reason_return', 45],
  ['seller_fault', 30],
  ['order_problem', 25],
] as const;
const BORNE_BY_PLATFORM = [
  ['carrier_fault', 50],
  ['goodwill', 30],
  ['platform_fault', 20],
] as const;

const PLATFORM_REFUND_RATE = 0.01;
const LOST_RATE = 0.006;
const CONFIRMED_RATE = 0.6;
/** Of late or missing news: a payment told after the shipment, a shipment after the delivery, a late scan. */
const PAID_LATE_RATE = 0.003;
const SHIPPED_LATE_RATE = 0.002;
const SCANNED_LATE_RATE = 0.012;
/** For three days the carrier to the euro area sent no scans, and then all at once. */
const OUTAGE = { from: 100, to: 98, mended: 97, currency: 'EUR' };

/** One merchant's orders, from payment to whatever ends them. */
export class OrderDesk {
  readonly records: OrderRecord[] = [];
  private readonly products: [Product, number][] = [];
  private readonly late: Quota;
  private readonly cancelled: Quota;
  private readonly refunded: Quota;
  private readonly borne: Quota;
  private readonly disputed: Quota;
  private readonly displeased: Quota;
  private readonly recalled: Quota;
  private serial = 0;
  private hasQuarrel = false;

  constructor(
    private readonly shop: Shop,
    private readonly number: number,
    private readonly until: number,
    private readonly random: Random,
    private readonly telegraph: Telegraph,
  ) {
    this.late = new Quota(random);
    this.cancelled = new Quota(random);
    this.refunded = new Quota(random);
    this.borne = new Quota(random);
    this.disputed = new Quota(random);
    this.displeased = new Quota(random);
    this.recalled = new Quota(random);
    const count = random.whole(8, 24);
    for (let rank = 1; rank <= count; rank += 1) {
      const units = shop.price * Math.exp(0.55 * random.normal());
      this.products.push([{ units, prices: new Map() }, 1 / rank ** 0.7]);
    }
  }

  /** The orders of one day. `progress` runs from 0 to 1 over the history. */
  trade(day: number, progress: number): void {
    const { orders_per_day, growth, plot } = this.shop;
    const pace = plot.pace !== undefined && this.within(plot.pace.span, day) ? plot.pace.factor : 1;
    const mean = orders_per_day * (1 + growth * (2 * progress - 1)) * busyness(day) * pace;
    const seconds = Array.from({ length: this.random.poisson(mean) }, () => this.random.whole(0, 86_399));
    for (const second of seconds.sort((one, other) => one - other)) this.sell(day, second);
  }

  private within([from, to]: Span, day: number): boolean {
    const ago = this.until - day;
    return ago <= from && ago >= to;
  }

  private sell(day: number, second: number): void {
    const { random, shop, telegraph } = this;
    const conduct = CONDUCTS[shop.conduct];
    const currency = random.weighted(shop.currencies);
    const amount =
      this.price(currency) *
      random.weighted([
        [1, 78],
        [2, 17],
        [3, 5],
      ]);
    this.serial += 1;
    const order = `${dateOf(day).slice(2).replaceAll('-', '')}-${String(this.number).padStart(2, '0')}${String(this.serial).padStart(4, '0')}`;
    const paid = instantAt(day, second);

    const cancelled = this.cancelled.take(conduct.cancelled);
    const late = !cancelled && this.late.take(conduct.late);
    const wait = late
      ? random.weighted([
          [4, 70],
          [5, 22],
          [6, 8],
        ])
      : random.weighted([
          [0, 30],
          [1, 38],
          [2, 22],
          [3, 10],
        ]);
    const working = random.whole(9 * HOUR_SECONDS, 20 * HOUR_SECONDS);
    const shipped_on = wait === 0 && working < second + HOUR_SECONDS ? day + 1 : day + wait;
    const shipped = instantAt(shipped_on, working);

    // Not where the store closes: a payment that is told after that is refused.
    const is_told_late = !cancelled && shop.plot.closes === undefined && random.chance(PAID_LATE_RATE);
    telegraph.send(
      `paid-${order}`,
      'order.paid',
      paid,
      {
        order,
        merchant: shop.id,
        amount: String(amount),
        currency,
        fee_bps: shop.fee_bps,
        ship_by: isoOf(instantAt(day + 3, second)),
      },
      is_told_late ? shipped + random.whole(1, 26) * HOUR_SECONDS * 1000 : paid,
    );
    if (cancelled) {
      const after = random.whole(600, 20 * HOUR_SECONDS);
      telegraph.send(`cancelled-${order}`, 'order.cancelled', instantAt(day, second + after), { order });
      return;
    }
    this.send(order, currency, amount, shipped, shipped_on);
  }

  private send(order: string, currency: Currency, amount: number, shipped: number, shipped_on: number): void {
    const { random, shop, telegraph } = this;
    const { plot } = shop;
    const conduct = CONDUCTS[shop.conduct];

    const is_recalled =
      plot.recalls !== undefined &&
      this.within(plot.recalls.shipped, shipped_on) &&
      this.recalled.take(plot.recalls.share);
    const is_quarrel =
      !this.hasQuarrel && plot.quarrels !== undefined && this.within(plot.quarrels.shipped, shipped_on);
    const is_plain = is_recalled || is_quarrel;
    const is_refunded = !is_plain && this.refunded.take(conduct.refunded);
    const is_borne = !is_plain && !is_refunded && this.borne.take(PLATFORM_REFUND_RATE);
    const is_disputed = !is_plain && this.disputed.take(conduct.disputed);
    const is_lost = !is_quarrel && random.chance(LOST_RATE);

    const [fewest, most] = MARKETS[currency].route;
    const delivered_on =
      shipped_on + Math.round((random.between(fewest, most) + random.between(fewest, most)) / 2);
    const delivered = instantAt(delivered_on, random.whole(8 * HOUR_SECONDS, 23 * HOUR_SECONDS));

    const is_smooth = !is_plain && !is_refunded && !is_borne && !is_disputed && !is_lost;
    const shipment_told =
      is_smooth && random.chance(SHIPPED_LATE_RATE)
        ? delivered + random.whole(2, 40) * HOUR_SECONDS * 1000
        : shipped;
    telegraph.send(`shipped-${order}`, 'order.shipped', shipped, { order }, shipment_told);

    const record: OrderRecord = {
      currency,
      amount,
      shipped: shipped_on,
      received: null,
      refunds: [],
      dispute: null,
    };
    this.records.push(record);
    if (!is_lost) {
      telegraph.send(
        `delivered-${order}`,
        'order.delivered',
        delivered,
        { order },
        this.scanned(delivered, currency),
      );
      record.received = delivered_on + 5;
      if (random.chance(CONFIRMED_RATE)) {
        const confirmed_on = delivered_on + random.whole(1, 7);
        telegraph.send(`confirmed-${order}`, 'order.confirmed', this.during(confirmed_on), { order });
        record.received = Math.min(record.received, confirmed_on);
      }
    }

    if (is_quarrel && plot.quarrels !== undefined) {
      this.hasQuarrel = true;
      this.dispute(order, record, this.until - plot.quarrels.opened, null);
      return;
    }
    if (is_recalled && plot.recalls !== undefined) {
      const [from, to] = plot.recalls.settled;
      this.refund(order, record, this.until - random.whole(to, from), amount, 'seller_fault');
      return;
    }

    let settled_on = delivered_on + random.whole(conduct.refund_days[0], conduct.refund_days[1]);
    if (is_disputed) {
      const opened_on = is_lost ? shipped_on + most + 3 : delivered_on + random.whole(0, 8);
      const lasts = random.chance(0.85) ? random.whole(3, 22) : random.whole(35, 80);
      this.dispute(order, record, opened_on, opened_on + lasts);
      settled_on = opened_on + lasts;
    } else if (is_lost) {
      settled_on = shipped_on + most + random.whole(5, 15);
    }
    // A lost parcel is the carrier's fault, six times in ten; nobody ever asks after the others.
    const reason = is_refunded
      ? random.weighted(BORNE_BY_MERCHANT)
      : is_lost && random.chance(0.6)
        ? 'carrier_fault'
        : is_borne
          ? random.weighted(BORNE_BY_PLATFORM)
          : null;
    if (reason !== null) this.refundSome(order, record, settled_on, reason);
    if (!is_lost && random.chance(conduct.feedback)) {
      const positive = !this.displeased.take(1 - conduct.positive);
      const left = this.during(delivered_on + random.whole(0, 12));
      telegraph.send(`feedback-${order}`, 'feedback.left', left, { order, positive });
    }
  }

  private price(currency: Currency): number {
    const product = this.random.weighted(this.products);
    const market = MARKETS[currency];
    const price = product.prices.get(currency) ?? market.price(product.units * market.level, this.random);
    product.prices.set(currency, price);
    return price;
  }

  private during(day: number): number {
    return instantAt(day, this.random.whole(0, 86_399));
  }

  private scanned(delivered: number, currency: Currency): number {
    const day = dayOfInstant(delivered);
    if (currency === OUTAGE.currency && this.within([OUTAGE.from, OUTAGE.to], day)) {
      return instantAt(this.until - OUTAGE.mended, 9 * HOUR_SECONDS + this.random.whole(0, 900));
    }
    return this.random.chance(SCANNED_LATE_RATE)
      ? delivered + this.random.whole(12, 96) * HOUR_SECONDS * 1000
      : delivered;
  }

  private dispute(order: string, record: OrderRecord, opened_on: number, closed_on: number | null): void {
    record.dispute = { from: opened_on, until: closed_on };
    const fields = { order, dispute: `case-${order}` };
    this.telegraph.send(
      `dispute-opened-${order}`,
      'dispute.opened',
      instantAt(opened_on, this.random.whole(0, 43_199)),
      fields,
    );
    if (closed_on === null) return;
    this.telegraph.send(
      `dispute-closed-${order}`,
      'dispute.closed',
      instantAt(closed_on, this.random.whole(43_200, 64_000)),
      fields,
    );
  }

  /** All of it, or a part, or a part now and the rest later. */
  private refundSome(order: string, record: OrderRecord, settled_on: number, reason: string): void {
    const { amount } = record;
    const kind = this.random.weighted([
      ['full', 58],
      ['part', 37],
      ['twice', 5],
    ]);
    if (kind === 'full') {
      this.refund(order, record, settled_on, amount, reason);
      return;
    }
    const part = Math.max(1, Math.round((amount * this.random.whole(2, 12)) / 20));
    this.refund(order, record, settled_on, part, reason);
    if (kind === 'twice')
      this.refund(order, record, settled_on + this.random.whole(2, 14), amount - part, reason);
  }

  private refund(order: string, record: OrderRecord, on: number, amount: number, reason: string): void {
    record.refunds.push({ on, amount });
    const refund = `refund-${order}-${record.refunds.length}`;
    const fields = { refund, order, amount: String(amount), reason };
    this.telegraph.send(refund, 'refund.settled', instantAt(on, this.random.whole(64_800, 82_800)), fields);
  }
}
