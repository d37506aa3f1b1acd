import type { Database, Executor } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { readMarketplace } from '../../db/queries/marketplace';
import { readBalancesOn, readBookedDates, sumEntryMonths } from '../../db/queries/statements';
import type { Actor } from '../../engine/actor';
import { addDays, addMonths, type CalendarDate, later } from '../../engine/calendar';
import { authorizeSeller } from '../authorize';
import { inSnapshot } from '../snapshot';
import { daysOfMonth, isMonth, monthOf, type Statement, statementOf } from './statement';

/** A store's months in one currency, newest first. */
export interface StatementList {
  today: CalendarDate | null;
  currencies: string[];
  currency: string;
  statements: Statement[];
  /** The month whose page comes next, as text of an address; null where this is the last. */
  nextBefore: string | null;
}

export const MONTHS_PER_PAGE = 12;

/** The months in which money of the currency was with the marketplace: from its first entry to the open day. */
export async function monthsOf(
  executor: Executor,
  merchantId: string,
  currency: string,
  today: CalendarDate | null,
): Promise<{ first: string; last: string } | null> {
  const booked = await readBookedDates(executor, merchantId, currency);
  if (booked === null) return null;
  return { first: monthOf(booked.firstOn), last: monthOf(later(booked.lastOn, today) ?? booked.lastOn) };
}

/** The statements of the months from one to another, the newest first. */
export async function readStatements(
  executor: Executor,
  merchantId: string,
  currency: string,
  months: { first: string; last: string },
  today: CalendarDate | null,
): Promise<Statement[]> {
  const { from } = daysOfMonth(months.first);
  const { to } = daysOfMonth(months.last);
  const all: string[] = [];
  for (let day = from; day < to; day = addMonths(day, 1)) all.unshift(monthOf(day));
  const sums = await sumEntryMonths(executor, merchantId, currency, from, to);
  const ends = [addDays(from, -1), ...all.map((month) => daysOfMonth(month).to)];
  const balances = await readBalancesOn(executor, merchantId, currency, ends);
  return all.map((month) => {
    const days = daysOfMonth(month);
    return statementOf({
      ...{ month, currency, today, sums },
      opening: balances.get(addDays(days.from, -1)),
      closing: balances.get(days.to),
    });
  });
}

/**
 * The acting seller's own. Null for a merchant that has not opened; no currencies and nothing else where no entry was
 * ever booked for it.
 *
 * @param question.currency one that the merchant has no money in is passed over for the first that it has
 * @param question.before only months before this one; anything that is no month begins at the newest
 */
export async function listStatements(
  database: Database,
  actor: Actor,
  question: { currency: string | null; before: string | null },
): Promise<StatementList | { today: CalendarDate | null; currencies: [] } | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const { openOn: today } = await readMarketplace(executor);
    const currencies = merchant.currencies.toSorted();
    const currency = currencies.find((each) => each === question.currency) ?? currencies[0];
    const known = currency === undefined ? null : await monthsOf(executor, merchantId, currency, today);
    if (currency === undefined || known === null) return { today, currencies: [] };
    let { last } = known;
    const { before } = question;
    if (before !== null && isMonth(before) && before > known.first && before <= last)
      last = monthOf(addMonths(`${before}-01`, -1));
    const earliest = monthOf(addMonths(`${last}-01`, 1 - MONTHS_PER_PAGE));
    const first = earliest > known.first ? earliest : known.first;
    const statements = await readStatements(executor, merchantId, currency, { first, last }, today);
    return {
      ...{ today, currencies, currency, statements },
      nextBefore: first > known.first ? first : null,
    };
  });
}
