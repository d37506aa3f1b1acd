import { CONDUCTS, type ConductName } from './conduct';
import type { Currency } from './currencies';

/** From so many days before the demo's last date to so many (the second is the smaller). */
export type Span = readonly [from: number, to: number];

/** What happens to a store beyond its ordinary trade. Days are counted back from the last date. */
export interface Plot {
  /** A share of the orders shipped in one span is refunded in full, the merchant's fault, in another. */
  recalls?: { shipped: Span; settled: Span; share: number };
  /** Trade slackens, or a clearance sale lifts it, by this factor. */
  pace?: { span: Span; factor: number };
  /** Withdraws all that has surely been released. */
  drains?: number;
  closes?: { on: number; reason: 'withdrawn' | 'liquidated' };
  opts_out?: number;
  opts_in?: number;
  override?: { on: number; decision: 'eligible'; tier: string } | { on: number; decision: 'ineligible' };
  /** One order shipped in the span is disputed on that day, and the dispute stays open. */
  quarrels?: { shipped: Span; opened: number };
}

export interface Shop {
  id: string;
  name: string;
  city: string;
  timezone: string;
  sells: string;
  fee_bps: number;
  /** With the share of its orders. */
  currencies: readonly (readonly [currency: Currency, share: number])[];
  /** The middle price, in US dollars' worth. */
  price: number;
  orders_per_day: number;
  /** Trade at the end against the middle of the history, less one. */
  growth: number;
  conduct: ConductName;
  /** Days before the last date. */
  opened: number;
  story: string;
  plot: Plot;
}

const CHINA = 'Asia/Shanghai';

type Draft = Omit<Shop, 'city' | 'timezone' | 'growth' | 'currencies' | 'plot' | 'story'> & {
  at: string | readonly [city: string, timezone: string];
  currency: Currency | Shop['currencies'];
  growth?: number;
  plot?: Plot;
  /** Without one, a store's story is how it behaves. */
  story?: string;
};

function shop({ at, currency, growth, plot, story, ...rest }: Draft): Shop {
  const [city, timezone] = typeof at === 'string' ? [at, CHINA] : at;
  return {
    ...rest,
    city,
    timezone,
    currencies: typeof currency === 'string' ? [[currency, 1]] : currency,
    growth: growth ?? 0.1,
    plot: plot ?? {},
    story: story ?? CONDUCTS[rest.conduct].words,
  };
}

/** The cast: each has a story to show, true for every seed and every last date. */
const CAST = {
  good: shop({
    id: 'lumen-loom',
    name: 'Lumen & Loom',
    at: 'Hangzhou',
    sells: 'Lamps and home textiles',
    fee_bps: 1000,
    currency: 'USD',
    price: 42,
    orders_per_day: 4.4,
    growth: 0.8,
    conduct: 'excellent',
    opened: 1460,
    story: 'A large store with an excellent record: tier A.',
  }),
  large: shop({
    id: 'spruce-outdoor',
    name: '云杉户外 Spruce Outdoor',
    at: 'Ningbo',
    sells: 'Tents, packs and stoves',
    fee_bps: 900,
    currency: [
      ['USD', 0.7],
      ['EUR', 0.3],
    ],
    price: 68,
    orders_per_day: 2.4,
    growth: 0.3,
    conduct: 'good',
    opened: 1210,
    story: 'A large store selling in two currencies.',
  }),
  steady: shop({
    id: 'kettle-crane',
    name: '鹤壶 Kettle & Crane',
    at: 'Yixing',
    sells: 'Teaware',
    fee_bps: 1100,
    currency: 'EUR',
    price: 35,
    orders_per_day: 2.7,
    conduct: 'steady',
    opened: 1500,
    story: 'A steady store: tier B.',
  }),
  mediocre: shop({
    id: 'brightside-gadgets',
    name: 'Brightside Gadgets',
    at: 'Shenzhen',
    sells: 'Phone accessories',
    fee_bps: 700,
    currency: 'GBP',
    price: 18,
    orders_per_day: 3,
    growth: 0,
    conduct: 'mediocre',
    opened: 1130,
    story: 'A mediocre record, inside every limit: tier C, with the longest wait and the largest deposit.',
  }),
  new: shop({
    id: 'paper-lantern',
    name: '纸灯笼 Paper Lantern',
    at: 'Suzhou',
    sells: 'Festive decorations',
    fee_bps: 1000,
    currency: 'USD',
    price: 16,
    orders_per_day: 1.1,
    conduct: 'excellent',
    opened: 75,
    story: 'A young store with a fine record: not old enough yet.',
  }),
  soon: shop({
    id: 'tidewater-tackle',
    name: 'Tidewater Tackle',
    at: 'Weihai',
    sells: 'Fishing tackle',
    fee_bps: 900,
    currency: 'USD',
    price: 33,
    orders_per_day: 1,
    conduct: 'excellent',
    opened: 172,
    story: 'Every limit is met but the age of the store, and that will be in some days.',
  }),
  few: shop({
    id: 'ink-and-willow',
    name: '墨柳 Ink & Willow',
    at: 'Xuancheng',
    sells: 'Brushes, ink and paper',
    fee_bps: 800,
    currency: 'JPY',
    price: 55,
    orders_per_day: 0.12,
    growth: 0,
    conduct: 'flawless',
    opened: 980,
    story: 'Sells too little to be assessed: too few orders in the window.',
  }),
  refunds: shop({
    id: 'swift-socks',
    name: 'Swift Socks',
    at: 'Zhuji',
    sells: 'Socks and tights',
    fee_bps: 1300,
    currency: 'JPY',
    price: 12,
    orders_per_day: 0.7,
    growth: 0,
    conduct: 'returns',
    opened: 700,
    story: 'Too many refunds: never enrolled.',
  }),
  late: shop({
    id: 'harbour-hammocks',
    name: 'Harbour Hammocks',
    at: 'Xiamen',
    sells: 'Hammocks and garden chairs',
    fee_bps: 1000,
    currency: 'EUR',
    price: 58,
    orders_per_day: 0.75,
    growth: 0,
    conduct: 'slow',
    opened: 820,
    story: 'Ships late too often: not eligible.',
  }),
  feedback: shop({
    id: 'dazzle-depot',
    name: 'Dazzle Depot',
    at: 'Yiwu',
    sells: 'Costume jewellery',
    fee_bps: 1500,
    currency: 'GBP',
    price: 11,
    orders_per_day: 0.8,
    growth: 0,
    conduct: 'disliked',
    opened: 640,
    story: 'Buyers are not pleased: too little of the feedback is positive.',
  }),
  cancelled: shop({
    id: 'volt-pocket',
    name: '口袋电力 Volt Pocket',
    at: 'Dongguan',
    sells: 'Power banks',
    fee_bps: 600,
    currency: 'USD',
    price: 27,
    orders_per_day: 1.6,
    conduct: 'good',
    opened: 1020,
    plot: { recalls: { shipped: [50, 14], settled: [9, 6], share: 0.45 } },
    story: 'Was doing well until a batch had to be taken back: early release was cancelled some days ago.',
  }),
  reenrolled: shop({
    id: 'cedar-cradle',
    name: 'Cedar Cradle',
    at: 'Ganzhou',
    sells: 'Wooden toys',
    fee_bps: 1000,
    currency: 'EUR',
    price: 29,
    orders_per_day: 1.1,
    conduct: 'good',
    opened: 1100,
    plot: { recalls: { shipped: [208, 188], settled: [184, 181], share: 0.7 } },
    story: 'Cancelled months ago after a faulty batch, and enrolled again since.',
  }),
  closing: shop({
    id: 'marble-arch-mats',
    name: 'Marble Arch Mats',
    at: ['London', 'Europe/London'],
    sells: 'Bath and door mats',
    fee_bps: 1000,
    currency: 'GBP',
    price: 24,
    orders_per_day: 1.4,
    growth: 0.3,
    conduct: 'good',
    opened: 1300,
    plot: { pace: { span: [37, 31], factor: 2.4 }, closes: { on: 30, reason: 'withdrawn' } },
    story: 'Closed a month ago after a clearance sale: orders and holds are still open, each with its date.',
  }),
  closed: shop({
    id: 'north-pier-knits',
    name: 'North Pier Knits',
    at: 'Ordos',
    sells: 'Cashmere',
    fee_bps: 1300,
    currency: 'EUR',
    price: 85,
    orders_per_day: 1.0,
    growth: 0,
    conduct: 'excellent',
    opened: 1400,
    plot: { closes: { on: 220, reason: 'withdrawn' } },
    story: 'Closed long ago; everything has been released.',
  }),
  liquidated: shop({
    id: 'glow-garage',
    name: 'Glow Garage',
    at: 'Guangzhou',
    sells: 'Car lighting',
    fee_bps: 900,
    currency: 'USD',
    price: 31,
    orders_per_day: 0.8,
    growth: 0,
    conduct: 'quarrelsome',
    opened: 760,
    plot: { closes: { on: 110, reason: 'liquidated' } },
    story: 'Quarrelled with its buyers and was liquidated; its money is released by and by.',
  }),
  debt: shop({
    id: 'apex-air',
    name: 'Apex Air',
    at: 'Foshan',
    sells: 'Fans and air purifiers',
    fee_bps: 800,
    currency: 'USD',
    price: 64,
    orders_per_day: 1.1,
    growth: 0,
    conduct: 'good',
    opened: 890,
    plot: {
      recalls: { shipped: [120, 50], settled: [12, 4], share: 0.6 },
      pace: { span: [48, 0], factor: 0.08 },
      drains: 13,
    },
    story: 'Withdrew all it had and was then hit by a wave of refunds: it owes the marketplace.',
  }),
  recovered: shop({
    id: 'silver-carp',
    name: '银鲤 Silver Carp',
    at: 'Jingdezhen',
    sells: 'Porcelain',
    fee_bps: 1100,
    currency: 'USD',
    price: 46,
    orders_per_day: 0.9,
    growth: 0,
    conduct: 'good',
    opened: 1250,
    plot: {
      recalls: { shipped: [260, 195], settled: [160, 154], share: 0.7 },
      pace: { span: [193, 152], factor: 0.08 },
      drains: 161,
    },
    story: 'Was in debt after a wave of refunds; later sales have paid it back.',
  }),
  optedOut: shop({
    id: 'plain-and-purl',
    name: 'Plain & Purl',
    at: 'Jiaxing',
    sells: 'Yarn',
    fee_bps: 1000,
    currency: 'GBP',
    price: 21,
    orders_per_day: 0.85,
    conduct: 'excellent',
    opened: 1050,
    plot: { opts_out: 60 },
    story: 'Was enrolled and opted out: it would rather wait than have a deposit frozen.',
  }),
  optedBackIn: shop({
    id: 'persimmon-house',
    name: '柿子屋 Persimmon House',
    at: ['Osaka', 'Asia/Tokyo'],
    sells: 'Kitchen knives and boards',
    fee_bps: 1000,
    currency: 'JPY',
    price: 48,
    orders_per_day: 0.9,
    conduct: 'good',
    opened: 1150,
    plot: { opts_out: 200, opts_in: 120 },
    story: 'Opted out, thought again, and has been enrolled anew.',
  }),
  disputed: shop({
    id: 'fern-and-finch',
    name: 'Fern & Finch',
    at: 'Kunming',
    sells: 'Indoor plants and pots',
    fee_bps: 1200,
    currency: 'EUR',
    price: 26,
    orders_per_day: 1.2,
    conduct: 'good',
    opened: 940,
    plot: { quarrels: { shipped: [85, 78], opened: 70 } },
    story:
      'One order that was released early has long been in dispute: its part of the deposit stays frozen.',
  }),
  override: shop({
    id: 'granite-grill',
    name: 'Granite Grill',
    at: 'Quanzhou',
    sells: 'Stone grills, shipped by sea',
    fee_bps: 900,
    currency: 'BRL',
    price: 74,
    orders_per_day: 0.75,
    growth: 0,
    conduct: 'slow',
    opened: 1080,
    plot: { override: { on: 120, decision: 'eligible', tier: 'C' } },
    story: 'Fails a limit, and takes part in tier C by a reviewer’s decision.',
  }),
  overrideOut: shop({
    id: 'echo-earbuds',
    name: '回声耳机 Echo Earbuds',
    at: 'Shenzhen',
    sells: 'Earphones',
    fee_bps: 600,
    currency: 'BRL',
    price: 38,
    orders_per_day: 0.9,
    conduct: 'excellent',
    opened: 860,
    plot: { override: { on: 50, decision: 'ineligible' } },
    story: 'Meets every limit, and is kept out by a reviewer’s decision.',
  }),
  multiCurrency: shop({
    id: 'compass-cotton',
    name: '罗盘棉品 Compass Cotton',
    at: 'Nantong',
    sells: 'Bed linen',
    fee_bps: 1200,
    currency: [
      ['USD', 0.4],
      ['EUR', 0.35],
      ['JPY', 0.25],
    ],
    price: 52,
    orders_per_day: 1.6,
    conduct: 'good',
    opened: 1330,
    story: 'Sells in three currencies, each with its own set of accounts.',
  }),
  dinar: shop({
    id: 'saffron-sail',
    name: 'Saffron Sail',
    at: ['Dubai', 'Asia/Dubai'],
    sells: 'Linen kaftans',
    fee_bps: 1250,
    currency: 'KWD',
    price: 70,
    orders_per_day: 0.75,
    conduct: 'good',
    opened: 990,
    story: 'Sells in Kuwaiti dinars, which have three decimals.',
  }),
  young: shop({
    id: 'first-frost',
    name: '初霜 First Frost',
    at: 'Harbin',
    sells: 'Winter hats and gloves',
    fee_bps: 1300,
    currency: 'USD',
    price: 23,
    orders_per_day: 0.9,
    conduct: 'excellent',
    opened: 270,
    story: 'Opened within the year, and enrolled when it was old enough.',
  }),
} as const satisfies Record<string, Shop>;

export type Role = keyof typeof CAST;

/**
 * The rest of the marketplace, its ordinary trade: id, name, city, what it sells, fee in bps, currency, middle
 * price in dollars' worth, orders a day, conduct, opened so many days ago, and a story where the conduct is not all.
 */
type Row = readonly [
  id: string,
  name: string,
  city: string,
  sells: string,
  fee_bps: number,
  currency: Draft['currency'],
  price: number,
  orders_per_day: number,
  conduct: ConductName,
  opened: number,
  story?: string,
];

// biome-ignore format: a table, one store a line
const OTHERS: readonly Row[] = [
  ['amber-atlas', 'Amber Atlas', 'Shanghai', 'Maps and globes', 700, 'USD', 37, 0.6, 'excellent', 1190],
  ['bamboo-bay', '竹湾 Bamboo Bay', 'Lishui', 'Bamboo kitchenware', 1000, 'EUR', 19, 0.6, 'good', 870],
  ['barnacle-bikes', 'Barnacle Bikes', 'Tianjin', 'Bicycle parts', 800, 'GBP', 44, 0.65, 'good', 1010],
  ['blue-heron', '青鹭 Blue Heron', 'Wuxi', 'Watercolours', 800, 'USD', 25, 0.55, 'excellent', 600],
  ['candle-corner', 'Candle Corner', 'Qingdao', 'Scented candles', 1200, 'USD', 17, 0.65, 'good', 730],
  ['cloud-nine-cots', 'Cloud Nine Cots', 'Ningbo', 'Cots and cot linen', 1000, 'EUR', 96, 0.5, 'excellent', 1280],
  ['copper-cat', '铜猫 Copper Cat', 'Wenzhou', 'Door fittings', 900, 'EUR', 32, 0.6, 'steady', 1120],
  ['dune-denim', 'Dune Denim', 'Guangzhou', 'Jeans', 1400, 'BRL', 34, 0.6, 'steady', 810],
  ['eastwind-e-ink', 'Eastwind E-Ink', 'Shenzhen', 'Electronic readers', 500, 'USD', 129, 0.55, 'good', 680],
  ['feather-fold', 'Feather Fold', 'Chengdu', 'Down blankets', 1100, 'GBP', 88, 0.5, 'good', 950],
  ['firefly-fixings', '萤火五金 Firefly Fixings', 'Yongkang', 'Hand tools', 800, 'USD', 28, 0.7, 'good', 1400],
  ['ginkgo-games', '银杏桌游 Ginkgo Games', 'Beijing', 'Board games', 1000, 'EUR', 31, 0.65, 'excellent', 540],
  ['hazel-hound', 'Hazel Hound', 'Wenzhou', 'Dog leads and beds', 1000, 'USD', 24, 0.9, 'excellent', 1060],
  ['indigo-island', '靛岛 Indigo Island', 'Dali', 'Dyed cloth', 1300, 'JPY', 39, 0.55, 'good', 920],
  ['ivory-piano', 'Ivory & Ebony', 'Guangzhou', 'Music stands and strings', 900, 'EUR', 27, 0.2, 'good', 770, 'A good record, and too few orders.'],
  ['jade-journal', '玉笺 Jade Journal', 'Hangzhou', 'Notebooks', 900, 'JPY', 14, 0.65, 'excellent', 1160],
  ['juniper-jars', 'Juniper Jars', 'Zibo', 'Storage glass', 1000, 'GBP', 22, 0.55, 'good', 1240],
  ['kite-and-key', 'Kite & Key', 'Weifang', 'Kites', 1000, 'USD', 21, 0.5, 'steady', 660],
  ['lacquer-lane', '漆巷 Lacquer Lane', 'Fuzhou', 'Lacquer boxes', 1200, 'EUR', 77, 0.15, 'excellent', 1370, 'An excellent record, and too few orders.'],
  ['magpie-mugs', '喜鹊杯 Magpie Mugs', 'Chaozhou', 'Mugs', 1000, 'GBP', 13, 0.6, 'good', 580],
  ['mint-motor', 'Mint Motor', 'Ruian', 'Motorcycle parts', 900, 'BRL', 41, 0.6, 'quarrelsome', 700],
  ['moss-and-mortar', 'Moss & Mortar', 'Yiwu', 'Garden ornaments', 1000, 'EUR', 36, 0.5, 'good', 430],
  ['night-market', '夜市小铺 Night Market', 'Changsha', 'Snacks', 800, 'USD', 15, 0.6, 'returns', 490],
  ['oak-orchard', 'Oak Orchard', 'Linyi', 'Wooden crates', 900, 'GBP', 34, 0.45, 'good', 120, 'A good record, and not old enough yet.'],
  ['olive-optics', 'Olive Optics', 'Danyang', 'Spectacle frames', 1400, 'USD', 26, 0.6, 'good', 1090],
  ['paddle-pond', 'Paddle Pond', 'Fuyang', 'Paddles and life vests', 1000, 'USD', 59, 0.5, 'good', 320],
  ['pebble-phones', 'Pebble Phones', 'Shenzhen', 'Phones for the elderly', 500, [['EUR', 0.6], ['GBP', 0.4]], 62, 0.65, 'good', 960],
  ['plum-rain', '梅雨伞 Plum Rain', 'Shaoxing', 'Umbrellas', 1200, 'JPY', 18, 0.7, 'excellent', 1320],
  ['quilt-quay', 'Quilt Quay', 'Nantong', 'Quilts', 1200, 'USD', 79, 0.5, 'excellent', 720],
  ['red-bridge', '红桥箱包 Red Bridge Bags', 'Baoding', 'Bags and cases', 1300, [['USD', 0.65], ['BRL', 0.35]], 43, 0.8, 'steady', 1200],
  ['river-robot', '河畔机器人 River Robot', 'Suzhou', 'Robot kits', 700, 'USD', 84, 0.55, 'good', 510],
  ['sandalwood-study', '檀书房 Sandalwood Study', 'Suzhou', 'Incense and desk stands', 1100, 'JPY', 33, 0.18, 'excellent', 1260, 'An excellent record, and too few orders.'],
  ['slate-and-salt', 'Slate & Salt', 'Xiamen', 'Serving plates', 1000, 'KWD', 45, 0.5, 'good', 840],
  ['tangerine-tents', 'Tangerine Tents', 'Yangzhou', 'Play tents', 1000, 'GBP', 39, 0.5, 'slow', 620],
  ['velvet-vole', 'Velvet Vole', 'Shaoxing', 'Cushion covers', 1200, 'GBP', 16, 0.6, 'good', 40, 'Opened weeks ago; not old enough yet.'],
];

export const SHOPS: readonly Shop[] = [
  ...Object.values(CAST),
  ...OTHERS.map(([id, name, at, sells, fee_bps, currency, price, orders_per_day, conduct, opened, story]) =>
    shop({
      id,
      name,
      at,
      sells,
      fee_bps,
      currency,
      price,
      orders_per_day,
      conduct,
      opened,
      ...(story && { story }),
    }),
  ),
];

export const TELLING = Object.fromEntries(Object.entries(CAST).map(([role, { id }]) => [role, id])) as Record<
  Role,
  string
>;
