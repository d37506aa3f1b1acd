import type { Currency } from './currencies';

/** The accounts that the demo pays its stores from: of no bank that there is. */
export const DEMO_PAYERS: Record<Currency, { iban?: string; account?: string; bic: string }> = {
  USD: { account: '000900001', bic: 'DEMOUS33' },
  EUR: { iban: 'DE75512108001245126199', bic: 'DEMODEFF' },
  GBP: { iban: 'GB33BUKB20201555555555', bic: 'DEMOGB2L' },
  JPY: { account: '9000017', bic: 'DEMOJPJT' },
  BRL: { account: '90000360', bic: 'DEMOBRSP' },
  KWD: { account: '000900071', bic: 'DEMOKWKW' },
};

export const DEMO_PAYER_NAME = 'Sluice Demo Marketplace Ltd';
