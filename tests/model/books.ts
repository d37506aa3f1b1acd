import type { Amounts } from './accounts';
import type { Day } from './calendar';
import type { Marketplace } from './marketplace';
import { least } from './money';

/** Books (section 3): what is credited pays a debt first, and on which day an entry is booked. */

export function credited(
  marketplace: Marketplace,
  merchant: string,
  currency: string,
  account: 'payment_account' | 'marketplace_account',
  amount: bigint,
): Amounts {
  const debt = -marketplace.balance(merchant, currency, 'receivable');
  const recovered = least(amount, debt);
  if (recovered > 0n) marketplace.note('debt recovered');
  return { receivable: recovered, [account]: amount - recovered };
}

/** Answers the booking date. `wanted` is the fact's own date, or the run's. */
export function book(
  marketplace: Marketplace,
  merchant: string,
  currency: string,
  wanted: Day,
  cause: { fact: string } | { run: Day },
  amounts: Amounts,
): Day {
  const days = marketplace.entries.filter((entry) => entry.merchant === merchant).map((entry) => entry.day);
  const earliest = marketplace.openDay ?? wanted;
  const day = Math.max(earliest, ...days);
  if (day > earliest) marketplace.note('booked on the latest entry');
  if ('fact' in cause && wanted < earliest) marketplace.note('late fact booked on the open day');
  if ('fact' in cause && wanted > earliest) marketplace.note('future fact booked on the open day');
  marketplace.entries.push({ merchant, currency, day, openDay: marketplace.openDay, cause, amounts });
  return day;
}
