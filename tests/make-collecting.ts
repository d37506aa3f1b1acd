import type { SellerActor } from '@/engine/actor';
import { runDay } from '@/services/run-day';
import { addBankAccount } from '@/services/withdrawals/add-bank-account';
import { OPERATOR } from './actors';
import { apply, fact } from './make-books';
import { form, makePeople, type PeopleBooks } from './make-people';

/** Stores with money in their payment accounts and people who look after it. */

export const IBAN = 'DE89370400440532013000';
export const OTHER_IBAN = 'GB29NWBK60161331926819';

/** A bank account as a form sends it. */
export const ACCOUNT = {
  currency: 'USD',
  holderName: 'Lumen & Loom GmbH',
  bankName: 'First Bank',
  country: 'DE',
  iban: IBAN,
  accountNumber: '',
  bic: '',
  replaces: null,
  password: '',
  code: '',
};

/** When the accounts here are added; a day later they can be used. */
export const ADDED_AT = new Date('2026-03-01T04:00:00Z');
/** The open day of these books, at noon in Shanghai. */
export const NOW = new Date('2026-03-10T04:00:00Z');

export interface CollectingBooks extends PeopleBooks {
  seller: SellerActor;
  /** An account that can be used from the day after `ADDED_AT` on; answers its id. */
  addAccount(over?: Partial<typeof ACCOUNT>, seller?: SellerActor): Promise<string>;
  /** Puts money into a store's payment account. */
  credit(merchantId: string, amount: number, currency?: string): Promise<void>;
  /** Makes a store owe something: a refund of an order that was paid out and withdrawn. */
  indebt(merchantId: string, amount: number): Promise<void>;
}

let count = 0;
/** An id of its own. */
const next = (what: string) => `${what} ${++count}`;

/** New books in which the day of `NOW` is open; the store `lumen` has a seller, of the demo, who needs no password. */
export async function makeCollecting(): Promise<CollectingBooks> {
  const books = await makePeople();
  const { database } = books;
  await runDay(database, OPERATOR, '2026-03-10');
  const seller = (await books.addPerson('sam', 'seller', {
    merchantId: 'lumen',
    isDemo: true,
  })) as SellerActor;
  const credit = (merchantId: string, amount: number, currency = 'USD') =>
    apply(database, [
      fact(next('credit'), 'withdrawal.returned', '2026-03-10', { merchant: merchantId, amount, currency }),
    ]);
  return {
    ...books,
    seller,
    credit,
    async addAccount(over = {}, by = seller) {
      const ask = { ...form(), ...ACCOUNT, ...over };
      const answer = await addBankAccount(database, by, ask, new Headers(), ADDED_AT);
      if (answer.status !== 'added') throw new Error(`not added: ${JSON.stringify(answer)}`);
      return answer.bankAccountId;
    },
    async indebt(merchantId, amount) {
      const order = next('order');
      await apply(database, [
        fact(next('paid'), 'order.paid', '2026-01-02', {
          order,
          merchant: merchantId,
          amount,
          currency: 'USD',
        }),
        fact(next('shipped'), 'order.shipped', '2026-01-02', { order }),
        fact(next('delivered'), 'order.delivered', '2026-01-02', { order }),
      ]);
      await runDay(database, OPERATOR, '2026-03-10');
      await apply(database, [
        fact(next('withdrawn'), 'withdrawal.settled', '2026-03-10', {
          ...{ merchant: merchantId, amount, currency: 'USD' },
        }),
        fact(next('refunded'), 'refund.settled', '2026-03-10', {
          ...{ order, refund: 'r', amount, reason: 'seller_fault' },
        }),
      ]);
    },
  };
}
