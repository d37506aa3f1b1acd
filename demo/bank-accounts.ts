import type { Currency } from './currencies';

/** Where the demo's stores have their money sent: to no bank that there is. */
export interface DemoBankAccount {
  country: string;
  bankName: string;
  accountNumber: string;
  bic: string;
}

export const DEMO_BANK_ACCOUNTS: Record<Currency, DemoBankAccount> = {
  USD: { country: 'US', bankName: 'Demo Bank of Maine', accountNumber: '000204417', bic: 'DEMOUS33' },
  EUR: { country: 'DE', bankName: 'Demobank Elbe', accountNumber: '0532013000', bic: 'DEMODEFF' },
  GBP: { country: 'GB', bankName: 'Demo Bank of Leith', accountNumber: '60161331926819', bic: 'DEMOGB2L' },
  JPY: { country: 'JP', bankName: 'デモ銀行', accountNumber: '0017245', bic: 'DEMOJPJT' },
  BRL: { country: 'BR', bankName: 'Banco Demo', accountNumber: '00360305', bic: 'DEMOBRSP' },
  KWD: { country: 'KW', bankName: 'Demo Bank of Kuwait', accountNumber: '000071882', bic: 'DEMOKWKW' },
};
