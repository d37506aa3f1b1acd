import { DEMO_PAYER_NAME, DEMO_PAYERS } from '../../demo/payers';
import { servesDemo } from '../portal';
import { type Payer, readPayers } from './read-payers';

/**
 * The accounts that this server's settings name for payouts; the demo, where they name none, has some of its own. What
 * the settings say was checked when the server started.
 */
export function payersHere(): Payer[] {
  const text = process.env.SLUICE_PAYERS?.trim();
  if (!text) return servesDemo() ? demoPayers() : [];
  const read = readPayers(text);
  if ('problem' in read) throw new Error(`SLUICE_PAYERS cannot be read: ${read.problem}`);
  return read;
}

export function demoPayers(): Payer[] {
  return Object.entries(DEMO_PAYERS).map(([currency, { iban = null, account = null, bic }]) => ({
    currency,
    name: DEMO_PAYER_NAME,
    ...{ iban, account, bic },
  }));
}

/** The part of a payer's number that a person tells it by. */
export function payerNumber({ iban, account }: Pick<Payer, 'iban' | 'account'>): string {
  return iban ?? account ?? '';
}

/** An account as a batch keeps it: what is not there has no key. */
export function keptPayer(payer: Payer | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(payer ?? {}).filter((pair): pair is [string, string] => pair[1] !== null),
  );
}

/** The account that a batch was made with; null for one that was made without. */
export function payerOf(kept: Record<string, string>): Payer | null {
  const { currency, name, iban = null, account = null, bic = null } = kept;
  return currency === undefined || name === undefined ? null : { currency, name, iban, account, bic };
}
