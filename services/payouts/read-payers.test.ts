import { describe, expect, it } from 'vitest';
import { demoPayers, keptPayer, payerOf } from './payers';
import { payersProblem, readPayers } from './read-payers';

const EUR = { currency: 'EUR', name: 'Market GmbH', iban: 'DE89 3704 0044 0532 0130 00', bic: 'cobadeff' };

describe('the accounts that payouts are paid from', () => {
  it('are read as they are written', () => {
    const usd = { currency: 'USD', name: ' Market Inc ', account: '000-1234', bic: 'BOFAUS3N' };
    expect(readPayers(JSON.stringify([EUR, usd]))).toEqual([
      {
        ...{ currency: 'EUR', name: 'Market GmbH', iban: 'DE89370400440532013000' },
        ...{ account: null, bic: 'COBADEFF' },
      },
      { currency: 'USD', name: 'Market Inc', iban: null, account: '000-1234', bic: 'BOFAUS3N' },
    ]);
  });

  it.each<[unknown, RegExp]>([
    ['[', /^it is no JSON$/],
    [{}, /expected array/],
    [[{ ...EUR, currency: 'XXY' }], /^account 1, currency: is no ISO 4217 currency$/],
    [[EUR, { ...EUR, iban: 'DE00' }], /^account 2, iban: is no valid IBAN$/],
    [[{ ...EUR, account: '1234' }], /^account 1: needs an iban or an account, one of the two$/],
    [[{ currency: 'EUR', name: 'x' }], /^account 1: needs an iban or an account, one of the two$/],
    [[{ currency: 'EUR', name: 'x', account: '1234' }], /^account 1: has an account and no bic/],
    [[{ ...EUR, name: ' ' }], /^account 1, name: is empty$/],
    [[{ ...EUR, bic: 'x' }], /^account 1, bic: is no valid BIC$/],
    [[{ ...EUR, IBAN: 'x' }], /^account 1: .*IBAN/],
  ])('say where they cannot be read: %j', (written, problem) => {
    expect(payersProblem(typeof written === 'string' ? written : JSON.stringify(written))).toMatch(problem);
  });

  it('stay as they were in a batch', () => {
    for (const payer of demoPayers()) expect(payerOf(keptPayer(payer))).toEqual(payer);
    expect(payerOf(keptPayer(null))).toBeNull();
  });

  it('of the demo could be settings', () => {
    const written = demoPayers().map(({ iban, account, ...payer }) => ({
      ...payer,
      ...(iban === null ? { account } : { iban }),
    }));
    expect(readPayers(JSON.stringify(written))).toEqual(demoPayers());
  });
});
