import type { Currency } from './currencies';

/** What some of the demo's stores have asked to have sent, none of them a store whose balances tell a story. */
export interface DemoPayout {
  /** The id of its withdrawal. */
  id: string;
  store: string;
  currency: Currency;
  /** How much of what the store can withdraw. */
  percent: number;
  /** Whether it was handed to the bank, and what became of it there. */
  isInBatch?: boolean;
  became?: 'sent' | 'returned';
}

const id = (number: number) => `d0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const DEMO_PAYOUTS: readonly DemoPayout[] = [
  ...[
    { store: 'first-frost', currency: 'USD', percent: 20, isInBatch: true, became: 'sent' } as const,
    { store: 'tidewater-tackle', currency: 'USD', percent: 15, isInBatch: true } as const,
    { store: 'silver-carp', currency: 'USD', percent: 25, isInBatch: true, became: 'returned' } as const,
    { store: 'first-frost', currency: 'USD', percent: 30 } as const,
    { store: 'tidewater-tackle', currency: 'USD', percent: 40 } as const,
    { store: 'cedar-cradle', currency: 'EUR', percent: 35 } as const,
    { store: 'harbour-hammocks', currency: 'EUR', percent: 50 } as const,
    { store: 'dazzle-depot', currency: 'GBP', percent: 25 } as const,
    { store: 'dazzle-depot', currency: 'GBP', percent: 40 } as const,
    { store: 'persimmon-house', currency: 'JPY', percent: 30 } as const,
    { store: 'echo-earbuds', currency: 'BRL', percent: 45 } as const,
  ].map((payout, index) => ({ id: id(index + 1), ...payout })),
];

export const DEMO_BATCH_ID = 'd0000000-0000-4000-9000-000000000001';
/** What the bank said of the one that came back. */
export const DEMO_RETURN_REASON = 'AC04: the account is closed';
