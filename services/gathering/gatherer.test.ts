import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BOUNDS, type Bounds, Gatherer, HeldUp, TooBusy } from './gatherer';

/** The gatherer with a recorder that the test holds in its hand: nothing is recorded before it says so. */

interface Ask {
  id: number;
  names: string[];
  size: number;
  isBad?: boolean;
}

interface Set {
  asks: Ask[];
  isPatient: boolean;
  end(error?: unknown): Promise<void>;
}

const BAD = new Error('this one cannot be recorded');
const AWAY = new Error('the database is away');

/** Lets everything happen that needs nobody else. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function makeDesk(bounds: Partial<Bounds> = {}) {
  const underWay: Set[] = [];
  const looked: number[][] = [];
  const recorded: number[] = [];
  const answers = new Map<number, unknown>();
  let lookup: () => Promise<void> = async () => {};
  const gatherer = new Gatherer<Ask, number>(
    {
      sizeOf: ({ size }) => size,
      namesOf: async (asks) => {
        looked.push(asks.map(({ id }) => id));
        await lookup();
        return asks.map(({ names }) => names);
      },
      record: (asks, isPatient) =>
        new Promise((resolve, reject) => {
          const set: Set = {
            ...{ asks, isPatient },
            async end(error) {
              underWay.splice(underWay.indexOf(set), 1);
              const bad = asks.some((ask) => ask.isBad) ? BAD : undefined;
              if (error ?? bad) reject(error ?? bad);
              else {
                recorded.push(...asks.map(({ id }) => id));
                resolve(asks.map(({ id }) => id));
              }
              await settle();
            },
          };
          underWay.push(set);
        }),
      isOfOne: (error) => error !== AWAY,
    },
    { ...BOUNDS, ...bounds },
  );
  const submit = (ask: Partial<Ask> & { id: number }) => {
    const whole = { names: ['a'], size: 1, ...ask };
    void gatherer.submit(whole).then(
      (answer) => answers.set(ask.id, answer),
      (error) => answers.set(ask.id, error),
    );
  };
  return {
    ...{ gatherer, underWay, looked, recorded, answers, submit },
    idsUnderWay: () => underWay.map(({ asks }) => asks.map(({ id }) => id)),
    lookBy: (look: typeof lookup) => {
      lookup = look;
    },
  };
}

describe('requests about the same', () => {
  it('wait while one is being recorded, and are then recorded together, in their order', async () => {
    const desk = makeDesk();
    desk.submit({ id: 1 });
    await settle();
    for (const id of [2, 3, 4]) desk.submit({ id });
    await settle();
    expect(desk.idsUnderWay()).toEqual([[1]]);
    await desk.underWay[0]?.end();
    expect(desk.answers).toEqual(new Map([[1, 1]]));
    expect(desk.idsUnderWay()).toEqual([[2, 3, 4]]);
    await desk.underWay[0]?.end();
    expect(desk.answers.size).toBe(4);
  });

  it('are as many together as fit, and one that is larger is recorded by itself', async () => {
    const desk = makeDesk({ together: 10 });
    desk.submit({ id: 1, size: 6 });
    desk.submit({ id: 2, size: 4 });
    desk.submit({ id: 3, size: 15 });
    desk.submit({ id: 4, size: 1 });
    await settle();
    for (const ids of [[1, 2], [3], [4]]) {
      expect(desk.idsUnderWay()).toEqual([ids]);
      await desk.underWay[0]?.end();
    }
  });

  it('are looked up together, and come in while others are looked up', async () => {
    const desk = makeDesk();
    let found = () => {};
    desk.lookBy(
      () =>
        new Promise((resolve) => {
          found = resolve;
        }),
    );
    desk.submit({ id: 1 });
    desk.submit({ id: 2 });
    await settle();
    desk.submit({ id: 3 });
    desk.submit({ id: 4 });
    await settle();
    found();
    await settle();
    expect(desk.looked).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(desk.idsUnderWay()).toEqual([[1, 2]]);
  });

  it('are recorded also where nobody can say what they are about', async () => {
    const desk = makeDesk();
    desk.lookBy(() => Promise.reject(AWAY));
    desk.submit({ id: 1 });
    await settle();
    expect(desk.idsUnderWay()).toEqual([[1]]);
  });
});

describe('requests about different things', () => {
  it('are recorded together too, in a few sets at once', async () => {
    const desk = makeDesk({ sets: 2 });
    desk.submit({ id: 1, names: ['a'] });
    await settle();
    desk.submit({ id: 2, names: ['b'] });
    desk.submit({ id: 3, names: ['a'] });
    desk.submit({ id: 4, names: ['c'] });
    await settle();
    desk.submit({ id: 5, names: ['d'] });
    await settle();
    expect(desk.idsUnderWay()).toEqual([[1], [2, 4]]);
    await desk.underWay[1]?.end();
    // What came first about `a` is still under way.
    expect(desk.idsUnderWay()).toEqual([[1], [5]]);
    await desk.underWay[0]?.end();
    expect(desk.idsUnderWay()).toEqual([[5], [3]]);
  });

  it('do not wait for one whose books somebody else has, nor for those behind it', async () => {
    const desk = makeDesk({ sets: 1, patientSets: 1 });
    for (const [id, name] of ['a', 'b', 'a', 'c'].entries()) desk.submit({ id, names: [name] });
    await settle();
    expect(desk.idsUnderWay()).toEqual([[0, 1, 2, 3]]);
    await desk.underWay[0]?.end(new HeldUp());
    // By what they are about, one after the other.
    expect(desk.idsUnderWay()).toEqual([[0, 2]]);
    await desk.underWay[0]?.end(new HeldUp());
    await desk.underWay[0]?.end();
    await desk.underWay[0]?.end();
    expect(desk.recorded).toEqual([1, 3]);
    const [held] = desk.underWay;
    expect(held).toMatchObject({ isPatient: true, asks: [{ id: 0 }, { id: 2 }] });
    desk.submit({ id: 4, names: ['a'] });
    for (let id = 5; id < 30; id += 1) {
      desk.submit({ id, names: ['b'] });
      await settle();
      await desk.underWay.find(({ isPatient }) => !isPatient)?.end();
      expect(desk.answers.get(id)).toBe(id);
    }
    await held?.end();
    expect(desk.idsUnderWay()).toEqual([[4]]);
    expect([desk.answers.get(0), desk.answers.get(2), desk.answers.has(4)]).toEqual([0, 2, false]);
  });

  it('gives up on books that somebody else keeps for very long', async () => {
    const desk = makeDesk();
    desk.submit({ id: 1 });
    await settle();
    await desk.underWay[0]?.end(new HeldUp());
    await desk.underWay[0]?.end(new HeldUp());
    expect(desk.answers.get(1)).toBeInstanceOf(TooBusy);
    desk.submit({ id: 2 });
    await settle();
    expect(desk.idsUnderWay()).toEqual([[2]]);
  });

  it('one about much does not starve where each of it is busy in turn', async () => {
    const desk = makeDesk({ sets: 2, patientSets: 1 });
    desk.submit({ id: 1, names: ['a'] });
    await settle();
    desk.submit({ id: 2, names: ['b'] });
    await settle();
    desk.submit({ id: 3, names: ['a', 'b'] });
    for (let id = 10; id < 60 && !desk.answers.has(3); id += 1) {
      desk.submit({ id, names: [id % 2 === 0 ? 'a' : 'b'] });
      await settle();
      await desk.underWay[0]?.end();
    }
    expect(desk.answers.get(3)).toBe(3);
  });
});

describe('a failure', () => {
  it('of one is its own: the others are recorded, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), async (areBad) => {
        const desk = makeDesk();
        for (const [id, isBad] of areBad.entries()) desk.submit({ id, isBad });
        await settle();
        while (desk.underWay.length > 0) await desk.underWay[0]?.end();
        const good = [...areBad.keys()].filter((id) => !areBad[id]);
        expect(desk.recorded).toEqual(good);
        for (const [id, isBad] of areBad.entries()) expect(desk.answers.get(id)).toBe(isBad ? BAD : id);
      }),
      { numRuns: 30 },
    );
  });

  it('of the database is that of all: nothing is tried again', async () => {
    const desk = makeDesk();
    for (const id of [1, 2, 3]) desk.submit({ id });
    await settle();
    await desk.underWay[0]?.end(AWAY);
    expect(desk.underWay).toEqual([]);
    expect([...desk.answers.values()]).toEqual([AWAY, AWAY, AWAY]);
  });
});

describe('too much', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is refused, and taken again when there is room; one alone is taken however large it is', async () => {
    const desk = makeDesk({ waiting: 10 });
    desk.submit({ id: 1, size: 50 });
    desk.submit({ id: 2, size: 1 });
    await settle();
    expect(desk.answers.get(2)).toBeInstanceOf(TooBusy);
    await desk.underWay[0]?.end();
    desk.submit({ id: 3, size: 9 });
    desk.submit({ id: 4, size: 1 });
    desk.submit({ id: 5, size: 1 });
    await settle();
    expect(desk.answers.get(5)).toBeInstanceOf(TooBusy);
    await desk.underWay[0]?.end();
    expect(desk.recorded).toEqual([1, 3, 4]);
  });

  it('does not wait for ever: what was not begun with is refused, what is being recorded is not', async () => {
    const desk = makeDesk({ waitMs: 1000 });
    desk.submit({ id: 1 });
    await settle();
    desk.submit({ id: 2 });
    await settle();
    vi.advanceTimersByTime(1001);
    await settle();
    expect(desk.answers.get(2)).toBeInstanceOf(TooBusy);
    expect(desk.answers.has(1)).toBe(false);
    await desk.underWay[0]?.end();
    expect(desk.recorded).toEqual([1]);
    expect(desk.underWay).toEqual([]);
  });
});

it('finishes what it has taken, and takes no more', async () => {
  const desk = makeDesk();
  desk.submit({ id: 1 });
  await settle();
  desk.submit({ id: 2 });
  let isFinished = false;
  void desk.gatherer.finish().then(() => {
    isFinished = true;
  });
  desk.submit({ id: 3 });
  await settle();
  expect(desk.answers.get(3)).toBeInstanceOf(TooBusy);
  await desk.underWay[0]?.end();
  expect(isFinished).toBe(false);
  await desk.underWay[0]?.end();
  expect(isFinished).toBe(true);
  await desk.gatherer.finish();
});

it('whatever comes and happens: each is answered once, sets that share a name are in turn, and order is kept', async () => {
  const action = fc.oneof(
    { weight: 4, arbitrary: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }) },
    { weight: 3, arbitrary: fc.record({ end: fc.nat(), how: fc.constantFrom('done', 'held', 'away') }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
      const desk = makeDesk({ together: 4, sets: 2, patientSets: 2 });
      const asked: Ask[] = [];
      const check = () => {
        expect(desk.underWay.filter(({ isPatient }) => !isPatient).length).toBeLessThanOrEqual(2);
        expect(desk.underWay.filter(({ isPatient }) => isPatient).length).toBeLessThanOrEqual(2);
        const busy = desk.underWay.flatMap(({ asks }) => [...new Set(asks.flatMap(({ names }) => names))]);
        expect(busy.length).toBe(new Set(busy).size);
      };
      const end = async (set: Set | undefined, how: string) => {
        if (how === 'held' && set?.isPatient === false) await set.end(new HeldUp());
        else await set?.end(how === 'away' ? AWAY : undefined);
        check();
      };
      for (const each of actions) {
        if (Array.isArray(each)) {
          const ask = { id: asked.length, names: each, size: 1 };
          asked.push(ask);
          desk.submit(ask);
          await settle();
          check();
        } else await end(desk.underWay[each.end % Math.max(1, desk.underWay.length)], each.how);
      }
      for (let turn = 0; desk.underWay.length > 0 && turn < 1000; turn += 1)
        await end(desk.underWay[0], 'done');
      expect(desk.answers.size).toBe(asked.length);
      for (const { id } of asked) expect([id, AWAY]).toContain(desk.answers.get(id));
      expect(new Set(desk.recorded).size).toBe(desk.recorded.length);
      for (const name of 'abcd') {
        const own = desk.recorded.filter((id) => {
          const names = asked[id]?.names ?? [];
          return names.length === 1 && names[0] === name;
        });
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 150 },
  );
});
