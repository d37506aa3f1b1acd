import { describe, expect, it } from 'vitest';
import { sellerOf } from '@/tests/actors';
import { guardedVerbs } from '@/tests/doors';
import { ACTORS, VERBS, type Who } from '@/tests/verbs';
import { Refused } from './authorize';
import { listAssessments } from './list-assessments';

/** Who may do what, verb by verb: whoever may not is refused before the database is touched. */

/** What a database that must not be touched says when it is. */
class Touched extends Error {}

/** Something that throws at whatever is done with it. */
function untouchable<T>(): T {
  const touch = () => {
    throw new Touched('the database was touched');
  };
  return new Proxy({}, { get: touch, has: touch, set: touch, ownKeys: touch, getPrototypeOf: touch }) as T;
}

describe('every verb', () => {
  it('that a door takes is in the table', () => {
    const verbs = guardedVerbs();
    expect(verbs.length).toBeGreaterThanOrEqual(40);
    expect(verbs.filter((verb) => !(verb in VERBS))).toEqual([]);
  });

  const rows = Object.entries(VERBS).flatMap(([verb, { may, call }]) =>
    Object.keys(ACTORS).map((who) => ({ verb, who: who as Who, isAllowed: may.includes(who as Who), call })),
  );

  it.each(rows.filter(({ isAllowed }) => isAllowed))('$verb goes on for: $who', async ({ who, call }) => {
    await expect(call(untouchable(), ACTORS[who], untouchable())).rejects.toBeInstanceOf(Touched);
  });

  it.each(rows.filter(({ isAllowed }) => !isAllowed))('$verb refuses: $who', async ({ who, call }) => {
    const refusal = await call(untouchable(), ACTORS[who], untouchable()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refused);
    expect(refusal).toMatchObject({ actor: ACTORS[who] });
  });
});

describe('a refusal', () => {
  it('says who may not do what, without a name', async () => {
    const refusal = await listAssessments(untouchable(), sellerOf('m')).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ message: 'seller may not do assessments.read' });
  });
});
