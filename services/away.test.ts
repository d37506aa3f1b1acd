import { expect, it } from 'vitest';
import { openDatabase } from '../db/client';
import { readMarketplace } from '../db/queries/marketplace';
import { isAway } from './away';

it('is told of a database that nobody can reach, through all that wraps it', async () => {
  const database = openDatabase('postgres://nobody@127.0.0.1:1/nothing');
  const error = await readMarketplace(database.drizzle).catch((thrown: unknown) => thrown);
  await database.close();
  expect(error).toBeInstanceOf(Error);
  expect(isAway(error)).toBe(true);
});

it('is told of a server that stops, and of a pool that waited too long', () => {
  const stopped = Object.assign(new Error('terminating connection'), { code: '57P01' });
  expect(isAway(new Error('Failed query', { cause: stopped }))).toBe(true);
  expect(isAway(new Error('timeout exceeded when trying to connect'))).toBe(true);
});

it('is not told of what else fails', () => {
  const broken = Object.assign(new Error('division by zero'), { code: '22012' });
  for (const error of [broken, new Error('away', { cause: broken }), 'ECONNREFUSED', null])
    expect(isAway(error)).toBe(false);
});
