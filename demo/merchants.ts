import { CAST, type Role } from './cast';
import type { ConductName } from './conduct';
import { type Draft, type Shop, shop } from './shop';

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
