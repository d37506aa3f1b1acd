import type { Role } from './cast';
import { dateOf, dayOf, dayOfInstant, HOUR_SECONDS, instantAt, TIMEZONE } from './days';
import { type Arrival, type RawFact, Telegraph } from './facts';
import { SHOPS, TELLING } from './merchants';
import { OrderDesk } from './orders';
import { Purse } from './purse';
import { Random } from './random';
import type { Shop } from './shop';

export type { RawFact } from './facts';

export interface DemoOptions {
  seed: number;
  /** The last date, YYYY-MM-DD: the demo's today. */
  until: string;
}

export interface DemoFact {
  /** The date on which it becomes known, in the policy's time zone: recorded after that day's run. */
  arrives_on: string;
  fact: RawFact;
}

export interface DemoMerchant {
  id: string;
  name: string;
  city: string;
  timezone: string;
  sells: string;
  currencies: string[];
  opened_on: string;
  story: string;
}

export interface DemoMarketplace {
  first_date: string;
  last_date: string;
  /** Merged over the default policy. */
  policy: object;
  /** In order of arrival. */
  facts: DemoFact[];
  merchants: DemoMerchant[];
  telling: Record<Role, string>;
}

const HISTORY_DAYS = 400;

/** A marketplace of invented stores and 400 days of its facts: the same for the same options. */
export function simulateMarketplace({ seed, until }: DemoOptions): DemoMarketplace {
  const last = dayOf(until);
  const first = last - HISTORY_DAYS + 1;
  const arrivals = SHOPS.flatMap((shop, index) => historyOf(shop, index + 1, seed, first, last));
  arrivals.push(...strays(last));
  const known = arrivals
    .map((arrival, index) => ({ ...arrival, index, day: dayOfInstant(arrival.arrives_at) }))
    .filter(({ day }) => day <= last)
    .sort((one, other) => one.arrives_at - other.arrives_at || one.index - other.index);
  return {
    first_date: dateOf(first),
    last_date: until,
    policy: { timezone: TIMEZONE },
    facts: known.map(({ day, fact }) => ({ arrives_on: dateOf(day), fact })),
    merchants: SHOPS.map((shop) => ({
      id: shop.id,
      name: shop.name,
      city: shop.city,
      timezone: shop.timezone,
      sells: shop.sells,
      currencies: shop.currencies.map(([currency]) => currency),
      opened_on: dateOf(last - shop.opened),
      story: shop.story,
    })),
    telling: { ...TELLING },
  };
}

function historyOf(shop: Shop, number: number, seed: number, first: number, last: number): Arrival[] {
  const telegraph = new Telegraph();
  const { id: merchant, plot } = shop;
  const opened_on = last - shop.opened;
  const opened = instantAt(opened_on, 8 * HOUR_SECONDS + number);
  const arrives = Math.max(opened, instantAt(first, number));
  telegraph.send(`opened-${merchant}`, 'merchant.opened', opened, { merchant, name: shop.name }, arrives);

  const desk = new OrderDesk(shop, number, last, new Random(seed, `${merchant} orders`), telegraph);
  const from = Math.max(first, opened_on + 1);
  const to = plot.closes === undefined ? last : last - plot.closes.on - 1;
  for (let day = from; day <= to; day += 1) desk.trade(day, (day - first) / HISTORY_DAYS);

  const purse = new Purse(shop, last, new Random(seed, `${merchant} purse`), telegraph, desk.records);
  for (let day = from; day <= last; day += 1) purse.live(day);

  const afternoon = (ago: number) => instantAt(last - ago, 15 * HOUR_SECONDS + number);
  if (plot.closes !== undefined) {
    const { on, reason } = plot.closes;
    telegraph.send(`closed-${merchant}`, 'merchant.closed', afternoon(on), { merchant, reason });
  }
  if (plot.opts_out !== undefined) {
    telegraph.send(`opted-out-${merchant}`, 'merchant.opted_out', afternoon(plot.opts_out), { merchant });
  }
  if (plot.opts_in !== undefined) {
    telegraph.send(`opted-in-${merchant}`, 'merchant.opted_in', afternoon(plot.opts_in), { merchant });
  }
  if (plot.override !== undefined) {
    const { on, ...decision } = plot.override;
    telegraph.send(`override-${merchant}`, 'override.set', afternoon(on), { merchant, ...decision });
  }
  return telegraph.arrivals;
}

/** News of orders whose payment nobody ever reported: they stay parked. */
function strays(last: number): Arrival[] {
  const telegraph = new Telegraph();
  for (const [ago, order] of [
    [46, '990011-000001'],
    [17, '990011-000002'],
  ] as const) {
    telegraph.send(`shipped-${order}`, 'order.shipped', instantAt(last - ago, 11 * HOUR_SECONDS), { order });
    telegraph.send(`delivered-${order}`, 'order.delivered', instantAt(last - ago + 9, 14 * HOUR_SECONDS), {
      order,
    });
  }
  return telegraph.arrivals;
}
