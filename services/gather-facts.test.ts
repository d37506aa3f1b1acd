import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keyWith, OPERATOR, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, statusOf, type TestBooks, violationsOf } from '@/tests/make-books';
import { type Database, openDatabase } from '../db/client';
import { lockDay, readMarketplace } from '../db/queries/marketplace';
import type { KeyActor } from '../engine/actor';
import { forgetApiRequests } from './forget-api-requests';
import { finishGathering, type GatheringOutcome, gatherFacts } from './gather-facts';
import { readSent, recordFacts, recordRead } from './record-facts';
import { replayBooks } from './replay-books';
import { inTransaction } from './transaction';

const ON = '2026-01-05';
const KEY: KeyActor = { ...keyWith(['facts:write']), keyId: 'storefront' };
const OTHER_KEY: KeyActor = { ...KEY, keyId: 'warehouse' };

let books: TestBooks;
let database: Database;
/** Another server process's: a gatherer and connections of its own. */
let elsewhere: Database;

beforeAll(async () => {
  books = await makeBooks();
  ({ database } = books);
  elsewhere = openDatabase(books.ownerUrl, 'public', 5);
  await books.ask(
    "insert into people (person_id, name, email, role) values ('ann', 'Ann', 'a@example.com', 'administrator')",
  );
  for (const [index, { keyId }] of [KEY, OTHER_KEY].entries())
    await books.ask(
      `insert into api_keys (key_id, name, key_hash, key_start, scopes, made_by)
       values ($1, $1, $2, 'sluice_1', array['facts:write'], 'ann')`,
      [keyId, String(index).repeat(64)],
    );
});
afterAll(async () => {
  await elsewhere?.close();
  await books.drop();
});

const opened = (merchant: string) => fact(`open ${merchant}`, 'merchant.opened', ON, { merchant });
const paid = (merchant: string, order: string, over = {}) =>
  fact(`pay ${order}`, 'order.paid', ON, { merchant, order, amount: 1000, currency: 'USD', ...over });
const shipped = (order: string) => fact(`ship ${order}`, 'order.shipped', ON, { order });
const adjusted = (id: string, merchant: string, amount: number | string, currency = 'USD') =>
  fact(id, 'adjustment.posted', ON, { merchant, amount, currency });

const hashOf = (raws: unknown[]) => createHash('sha256').update(JSON.stringify(raws)).digest('hex');

/** Sends a request with a name. */
function sendOnce(idempotencyKey: string, raws: unknown[], { actor = KEY, to = database } = {}) {
  return gatherFacts(to, actor, { raws, once: { idempotencyKey, fingerprint: hashOf(raws) } });
}

function said(gathered: GatheringOutcome): string[] {
  return gathered.outcome === 'answered' ? gathered.answers.map(statusOf) : [gathered.outcome];
}

async function countOf(what: string): Promise<number> {
  const [row] = await books.ask<{ count: bigint }>(`select count(*) as count from ${what}`);
  return Number(row?.count);
}

async function untilThereIs(what: string): Promise<void> {
  await vi.waitFor(async () => expect(await countOf(what)).toBeGreaterThan(0), {
    timeout: 20_000,
    interval: 5,
  });
}

/** Something that others wait for until it is opened. */
function gate(): { isOpen: Promise<void>; open(): void } {
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { isOpen, open };
}

async function transactionsOf(ids: string): Promise<number> {
  return countOf(`(select distinct xmin::text from facts where fact_id like '${ids}') as each`);
}

describe('many clients at once', () => {
  it('of one store share a few transactions, and each is answered for its own facts', async () => {
    await apply(database, [opened('hot')]);
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) =>
        said(
          await gatherFacts(database, OPERATOR, {
            raws: [paid('hot', `hot-${index}`), shipped(`hot-${index}`), { id: `bad-${index}` }],
          }),
        ),
      ),
    );
    for (const answer of answers) expect(answer).toEqual(['applied', 'applied', 'rejected bad_fact']);
    expect(await countOf("facts where fact_id like '%hot-%'")).toBe(400);
    expect(await transactionsOf('%hot-%')).toBeLessThan(20);
  });

  it('of many stores share them too', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) =>
        said(await gatherFacts(database, OPERATOR, { raws: [opened(`many-${index}`)] })),
      ),
    );
    expect(new Set(answers.flat())).toEqual(new Set(['applied']));
    expect(await transactionsOf('%many-%')).toBeLessThan(20);
  });

  it('whose requests are of different actors are judged each by its own', async () => {
    await apply(database, [opened('judged')]);
    const decided = (id: string) =>
      fact(id, 'override.set_until', ON, { merchant: 'judged', decision: 'eligible', until: '2026-03-01' });
    const answers = await Promise.all([
      gatherFacts(database, KEY, { raws: [decided('by a program')] }),
      gatherFacts(database, OPERATOR, { raws: [decided('by an operator')] }),
      gatherFacts(database, KEY, { raws: [adjusted('adjusted by a program', 'judged', 5)] }),
    ]);
    expect(answers.map(said)).toEqual([['rejected bad_fact'], ['applied'], ['applied']]);
    await expect(gatherFacts(database, staff('approver'), { raws: [] })).rejects.toThrow(
      'may not do facts.record',
    );
  });
});

it('a fact that another server is just recording is a duplicate here, whatever the books then say of it', async () => {
  await apply(database, [opened('raced'), paid('raced', 'raced-o')]);
  const raws = [shipped('raced-o'), { ...shipped('raced-o'), id: 'ship raced-o again' }];
  const recorded = gate();
  const mayCommit = gate();
  const first = inTransaction(elsewhere, async (executor) => {
    await lockDay(executor, 'shared');
    const state = await readMarketplace(executor);
    const [raw] = raws;
    const answers = await recordRead(executor, state, [raw], [readSent(OPERATOR, raw, state.policy)]);
    recorded.open();
    await mayCommit.isOpen;
    return answers;
  });
  await recorded.isOpen;
  const second = gatherFacts(database, OPERATOR, { raws });
  await untilThereIs("pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
  mayCommit.open();
  expect((await first).map(statusOf)).toEqual(['applied']);
  expect(said(await second)).toEqual(['duplicate', 'rejected bad_state']);
});

describe('a request that cannot be recorded', () => {
  it('fails alone', async () => {
    await apply(database, [opened('rich'), opened('poor')]);
    // Almost what the column holds at most. Nobody comes to that much, and nobody else is to suffer from it.
    const near = 2n ** 63n - 500n;
    const enrich = (amount: bigint) =>
      books.ask(
        `update balances set payment_account = payment_account + ${amount}, clearing = clearing - ${amount}
         where merchant_id = 'rich'`,
      );
    await apply(database, [adjusted('rich at first', 'rich', 5)]);
    await enrich(near);
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, (_, index) =>
        gatherFacts(database, OPERATOR, { raws: [adjusted(`poor ${index}`, 'poor', 7)] }),
      ),
      gatherFacts(database, OPERATOR, { raws: [adjusted('too rich', 'rich', 1000)] }),
      ...Array.from({ length: 10 }, (_, index) =>
        gatherFacts(database, OPERATOR, { raws: [adjusted(`poor too ${index}`, 'poor', 7)] }),
      ),
    ]);
    const failed = outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
    expect(failed).toEqual([10]);
    expect(await countOf("facts where fact_id like 'poor%'")).toBe(20);
    expect(await countOf("facts where fact_id = 'too rich'")).toBe(0);
    await enrich(-near);
  });

  it('because somebody else has its store does not hold up the others', async () => {
    await apply(database, [opened('locked'), opened('free')]);
    const locked = gate();
    const mayUnlock = gate();
    const holder = elsewhere.drizzle.transaction(async (transaction) => {
      await transaction.execute(
        "update merchants set lock_count = lock_count + 1 where merchant_id = 'locked'",
      );
      locked.open();
      await mayUnlock.isOpen;
    });
    await locked.isOpen;
    const waiting = ['a', 'b'].map((id) =>
      gatherFacts(database, OPERATOR, { raws: [adjusted(`locked ${id}`, 'locked', 1)] }),
    );
    for (let index = 0; index < 20; index += 1)
      expect(
        said(await gatherFacts(database, OPERATOR, { raws: [adjusted(`free ${index}`, 'free', 1)] })),
      ).toEqual(['applied']);
    expect(await countOf("facts where fact_id like 'locked %'")).toBe(0);
    mayUnlock.open();
    await holder;
    expect((await Promise.all(waiting)).map(said)).toEqual([['applied'], ['applied']]);
  });
});

describe('a request with an Idempotency-Key', () => {
  it('is recorded once and answered again as at first, whatever the books say by then', async () => {
    const raws = [opened('named'), paid('named', 'n-1'), shipped('n-2'), { id: 'n-bad' }];
    const first = await sendOnce('first', raws);
    expect(first).toMatchObject({ outcome: 'answered', isRepeated: false });
    expect(said(first)).toEqual(['applied', 'applied', 'parked', 'rejected bad_fact']);
    for (const to of [database, elsewhere])
      expect(await sendOnce('first', raws, { to })).toEqual({ ...first, isRepeated: true });
    // Without the name, the same facts are duplicates.
    expect(said(await gatherFacts(database, KEY, { raws }))).toEqual([
      ...['duplicate', 'duplicate', 'duplicate', 'rejected bad_fact'],
    ]);
    expect(await countOf("api_requests where idempotency_key = 'first'")).toBe(1);
  });

  it('is refused where its name was used for something else; another key may use the same name', async () => {
    const raws = [opened('reused')];
    expect(said(await sendOnce('used', raws))).toEqual(['applied']);
    expect(said(await sendOnce('used', [opened('reused too')]))).toEqual(['name_reused']);
    expect(await countOf("facts where fact_id = 'open reused too'")).toBe(0);
    expect(said(await sendOnce('used', [opened('reused too')], { actor: OTHER_KEY }))).toEqual(['applied']);
  });

  it('is not answered while the same one is under way; with other content it is refused at once', async () => {
    const raws = [opened('under way')];
    const [first, second, other] = await Promise.all([
      sendOnce('under way', raws),
      sendOnce('under way', raws),
      sendOnce('under way', []),
    ]);
    expect([first, second, other].map(said)).toEqual([['applied'], ['under_way'], ['name_reused']]);
    expect(await sendOnce('under way', raws)).toEqual({ ...first, isRepeated: true });
  });

  it('comes to several servers at once: recorded once, answered alike', async () => {
    const third = openDatabase(books.ownerUrl, 'public', 3);
    try {
      await apply(database, [opened('races')]);
      for (let race = 0; race < 15; race += 1) {
        const raws = [adjusted(`race ${race}`, 'races', 1), { id: `bad race ${race}` }];
        const answers = await Promise.all(
          [database, elsewhere, third].map((to) => sendOnce(`race ${race}`, raws, { to })),
        );
        expect(answers.map(said)).toEqual(answers.map(() => ['applied', 'rejected bad_fact']));
        expect(answers.filter((each) => each.outcome === 'answered' && !each.isRepeated)).toHaveLength(1);
      }
      expect(await countOf("facts where fact_id like 'race %'")).toBe(15);
    } finally {
      await third.close();
    }
  });

  it('that brings nothing is remembered too', async () => {
    expect(await sendOnce('nothing', [])).toEqual({ outcome: 'answered', answers: [], isRepeated: false });
    expect(await sendOnce('nothing', [])).toEqual({ outcome: 'answered', answers: [], isRepeated: true });
    expect(said(await sendOnce('nothing', [opened('something')]))).toEqual(['name_reused']);
  });

  it('is forgotten after a week', async () => {
    expect(said(await sendOnce('weeks ago', [opened('weeks ago')]))).toEqual(['applied']);
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    expect(await forgetApiRequests(database, OPERATOR, inDays(6.9))).toBe(0);
    expect(await forgetApiRequests(database, OPERATOR, inDays(7.1))).toBeGreaterThan(0);
    // The facts are still known by their ids.
    expect(said(await sendOnce('weeks ago', [opened('weeks ago')]))).toEqual(['duplicate']);
  });
});

it('keeps clients that overlap, repeat and contradict each other apart: the books hold, and each was told the truth', async () => {
  const STORES = 6;
  await apply(
    database,
    Array.from({ length: STORES }, (_, store) => opened(`overlap-${store}`)),
  );
  // A small generator, so that it is the same each time.
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const orderOf = (number: number) => `overlap-o${number}`;
  const any = (): Raw => {
    const number = random(120);
    const merchant = `overlap-${number % STORES}`;
    switch (random(5)) {
      case 0:
        return paid(merchant, orderOf(number));
      case 1:
        // The same id says something else now and then.
        return paid(merchant, orderOf(number), { amount: 1000 + random(2) });
      case 2:
        return shipped(orderOf(number));
      case 3:
        return fact(`refund ${number}`, 'refund.settled', ON, {
          ...{ order: orderOf(number), refund: 'r', amount: 10, reason: 'goodwill' },
        });
      default:
        return adjusted(`adjust ${number}`, merchant, 3);
    }
  };
  const told = new Map<string, string[]>();
  const client = async (place: number) => {
    const to = place % 3 === 0 ? elsewhere : database;
    for (let turn = 0; turn < 12; turn += 1) {
      const raws = Array.from({ length: 1 + random(4) }, any);
      const name = `overlap ${place} ${turn}`;
      const answers = [await sendOnce(name, raws, { to })];
      if (random(3) === 0)
        answers.push(await sendOnce(name, raws, { to: random(2) === 0 ? elsewhere : database }));
      if (random(3) === 0) await gatherFacts(to, KEY, { raws });
      expect(new Set(answers.map((each) => said(each).join()))).toHaveLength(1);
      for (const [index, status] of said(answers[0] as GatheringOutcome).entries()) {
        const id = raws[index]?.id ?? '';
        told.set(id, [...(told.get(id) ?? []), status]);
      }
    }
  };
  await Promise.all(Array.from({ length: 40 }, (_, place) => client(place)));
  const recorded = await books.ask<{ fact_id: string }>(
    'select fact_id from facts union all select fact_id from parked_facts union all select fact_id from refused_facts',
  );
  const times = new Map<string, number>();
  for (const { fact_id } of recorded) times.set(fact_id, (times.get(fact_id) ?? 0) + 1);
  for (const [id, statuses] of told) {
    // Said by a request without a name, perhaps; by those with one, at most once.
    expect([id, times.get(id) ?? 0]).toEqual([
      id,
      statuses.some((each) => each !== 'rejected bad_state') ? 1 : 0,
    ]);
    expect(statuses.filter((each) => each === 'applied' || each === 'parked').length).toBeLessThanOrEqual(1);
  }
});

it('leaves books that hold, and that a replay makes again', async () => {
  expect(await violationsOf(database)).toEqual([]);
  expect((await replayBooks(database, OPERATOR)).differences).toEqual([]);
});

it('fails where the database cannot be reached, and takes the same again when it can', async () => {
  const away = openDatabase(books.ownerUrl, 'public', 3);
  const connect = vi
    .spyOn(away.pool, 'connect')
    .mockImplementation(() => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })));
  const send = (merchant: string) => gatherFacts(away, OPERATOR, { raws: [opened(merchant)] });
  const failed = await Promise.allSettled([send('meanwhile'), send('also'), send('meanwhile')]);
  expect(failed.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  // All together, and not by halves.
  expect(connect).toHaveBeenCalledTimes(1);
  connect.mockRestore();
  expect(said(await send('meanwhile'))).toEqual(['applied']);
  await away.close();
});

it('finishes what was sent, and takes no more', async () => {
  const last = openDatabase(books.ownerUrl, 'public', 3);
  try {
    const sent = Array.from({ length: 20 }, (_, index) =>
      gatherFacts(last, OPERATOR, { raws: [opened(`last ${index}`)] }),
    );
    await finishGathering(last);
    expect((await Promise.all(sent)).flatMap(said)).toEqual(sent.map(() => 'applied'));
    expect(await gatherFacts(last, OPERATOR, { raws: [opened('too late')] })).toEqual({ outcome: 'busy' });
    expect(await recordFacts(last, OPERATOR, [opened('too late')])).toMatchObject([{ status: 'applied' }]);
  } finally {
    await last.close();
  }
});
