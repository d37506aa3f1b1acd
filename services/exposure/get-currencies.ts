import type { Database } from '../../db/client';
import { countStoresByCurrency } from '../../db/queries/exposure';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { authorize } from '../authorize';

/** The currencies that there is money in; amounts of different ones are never added. */
export interface Currencies {
  /** The open business date; null before the first run. */
  today: CalendarDate | null;
  /** By code. */
  currencies: string[];
  /** The one that most stores have money in; null where none has. */
  main: string | null;
}

export async function getCurrencies(database: Database, actor: Actor): Promise<Currencies> {
  authorize(actor, 'exposure.read');
  const { openOn } = await readMarketplace(database.drizzle);
  const counted = await countStoresByCurrency(database.drizzle);
  const most = counted.reduce((top, { stores }) => Math.max(top, stores), 0);
  return {
    today: openOn,
    currencies: counted.map(({ currency }) => currency),
    main: counted.find(({ stores }) => stores === most)?.currency ?? null,
  };
}
