import type { Database } from '@/db/client';
import type { Actor } from '@/engine/actor';
import { keyWith, OPERATOR, sellerOf, staff } from '../actors';

/** Who calls the verbs, and what they are called with. */

export const ACTORS = {
  seller: sellerOf('m'),
  reviewer: staff('reviewer'),
  approver: staff('approver'),
  auditor: staff('auditor'),
  administrator: staff('administrator'),
  key_to_read: keyWith(['read']),
  key_to_write: keyWith(['facts:write']),
  operator: OPERATOR,
} satisfies Record<string, Actor>;
export type Who = keyof typeof ACTORS;

export const DAY = '2026-01-02';
export const NOW = new Date('2026-01-02T00:00:00Z');
export const FACT = { id: 'f', type: 'merchant.opened', at: `${DAY}T04:00:00Z`, merchant: 'm' };
export const HOLDS = {
  currency: null,
  asOf: null,
  from: null,
  which: 'open',
  orderId: null,
  place: null,
} as const;
export const ANY_ORDERS = { which: 'all', sort: 'newest' } as const;
export const ORDERS = { ...ANY_ORDERS, currency: null, from: null, to: null, search: null, place: null };
export const ENTRIES = { currency: null, kind: null, order: null, from: null, to: null };
export const PASSWORD = 'correct horse battery staple';
export const PROOF = { password: PASSWORD, code: '000000' };
export const FORM = {
  submissionId: '0b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10',
  personId: 'ann',
  why: 'they have left us',
};
export const HEADERS = new Headers();
export const WITHDRAWAL = {
  submissionId: FORM.submissionId,
  currency: 'USD',
  amount: '1',
  bankAccountId: 'b',
};
export const BATCH = { currency: 'USD', payer: '', executeOn: '2026-01-02', withdrawalIds: ['w'] };
export const ANY_PAYOUTS = { place: null, currency: null, merchantId: null, search: null, batchId: null };
export const NO_ANSWER = new Uint8Array();
export const BANK_ACCOUNT = {
  ...{ submissionId: FORM.submissionId, currency: 'USD', holderName: 'Ann', bankName: 'Bank', country: 'DE' },
  ...{
    iban: 'DE89370400440532013000',
    accountNumber: '',
    bic: '',
    replaces: null,
    password: PASSWORD,
    code: '',
  },
};
export const NO_MAIL = {
  domain: 'example.com',
  write: () => ({ subject: '', text: '', html: '' }),
  send: () => Promise.reject(new Error('there is no mail server')),
};
export const IMPORT = { runDaily: true, until: null, onRefused: () => {} };

export const PROPOSAL = { proposalId: 'p', why: 'the receiver has nothing more to pay with' };
export const OF_STORE = { submissionId: FORM.submissionId, why: FORM.why, merchantId: 'm' };
export const OVERRIDE = { merchantId: 'm', decision: 'none', tier: '', until: '' };
export const CORRECTION = { orderId: 'o', event: 'shipped', did: 'not', on: '' } as const;

export const OF_DRAFT = { submissionId: FORM.submissionId, draftId: 'd', revision: 1 };

export const READERS: Who[] = ['reviewer', 'approver', 'auditor', 'operator'];
export const READERS_AND_KEYS: Who[] = [...READERS, 'key_to_read'];
export const DRAFTERS: Who[] = ['reviewer', 'approver'];
export const OF_IMPORT = { submissionId: FORM.submissionId, importId: 'i' };
export const HOOK = {
  ...{ endpointId: 'nobodys', name: 'Ledger', url: 'https://192.0.2.1/' },
  ...{ events: ['release.made'] as const, isPrivateAllowed: true },
};
export const NOBODY_ELSE: Who[] = ['operator'];
export const PEOPLE: Who[] = ['seller', 'reviewer', 'approver', 'auditor', 'administrator'];
export const KEEPERS: Who[] = ['administrator', 'operator'];

export interface Verb {
  may: Who[];
  call: (database: Database, actor: Actor, ownerUrl: string) => Promise<unknown>;
}
