import { DEBT_AGES, type DebtAge } from '@/engine/debt-age';
import { NO_EXIT_REASONS, type NoExitReason } from '@/engine/exits';
import type { Currencies } from '@/services/exposure/get-currencies';

/** What the addresses of these pages ask for, read with care: anybody can write an address. */
export interface Ask {
  /** One that there is money in; null where there is none at all. */
  currency: string | null;
  age: DebtAge | null;
  stores: 'open' | 'closed' | null;
  reason: NoExitReason | null;
  cursor: string | null;
}

export const PATH = '/admin/exposure';

export type SearchParams = Record<string, string | string[] | undefined>;

function oneOf<T extends string>(text: string | null, names: readonly T[]): T | null {
  return names.find((name) => name === text) ?? null;
}

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams, { currencies, main }: Currencies): Ask {
  const textOf = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 1000) : null;
  };
  return {
    currency: oneOf(textOf('currency'), currencies) ?? main,
    age: oneOf(
      textOf('age'),
      DEBT_AGES.map(({ name }) => name),
    ),
    stores: oneOf(textOf('stores'), ['open', 'closed']),
    reason: oneOf(textOf('reason'), NO_EXIT_REASONS),
    cursor: textOf('at'),
  };
}

/** The address of one of the pages, or of a table's file below it. */
export function addressOf(below: string, says: Partial<Ask>): string {
  const params = new URLSearchParams();
  for (const name of ['currency', 'age', 'stores', 'reason'] as const) {
    const value = says[name];
    if (value) params.set(name, value);
  }
  if (says.cursor) params.set('at', says.cursor);
  const query = params.toString();
  return `${PATH}${below}${query === '' ? '' : `?${query}`}`;
}
