import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { SellerActor } from '@/engine/actor';
import { apply, fact, violationsOf } from '@/tests/make-books';
import { type CollectingBooks, makeCollecting, NOW } from '@/tests/make-collecting';
import { form } from '@/tests/make-people';
import { askWithdrawal } from './ask-withdrawal';
import { listWithdrawals } from './list-withdrawals';
import { removeBankAccount } from './remove-bank-account';
import { weighWithdrawal } from './weigh-withdrawal';

const opened: CollectingBooks[] = [];
let books: CollectingBooks;
let bankAccountId: string;
beforeEach(async () => {
  books = await makeCollecting();
  opened.push(books);
  bankAccountId = await books.addAccount();
  await books.credit('lumen', 10_000);
});
afterAll(() => Promise.all(opened.map((each) => each.drop())));

const asks = (over: object = {}) => ({ ...form(), currency: 'USD', amount: '40.50', bankAccountId, ...over });
const ask = (over: object = {}, seller: SellerActor = books.seller, now = NOW) =>
  askWithdrawal(books.database, seller, asks(over), now);

/** What the books, the withdrawals and the log hold of withdrawals. */
async function kept() {
  const [row] = await books.ask<Record<string, bigint>>(`select
    (select count(*) from entries where kind = 'withdrawal')::int as entries,
    (select count(*) from facts where type = 'withdrawal.settled')::int as facts,
    (select count(*) from withdrawals)::int as withdrawals,
    (select count(*) from audit_log where action = 'withdrawal.asked')::int as log,
    (select count(*) from submissions where action = 'withdrawal.asked')::int as forms,
    (select payment_account::int from balances where merchant_id = 'lumen' and currency = 'USD'
     order by booked_on desc limit 1) as ready`);
  return row;
}
/** Who waits for what somebody else has locked. */
const WAITING =
  "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
const NOTHING = { entries: 0, facts: 0, withdrawals: 0, log: 0, forms: 0, ready: 10_000 };
const ONE = { entries: 1, facts: 1, withdrawals: 1, log: 1, forms: 1, ready: 5950 };

describe('asking for a withdrawal', () => {
  it('takes the money from the payment account at once, with its fact, its row and its line in the log', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ status: 'asked', currency: 'USD', amountMinor: 4050n, isRepeated: false });
    expect(await kept()).toEqual(ONE);
    const [row] = await books.ask('select * from withdrawals');
    expect(row).toMatchObject({
      merchant_id: 'lumen',
      status: 'asked',
      amount_minor: 4050n,
      asked_by: 'sam',
    });
    const [line] = (await books.log()).slice(-1);
    expect(line).toMatchObject({ action: 'withdrawal.asked', merchant_id: 'lumen', actor_id: 'sam' });
    expect(line?.after).toEqual({
      amount_minor: '4050',
      currency: 'USD',
      bank: 'First Bank',
      number_ending: '3000',
    });
    expect(JSON.stringify(await books.log())).not.toContain('DE8937');
    expect(await violationsOf(books.database)).toEqual([]);
  });

  it('does it once for a form that is sent again, and answers as the first time', async () => {
    const asked = asks();
    const first = await askWithdrawal(books.database, books.seller, asked, NOW);
    const later = await askWithdrawal(books.database, books.seller, { ...asked, amount: '1' }, NOW);
    expect(later).toEqual({ ...first, isRepeated: true });
    expect(await kept()).toEqual(ONE);
  });

  it('does it once for a form that is sent three times at one moment', async () => {
    const asked = asks();
    const answers = await Promise.all(
      [1, 2, 3].map(() => askWithdrawal(books.database, books.seller, asked, NOW)),
    );
    expect(answers.map((each) => each.status === 'asked' && each.isRepeated).toSorted()).toEqual([
      false,
      true,
      true,
    ]);
    expect(await kept()).toEqual(ONE);
  });

  it('lets several forms at one moment take no more than there is', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => ask({ amount: '60' })));
    const refused = answers.filter(({ status }) => status === 'refused');
    expect(refused).toEqual(
      [1, 2].map(() => ({
        status: 'refused',
        code: 'insufficient_funds',
        money: { currency: 'USD', readyMinor: 4000n, owedMinor: 0n },
      })),
    );
    expect(await kept()).toMatchObject({ withdrawals: 1, forms: 1, ready: 4000 });
  });

  it('looks at the balance again under the lock of the books', async () => {
    // Somebody else has the books, and takes the money while the seller waits for them.
    const { drizzle } = books.database;
    let asked: Promise<unknown> = Promise.resolve();
    await drizzle.transaction(async (holder) => {
      await holder.execute("update merchants set lock_count = lock_count + 1 where merchant_id = 'lumen'");
      asked = ask({ amount: '100' });
      await expect
        .poll(async () => (await books.ask(WAITING)).length, { interval: 20, timeout: 20_000 })
        .toBe(1);
      await holder.execute(
        "update balances set payment_account = 9999, clearing = -9999 where merchant_id = 'lumen'",
      );
    });
    expect(await asked).toMatchObject({ code: 'insufficient_funds', money: { readyMinor: 9999n } });
    expect(await kept()).toEqual({ ...NOTHING, ready: 9999 });
  });

  it.each([
    ['unknown_currency', { currency: 'EUR' }],
    ['no_amount', { amount: 'all of it' }],
    ['too_many_decimals', { amount: '1.005' }],
    ['not_positive', { amount: '0.00' }],
    ['too_large', { amount: '90000000000000.01' }],
    ['no_account', { bankAccountId: 'nobody’s' }],
    ['insufficient_funds', { amount: '100.01' }],
    ['bad_form', { submissionId: 'no form' }],
  ])('%s: %j is refused, and leaves nothing behind', async (code, over) => {
    expect(await ask(over)).toMatchObject({ status: 'refused', code });
    expect(await kept()).toEqual(NOTHING);
  });

  it('may be put right and sent again by the same form', async () => {
    const { submissionId } = form();
    expect(await ask({ submissionId, amount: '900' })).toMatchObject({ code: 'insufficient_funds' });
    expect(await ask({ submissionId })).toMatchObject({ status: 'asked', isRepeated: false });
  });

  it('takes the last cent, and then no more', async () => {
    expect(await ask({ amount: '100.00' })).toMatchObject({ status: 'asked', amountMinor: 10_000n });
    expect(await ask({ amount: '0.01' })).toMatchObject({ code: 'insufficient_funds' });
  });

  it('is stopped by a debt in that currency, and by none in another', async () => {
    await books.indebt('volt', 700);
    await books.credit('volt', 5000, 'EUR');
    const volt = (await books.addPerson('vera', 'seller', {
      merchantId: 'volt',
      isDemo: true,
    })) as SellerActor;
    const dollars = await books.addAccount({}, volt);
    const euros = await books.addAccount({ currency: 'EUR' }, volt);
    expect(await ask({ bankAccountId: dollars, amount: '0.01' }, volt)).toEqual({
      status: 'refused',
      code: 'in_debt',
      money: { currency: 'USD', readyMinor: 0n, owedMinor: 700n },
    });
    expect(await ask({ bankAccountId: euros, amount: '50', currency: 'EUR' }, volt)).toMatchObject({
      status: 'asked',
    });
  });

  it('sends to no account of another store, of another currency, removed, or not a day old', async () => {
    const vera = (await books.addPerson('vera', 'seller', {
      merchantId: 'volt',
      isDemo: true,
    })) as SellerActor;
    const theirs = await books.addAccount({}, vera);
    const euros = await books.addAccount({ currency: 'EUR' });
    expect(await ask({ bankAccountId: theirs })).toMatchObject({ code: 'no_account' });
    expect(await ask({ bankAccountId: euros })).toMatchObject({ code: 'no_account' });
    const usableAt = new Date('2026-03-02T04:00:00Z');
    const justBefore = new Date(usableAt.getTime() - 1);
    expect(await ask({}, books.seller, justBefore)).toMatchObject({ code: 'account_not_usable' });
    expect(await ask({}, books.seller, usableAt)).toMatchObject({ status: 'asked' });
    await removeBankAccount(books.database, books.seller, { ...form(), bankAccountId });
    expect(await ask()).toMatchObject({ code: 'account_not_usable' });
  });

  it('may be done by a closed store, and not by a seller whose access has ended', async () => {
    await apply(books.database, [
      fact('closed', 'merchant.closed', '2026-03-10', { merchant: 'lumen', reason: 'withdrawn' }),
    ]);
    expect(await ask()).toMatchObject({ status: 'asked' });
    await books.ask("update people set ended_at = now() where person_id = 'sam'");
    await expect(ask()).rejects.toThrow('seller may not do');
  });

  it('is weighed first, and nothing done', async () => {
    const weighed = await weighWithdrawal(books.database, books.seller, asks(), NOW);
    expect(weighed).toMatchObject({
      status: 'possible',
      amountMinor: 4050n,
      account: { ending: '3000', state: 'usable' },
      money: { readyMinor: 10_000n, owedMinor: 0n },
    });
    expect(await kept()).toEqual(NOTHING);
  });
});

describe('the list of withdrawals', () => {
  const list = (before: bigint | null = null, currency: string | null = null) =>
    listWithdrawals(books.database, books.seller, { currency, before }, NOW);

  it('has those asked for here and those that the marketplace recorded, newest first', async () => {
    await apply(books.database, [
      fact('outside', 'withdrawal.settled', '2026-03-10', {
        merchant: 'lumen',
        amount: 300,
        currency: 'USD',
      }),
    ]);
    await ask();
    const listed = await list();
    expect(
      listed?.withdrawals.map(({ place, amountMinor, to }) => [place, amountMinor, to?.ending ?? null]),
    ).toEqual([
      ['asked', 4050n, '3000'],
      ['settled', 300n, null],
      ['came_back', 10_000n, null],
    ]);
    expect(listed).toMatchObject({
      today: '2026-03-10',
      next: null,
      chosen: { currency: 'USD', readyMinor: 5650n, owedMinor: 0n, example: '1500.50', debt: null },
    });
    expect(listed?.chosen?.accounts).toMatchObject([{ ending: '3000', state: 'usable' }]);
  });

  it('goes on page by page, over days and currencies, with none twice and none left out', async () => {
    await books.credit('lumen', 100, 'EUR');
    const facts = Array.from({ length: 47 }, (_, index) =>
      fact(`w${index}`, 'withdrawal.settled', '2026-03-10', {
        ...{ merchant: 'lumen', amount: index + 1, currency: index % 5 === 0 ? 'EUR' : 'USD' },
      }),
    ).filter(({ amount, currency }) => currency === 'USD' || Number(amount) < 20);
    await apply(books.database, facts);
    const seen: bigint[] = [];
    for (let before: bigint | null = null; ; ) {
      const page = await list(before);
      seen.push(...(page?.withdrawals.map(({ entrySeq }) => entrySeq) ?? []));
      before = page?.next ?? null;
      if (before === null) break;
    }
    const all = await books.ask<{ entry_seq: string }>(
      `select entry_seq from entries where merchant_id = 'lumen' and kind like 'withdrawal%' order by entry_seq desc`,
    );
    expect(all.length).toBeGreaterThan(40);
    expect(seen).toEqual(all.map(({ entry_seq }) => BigInt(entry_seq)));
  });

  it('says which entry made a debt', async () => {
    await books.indebt('volt', 700);
    const volt = (await books.addPerson('vera', 'seller', {
      merchantId: 'volt',
      isDemo: true,
    })) as SellerActor;
    const listed = await listWithdrawals(books.database, volt, { currency: null, before: null }, NOW);
    const [entry] = await books.ask<{ entry_seq: string; order_id: string }>(
      `select entry_seq, order_id from entries where merchant_id = 'volt' and receivable < 0`,
    );
    expect(listed?.chosen).toMatchObject({
      owedMinor: 700n,
      debt: { entrySeq: BigInt(entry?.entry_seq ?? 0), orderId: entry?.order_id, bookedOn: '2026-03-10' },
    });
  });

  it('is empty for a store without any money, and none where the store has not opened', async () => {
    const vera = (await books.addPerson('vera', 'seller', { merchantId: 'volt' })) as SellerActor;
    const empty = await listWithdrawals(books.database, vera, { currency: null, before: null });
    expect(empty).toMatchObject({ money: [], chosen: null, withdrawals: [], next: null });
    const waiting = { ...vera, merchantId: 'waiting' };
    expect(await listWithdrawals(books.database, waiting, { currency: null, before: null })).toBeNull();
  });

  it('gives a form an id that is a UUID of any case', async () => {
    const submissionId = randomUUID().toUpperCase();
    expect(await ask({ submissionId })).toMatchObject({ withdrawalId: submissionId.toLowerCase() });
  });
});
