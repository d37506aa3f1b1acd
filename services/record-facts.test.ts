import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '@/tests/actors';
import {
  apply,
  digestsOf,
  fact,
  makeBooks,
  type Raw,
  statusOf,
  type TestBooks,
  violationsOf,
} from '@/tests/make-books';
import type { Database } from '../db/client';
import { historyArbitraryOf } from '../tests/model/history';
import { recordFacts } from './record-facts';
import { runDay } from './run-day';
import { inScratch } from './scratch';
import { setPolicy } from './set-policy';

const ON = '2026-01-05';

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

async function record(...raws: unknown[]): Promise<string[]> {
  return (await recordFacts(books.database, OPERATOR, raws)).map(statusOf);
}

/** The same story told twice in one database needs other ids: all of them begin with the name. */
function renamed(name: string, raw: Raw): Raw {
  const ids = ['id', 'merchant', 'order']
    .filter((key) => key in raw)
    .map((key) => [key, `${name}/${raw[key]}`]);
  return { ...raw, ...Object.fromEntries(ids) };
}

const opened = (id = 'open') => fact(id, 'merchant.opened', ON, { merchant: 'm' });
const paid = (id = 'pay', over = {}) =>
  fact(id, 'order.paid', ON, { order: 'o', merchant: 'm', amount: 1000, currency: 'USD', ...over });
const shipped = (id = 'ship') => fact(id, 'order.shipped', ON, { order: 'o' });
const cancelled = (id = 'cancel') => fact(id, 'order.cancelled', ON, { order: 'o' });
const delivered = (id = 'deliver') => fact(id, 'order.delivered', ON, { order: 'o' });
const confirmed = (id = 'confirm') => fact(id, 'order.confirmed', ON, { order: 'o' });
const disputed = (id = 'dispute', dispute = 'd') => fact(id, 'dispute.opened', ON, { order: 'o', dispute });
const settled = (id = 'settle', dispute = 'd') => fact(id, 'dispute.closed', ON, { order: 'o', dispute });
const refunded = (id: string, refund: string, amount: number, reason = 'goodwill') =>
  fact(id, 'refund.settled', ON, { order: 'o', refund, amount, reason });
const adjusted = (id: string, amount: number, currency = 'USD') =>
  fact(id, 'adjustment.posted', ON, { merchant: 'm', amount, currency });
const withdrawn = (id: string, amount: number, currency = 'USD') =>
  fact(id, 'withdrawal.settled', ON, { merchant: 'm', amount, currency });
const returned = (id: string, amount: number) =>
  fact(id, 'withdrawal.returned', ON, { merchant: 'm', amount, currency: 'USD' });
const closed = (id = 'close') => fact(id, 'merchant.closed', ON, { merchant: 'm', reason: 'withdrawn' });
const optedOut = (id = 'out') => fact(id, 'merchant.opted_out', ON, { merchant: 'm' });
const optedIn = (id = 'in') => fact(id, 'merchant.opted_in', ON, { merchant: 'm' });
const overridden = (id: string, fields: object) => fact(id, 'override.set', ON, { merchant: 'm', ...fields });

const APPLIED = 'applied';
const BAD_STATE = 'rejected bad_state';
const CONFLICT = 'rejected conflict';
const OVER_REFUND = 'rejected over_refund';
const TOO_LITTLE = 'rejected insufficient_funds';

const STORIES: [string, [Raw, string][]][] = [
  [
    'a second opening',
    [
      [opened(), APPLIED],
      [opened('again'), CONFLICT],
    ],
  ],
  [
    'a second payment of an order',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [paid('again', { amount: 5 }), CONFLICT],
    ],
  ],
  [
    'a payment to a closed merchant; of a known order the conflict comes first',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [closed(), APPLIED],
      [paid('other', { order: 'p' }), BAD_STATE],
      [paid('again'), CONFLICT],
    ],
  ],
  [
    'a second shipment',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [shipped(), APPLIED],
      [shipped('again'), BAD_STATE],
    ],
  ],
  [
    'the shipment of an order that is not held',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [refunded('all', 'r', 1000), APPLIED],
      [shipped(), BAD_STATE],
    ],
  ],
  [
    'a second delivery and confirmation change nothing',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [shipped(), APPLIED],
      [delivered(), APPLIED],
      [delivered('delivered again'), APPLIED],
      [confirmed(), APPLIED],
      [confirmed('confirmed again'), APPLIED],
    ],
  ],
  [
    'whatever comes after a cancellation, before any parking',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [cancelled(), APPLIED],
      [delivered(), BAD_STATE],
      [confirmed(), BAD_STATE],
      [shipped(), BAD_STATE],
      [disputed(), BAD_STATE],
      [refunded('back', 'r', 1), BAD_STATE],
      [cancelled('again'), BAD_STATE],
    ],
  ],
  [
    'a cancellation after shipment',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [shipped(), APPLIED],
      [cancelled(), BAD_STATE],
    ],
  ],
  [
    'a cancellation of what is left, and of nothing',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [refunded('some', 'r', 999), APPLIED],
      [cancelled(), APPLIED],
      [paid('other', { order: 'm' }), APPLIED],
    ],
  ],
  [
    'a cancellation of a refunded order',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [refunded('all', 'r', 1000), APPLIED],
      [cancelled(), BAD_STATE],
    ],
  ],
  [
    'disputes that open and end twice',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [disputed(), APPLIED],
      [disputed('again'), CONFLICT],
      [disputed('other', 'e'), APPLIED],
      [settled(), APPLIED],
      [settled('again'), BAD_STATE],
      [disputed('once more'), CONFLICT],
      [settled('other end', 'e'), APPLIED],
    ],
  ],
  [
    'refunds to the last minor unit',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [refunded('one', 'r', 400), APPLIED],
      [refunded('again', 'r', 1), CONFLICT],
      [refunded('too much', 's', 601), OVER_REFUND],
      [refunded('the rest', 's', 600), APPLIED],
      [refunded('one more', 't', 1), OVER_REFUND],
    ],
  ],
  [
    'adjustments down to nothing',
    [
      [opened(), APPLIED],
      [adjusted('up', 100), APPLIED],
      [adjusted('too far', -101), TOO_LITTLE],
      [adjusted('other currency', -1, 'EUR'), TOO_LITTLE],
      [adjusted('down', -100), APPLIED],
      [adjusted('further', -1), TOO_LITTLE],
    ],
  ],
  [
    'withdrawals down to nothing',
    [
      [opened(), APPLIED],
      [withdrawn('too early', 1), TOO_LITTLE],
      [returned('back', 100), APPLIED],
      [withdrawn('too much', 101), TOO_LITTLE],
      [withdrawn('other currency', 1, 'EUR'), TOO_LITTLE],
      [withdrawn('all', 100), APPLIED],
    ],
  ],
  [
    'a second closure',
    [
      [opened(), APPLIED],
      [closed(), APPLIED],
      [closed('again'), BAD_STATE],
    ],
  ],
  [
    'a closed merchant’s orders go on',
    [
      [opened(), APPLIED],
      [paid(), APPLIED],
      [closed(), APPLIED],
      [shipped(), APPLIED],
      [disputed(), APPLIED],
      [refunded('some', 'r', 1), APPLIED],
      [adjusted('up', 1), APPLIED],
    ],
  ],
  [
    'opting out and in',
    [
      [opened(), APPLIED],
      [optedIn('too early'), BAD_STATE],
      [optedOut(), APPLIED],
      [optedOut('again'), BAD_STATE],
      [optedIn(), APPLIED],
      [optedIn('again'), BAD_STATE],
      [optedOut('once more'), APPLIED],
    ],
  ],
  [
    'overrides',
    [
      [opened(), APPLIED],
      [overridden('up', { decision: 'eligible', tier: 'C' }), APPLIED],
      [overridden('no such tier', { decision: 'eligible', tier: 'Z' }), 'rejected bad_fact'],
      [overridden('end', { decision: 'none' }), APPLIED],
    ],
  ],
];

describe.each(STORIES)('%s', (name, steps) => {
  it('in one call', async () => {
    const answers = await record(...steps.map(([raw]) => renamed(`${name}, one`, raw)));
    expect(answers).toEqual(steps.map(([, status]) => status));
  });

  it('call by call', async () => {
    const answers: string[] = [];
    for (const [raw] of steps) answers.push(...(await record(renamed(`${name}, many`, raw))));
    expect(answers).toEqual(steps.map(([, status]) => status));
  });
});

describe('the same id again', () => {
  it('with the same content is a duplicate, in the same call and in a later one', async () => {
    const story = [opened('d1'), paid('d2')].map((raw) => renamed('twice', raw));
    expect(await record(...story, ...story)).toEqual([APPLIED, APPLIED, 'duplicate', 'duplicate']);
    expect(
      await record({ ...story[1], amount: '1000', at: '2026-01-05T12:00:00+08:00', fee_bps: 0 }),
    ).toEqual(['duplicate']);
    const [row] = await books.ask<{ count: bigint }>(
      "select count(*) from facts where merchant_id = 'twice/m'",
    );
    expect(row?.count).toBe(2n);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another amount', { amount: 999 }],
    ['another instant', { at: '2026-01-05T04:00:01Z' }],
    ['another fee', { fee_bps: 1 }],
    ['another merchant, who is not known', { merchant: 'nobody' }],
  ])('with %s is a conflict', async (name, over) => {
    await record(renamed(name, opened()), renamed(name, paid()));
    expect(await record({ ...renamed(name, paid()), ...over })).toEqual([CONFLICT]);
    expect(await record(renamed(name, paid()))).toEqual(['duplicate']);
  });

  it('while it is parked too', async () => {
    const waiting = renamed('parked', paid());
    expect(await record(waiting)).toEqual(['parked']);
    expect(await record(waiting, { ...waiting, amount: 1 })).toEqual(['duplicate', CONFLICT]);
    expect(await record(renamed('parked', opened()), waiting)).toEqual([APPLIED, 'duplicate']);
    expect(await books.ask("select state, amount_minor from orders where order_id = 'parked/o'")).toEqual([
      { state: 'held', amount_minor: 1000n },
    ]);
  });

  it('a bad fact is bad before it is a conflict, and changes nothing', async () => {
    await record(renamed('bad', opened()));
    expect(await record({ ...renamed('bad', opened()), note: 1 })).toEqual(['rejected bad_fact']);
    expect(await record({ ...renamed('bad', adjusted('open', 1)), amount: 0 })).toEqual([
      'rejected bad_amount',
    ]);
    expect(await record(renamed('bad', opened()))).toEqual(['duplicate']);
  });

  it('of a rejected fact may be used again', async () => {
    await record(renamed('free', opened()));
    expect(await record(renamed('free', withdrawn('x', 5)))).toEqual([TOO_LITTLE]);
    expect(await record(renamed('free', adjusted('x', 5)))).toEqual([APPLIED]);
    expect(await record(renamed('free', withdrawn('x', 5)))).toEqual([CONFLICT]);
  });

  it('from two at once is applied once', async () => {
    const story = [opened(), paid(), adjusted('up', 7)].map((raw) => renamed('race', raw));
    const answers = await Promise.all([1, 2, 3, 4].map(() => record(...story)));
    for (const place of story.keys()) {
      expect(answers.map((each) => each[place]).toSorted()).toEqual([
        APPLIED,
        'duplicate',
        'duplicate',
        'duplicate',
      ]);
    }
  });
});

describe('what cannot be read', () => {
  it('is answered in its place, with the id where it has one', async () => {
    const answers = await recordFacts(books.database, OPERATOR, [
      null,
      'fact',
      { id: 7 },
      { id: 'x', type: 'y' },
      renamed('ok', opened()),
    ]);
    expect(answers.map(({ id, status }) => [id, status])).toEqual([
      [null, 'rejected'],
      [null, 'rejected'],
      [null, 'rejected'],
      ['x', 'rejected'],
      ['ok/open', 'applied'],
    ]);
    expect(answers[3]).toMatchObject({
      code: 'bad_fact',
      reason: expect.stringMatching(/^type: must be one of/),
    });
  });

  it('nothing is answered with nothing', async () => {
    expect(await recordFacts(books.database, OPERATOR, [])).toEqual([]);
  });
});

describe('what waits', () => {
  /** The facts of a merchant in the order in which its books took them. */
  const taken = async (name: string) => {
    const rows = await books.ask<{ fact_id: string }>(
      'select fact_id from facts where merchant_id = $1 order by fact_seq',
      [`${name}/m`],
    );
    return rows.map(({ fact_id }) => fact_id.slice(name.length + 1));
  };
  const waiting = async (name: string) => {
    const rows = await books.ask<{ fact_id: string; awaited_kind: string }>(
      'select fact_id, awaited_kind from parked_facts where starts_with(fact_id, $1) order by arrival',
      [`${name}/`],
    );
    return rows.map(({ fact_id, awaited_kind }) => `${fact_id.slice(name.length + 1)}: ${awaited_kind}`);
  };
  const tell = async (name: string, ...raws: Raw[]) => record(...raws.map((raw) => renamed(name, raw)));

  it.each<[string, Raw[], Raw, Raw[], string[]]>([
    [
      'for its merchant',
      [],
      opened(),
      [adjusted('second', 5), closed('third'), paid('first')],
      ['open', 'second', 'third'],
    ],
    [
      'for its order',
      [opened()],
      paid(),
      [
        refunded('second', 'r', 1),
        disputed('third'),
        shipped('fourth'),
        fact('fifth', 'feedback.left', ON, { order: 'o', positive: true }),
      ],
      ['open', 'pay', 'second', 'third', 'fourth', 'fifth'],
    ],
    [
      'for its shipment',
      [opened(), paid()],
      shipped(),
      [confirmed('second'), delivered('third'), confirmed('fourth')],
      ['open', 'pay', 'ship', 'second', 'third', 'fourth'],
    ],
    [
      'for its dispute',
      [opened(), paid(), disputed('another', 'e')],
      disputed(),
      [settled('end')],
      ['open', 'pay', 'another', 'dispute', 'end'],
    ],
  ])('%s wakes in order of arrival, across calls', async (name, before, awaited, waiters, expected) => {
    expect(await tell(name, ...before)).toEqual(before.map(() => APPLIED));
    for (const waiter of waiters) expect(await tell(name, waiter)).toEqual(['parked']);
    expect(await waiting(name)).toHaveLength(waiters.length);
    expect(await tell(name, awaited)).toEqual([APPLIED]);
    expect(await waiting(name)).toEqual([]);
    expect(await taken(name)).toEqual(expected);
    for (const waiter of waiters.slice(0, 2)) expect(await tell(name, waiter)).toEqual(['duplicate']);
  });

  it('wakes what waits for it before the next, down the line', async () => {
    const story = [
      settled('end'),
      confirmed('first confirmation'),
      disputed(),
      shipped(),
      delivered(),
      paid(),
      adjusted('up', 5),
    ];
    for (const raw of story) expect(await tell('line', raw)).toEqual(['parked']);
    expect(await waiting('line')).toEqual([
      'end: order',
      'first confirmation: order',
      'dispute: order',
      'ship: order',
      'deliver: order',
      'pay: merchant',
      'up: merchant',
    ]);
    expect(await tell('line', opened())).toEqual([APPLIED]);
    expect(await waiting('line')).toEqual([]);
    expect(await taken('line')).toEqual([
      'open',
      'pay',
      'dispute',
      'end',
      'ship',
      'first confirmation',
      'deliver',
      'up',
    ]);
  });

  it('goes on waiting for the next thing, in its old place', async () => {
    expect(await tell('on', delivered('first'))).toEqual(['parked']);
    expect(await tell('on', opened(), paid())).toEqual([APPLIED, APPLIED]);
    expect(await waiting('on')).toEqual(['first: shipment']);
    expect(await tell('on', delivered('second'))).toEqual(['parked']);
    expect(await tell('on', shipped())).toEqual([APPLIED]);
    expect(await taken('on')).toEqual(['open', 'pay', 'ship', 'first', 'second']);
  });

  it('is rejected by what it meets then: its id is free, and it is kept', async () => {
    expect(await tell('meets', paid(), delivered(), closed('end'))).toEqual(['parked', 'parked', 'parked']);
    expect(await tell('meets', paid('other payment', { amount: 5 }))).toEqual(['parked']);
    expect(await tell('meets', opened())).toEqual([APPLIED]);
    expect(await taken('meets')).toEqual(['open', 'pay', 'end']);
    expect(await waiting('meets')).toEqual(['deliver: shipment']);
    const refused = await books.ask(
      "select fact_id, code, content ->> 'amount' as amount from refused_facts where starts_with(fact_id, 'meets/')",
    );
    expect(refused).toEqual([{ fact_id: 'meets/other payment', code: 'conflict', amount: '5' }]);
    expect(await tell('meets', adjusted('other payment', 5))).toEqual([APPLIED]);
  });

  it('an id that is set free may be used again in the same call', async () => {
    const other = renamed('freed', adjusted('again', 5));
    expect(await tell('freed', paid(), paid('again'))).toEqual(['parked', 'parked']);
    expect(await record(renamed('freed', opened()), other)).toEqual([APPLIED, APPLIED]);
  });

  it('an id that is set free may be used again in the same call, for another merchant’s', async () => {
    expect(await record(renamed('neighbour', opened()))).toEqual([APPLIED]);
    expect(await tell('freed too', paid(), paid('again'))).toEqual(['parked', 'parked']);
    const other = { ...renamed('freed too', adjusted('again', 5)), merchant: 'neighbour/m' };
    expect(await record(renamed('freed too', opened()), other)).toEqual([APPLIED, APPLIED]);
  });

  it('is remembered where it came and was refused within one call', async () => {
    expect(await tell('within', paid('one'), paid('two'), opened(), adjusted('two', 5))).toEqual([
      'parked',
      'parked',
      APPLIED,
      APPLIED,
    ]);
    const [row] = await books.ask<{ count: bigint }>(
      "select count(*) from refused_facts where fact_id = 'within/two'",
    );
    expect(row?.count).toBe(1n);
  });

  it('does not wait for a thing of another order', async () => {
    await tell('own', opened(), paid(), paid('other', { order: 'p' }), disputed('other dispute', 'e'));
    expect(await tell('own', fact('p delivered', 'order.delivered', ON, { order: 'p' }))).toEqual(['parked']);
    expect(await tell('own', fact('p settled', 'dispute.closed', ON, { order: 'p', dispute: 'e' }))).toEqual([
      'parked',
    ]);
    expect(await tell('own', shipped(), settled('settled', 'e'))).toEqual([APPLIED, APPLIED]);
    expect(await waiting('own')).toEqual(['p delivered: shipment', 'p settled: dispute']);
  });
});

it('the invariants hold after all of this', async () => {
  expect(await violationsOf(books.database)).toEqual([]);
});

describe('facts and the open day', () => {
  let late: TestBooks;
  beforeAll(async () => {
    late = await makeBooks();
    await setPolicy(late.database, OPERATOR, { assessment: { min_orders: 0, min_store_age_days: 0 } });
    await apply(late.database, [opened(), paid()]);
    await runDay(late.database, OPERATOR, '2026-01-10');
  });
  afterAll(() => late.drop());

  it('before the first run an entry has its fact’s date, and never one before the merchant’s latest', async () => {
    const other = await makeBooks();
    try {
      await apply(other.database, [
        opened(),
        { ...adjusted('b', 1), at: '2026-01-09T04:00:00Z' },
        adjusted('a', 2),
      ]);
      expect(
        await other.ask('select booked_on::text, effective_on::text from entries order by entry_seq'),
      ).toEqual([
        { booked_on: '2026-01-09', effective_on: '2026-01-09' },
        { booked_on: '2026-01-09', effective_on: ON },
      ]);
    } finally {
      await other.drop();
    }
  });

  it.each([
    ['a late one', '2026-01-06'],
    ['one of today', '2026-01-10'],
    ['one of tomorrow', '2026-01-11'],
  ])('%s is booked on the open day, and keeps its own date', async (name, date) => {
    await apply(late.database, [
      fact(name, 'adjustment.posted', date, { merchant: 'm', amount: 1, currency: 'USD' }),
    ]);
    expect(
      await late.ask(
        `select e.booked_on::text, e.effective_on::text, f.open_on::text, f.run_attempt from entries e
         join facts f using (merchant_id, fact_seq) where f.fact_id = $1`,
        [name],
      ),
    ).toEqual([{ booked_on: '2026-01-10', effective_on: date, open_on: '2026-01-10', run_attempt: 1 }]);
  });

  it('a late shipment is released with the next visit, and a day that is closed keeps its balance', async () => {
    const balances = "select * from balances where booked_on < '2026-01-10'";
    const before = await late.ask(balances);
    await apply(late.database, [{ ...shipped(), at: '2026-01-05T04:00:00Z' }]);
    await runDay(late.database, OPERATOR, '2026-01-11');
    expect(await late.ask('select state, shipped_on::text, released_on::text from orders')).toEqual([
      { state: 'released_early', shipped_on: ON, released_on: '2026-01-11' },
    ]);
    expect(await late.ask('select kind, effective_on::text from entries where run_on is not null')).toEqual([
      { kind: 'release_early', effective_on: '2026-01-09' },
    ]);
    expect(await late.ask(balances)).toEqual(before);
    expect(await violationsOf(late.database)).toEqual([]);
  });
});

describe('one by one or many at once', () => {
  const histories = fc.sample(historyArbitraryOf({ days: 30 }), { seed: 20260110, numRuns: 2 });

  async function play(scratch: Database, { policy, steps }: (typeof histories)[number], atOnce: number) {
    const statuses: string[] = [];
    let batch: unknown[] = [];
    const flush = async () => {
      statuses.push(...(await recordFacts(scratch, OPERATOR, batch)).map(statusOf));
      batch = [];
    };
    await setPolicy(scratch, OPERATOR, policy);
    for (const step of steps) {
      if ('fact' in step) batch.push(step.fact);
      if (!('fact' in step) || batch.length >= atOnce) await flush();
      if ('run' in step) await runDay(scratch, OPERATOR, step.run);
      if ('policy' in step)
        await setPolicy(scratch, OPERATOR, step.policy, { over: 'in force', atOnce: true }).catch(() => {});
    }
    await flush();
    return { statuses, digests: await digestsOf(scratch) };
  }

  it.each(histories.map((history, index) => [index, history] as const))(
    'history %i ends with the same answers and the same books',
    async (_index, history) => {
      const played = [];
      for (const atOnce of [1, 7, 10_000]) {
        played.push(await inScratch(books.ownerUrl, (scratch) => play(scratch, history, atOnce)));
      }
      expect(played[0]?.statuses.filter((status) => status === APPLIED).length).toBeGreaterThan(40);
      expect(played[1]).toEqual(played[0]);
      expect(played[2]).toEqual(played[0]);
    },
  );
});

describe('from an entry back to where it came from', () => {
  let traced: TestBooks;
  beforeAll(async () => {
    traced = await makeBooks();
    const tiers = [{ name: 'A', min_score: 0, release_after_days: 1, deposit_bps: 1000 }];
    await setPolicy(traced.database, OPERATOR, {
      tiers,
      assessment: { min_orders: 0, min_store_age_days: 0 },
    });
    await apply(traced.database, [opened(), paid(), shipped()]);
    await runDay(traced.database, OPERATOR, '2026-01-06');
    await setPolicy(traced.database, OPERATOR, {
      tiers,
      assessment: { min_orders: 0, min_store_age_days: 0 },
      deposit: { release_days_after_shipment: 1 },
    });
    await apply(traced.database, [withdrawn('out', 900), refunded('back', 'r', 30, 'seller_fault')]);
    await runDay(traced.database, OPERATOR, '2026-01-07');
    await apply(traced.database, [refunded('rest', 's', 970, 'goodwill'), closed()]);
  });
  afterAll(() => traced.drop());

  it('every entry names its fact or its run, its policy version and its rule', async () => {
    const rows = await traced.ask(
      `select e.kind, e.rule, f.fact_id, f.content ->> 'amount' as amount, r.status as run, e.run_on::text, e.run_attempt,
         e.policy_version, (p.policy #>> '{deposit,release_days_after_shipment}')::int as hold_days
       from entries e left join facts f using (merchant_id, fact_seq)
         left join runs r on r.run_on = e.run_on and r.attempt = e.run_attempt
         join policy_versions p on p.version = e.policy_version order by entry_seq`,
    );
    const byFact = (
      kind: string,
      rule: string,
      fact_id: string,
      amount: string,
      policy_version: number,
      hold_days: number,
    ) => {
      return {
        kind,
        rule,
        fact_id,
        amount,
        run: null,
        run_on: null,
        run_attempt: null,
        policy_version,
        hold_days,
      };
    };
    const byRun = (kind: string, rule: string, run_on: string, policy_version: number, hold_days: number) => {
      return {
        kind,
        rule,
        fact_id: null,
        amount: null,
        run: 'done',
        run_on,
        run_attempt: 1,
        policy_version,
        hold_days,
      };
    };
    expect(rows).toEqual([
      byFact('order_payment', '4', 'pay', '1000', 2, 60),
      byRun('release_early', '6', '2026-01-06', 2, 60),
      byFact('withdrawal', '4', 'out', '900', 2, 60),
      byFact('deduction', '7', 'back', '30', 2, 60),
      byFact('platform_refund', '7', 'rest', '970', 3, 1),
      byFact('hold_freed', '7', 'rest', '970', 3, 1),
    ]);
  });

  it('every fact is kept as it was read, with the entries that it made', async () => {
    const rows = await traced.ask(
      'select fact_id, type, content, first_entry_seq, entries from facts order by fact_seq',
    );
    expect(rows.map(({ fact_id, first_entry_seq, entries }) => [fact_id, first_entry_seq, entries])).toEqual([
      ['open', null, 0],
      ['pay', 1n, 1],
      ['ship', null, 0],
      ['out', 3n, 1],
      ['back', 4n, 1],
      ['rest', 5n, 2],
      ['close', null, 0],
    ]);
    expect(rows[1]?.content).toEqual({
      id: 'pay',
      type: 'order.paid',
      at: '2026-01-05T04:00:00Z',
      order: 'o',
      merchant: 'm',
      amount: '1000',
      currency: 'USD',
      fee_bps: 0,
    });
  });

  it('so do a hold’s movements, a standing’s changes, a refund and an assessment', async () => {
    expect(
      await traced.ask(
        'select kind, rule, amount_minor, entry_seq, fact_seq, run_on, policy_version from hold_movements order by movement_no',
      ),
    ).toEqual([
      {
        kind: 'deducted',
        rule: '7',
        amount_minor: 30n,
        entry_seq: 4n,
        fact_seq: 5n,
        run_on: null,
        policy_version: 2,
      },
      {
        kind: 'given_back',
        rule: '7',
        amount_minor: 70n,
        entry_seq: 6n,
        fact_seq: 6n,
        run_on: null,
        policy_version: 3,
      },
    ]);
    expect(
      await traced.ask(
        'select kind, rule, fact_seq, run_on::text, policy_version from enrolment_changes order by change_seq',
      ),
    ).toEqual([
      { kind: 'enrolled', rule: '5', fact_seq: null, run_on: '2026-01-06', policy_version: 2 },
      { kind: 'closed', rule: '9', fact_seq: 7n, run_on: null, policy_version: 3 },
    ]);
    expect(
      await traced.ask('select refund_id, entry_seq, fact_seq, is_borne from refunds order by refund_id'),
    ).toEqual([
      { refund_id: 'r', entry_seq: 4n, fact_seq: 5n, is_borne: true },
      { refund_id: 's', entry_seq: 5n, fact_seq: 6n, is_borne: false },
    ]);
    expect(
      await traced.ask('select assessed_on::text, run_attempt, policy_version from assessments order by 1'),
    ).toEqual([
      { assessed_on: '2026-01-06', run_attempt: 1, policy_version: 2 },
      { assessed_on: '2026-01-07', run_attempt: 1, policy_version: 3 },
    ]);
    expect(
      await traced.ask('select policy_version, entry_seq, release_on_at_first::text as first from holds'),
    ).toEqual([{ policy_version: 2, entry_seq: 2n, first: '2026-03-06' }]);
  });
});
