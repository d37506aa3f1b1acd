import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDay } from '@/services/run-day';
import { OPERATOR, sellerOf, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { changeParticipation } from './change-participation';

let books: TestBooks;
let count = 0;
let merchant = '';

const NOW = new Date('2026-01-05T08:00:00Z');

beforeAll(async () => {
  books = await makeBooks();
  await runDay(books.database, OPERATOR, '2026-01-05');
});
afterAll(async () => {
  await books.drop();
});
beforeEach(async () => {
  count += 1;
  merchant = `store ${count}`;
  await apply(books.database, [fact(`open ${count}`, 'merchant.opened', '2026-01-01', { merchant })]);
});

const change = (to: 'opted_out' | 'opted_in', submissionId: string = randomUUID()) =>
  changeParticipation(books.database, sellerOf(merchant), { submissionId, to }, NOW);

const isOut = async () =>
  (
    await books.ask<{ is_opted_out: boolean }>('select is_opted_out from merchants where merchant_id = $1', [
      merchant,
    ])
  )[0]?.is_opted_out;

const factsOf = () =>
  books.ask<{ fact_id: string; type: string; content: Record<string, unknown> }>(
    'select fact_id, type, content from facts where merchant_id = $1 order by fact_seq',
    [merchant],
  );

const auditOf = () =>
  books.ask<Record<string, unknown>>(
    'select action, actor_id, subject, before, after from audit_log where merchant_id = $1 order by audit_seq',
    [merchant],
  );

describe('changeParticipation', () => {
  it('opts out and back in, each by a fact with its audit row', async () => {
    const [out, back] = [randomUUID(), randomUUID()];
    expect(await change('opted_out', out)).toEqual({ status: 'done' });
    expect(await isOut()).toBe(true);
    expect(await change('opted_in', back)).toEqual({ status: 'done' });
    expect(await isOut()).toBe(false);
    const [, first, second] = await factsOf();
    expect(first).toMatchObject({ fact_id: `participation:${out}`, type: 'merchant.opted_out' });
    expect(second).toMatchObject({ fact_id: `participation:${back}`, type: 'merchant.opted_in' });
    expect(await auditOf()).toEqual([
      {
        ...{
          action: 'participation.opted_out',
          actor_id: `seller of ${merchant}`,
          subject: `participation:${out}`,
        },
        before: { opted_out: false, enrolment: 'none', tier: null },
        after: { opted_out: true },
      },
      {
        ...{
          action: 'participation.opted_in',
          actor_id: `seller of ${merchant}`,
          subject: `participation:${back}`,
        },
        before: { opted_out: true, enrolment: 'none', tier: null },
        after: { opted_out: false },
      },
    ]);
  });

  it('acts once on a form that is sent twice, also at once', async () => {
    const id = randomUUID();
    const answers = await Promise.all([change('opted_out', id), change('opted_out', id.toUpperCase())]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['done', 'repeated']);
    expect(await change('opted_in')).toEqual({ status: 'done' });
    expect(await change('opted_out', id)).toEqual({ status: 'repeated' });
    expect(await isOut()).toBe(false);
    expect(await auditOf()).toHaveLength(2);
  });

  it('lets one of two forms do it, and tells the other that it is done', async () => {
    const answers = await Promise.all([change('opted_out'), change('opted_out')]);
    expect(answers).toContainEqual({ status: 'done' });
    expect(answers).toContainEqual({ status: 'refused', code: 'already_out' });
    expect(await factsOf()).toHaveLength(2);
  });

  it('refuses what is so already, a closed store and a form that is not ours, and leaves nothing behind', async () => {
    const id = randomUUID();
    expect(await change('opted_in', id)).toEqual({ status: 'refused', code: 'already_in' });
    expect(await change('opted_out', 'no form')).toEqual({ status: 'refused', code: 'bad_form' });
    expect(await books.ask('select from submissions where submission_id = $1', [id])).toEqual([]);
    await apply(books.database, [
      fact(`close ${count}`, 'merchant.closed', '2026-01-05', { merchant, reason: 'withdrawn' }),
    ]);
    expect(await change('opted_out')).toEqual({ status: 'refused', code: 'store_closed' });
    expect(await isOut()).toBe(false);
    expect(await auditOf()).toEqual([]);
  });

  it('is the seller’s alone', async () => {
    const ask = { submissionId: randomUUID(), to: 'opted_out' } as const;
    for (const actor of [staff('administrator'), staff('approver'), OPERATOR])
      await expect(changeParticipation(books.database, actor, ask, NOW)).rejects.toThrow(/may not do/);
  });
});
