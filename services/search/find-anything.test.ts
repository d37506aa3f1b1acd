import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchKind } from '@/engine/search';
import { keyWith, OPERATOR, sellerOf, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { Refused } from '../authorize';
import { recordFacts } from '../record-facts';
import { runDay } from '../run-day';
import { type Found, findAnything } from './find-anything';

const REVIEWER = staff('reviewer');
const WITHDRAWAL = '0b0b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10';
const PROPOSAL = '0b0b1f0e-aaaa-4f0e-8f5e-6d6f1c3a2b10';
const DAY = '2026-01-02';

let books: TestBooks;

/** Names as the portal may be told them, with what a pattern would take for something else. */
const STORES: Record<string, string | null> = {
  lumen: 'Lumen & Loom',
  'lumen-2': 'Second Lumen',
  LUMINA: null,
  'a%b': '100% Wool',
  a_b: 'under_score',
  axb: 'undersscore',
  'a\\b': 'back\\slash',
  etoile: 'Étoile du Nord',
  haixing: '海星贸易',
};

beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  const opened = Object.entries(STORES).map(([merchant, name], index) =>
    fact(`open-${index}`, 'merchant.opened', '2026-01-01', { merchant, ...(name !== null && { name }) }),
  );
  await apply(database, opened);
  const paid = (order: string, merchant = 'lumen') =>
    fact(`paid ${order}`, 'order.paid', '2026-01-01', { order, merchant, amount: 100_000, currency: 'USD' });
  await apply(
    database,
    [
      '10',
      '100',
      '1001',
      'A_1',
      'AB1',
      'A%1',
      '订单1',
      ...Array.from({ length: 30 }, (_, n) => `many-${n}`),
    ].map((order) => paid(order)),
  );
  await apply(database, [
    fact('adjusted', 'adjustment.posted', '2026-01-01', {
      merchant: 'lumen',
      amount: 5_000,
      currency: 'USD',
    }),
  ]);
  await recordFacts(database, OPERATOR, [
    fact('early-bird', 'order.shipped', '2026-01-01', { order: 'unpaid-9' }),
    fact('early-refused', 'order.cancelled', '2026-01-01', { order: 'late-1' }),
    fact('early-refused-2', 'order.cancelled', '2026-01-01', { order: 'late-1' }),
  ]);
  await apply(database, [paid('late-1')]);
  await runDay(database, OPERATOR, DAY);
  for (const statement of [
    `insert into people (person_id, name, email, role) values ('ann', 'Ann', 'ann@example.com', 'reviewer')`,
    `insert into bank_accounts (bank_account_id, merchant_id, currency, holder_name, country, bank_name, account_number,
       added_by, usable_at) values ('bank', 'lumen', 'USD', 'Sam', 'US', 'First Bank', '000123456789', 'ann',
       now() + interval '1 day')`,
    `insert into payout_batches (batch_id, currency, message_id, payer, execute_on, withdrawals, total_minor, made_by)
       values ('batch-1', 'USD', 'SLUICE-20260102-1', '{}', '${DAY}', 1, 900, 'ann')`,
    `insert into withdrawals (withdrawal_id, merchant_id, bank_account_id, currency, amount_minor, asked_by, fact_seq, batch_id)
       select '${WITHDRAWAL}', 'lumen', 'bank', 'USD', 900, 'ann', fact_seq, 'batch-1' from facts where fact_id = 'adjusted'`,
    `insert into proposals (proposal_id, kind, merchant_id, content, why, proposed_by)
       values ('${PROPOSAL}', 'adjustment', 'lumen', '{}', 'a reason of some substance', 'ann')`,
  ])
    await books.ask(statement);
});
afterAll(() => books.drop());

/** What names a result, whatever its kind. */
function nameOf(found: Found): string {
  switch (found.kind) {
    case 'merchant':
      return found.merchantId;
    case 'order':
    case 'order_entries':
      return found.orderId;
    case 'entry':
      return `${found.merchantId}:${found.entrySeq}`;
    case 'fact':
      return `${found.factId} (${found.state})`;
    case 'withdrawal':
      return found.withdrawalId;
    case 'payout_batch':
      return found.messageId;
    case 'proposal':
      return found.proposalId;
    case 'run':
      return found.runOn;
    case 'policy':
      return String(found.version);
  }
}

const search = (text: string, kind?: SearchKind) => findAnything(books.database, REVIEWER, { text, kind });

async function told(text: string, kind?: SearchKind): Promise<string[]> {
  return (await search(text, kind)).found.map((each) => `${each.fit} ${each.kind} ${nameOf(each)}`);
}

describe('a search', () => {
  it('tells an order that is called so before those that begin so, with its entries', async () => {
    expect(await told('100')).toEqual([
      'whole order 100',
      'whole order_entries 100',
      'beginning merchant a%b',
      'beginning order 1001',
    ]);
    expect(await told('ab1')).toEqual(['whole order AB1', 'whole order_entries AB1']);
    expect((await search('100')).found[0]).toMatchObject({
      ...{ merchantId: 'lumen', merchantName: 'Lumen & Loom', state: 'held', currency: 'USD' },
      ...{ amountMinor: 100_000n, paidOn: '2026-01-01' },
    });
  });

  it('takes no letter for a pattern', async () => {
    expect(await told('A_')).toEqual(['beginning merchant a_b', 'beginning order A_1']);
    expect(await told('A%')).toEqual(['beginning merchant a%b', 'beginning order A%1']);
    expect(await told('a\\')).toEqual(['beginning merchant a\\b']);
    expect(await told('k\\s')).toEqual(['part merchant a\\b']);
    expect(await told('r_s')).toEqual(['part merchant a_b']);
    expect(await told("' or 1=1 --")).toEqual([]);
    expect(await told('{"a"}')).toEqual([]);
  });

  it('finds what is written in other letters than ASCII', async () => {
    expect(await told('订')).toEqual(['beginning order 订单1']);
    expect(await told('贸易')).toEqual(['part merchant haixing']);
    for (const typed of ['étoile du nord', 'Étoile du Nord', 'ÉTOILE DU NORD'])
      expect(await told(typed)).toEqual(['whole merchant etoile']);
  });

  it('finds stores by id and by name, those that are called so first', async () => {
    expect(await told('lum')).toEqual([
      'beginning merchant LUMINA',
      'beginning merchant lumen',
      'beginning merchant lumen-2',
    ]);
    expect(await told('lumen')).toEqual(['whole merchant lumen', 'beginning merchant lumen-2']);
    expect(await told('loom')).toEqual(['part merchant lumen']);
    expect(await told('second lumen')).toEqual(['whole merchant lumen-2']);
  });

  it('finds facts, also those that wait and those that were refused, with what is said of them', async () => {
    expect(await told('adjusted')).toEqual(['whole fact adjusted (recorded)']);
    expect((await search('early-', 'fact')).found).toMatchObject([
      { factId: 'early-bird', state: 'parked', type: 'order.shipped', awaitedId: 'unpaid-9' },
      { factId: 'early-refused', state: 'recorded', type: 'order.cancelled', merchantId: 'lumen' },
      { factId: 'early-refused-2', state: 'refused', type: 'order.cancelled', code: expect.any(String) },
    ]);
  });

  it('finds an order that facts wait for', async () => {
    const { found } = await search('unpaid');
    expect(found).toEqual([{ kind: 'order', fit: 'beginning', orderId: 'unpaid-9', state: null }]);
  });

  it('finds an entry by its store and its place, a run by its date, a policy by its version', async () => {
    expect(await told('lumen:2')).toEqual(['whole entry lumen:2']);
    expect(await told('lumen:2000')).toEqual([]);
    expect(await told('volt:2')).toEqual([]);
    expect(await told(DAY)).toEqual([`whole run ${DAY}`]);
    expect(await told('2026-01-03')).toEqual([]);
    expect(await told('policy 1')).toEqual(['whole policy 1']);
    expect(await told('policy 2')).toEqual([]);
  });

  it('finds what the portal gave an id of its own, by its beginning', async () => {
    expect(await told('0B0B1F0E')).toEqual([
      `beginning withdrawal ${WITHDRAWAL}`,
      `beginning proposal ${PROPOSAL}`,
    ]);
    expect(await told(WITHDRAWAL)).toEqual([`whole withdrawal ${WITHDRAWAL}`]);
    expect(await told('sluice-2026')).toEqual(['beginning payout_batch SLUICE-20260102-1']);
    expect((await search(WITHDRAWAL)).found).toMatchObject([
      {
        merchantName: 'Lumen & Loom',
        amountMinor: 900n,
        currency: 'USD',
        status: 'asked',
        batchId: 'batch-1',
      },
    ]);
  });

  it('tells a few of each kind and says of which there are more, and of one kind all that it tells at all', async () => {
    const { found, more } = await search('many-');
    expect(found).toHaveLength(5);
    expect(more).toEqual(['order']);
    const orders = await search('many-', 'order');
    expect(orders.found).toHaveLength(20);
    expect(orders.more).toEqual(['order']);
    expect(await told('many-1', 'merchant')).toEqual([]);
    expect((await search('many-29')).more).toEqual([]);
  });

  it.each(['', 'a\0b', 'x'.repeat(201)])('is none where nothing can be called so: %j', async (text) => {
    expect(await search(text)).toEqual({ text: null, found: [], more: [] });
  });

  it('is for those who read the books', async () => {
    for (const actor of [sellerOf('lumen'), staff('administrator'), keyWith(['read', 'facts:write'])])
      await expect(findAnything(books.database, actor, { text: '100' })).rejects.toThrow(Refused);
    for (const role of ['reviewer', 'approver', 'auditor'] as const) {
      const { found } = await findAnything(books.database, staff(role), { text: '100' });
      expect(found).toHaveLength(4);
    }
  });
});
