import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '@/engine/actor';
import { MOST_IN_BATCH } from '@/engine/payouts';
import { bankAnswer, bytesOf } from '@/tests/bank-answers';
import { apply, fact, violationsOf } from '@/tests/make-books';
import { type CollectingBooks, makeCollecting, NOW, OTHER_IBAN } from '@/tests/make-collecting';
import { form } from '@/tests/make-people';
import { askWithdrawal } from '../withdrawals/ask-withdrawal';
import { listWithdrawals } from '../withdrawals/list-withdrawals';
import { markWithdrawalReturned, markWithdrawalSent } from '../withdrawals/mark-withdrawal';
import { getBatch } from './get-batch';
import { getPayouts } from './get-payouts';
import { listBatches } from './list-batches';
import { listPayouts, type PayoutFilter } from './list-payouts';
import { type BatchMade, makeBatch } from './make-batch';
import { markBatchSent } from './mark-batch-sent';
import { demoPayers } from './payers';
import { endToEndIdOf } from './payout-ids';
import { takeAnswer } from './take-answer';
import { takePayoutFile } from './take-payout-file';
import { weighAnswer } from './weigh-answer';
import { type BatchAsk, weighBatch } from './weigh-batch';

let books: CollectingBooks;
let bankAccountId: string;
let rui: PersonActor;
let ada: PersonActor;
beforeAll(async () => {
  books = await makeCollecting();
  bankAccountId = await books.addAccount();
  rui = await books.addPerson('rui', 'reviewer');
  ada = await books.addPerson('ada', 'approver');
  await books.credit('lumen', 1_000_000);
});
afterAll(() => books.drop());

const HERE = { payers: demoPayers(), now: NOW };
const USD = { currency: 'USD', payer: '000900001', executeOn: '2026-03-10' };

async function asked(amount: string): Promise<string> {
  const ask = { ...form(), currency: 'USD', amount, bankAccountId };
  const answer = await askWithdrawal(books.database, books.seller, ask, NOW);
  if (answer.status !== 'asked') throw new Error(answer.code);
  return answer.withdrawalId;
}

const make = (withdrawalIds: string[], over: Partial<BatchAsk> = {}, by = rui, submission = form()) =>
  makeBatch(books.database, by, { ...submission, ...USD, ...over, withdrawalIds }, HERE);

async function made(...amounts: string[]): Promise<BatchMade & { ids: string[] }> {
  const ids: string[] = [];
  for (const amount of amounts) ids.push(await asked(amount));
  const answer = await make(ids);
  if (answer.status !== 'made') throw new Error(answer.code);
  return { ...answer, ids };
}

const usd = async () => {
  const { sums } = await getPayouts(books.database, rui);
  const found = sums.find(({ currency }) => currency === 'USD');
  if (found === undefined) throw new Error('there is nothing in USD');
  return found;
};
const statusOf = async (id: string) =>
  (
    await books.ask<{ status: string; batch_id: string | null; return_reason: string | null }>(
      'select status, batch_id, return_reason from withdrawals where withdrawal_id = $1',
      [id],
    )
  )[0];
const actions = async () => (await books.log()).map(({ action }) => action);
const FILTER: PayoutFilter = { place: null, currency: null, merchantId: null, search: null, batchId: null };
const listed = (filter: Partial<PayoutFilter> = {}, cursor: string | null = null, limit = 1000) =>
  listPayouts(books.database, rui, { filter: { ...FILTER, ...filter }, cursor, limit });

describe('a batch', () => {
  it('holds what was chosen, says its sums before and after, and is in the audit log once', async () => {
    const ids = [await asked('10'), await asked('2.50'), await asked('7')];
    const weighed = await weighBatch(
      books.database,
      rui,
      { ...USD, withdrawalIds: [ids[0] as string, ids[1] as string] },
      HERE,
    );
    expect(weighed).toMatchObject({
      ...{ status: 'possible', totalMinor: 1250n, left: 1, executeOn: '2026-03-10' },
      payer: { name: 'Sluice Demo Marketplace Ltd' },
    });
    const before = await usd();
    const submission = form();
    const answer = await make(ids.slice(0, 2), {}, rui, submission);
    expect(answer).toMatchObject({
      ...{ status: 'made', batchId: submission.submissionId, withdrawals: 2, totalMinor: 1250n },
      ...{ isRepeated: false, messageId: expect.stringMatching(/^PO-20260310-[0-9A-F]{16}$/) },
    });
    const after = await usd();
    expect(after).toMatchObject({ toSend: before.toSend - 1250n, inBatch: before.inBatch + 1250n });
    expect(after).toMatchObject({ left: before.left, unexplained: 0n, unexplainedBack: 0n });

    // The same form again says what it did, and does nothing.
    expect(await make(ids.slice(0, 2), {}, rui, submission)).toMatchObject({ ...answer, isRepeated: true });
    expect((await actions()).filter((action) => action === 'payout.batched')).toHaveLength(1);
    expect(await make([ids[0] as string])).toEqual({ status: 'refused', code: 'changed' });
    expect(await statusOf(ids[2] as string)).toMatchObject({ status: 'asked', batch_id: null });

    const batch = await getBatch(books.database, rui, submission.submissionId, NOW);
    expect(batch).toMatchObject({
      ...{ totalMinor: 1250n, madeByName: 'Name of rui', payer: { ending: '0001', bic: 'DEMOUS33' } },
      sums: { waiting: { count: 2, minor: 1250n }, sent: { count: 0 }, returned: { count: 0 } },
    });
    const { batches } = await listBatches(books.database, rui, { cursor: null });
    expect(batches[0]).toMatchObject({ batchId: submission.submissionId, waiting: 2, sent: 0, returned: 0 });
    // Its seller is told so.
    const all = await listWithdrawals(books.database, books.seller, { currency: null, before: null }, NOW);
    expect(all?.withdrawals.filter(({ place }) => place === 'in_batch')).toHaveLength(2);
  });

  it.each<[string, Partial<BatchAsk>, string]>([
    ['a Saturday', { executeOn: '2026-03-14' }, 'date_weekend'],
    ['a Sunday', { executeOn: '2026-03-15' }, 'date_weekend'],
    ['yesterday', { executeOn: '2026-03-09' }, 'date_past'],
    ['in a year', { executeOn: '2027-03-10' }, 'date_far'],
    ['no date', { executeOn: 'soon' }, 'bad_date'],
    ['an account of another currency', { payer: 'DE75512108001245126199' }, 'unknown_payer'],
    ['no account, though there is one', { payer: '' }, 'unknown_payer'],
    ['no currency', { currency: 'XYZ' }, 'unknown_currency'],
    ['withdrawals of another currency', { currency: 'EUR', payer: 'DE75512108001245126199' }, 'changed'],
  ])('is refused for %s, and leaves nothing', async (_what, over, code) => {
    const id = await asked('1');
    expect(await make([id], over)).toEqual({ status: 'refused', code });
    expect(await statusOf(id)).toMatchObject({ batch_id: null });
    // Put right, the same form may be sent again.
    const submission = form();
    await make([id], over, rui, submission);
    expect(await make([id], {}, rui, submission)).toMatchObject({ status: 'made', isRepeated: false });
  });

  it('is of something, of what is there, and of no more than a bank answers about at once', async () => {
    expect(await make([])).toMatchObject({ code: 'nothing_chosen' });
    expect(await make(['nobody’s'])).toMatchObject({ code: 'changed' });
    const ask = { ...USD, withdrawalIds: ['nobody’s'] };
    expect(await weighBatch(books.database, rui, ask, HERE)).toMatchObject({ code: 'not_to_send' });
    expect(MOST_IN_BATCH).toBe(500);
  });

  it('may be made without an account where the settings name none: then there is only the table', async () => {
    const id = await asked('3');
    const ask = { ...form(), ...USD, payer: '', withdrawalIds: [id] };
    const answer = await makeBatch(books.database, rui, ask, { payers: [], now: NOW });
    if (answer.status !== 'made') throw new Error(answer.code);
    const { batchId } = answer;
    expect(await takePayoutFile(books.database, rui, { batchId, format: 'xml' })).toEqual({
      ...{ status: 'refused', code: 'no_payer' },
    });
    const csv = await takePayoutFile(books.database, rui, { batchId, format: 'csv' });
    expect(csv).toMatchObject({ status: 'taken', name: `${answer.messageId}.csv` });
  });

  it('has each withdrawal alone, however many people make one at a moment', async () => {
    const ids = [await asked('1'), await asked('2'), await asked('3'), await asked('4')];
    const [a, b, c, d] = ids as [string, string, string, string];
    const answers = await Promise.all([
      ...[make([a, b]), make([b, c], {}, ada), make([c, d]), make([d, a], {}, ada)],
      ...[make([a, b, c, d]), make([d, c, b, a], {}, ada)],
    ]);
    const won = answers.flatMap((answer) => (answer.status === 'made' ? answer : []));
    expect(won.length).toBeGreaterThan(0);
    for (const answer of answers) if (answer.status === 'refused') expect(answer.code).toBe('changed');
    const rows = await books.ask<{ batch_id: string; n: number; total: bigint }>(
      `select batch_id, count(*)::int as n, sum(amount_minor)::bigint as total from withdrawals
       where withdrawal_id = any($1) and batch_id is not null group by batch_id`,
      [ids],
    );
    expect(rows).toHaveLength(won.length);
    for (const answer of won)
      expect(rows).toContainEqual({
        ...{ batch_id: answer.batchId, n: answer.withdrawals, total: answer.totalMinor },
      });
    expect(await violationsOf(books.database)).toEqual([]);
  });

  it('keeps what it has: the database lets nobody move a withdrawal into another', async () => {
    const { ids } = await made('1');
    const other = await made('2');
    const move = books.ask('update withdrawals set batch_id = $1 where withdrawal_id = $2', [
      other.batchId,
      ids[0],
    ]);
    await expect(move).rejects.toMatchObject({ constraint: 'withdrawals_one_batch' });
  });
});

describe('its files', () => {
  it('are the same bytes each time, tie to the books, and are in the audit log each time', async () => {
    const { batchId, messageId, ids } = await made('12.50', '0.01');
    const before = (await actions()).filter((action) => action === 'payout.exported').length;
    const taken = [];
    for (const format of ['xml', 'xml', 'csv', 'csv'] as const) {
      const file = await takePayoutFile(books.database, rui, { batchId, format });
      if (file.status !== 'taken') throw new Error(file.code);
      taken.push(file);
    }
    const [xml, again, csv, csvAgain] = taken;
    expect(xml?.text).toBe(again?.text);
    expect(csv?.text).toBe(csvAgain?.text);
    expect(xml?.name).toBe(`${messageId}.xml`);
    expect(xml?.text).toContain('<CtrlSum>12.51</CtrlSum>');
    for (const id of ids) expect(xml?.text).toContain(`<EndToEndId>${endToEndIdOf(id)}</EndToEndId>`);
    const rows = parse<Record<string, string>>(csv?.text ?? '', { columns: true, bom: true });
    expect(rows).toHaveLength(2);
    expect(rows.find(({ withdrawal }) => withdrawal === ids[0])).toMatchObject({
      ...{ batch: messageId, execution_date: '2026-03-10', amount: '12.50', currency: 'USD' },
      ...{ account_holder: 'Lumen & Loom GmbH', iban: 'DE89370400440532013000', account_number: '' },
      ...{ payer_account: '000900001', payer_bic: 'DEMOUS33', store: 'lumen' },
    });
    const log = (await books.log()).filter(({ action }) => action === 'payout.exported');
    expect(log).toHaveLength(before + 4);
    expect(log.at(-1)).toMatchObject({
      ...{ actor_id: 'rui', subject: batchId },
      after: {
        format: 'csv',
        sha256: createHash('sha256')
          .update(csv?.text ?? '')
          .digest('hex'),
      },
    });
  });

  it('hold no formula', async () => {
    const hostile = await books.addAccount({
      ...{ holderName: '=HYPERLINK("http://x","y")', bankName: '+1' },
      ...{ iban: OTHER_IBAN, country: 'GB' },
    });
    const answer = await askWithdrawal(
      books.database,
      books.seller,
      { ...form(), currency: 'USD', amount: '1', bankAccountId: hostile },
      NOW,
    );
    if (answer.status !== 'asked') throw new Error(answer.code);
    const batch = await make([answer.withdrawalId]);
    if (batch.status !== 'made') throw new Error(batch.code);
    const file = await takePayoutFile(books.database, rui, { batchId: batch.batchId, format: 'csv' });
    if (file.status !== 'taken') throw new Error(file.code);
    const [row] = parse<Record<string, string>>(file.text, { columns: true, bom: true });
    expect(row).toMatchObject({ account_holder: '\'=HYPERLINK("http://x","y")', bank: "'+1" });
  });

  it('are of a batch', async () => {
    const nobodys = { batchId: 'nobody’s', format: 'csv' } as const;
    expect(await takePayoutFile(books.database, rui, nobodys)).toMatchObject({ code: 'unknown_batch' });
  });
});

describe('what the bank answers', () => {
  const weigh = (text: string) => weighAnswer(books.database, rui, bytesOf(text));
  const take = (text: string, by = rui) => takeAnswer(books.database, by, bytesOf(text), NOW);
  const payment = (id: string | undefined, status: string, over: object = {}) => ({
    ...{ id: endToEndIdOf(id ?? ''), status },
    ...over,
  });

  it('is shown first and done after: accepted is sent, rejected comes back, and the file again is nothing', async () => {
    const { batchId, messageId, ids } = await made('10', '20', '30', '40');
    const before = await usd();
    const text = bankAnswer({
      ...{ messageId, group: 'PART', count: 4, sum: '100.00' },
      blocks: [
        {
          blockId: `${messageId}-1`,
          payments: [
            payment(ids[0], 'ACSC', { amount: '10.0' }),
            payment(ids[1], 'RJCT', { reason: 'AC04', added: 'Konto erloschen' }),
            payment(ids[2], 'PDNG'),
            payment('0b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b99', 'ACSC'),
          ],
        },
      ],
    });
    const plan = await weigh(text);
    if (plan.status !== 'possible') throw new Error(plan.code);
    expect(new Map(plan.steps.map(({ payment, deed }) => [payment.withdrawalId, deed]))).toEqual(
      new Map([
        [ids[0], 'mark_sent'],
        [ids[1], 'mark_returned'],
        [ids[2], 'waits'],
        [ids[3], 'not_mentioned'],
      ]),
    );
    expect(plan.unknown).toEqual([{ id: '0b0b1f0e5b5c4f0e8f5e6d6f1c3a2b99', line: expect.any(Number) }]);
    expect(await usd()).toEqual(before);

    expect(await take(text)).toEqual({
      ...{ status: 'done', batchId, messageId, sent: 1, returned: 1, untouched: 2 },
    });
    expect(await statusOf(ids[0] as string)).toMatchObject({ status: 'sent' });
    expect(await statusOf(ids[1] as string)).toMatchObject({
      ...{ status: 'returned', return_reason: 'AC04: the account is closed (Konto erloschen)' },
    });
    const after = await usd();
    expect(after).toMatchObject({
      ...{ inBatch: before.inBatch - 3000n, sent: before.sent + 1000n, returned: before.returned + 2000n },
      ...{ left: before.left, back: before.back + 2000n, unexplained: 0n, unexplainedBack: 0n },
    });
    expect(await take(text, ada)).toMatchObject({ status: 'refused', code: 'read_before', batchId });
    expect(await usd()).toEqual(after);
    expect((await actions()).filter((action) => action === 'payout.answer_read')).toHaveLength(1);
    const batch = await getBatch(books.database, rui, batchId, NOW);
    expect(batch?.answers).toMatchObject([{ readByName: 'Name of rui', sent: 1, returned: 1 }]);

    // A later answer about the rest, and one that says sent of what came back.
    const rest = bankAnswer({
      ...{ messageId, answerName: 'ANSWER-2' },
      blocks: [
        {
          blockId: `${messageId}-1`,
          payments: [payment(ids[2], 'ACSC'), payment(ids[0], 'ACSC'), payment(ids[1], 'ACSC')],
        },
      ],
    });
    const second = await weigh(rest);
    if (second.status !== 'possible') throw new Error(second.code);
    expect(second.steps.map(({ deed }) => deed).toSorted()).toEqual([
      ...['contradicts', 'is_marked', 'mark_sent', 'not_mentioned'],
    ]);
    expect(await take(rest)).toMatchObject({ sent: 1, returned: 0, untouched: 3 });
    expect(await statusOf(ids[1] as string)).toMatchObject({ status: 'returned' });
    expect(await violationsOf(books.database)).toEqual([]);
  });

  it('may be about the whole alone', async () => {
    const one = await made('5', '6');
    const yes = bankAnswer({ messageId: one.messageId, group: 'ACSP' });
    expect(await take(yes)).toMatchObject({ sent: 2, returned: 0 });
    const other = await made('5', '6');
    const no = bankAnswer({ messageId: other.messageId, group: 'RJCT', reason: 'FF01' });
    expect(await take(no)).toMatchObject({ sent: 0, returned: 2 });
    expect((await statusOf(other.ids[0] as string))?.return_reason).toBe(
      'FF01: the format of the file is not valid',
    );
    const third = await made('5');
    const partly = bankAnswer({ messageId: third.messageId, group: 'PART' });
    expect(await take(partly)).toMatchObject({ sent: 0, returned: 0, untouched: 1 });
  });

  it('may be of a later day: what it had accepted is rejected after all', async () => {
    const { messageId, ids } = await made('8');
    await take(bankAnswer({ messageId, group: 'ACCP' }));
    const text = bankAnswer({
      ...{ messageId, answerName: 'ANSWER-2' },
      blocks: [{ blockId: `${messageId}-1`, payments: [payment(ids[0], 'RJCT', { reason: 'ZZ99' })] }],
    });
    expect(await take(text)).toMatchObject({ returned: 1 });
    expect((await statusOf(ids[0] as string))?.return_reason).toBe(
      'ZZ99: the bank rejected it by a reason code of its own',
    );
  });

  it('is refused as a whole where it is not about what the batch is, and nothing is done', async () => {
    const { messageId, ids } = await made('10', '20');
    const block = `${messageId}-1`;
    const ok = payment(ids[0], 'ACSC');
    const cases: [object, string][] = [
      [{ count: 3 }, 'count_differs'],
      [{ sum: '30.01' }, 'sum_differs'],
      [{ blocks: [{ blockId: block, sum: '29.99', payments: [ok] }] }, 'sum_differs'],
      [{ blocks: [{ blockId: block, payments: [{ ...ok, amount: '10.01' }] }] }, 'amount_differs'],
      [
        { blocks: [{ blockId: block, payments: [{ ...ok, amount: '10', currency: 'EUR' }] }] },
        'amount_differs',
      ],
      [{ blocks: [{ blockId: block, payments: [ok, payment(ids[0], 'RJCT')] }] }, 'says_two_things'],
      [{ group: 'RJCT', blocks: [{ blockId: block, payments: [ok] }] }, 'says_two_things'],
    ];
    for (const [over, conflict] of cases)
      expect(await take(bankAnswer({ messageId, ...over }))).toMatchObject({
        ...{ status: 'refused', code: 'conflict', conflict, line: expect.any(Number) },
      });
    expect(await take(bankAnswer({ messageId: 'PO-OF-SOMEBODY', group: 'ACSC' }))).toEqual({
      ...{ status: 'refused', code: 'unknown_batch', messageId: 'PO-OF-SOMEBODY' },
    });
    expect(await take('nonsense')).toMatchObject({ code: 'unreadable', problem: 'not_xml' });
    for (const id of ids) expect(await statusOf(id)).toMatchObject({ status: 'asked' });
    const { answers } = (
      await books.ask<{ answers: number }>(
        `select count(*)::int as answers from payout_answers a join payout_batches b on b.batch_id = a.batch_id
       where b.message_id = $1`,
        [messageId],
      )
    )[0] ?? { answers: -1 };
    expect(answers).toBe(0);
  });

  it('read by two people at one moment does everything once', async () => {
    const { messageId, ids } = await made('11', '12', '13');
    const text = bankAnswer({
      messageId,
      blocks: [
        {
          blockId: `${messageId}-1`,
          payments: [payment(ids[0], 'ACSC'), payment(ids[1], 'RJCT', { reason: 'AC01' })],
        },
      ],
    });
    const before = await usd();
    const answers = await Promise.all([take(text), take(text, ada), take(text)]);
    const did = answers.flatMap((answer) => (answer.status === 'done' ? answer : []));
    expect(did.reduce((sum, { sent }) => sum + sent, 0)).toBe(1);
    expect(did.reduce((sum, { returned }) => sum + returned, 0)).toBe(1);
    expect((await usd()).back).toBe(before.back + 1200n);
    expect(await violationsOf(books.database)).toEqual([]);
  });
});

describe('marking', () => {
  it('a whole batch as sent leaves what came back, and again does nothing', async () => {
    const { batchId, ids } = await made('1', '2', '3');
    const why = 'the account is unknown to us';
    await markWithdrawalReturned(books.database, rui, { withdrawalId: ids[0] as string, why }, NOW);
    await markWithdrawalSent(books.database, rui, { withdrawalId: ids[1] as string }, NOW);
    expect(await markBatchSent(books.database, rui, { batchId }, NOW)).toEqual({
      ...{ status: 'done', marked: 1, already: 1, returned: 1 },
    });
    expect(await markBatchSent(books.database, ada, { batchId }, NOW)).toMatchObject({
      marked: 0,
      already: 2,
    });
    expect(await markBatchSent(books.database, rui, { batchId: 'nobody’s' }, NOW)).toMatchObject({
      code: 'unknown_batch',
    });
  });
});

describe('the list', () => {
  it('is filtered, searched, and read a page at a time in both directions', async () => {
    const all = await listed();
    expect(all.count).toBe(all.rows.length);
    expect((await listed({ place: 'to_send' })).rows.every(({ place }) => place === 'to_send')).toBe(true);
    expect((await listed({ currency: 'EUR' })).rows).toEqual([]);
    expect((await listed({ merchantId: 'volt' })).rows).toEqual([]);
    expect((await listed({ search: 'LOOM GMBH' })).count).toBeGreaterThan(10);
    expect((await listed({ search: '100%_' })).rows).toEqual([]);
    const one = all.rows[0];
    expect((await listed({ search: endToEndIdOf(one?.withdrawalId ?? '') })).rows).toEqual([one]);

    const seen: string[] = [];
    let cursor: string | null = null;
    let previous: string | null = null;
    do {
      const page = await listed({}, cursor, 7);
      seen.push(...page.rows.map(({ withdrawalId }) => withdrawalId));
      previous = page.newerCursor;
      cursor = page.olderCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all.rows.map(({ withdrawalId }) => withdrawalId));
    const back = await listed({}, previous, 7);
    const lastPage = seen.length % 7 || 7;
    expect(back.rows.map(({ withdrawalId }) => withdrawalId)).toEqual(seen.slice(-lastPage - 7, -lastPage));
    expect((await listed({}, 'nonsense')).rows).toEqual(all.rows);
  });

  it('ties to the books, with what came as facts from outside apart', async () => {
    await apply(books.database, [
      fact('outside', 'withdrawal.settled', '2026-03-10', {
        merchant: 'lumen',
        amount: 777,
        currency: 'USD',
      }),
      fact('outside back', 'withdrawal.returned', '2026-03-10', {
        ...{ merchant: 'lumen', amount: 77, currency: 'USD' },
      }),
    ]);
    const sums = await usd();
    const [rows] = await books.ask<{ left: bigint; back: bigint }>(
      `select sum(clearing) filter (where kind = 'withdrawal')::bigint as left,
         sum(-clearing) filter (where kind = 'withdrawal_return')::bigint as back from entries where currency = 'USD'`,
    );
    expect(sums).toMatchObject({ left: rows?.left, back: rows?.back, leftOutside: 777n });
    // The money that the tests began with came as returns.
    expect(sums.backOutside).toBe(1_000_077n);
    expect(sums.toSend + sums.inBatch + sums.sent + sums.returned + sums.leftOutside).toBe(sums.left);
    expect(sums).toMatchObject({ unexplained: 0n, unexplainedBack: 0n });
    expect(await violationsOf(books.database)).toEqual([]);
  });

  it.each([
    ['update withdrawals set amount_minor = amount_minor + 1 where withdrawal_id = $1', 2],
    ["update withdrawals set currency = 'EUR' where withdrawal_id = $1", 2],
    [
      'update payout_batches set total_minor = total_minor + 1 where batch_id = (select batch_id from withdrawals where withdrawal_id = $1)',
      1,
    ],
    [
      'update payout_batches set withdrawals = withdrawals + 1 where batch_id = (select batch_id from withdrawals where withdrawal_id = $1)',
      1,
    ],
  ])('is found to be wrong where somebody tampers with it: %s', async (statement, count) => {
    const { ids } = await made('1');
    await books.ask(statement, [ids[0]]);
    const found = await violationsOf(books.database);
    expect(found).toHaveLength(count);
    expect(found.join()).toMatch(/withdrawal|batch/);
    // As it was, so that the next is alone.
    if (statement.includes('amount_minor'))
      await books.ask('update withdrawals set amount_minor = amount_minor - 1 where withdrawal_id = $1', [
        ids[0],
      ]);
    else if (statement.includes('EUR'))
      await books.ask("update withdrawals set currency = 'USD' where withdrawal_id = $1", [ids[0]]);
    else {
      const column = statement.includes('total_minor') ? 'total_minor' : 'withdrawals';
      await books.ask(
        `update payout_batches set ${column} = ${column} - 1
         where batch_id = (select batch_id from withdrawals where withdrawal_id = $1)`,
        [ids[0]],
      );
    }
    expect(await violationsOf(books.database)).toEqual([]);
  });
});
