import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '@/tests/actors';
import { violationsOf } from '@/tests/make-books';
import { type CollectingBooks, makeCollecting, NOW } from '@/tests/make-collecting';
import { form } from '@/tests/make-people';
import { askWithdrawal } from './ask-withdrawal';
import { listWithdrawals } from './list-withdrawals';
import { listWithdrawalsToMark } from './list-withdrawals-to-mark';
import { markWithdrawalReturned, markWithdrawalSent } from './mark-withdrawal';

let books: CollectingBooks;
let bankAccountId: string;
beforeAll(async () => {
  books = await makeCollecting();
  bankAccountId = await books.addAccount();
  await books.addPerson('ada', 'seller', { merchantId: 'lumen' });
  await books.credit('lumen', 100_000);
});
afterAll(() => books.drop());

const WHY = 'the account number is unknown to us';

async function asked(amount = '10'): Promise<string> {
  const answer = await askWithdrawal(
    books.database,
    books.seller,
    { ...form(), currency: 'USD', amount, bankAccountId },
    NOW,
  );
  if (answer.status !== 'asked') throw new Error(answer.code);
  return answer.withdrawalId;
}
const sent = (withdrawalId: string) => markWithdrawalSent(books.database, OPERATOR, { withdrawalId }, NOW);
const returned = (withdrawalId: string, why = WHY) =>
  markWithdrawalReturned(books.database, OPERATOR, { withdrawalId, why }, NOW);
const rowOf = async (withdrawalId: string) =>
  (await books.ask('select * from withdrawals where withdrawal_id = $1', [withdrawalId]))[0];
const toldOf = (withdrawalId: string) =>
  books.ask<{ kind: string; details: Record<string, string>; mails: number }>(
    `select kind, details, (select count(*)::int from mails where mails.notice_seq = notices.notice_seq) as mails
     from notices where cause like '%' || $1 order by notice_seq`,
    [withdrawalId],
  );
const ready = async () =>
  (
    await books.ask<{ ready: bigint }>(
      `select payment_account as ready from balances where merchant_id = 'lumen' order by booked_on desc limit 1`,
    )
  )[0]?.ready;
const shown = async (withdrawalId: string) => {
  const all = await listWithdrawals(books.database, books.seller, { currency: null, before: null }, NOW);
  const row = await rowOf(withdrawalId);
  const [entry] = await books.ask<{ first_entry_seq: bigint }>(
    "select first_entry_seq from facts where merchant_id = 'lumen' and fact_seq = $1",
    [row?.fact_seq],
  );
  return all?.withdrawals.find(({ entrySeq }) => entrySeq === entry?.first_entry_seq);
};

describe('marking a withdrawal as sent', () => {
  it('is noted, told once, and logged; again it is nothing', async () => {
    const id = await asked();
    const before = await ready();
    expect(await sent(id)).toEqual({
      status: 'done',
      currency: 'USD',
      amountMinor: 1000n,
      merchantId: 'lumen',
    });
    expect(await sent(id.toUpperCase())).toMatchObject({ status: 'already' });
    expect(await rowOf(id)).toMatchObject({ status: 'sent', sent_at: NOW, returned_at: null });
    expect(await ready()).toBe(before);
    expect(await toldOf(id)).toEqual([
      {
        kind: 'withdrawal_sent',
        details: {
          amount: '1000',
          bank: 'First Bank',
          ending: '3000',
          entry: expect.stringMatching(/^\d+$/),
        },
        // Sam is of the demo.
        mails: 1,
      },
    ]);
    expect(
      (await books.log()).filter(({ subject, action }) => subject === id && action === 'withdrawal.sent'),
    ).toHaveLength(1);
    expect(await shown(id)).toMatchObject({ place: 'sent', sentAt: NOW, returned: null });
  });
});

describe('marking a withdrawal as returned', () => {
  it('puts the money back by a fact, tells why once, and is logged with the reason', async () => {
    const id = await asked('25');
    await sent(id);
    const before = (await ready()) ?? 0n;
    expect(await returned(id)).toMatchObject({ status: 'done', amountMinor: 2500n });
    expect(await ready()).toBe(before + 2500n);
    expect(await returned(id)).toMatchObject({ status: 'already' });
    expect(await sent(id)).toEqual({ status: 'refused', code: 'returned_already' });
    expect(await ready()).toBe(before + 2500n);
    const [, told] = await toldOf(id);
    expect(told).toMatchObject({
      kind: 'withdrawal_returned',
      details: { amount: '2500', recovered: '0', reason: WHY },
      mails: 1,
    });
    const [line] = (await books.log()).slice(-1);
    expect(line).toMatchObject({
      action: 'withdrawal.returned',
      subject: id,
      why: WHY,
      actor_kind: 'operator',
    });
    const item = await shown(id);
    expect(item).toMatchObject({ place: 'returned', returned: { at: NOW, reason: WHY } });
    expect(`${item?.returned?.entrySeq}`).toBe(told?.details.entry);
    expect(await violationsOf(books.database)).toEqual([]);
  });

  it('is done once, however many mark it at one moment', async () => {
    const id = await asked();
    const before = (await ready()) ?? 0n;
    const answers = await Promise.all([returned(id), returned(id), returned(id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['already', 'already', 'done']);
    expect(await ready()).toBe(before + 1000n);
    expect(await toldOf(id)).toHaveLength(1);
  });

  it('stands with its withdrawal, and not in the list once more', async () => {
    const id = await asked();
    await returned(id);
    const all = await listWithdrawals(books.database, books.seller, { currency: null, before: null }, NOW);
    const cameBack = all?.withdrawals.filter(({ place }) => place === 'came_back') ?? [];
    // The money that the test began with.
    expect(cameBack.map(({ amountMinor }) => amountMinor)).toEqual([100_000n]);
  });

  it('needs a reason, and a withdrawal', async () => {
    const id = await asked();
    expect(await returned(id, 'short')).toEqual({ status: 'refused', code: 'why_needed' });
    expect(await returned('nobody’s')).toEqual({ status: 'refused', code: 'unknown_withdrawal' });
    expect(await sent('nobody’s')).toEqual({ status: 'refused', code: 'unknown_withdrawal' });
    expect(await rowOf(id)).toMatchObject({ status: 'asked' });
  });

  it('pays back a debt first, and says so', async () => {
    const id = await asked('7');
    const rest = (await ready()) ?? 0n;
    await askWithdrawal(
      books.database,
      books.seller,
      {
        ...form(),
        currency: 'USD',
        amount: `${rest / 100n}.${`${rest % 100n}`.padStart(2, '0')}`,
        bankAccountId,
      },
      NOW,
    );
    await books.indebt('lumen', 300);
    await returned(id);
    const told = await toldOf(id);
    expect(told.at(-1)).toMatchObject({ details: { amount: '700', recovered: '300' } });
  });
});

describe('the withdrawals to be sent', () => {
  it('are listed with what whoever sends them needs, the first asked for first', async () => {
    await books.ask("update withdrawals set status = 'sent', sent_at = now() where status = 'asked'");
    await books.credit('lumen', 5000);
    const ids = [await asked('1'), await asked('2')];
    const listed = await listWithdrawalsToMark(books.database, OPERATOR, 'asked');
    expect(listed.map(({ withdrawalId }) => withdrawalId).toSorted()).toEqual(ids.toSorted());
    expect(listed.find(({ withdrawalId }) => withdrawalId === ids[0])).toMatchObject({
      merchantId: 'lumen',
      merchantName: 'Lumen & Loom',
      amountMinor: 100n,
      number: 'DE89370400440532013000',
      holderName: 'Lumen & Loom GmbH',
    });
  });
});
