import type { Database } from '../../db/client';
import { readDebtors, readReceivableEntries } from '../../db/queries/losses';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { compareIds } from '../../engine/book';
import type { CalendarDate } from '../../engine/calendar';
import { DEBT_AGES, type DebtAge, owedByAge, settleDebts } from '../../engine/debt-age';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { groupedBy } from './grouped-by';

/** What stores owe in one currency, by its age: first in, first out. */

export interface Debtor {
  merchantId: string;
  name: string | null;
  /** A closed store's, or one's that can still earn what it owes. */
  closedOn: CalendarDate | null;
  owedMinor: bigint;
  byAge: Record<DebtAge, bigint>;
  /** When the oldest of it was opened. */
  since: CalendarDate;
}

/** What is owed in an age, by stores that go on and by closed ones. */
export interface AgeOfDebts {
  age: DebtAge;
  open: { stores: number; owedMinor: bigint };
  closed: { stores: number; owedMinor: bigint };
}

export interface Debts {
  on: CalendarDate;
  currency: string;
  ages: AgeOfDebts[];
  open: { stores: number; owedMinor: bigint };
  closed: { stores: number; owedMinor: bigint };
  /** How many the filter leaves. */
  count: number;
  /** A page of them, most first. */
  debtors: Debtor[];
  /** The cursor of the next page. */
  next: string | null;
}

export interface DebtAsk {
  currency: string;
  /** Only stores that owe something of this age. */
  age: DebtAge | null;
  /** Only stores that go on, or only closed ones. */
  stores: 'open' | 'closed' | null;
  /** A page's `next`; what is none shows the first page. */
  cursor: string | null;
  limit?: number;
}

const DEBTORS_PER_PAGE = 50;

const isClosed = ({ closedOn }: Debtor) => closedOn !== null;

function sumOf(debtors: Debtor[], read: (debtor: Debtor) => bigint) {
  const owing = debtors.filter((debtor) => read(debtor) > 0n);
  return { stores: owing.length, owedMinor: owing.reduce((sum, debtor) => sum + read(debtor), 0n) };
}

type Place = Pick<Debtor, 'owedMinor' | 'merchantId'>;

function compareDebtors(a: Place, b: Place): number {
  if (a.owedMinor !== b.owedMinor) return a.owedMinor > b.owedMinor ? -1 : 1;
  return compareIds(a.merchantId, b.merchantId);
}

function writeCursor({ owedMinor, merchantId }: Place): string {
  return Buffer.from(JSON.stringify([String(owedMinor), merchantId])).toString('base64url');
}

function readCursor(cursor: string | null): Place | null {
  if (cursor === null) return null;
  try {
    const [owed, merchantId]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof owed !== 'string' || !/^\d{1,19}$/.test(owed) || typeof merchantId !== 'string') return null;
    return { owedMinor: BigInt(owed), merchantId };
  } catch {
    return null;
  }
}

/** What is owed in a currency on the open day; null before the first run. */
export async function listDebts(database: Database, actor: Actor, ask: DebtAsk): Promise<Debts | null> {
  authorize(actor, 'exposure.read');
  return inSnapshot(database, actor, async (executor) => {
    const { openOn: on } = await readMarketplace(executor);
    if (on === null) return null;
    const found = await readDebtors(executor, ask.currency);
    const changes = await readReceivableEntries(
      executor,
      ask.currency,
      found.map(({ merchantId }) => merchantId),
    );
    const changesOf = groupedBy(changes, ({ merchantId }) => merchantId);
    const all = found
      .map((debtor): Debtor => {
        const debts = settleDebts(changesOf.get(debtor.merchantId) ?? []);
        return {
          merchantId: debtor.merchantId,
          name: debtor.name,
          closedOn: debtor.closedOn,
          owedMinor: debtor.owedMinor,
          byAge: owedByAge(debts, on),
          since: debts.find(({ owedMinor }) => owedMinor > 0n)?.opened.on ?? on,
        };
      })
      .sort(compareDebtors);
    const [closed, open] = [all.filter(isClosed), all.filter((debtor) => !isClosed(debtor))];
    const ofStores = ask.stores === null ? all : ask.stores === 'closed' ? closed : open;
    const { age } = ask;
    const wanted = age === null ? ofStores : ofStores.filter(({ byAge }) => byAge[age] > 0n);
    const place = readCursor(ask.cursor);
    const beyond = place === null ? wanted : wanted.filter((debtor) => compareDebtors(debtor, place) > 0);
    const debtors = beyond.slice(0, ask.limit ?? DEBTORS_PER_PAGE);
    const last = debtors.at(-1);
    const owed = (debtor: Debtor) => debtor.owedMinor;
    return {
      ...{ on, currency: ask.currency, debtors, count: wanted.length },
      ages: DEBT_AGES.map(({ name }) => ({
        age: name,
        open: sumOf(open, ({ byAge }) => byAge[name]),
        closed: sumOf(closed, ({ byAge }) => byAge[name]),
      })),
      open: sumOf(open, owed),
      closed: sumOf(closed, owed),
      next: last !== undefined && beyond.length > debtors.length ? writeCursor(last) : null,
    };
  });
}
