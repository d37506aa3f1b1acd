import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '@/engine/calendar';
import { DECIDED_BY_PEOPLE } from '@/engine/facts';
import { keyWith, OPERATOR } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, statusOf, type TestBooks, violationsOf } from '@/tests/make-books';
import { recordFacts } from './record-facts';
import { replayBooks } from './replay-books';
import { runDay } from './run-day';
import { setPolicy } from './set-policy';

/** What two people decide (rules.md, section 12), in the books: and after each story, verified and played again. */

const opened: TestBooks[] = [];
let books: TestBooks;
let ranOn: string;
beforeEach(async () => {
  books = await makeBooks();
  opened.push(books);
  await setPolicy(books.database, OPERATOR, {
    assessment: { min_orders: 2, min_store_age_days: 0, window_days: 30 },
    tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
    standard_release: { auto_confirm_days: 2, return_window_days: 3 },
  });
  await apply(books.database, [fact('opened', 'merchant.opened', '2025-12-01', { merchant: 'm' })]);
  ranOn = '2026-01-04';
  await runUpTo('2026-01-05');
});
afterEach(async () => {
  expect(await violationsOf(books.database)).toEqual([]);
  expect((await replayBooks(books.database, OPERATOR)).differences).toEqual([]);
});
afterAll(() => Promise.all(opened.map((each) => each.drop())));

async function runUpTo(date: string): Promise<void> {
  for (let on = addDays(ranOn, 1); on <= date; on = addDays(on, 1))
    await runDay(books.database, OPERATOR, on);
  ranOn = date;
}

const paid = (order: string, on = '2026-01-05', over: object = {}) =>
  fact(`${order} paid`, 'order.paid', on, { order, merchant: 'm', amount: 1000, currency: 'USD', ...over });
const about = (order: string, type: string, on: string, fields: object = {}): Raw =>
  fact(`${order} ${type} ${on}`, type, on, { order, ...fields });
const corrected = (order: string, event: string, to: string | null, on: string): Raw =>
  fact(`${order} ${event} ${to} ${on}`, 'order.corrected', on, {
    ...{ order, event },
    ...(to === null ? {} : { on: to }),
  });
const record = async (...raws: Raw[]) => (await recordFacts(books.database, OPERATOR, raws)).map(statusOf);
const one = async <Row>(text: string) => (await books.ask<Row>(text))[0];
const orderOf = (order: string) =>
  one(`select state, shipped_on::text, delivered_on::text, standard_due_on::text, released_on::text
    from orders where order_id = '${order}'`);
const assessed = (on: string) =>
  one(`select orders, late, disputed, refunded, is_eligible, override_decision, enrolment_after
    from assessments where assessed_on = '${on}'`);

describe('an override with an end', () => {
  const until = (decision: string, date: string, on: string) =>
    fact(`${decision} until ${date}`, 'override.set_until', on, { merchant: 'm', decision, until: date });

  it('counts in the assessments before its end, and ends by itself', async () => {
    await apply(books.database, [until('eligible', '2026-01-08', '2026-01-05')]);
    await runUpTo('2026-01-09');
    expect(await assessed('2026-01-07')).toMatchObject({
      ...{ is_eligible: true, override_decision: 'eligible', enrolment_after: 'enrolled' },
    });
    expect(await assessed('2026-01-08')).toMatchObject({
      ...{ is_eligible: false, override_decision: 'none', enrolment_after: 'enrolled' },
    });
    // The second failure in a row cancels, as of any store.
    expect(await assessed('2026-01-09')).toMatchObject({ enrolment_after: 'cancelled' });
  });

  it('gives way to the next override, and to none', async () => {
    await apply(books.database, [
      until('ineligible', '2026-02-01', '2026-01-05'),
      fact('for good', 'override.set', '2026-01-05', { merchant: 'm', decision: 'eligible', tier: 'A' }),
    ]);
    expect(await one('select override_decision, override_tier, override_until from merchants')).toEqual({
      ...{ override_decision: 'eligible', override_tier: 'A', override_until: null },
    });
    await apply(
      books.database,
      [until('ineligible', '2026-02-01', '2026-01-05')].map((raw) => ({ ...raw, id: 'again' })),
    );
    await apply(books.database, [
      fact('none', 'override.set', '2026-01-05', { merchant: 'm', decision: 'none' }),
    ]);
    expect(await one('select override_decision, override_until from merchants')).toEqual({
      ...{ override_decision: 'none', override_until: null },
    });
  });

  it('names a tier that the policy has when it arrives', async () => {
    const named = (tier: string) => ({ ...until('eligible', '2026-02-01', '2026-01-05'), id: tier, tier });
    expect(await record(named('Z'), named('A'))).toEqual(['rejected bad_fact', 'applied']);
  });
});

describe('a write-off', () => {
  const writtenOff = (id: string, amount: number) =>
    fact(id, 'receivable.written_off', '2026-01-06', { merchant: 'm', amount, currency: 'USD' });

  it('takes from what is owed and from nothing else; what is left is still recovered first', async () => {
    await apply(books.database, [
      ...[paid('o'), about('o', 'order.shipped', '2026-01-05'), about('o', 'order.confirmed', '2026-01-05')],
    ]);
    await runUpTo('2026-01-08');
    await apply(books.database, [
      fact('all', 'withdrawal.settled', '2026-01-08', { merchant: 'm', amount: 1000, currency: 'USD' }),
      about('o', 'refund.settled', '2026-01-08', { refund: 'r', amount: 600, reason: 'seller_fault' }),
    ]);
    expect(await record(writtenOff('too much', 601), writtenOff('part', 400))).toEqual([
      ...['rejected insufficient_funds', 'applied'],
    ]);
    expect(await record(writtenOff('part', 400), writtenOff('more than is left', 201))).toEqual([
      ...['duplicate', 'rejected insufficient_funds'],
    ]);
    await apply(books.database, [
      fact('credit', 'adjustment.posted', '2026-01-08', { merchant: 'm', amount: 250, currency: 'USD' }),
    ]);
    expect(
      await one(
        `select kind, rule, receivable, platform_loss, order_id from entries where kind = 'write_off'`,
      ),
    ).toEqual({ kind: 'write_off', rule: '12', receivable: 400n, platform_loss: -400n, order_id: null });
    expect(
      await one(
        'select receivable, platform_loss, marketplace_account from balances order by booked_on desc',
      ),
    ).toEqual({ receivable: 0n, platform_loss: -400n, marketplace_account: 50n });
  });
});

describe('a correction', () => {
  /** Two stores' worth of orders so that the store is enrolled; the one in doubt is `o`. */
  async function sell(shippedOn: string, fields: object = {}) {
    await apply(books.database, [
      ...[paid('o', '2026-01-05', fields), about('o', 'order.shipped', shippedOn)],
      ...[paid('p'), about('p', 'order.shipped', '2026-01-05')],
    ]);
  }

  it('of a shipment dates the release anew, and the run finds it', async () => {
    await sell('2026-01-05');
    await runUpTo('2026-01-06');
    await apply(books.database, [
      ...[paid('late', '2026-01-06'), about('late', 'order.shipped', '2026-01-06')],
      corrected('late', 'shipped', '2026-01-04', '2026-01-06'),
      corrected('o', 'shipped', '2026-01-06', '2026-01-06'),
    ]);
    await runUpTo('2026-01-09');
    expect(await orderOf('late')).toMatchObject({ state: 'released_early', released_on: '2026-01-07' });
    expect(await orderOf('p')).toMatchObject({ released_on: '2026-01-08' });
    expect(await orderOf('o')).toMatchObject({ released_on: '2026-01-09', shipped_on: '2026-01-06' });
    expect(await one(`select release_on::text, shipped_on::text from holds where order_id = 'o'`)).toEqual({
      ...{ shipped_on: '2026-01-06', release_on: addDays('2026-01-06', 60) },
    });
  });

  it('counts the order in another cohort from the next assessment on', async () => {
    await sell('2026-01-06', { ship_by: '2026-01-05T12:00:00Z' });
    await apply(books.database, [
      about('o', 'dispute.opened', '2026-01-06', { dispute: 'd' }),
      about('o', 'refund.settled', '2026-01-06', { refund: 'r', amount: 1, reason: 'seller_fault' }),
    ]);
    await runUpTo('2026-01-07');
    expect(await assessed('2026-01-07')).toMatchObject({ orders: 2, late: 1, disputed: 1, refunded: 1 });
    await apply(books.database, [corrected('o', 'shipped', '2026-01-05', '2026-01-07')]);
    await runUpTo('2026-01-08');
    expect(await assessed('2026-01-08')).toMatchObject({ orders: 2, late: 0, disputed: 1, refunded: 1 });
    await apply(books.database, [corrected('o', 'shipped', null, '2026-01-08')]);
    await runUpTo('2026-01-09');
    expect(await assessed('2026-01-09')).toMatchObject({ orders: 1, late: 0, disputed: 0, refunded: 0 });
    expect(await assessed('2026-01-07')).toMatchObject({ orders: 2, late: 1 });
  });

  it('of a shipment wakes what waits for it, also in a later call', async () => {
    await apply(books.database, [paid('o')]);
    expect(await record(about('o', 'order.delivered', '2026-01-05'))).toEqual(['parked']);
    expect(await record(corrected('o', 'shipped', '2026-01-05', '2026-01-05'))).toEqual(['applied']);
    expect(await orderOf('o')).toMatchObject({ shipped_on: '2026-01-05', delivered_on: '2026-01-05' });
    expect(await books.ask('select * from parked_facts')).toEqual([]);
  });

  it('waits for its order, as every fact does', async () => {
    expect(await record(corrected('o', 'shipped', '2026-01-05', '2026-01-05'), paid('o'))).toEqual([
      ...['parked', 'applied'],
    ]);
    expect(await orderOf('o')).toMatchObject({ shipped_on: '2026-01-05' });
  });

  it('of a receipt moves the standard release, and after it nothing but the exposure', async () => {
    await apply(books.database, [
      ...[paid('o'), about('o', 'order.shipped', '2026-01-05'), about('o', 'order.delivered', '2026-01-05')],
    ]);
    await apply(books.database, [corrected('o', 'delivered', null, '2026-01-05')]);
    expect(await orderOf('o')).toMatchObject({ delivered_on: null, standard_due_on: null });
    await runUpTo('2026-01-06');
    await apply(books.database, [corrected('o', 'confirmed', '2026-01-05', '2026-01-06')]);
    await runUpTo('2026-01-08');
    expect(await orderOf('o')).toMatchObject({ state: 'released_standard', released_on: '2026-01-08' });
    expect(await record(corrected('o', 'confirmed', '2026-01-07', '2026-01-08'))).toEqual(['applied']);
    expect(await record(corrected('o', 'shipped', '2026-01-04', '2026-01-08'))).toEqual([
      'rejected bad_state',
    ]);
    expect(await orderOf('o')).toMatchObject({ released_on: '2026-01-08', standard_due_on: '2026-01-10' });
  });

  it('of a receipt that came in before its shipment leaves every sum what the orders add up to', async () => {
    await apply(books.database, [
      ...[paid('o'), about('o', 'order.shipped', '2026-01-05'), about('o', 'order.delivered', '2025-12-01')],
    ]);
    await runUpTo('2026-01-06');
    expect(await orderOf('o')).toMatchObject({ released_on: '2026-01-06', standard_due_on: '2025-12-06' });
    expect(await one('select orders, standard_days from release_months')).toEqual({
      ...{ orders: 1, standard_days: '-30000' },
    });
    await apply(books.database, [corrected('o', 'delivered', '2026-01-05', '2026-01-06')]);
    expect(await one('select orders, standard_days from release_months')).toEqual({
      ...{ orders: 1, standard_days: '5000' },
    });
  });

  it('reaches the orders of a closed store: they follow the closure rule from the new date', async () => {
    await sell('2026-01-05');
    await apply(books.database, [
      fact('closed', 'merchant.closed', '2026-01-05', { merchant: 'm', reason: 'withdrawn' }),
      corrected('o', 'shipped', '2025-07-10', '2026-01-05'),
    ]);
    await runUpTo('2026-01-06');
    expect(await orderOf('o')).toMatchObject({ state: 'released_closure', released_on: '2026-01-06' });
    expect(await orderOf('p')).toMatchObject({ state: 'held' });
  });
});

describe('who may record them', () => {
  const DECIDED: Raw[] = [
    fact('k1', 'override.set_until', '2026-01-05', {
      ...{ merchant: 'm', decision: 'eligible', until: '2026-02-01' },
    }),
    fact('k2', 'receivable.written_off', '2026-01-05', { merchant: 'm', amount: 1, currency: 'USD' }),
    corrected('o', 'shipped', '2026-01-05', '2026-01-05'),
  ];

  it('is no program: it is told that two people decide', async () => {
    expect(DECIDED.map(({ type }) => type)).toEqual(DECIDED_BY_PEOPLE);
    const answers = await recordFacts(books.database, keyWith(['facts:write']), [
      ...DECIDED,
      { id: 'broken', type: 'receivable.written_off', amount: 'x' },
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 'rejected', code: 'bad_fact' });
      expect(answer.reason).toContain('two people');
    }
    // Its id is free, and the operator's import may say the same.
    expect(await record(paid('o'), ...DECIDED)).toEqual([
      ...['applied', 'applied', 'rejected insufficient_funds', 'applied'],
    ]);
  });

  it('may be a program for an override without an end, and for an adjustment', async () => {
    const answers = await recordFacts(books.database, keyWith(['facts:write']), [
      fact('k3', 'override.set', '2026-01-05', { merchant: 'm', decision: 'ineligible' }),
      fact('k4', 'adjustment.posted', '2026-01-05', { merchant: 'm', amount: 5, currency: 'USD' }),
    ]);
    expect(answers.map(statusOf)).toEqual(['applied', 'applied']);
  });
});
