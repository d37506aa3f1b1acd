import type { Executor } from '../../db/client';
import type { Finding } from '../../db/queries/invariants';
import { readMarketplace } from '../../db/queries/marketplace';
import { findReckoned, readWorkMoney, readWorkRows } from '../../db/queries/work-list';
import { compareIds } from '../../engine/book';
import { reckonWork } from './reckon-work';

const CHUNK_SIZE = 500;
const MOST_PLACES = 5;

type Rows = { merchantId: string; currency?: string }[];

/** The rows as text, a merchant's together, in one order. */
function textsOf(rows: Rows): Map<string, string> {
  const texts = new Map<string, string>();
  const sorted = rows.toSorted((a, b) => compareIds(a.currency ?? '', b.currency ?? ''));
  for (const row of sorted) {
    const cells = Object.entries(row).toSorted(([a], [b]) => compareIds(a, b));
    const text = cells.map(([name, value]) => `${name}=${String(value)}`).join(' ');
    texts.set(row.merchantId, `${texts.get(row.merchantId) ?? ''}\n${text}`);
  }
  return texts;
}

/** Reckons those rows of the work list anew that say they are up to date, inside a transaction that reads one state. */
export async function workListEqualsBooks(executor: Executor): Promise<Finding> {
  const found: Finding = { counted: 0, wrong: 0, places: [] };
  const { openOn, policy } = await readMarketplace(executor);
  if (openOn === null) return found;
  for (let after = ''; ; ) {
    const merchantIds = await findReckoned(executor, openOn, after, CHUNK_SIZE);
    const last = merchantIds.at(-1);
    if (last === undefined) return found;
    after = last;
    const { list, money } = await reckonWork(executor, merchantIds, { policy, openOn });
    const kept = [
      textsOf(await readWorkRows(executor, merchantIds)),
      textsOf(await readWorkMoney(executor, merchantIds)),
    ];
    const anew = [textsOf(list), textsOf(money)];
    for (const merchantId of merchantIds) {
      found.counted += 1;
      if (kept.every((texts, index) => texts.get(merchantId) === anew[index]?.get(merchantId))) continue;
      found.wrong += 1;
      if (found.places.length < MOST_PLACES) found.places.push(`work_list ${merchantId}`);
    }
  }
}
