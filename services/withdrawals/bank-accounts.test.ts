import { hashPassword } from 'better-auth/crypto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SellerActor } from '@/engine/actor';
import { ACCOUNT, ADDED_AT, type CollectingBooks, makeCollecting, OTHER_IBAN } from '@/tests/make-collecting';
import { form } from '@/tests/make-people';
import { addBankAccount } from './add-bank-account';
import { listBankAccounts } from './list-bank-accounts';
import { readBankAccount } from './read-bank-account';
import { removeBankAccount } from './remove-bank-account';

// What sessions and second factors are kept with.
vi.stubEnv('SLUICE_SECRET', 'a secret of thirty-two characters!');

const opened: CollectingBooks[] = [];
let books: CollectingBooks;
beforeEach(async () => {
  books = await makeCollecting();
  opened.push(books);
});
afterAll(() => Promise.all(opened.map((each) => each.drop())));

const DAY_MS = 86_400_000;
const daysOn = (days: number) => new Date(ADDED_AT.getTime() + days * DAY_MS);

const add = (over: object = {}, now = ADDED_AT, seller: SellerActor = books.seller) =>
  addBankAccount(books.database, seller, { ...form(), ...ACCOUNT, ...over }, new Headers(), now);
const remove = (bankAccountId: string, now = ADDED_AT) =>
  removeBankAccount(books.database, books.seller, { ...form(), bankAccountId }, now);
/** Endings and states of all accounts, as they are on a day. */
async function states(days: number) {
  const { current, past } = await listBankAccounts(books.database, books.seller, daysOn(days));
  return [...current, ...past].map(({ ending, state }) => `${ending} ${state}`);
}

describe('a bank account as it is written', () => {
  it.each([
    [{ iban: 'de89 3704 0044 0532 0130 00' }, { iban: 'DE89370400440532013000', accountNumber: null }],
    [
      { iban: '', country: 'US', accountNumber: '000 123-456', bic: 'boFAus3n' },
      { iban: null, accountNumber: '000123-456', bic: 'BOFAUS3N' },
    ],
  ])('%j is read', (over, read) => {
    expect(readBankAccount({ ...ACCOUNT, ...over })).toMatchObject(read);
  });

  it.each([
    ['bad_currency', { currency: 'XYZ' }],
    ['bad_country', { country: 'ZZ' }],
    ['bad_holder', { holderName: ' ' }],
    ['bad_bank', { bankName: 'a\0b' }],
    ['number_needed', { iban: ' ' }],
    ['two_numbers', { accountNumber: '12345678' }],
    ['bad_iban', { iban: 'DE89370400440532013001' }],
    ['bad_iban', { iban: 'US00000000000000' }],
    ['other_country', { country: 'GB' }],
    ['bad_account_number', { iban: '', accountNumber: '12/34' }],
    ['bic_needed', { iban: '', accountNumber: '12345678' }],
    ['bad_bic', { iban: '', accountNumber: '12345678', bic: 'BANK' }],
  ])('%s: %j is not', (problem, over) => {
    expect(readBankAccount({ ...ACCOUNT, ...over })).toBe(problem);
  });
});

describe('adding a bank account', () => {
  it('puts it on file for in a day, tells every seller by e-mail, and logs it without its number', async () => {
    for (const id of ['ada', 'gone']) await books.addPerson(id, 'seller', { merchantId: 'lumen' });
    await books.addPerson('vera', 'seller', { merchantId: 'volt' });
    await books.ask("update people set ended_at = now() where person_id = 'gone'");
    const answer = await add();
    expect(answer).toMatchObject({ status: 'added', usableAt: daysOn(1) });
    expect(await states(0)).toEqual(['3000 waiting']);
    expect(await states(1)).toEqual(['3000 usable']);
    expect(await books.ask('select kind, currency, details from notices')).toEqual([
      {
        kind: 'bank_account_added',
        currency: 'USD',
        details: {
          ...{ bank: 'First Bank', ending: '3000', by: 'Name of sam' },
          ...{ usable_at: '2026-03-02T04:00:00.000Z', replaces: null },
        },
      },
    ]);
    expect(await books.ask('select person_id from mails')).toEqual([{ person_id: 'ada' }]);
    const log = (await books.log()).filter(({ action }) => action === 'bank_account.added');
    expect(log).toMatchObject([{ actor_id: 'sam', merchant_id: 'lumen', after: { number_ending: '3000' } }]);
    for (const kept of [log, await books.ask('select * from notices')])
      expect(
        JSON.stringify(kept, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)),
      ).not.toContain('DE8937');
  });

  it('shows no more of a number than its end', async () => {
    await add();
    const shown = JSON.stringify(await listBankAccounts(books.database, books.seller));
    expect(shown).toContain('3000');
    expect(shown).not.toContain('DE8937');
  });

  it('does it once for a form that is sent twice at one moment', async () => {
    const ask = form();
    const answers = await Promise.all([add(ask), add(ask)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['added', 'repeated']);
    expect(await states(0)).toEqual(['3000 waiting']);
  });

  it('refuses one that is on file already, and more than twenty', async () => {
    await add();
    expect(await add()).toEqual({ status: 'refused', code: 'on_file_already' });
    expect(await add({ currency: 'EUR' })).toMatchObject({ status: 'added' });
    const number = (index: number) => ({
      ...{ iban: '', accountNumber: `1000000${index}`, bic: 'DEUTDEFF' },
    });
    for (let index = 10; index < 28; index += 1) expect((await add(number(index))).status).toBe('added');
    expect(await add(number(28))).toEqual({ status: 'refused', code: 'too_many' });
  });

  it('asks who has a password for it once more, and does nothing without', async () => {
    const ada = (await books.addPerson('ada', 'seller', { merchantId: 'lumen' })) as SellerActor;
    await books.ask(
      `insert into credentials (credential_id, account_id, provider_id, person_id, password_hash)
       values ('c', 'ada', 'credential', 'ada', $1)`,
      [await hashPassword('wet-kettle-violet-ninety')],
    );
    const wrong = await add({ password: 'wrong' }, ADDED_AT, ada);
    expect(wrong).toEqual({ status: 'not_proven', proof: { status: 'refused', code: 'wrong_password' } });
    expect(await books.ask('select * from bank_accounts')).toEqual([]);
    expect(await books.ask('select * from notices')).toEqual([]);
    expect(await add({ password: 'wet-kettle-violet-ninety' }, ADDED_AT, ada)).toMatchObject({
      status: 'added',
    });
    // With a second factor the password alone is not enough.
    await books.ask("update people set has_second_factor = true where person_id = 'ada'");
    const noCode = { iban: OTHER_IBAN, country: 'GB', password: 'wet-kettle-violet-ninety', code: '123456' };
    expect(await add(noCode, ADDED_AT, ada)).toMatchObject({
      status: 'not_proven',
      proof: { code: 'wrong_code' },
    });
  });
});

describe('changing a bank account', () => {
  const OTHER = { iban: OTHER_IBAN, country: 'GB' };

  it('keeps the old one going until the new one can be used', async () => {
    const old = await books.addAccount();
    expect(await add({ ...OTHER, replaces: old }, daysOn(3))).toMatchObject({ status: 'added' });
    expect(await states(3.9)).toEqual(['6819 waiting', '3000 usable']);
    expect(await states(4)).toEqual(['6819 usable', '3000 replaced']);
    const { current } = await listBankAccounts(books.database, books.seller, daysOn(3.9));
    expect(current).toMatchObject([
      { ending: '6819', replacesEnding: '3000' },
      { ending: '3000', replacedAt: daysOn(4) },
    ]);
    const [notice] = await books.ask<{ details: object }>(
      'select details from notices order by notice_seq desc',
    );
    expect(notice?.details).toMatchObject({ ending: '6819', replaces: '3000' });
  });

  it('leaves the old one as it was where the new one is removed before', async () => {
    const old = await books.addAccount();
    const changed = await add({ ...OTHER, replaces: old }, daysOn(3));
    if (changed.status !== 'added') throw new Error(changed.status);
    await remove(changed.bankAccountId, daysOn(3.5));
    expect(await states(5)).toEqual(['3000 usable', '6819 removed']);
  });

  it('does not bring the old one back where the new one is removed later', async () => {
    const old = await books.addAccount();
    const changed = await add({ ...OTHER, replaces: old }, daysOn(3));
    if (changed.status !== 'added') throw new Error(changed.status);
    await remove(changed.bankAccountId, daysOn(5));
    expect(await states(6)).toEqual(['6819 removed', '3000 replaced']);
  });

  it('is refused of what is not there, of another currency, and twice at once', async () => {
    const old = await books.addAccount();
    expect(await add({ ...OTHER, replaces: 'nobody’s' }, daysOn(3))).toMatchObject({
      code: 'unknown_account',
    });
    expect(await add({ ...OTHER, replaces: old, currency: 'EUR' }, daysOn(3))).toMatchObject({
      code: 'other_currency',
    });
    await add({ ...OTHER, replaces: old }, daysOn(3));
    const again = { iban: 'FR1420041010050500013M02606', country: 'FR', replaces: old };
    expect(await add(again, daysOn(3))).toMatchObject({ code: 'change_under_way' });
    expect(await add(again, daysOn(5))).toMatchObject({ code: 'unknown_account' });
  });
});

describe('removing a bank account', () => {
  it('does it at once, tells it, and logs it; and only one’s own', async () => {
    const id = await books.addAccount();
    const vera = (await books.addPerson('vera', 'seller', { merchantId: 'volt' })) as SellerActor;
    expect(await removeBankAccount(books.database, vera, { ...form(), bankAccountId: id }, ADDED_AT)).toEqual(
      { status: 'refused', code: 'unknown_account' },
    );
    expect(await remove(id)).toEqual({ status: 'done' });
    expect(await remove(id)).toEqual({ status: 'refused', code: 'removed_already' });
    expect(await states(2)).toEqual(['3000 removed']);
    const told = await books.ask<{ kind: string }>('select kind from notices order by notice_seq');
    expect(told.map(({ kind }) => kind)).toEqual(['bank_account_added', 'bank_account_removed']);
    const [line] = (await books.log()).slice(-1);
    expect(line).toMatchObject({ action: 'bank_account.removed', subject: id });
  });
});
