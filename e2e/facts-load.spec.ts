import { expect, test } from '@playwright/test';
import { HOT_ENTRIES_EACH, makeClient, openingsOf, requestsOf } from '../tests/facts-clients';
import { KeysPage } from './pages/access';

/**
 * 200 programs post facts at once to the server as it is served, of one store that they share and of others, and some go
 * away and send again: every fact is recorded once. It comes after all other journeys, for it adds stores.
 */

const CLIENTS = 200;
const STORES = 20;
const DATE = '2026-06-01';

interface EntryPage {
  entries: { entry: string | number }[];
  next_cursor: string | null;
}

test('200 programs post facts at once, and every fact is recorded once', async ({
  page,
  request,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const prefix = `load-${Date.now()}`;
  const keys = new KeysPage(page);
  await keys.be('administrator');
  await keys.open('/keys');
  await keys.make(prefix, ['facts:write', 'read']);
  const key = await keys.key.inputValue();
  const origins = () => [baseURL ?? ''];

  const first = makeClient(origins, key);
  const openings = openingsOf(prefix, STORES, DATE);
  expect(await first.send(openings, null)).toEqual(openings.map(() => 'applied'));

  const clients = Array.from({ length: CLIENTS }, () => makeClient(origins, key));
  const sent: string[] = [];
  const told: string[] = [];
  await Promise.all(
    clients.map(async (client, place) => {
      for (const [index, raws] of requestsOf(prefix, place, STORES, DATE).entries()) {
        sent.push(...raws.map(({ id }) => id));
        told.push(...(await client.send(raws, `${prefix} ${place} ${index}`, (place + index) % 10 === 0)));
      }
    }),
  );
  for (const client of clients) client.close();
  expect(sent.length).toBe(new Set(sent).size);
  // Also of what had to be sent again, by its name, the first answer is told.
  expect(told).toEqual(sent.map(() => 'applied'));
  expect(clients.reduce((sum, { repeats }) => sum + repeats, 0)).toBeGreaterThan(0);

  // What is in the books: an entry for each payment, refund and adjustment of the shared store, and none twice.
  const entries: (string | number)[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await request.get(`/api/v1/merchants/${prefix}-hot/entries`, {
      headers: { authorization: `Bearer ${key}` },
      params: cursor === '' ? { limit: 200 } : { limit: 200, cursor },
    });
    expect(answer.status()).toBe(200);
    const found: EntryPage = await answer.json();
    entries.push(...found.entries.map(({ entry }) => entry));
    cursor = found.next_cursor;
  }
  expect(entries.length).toBe(new Set(entries).size);
  expect(entries).toHaveLength(CLIENTS * HOT_ENTRIES_EACH);

  // Each of them once more, under other names: all are known.
  const all = Array.from({ length: CLIENTS }, (_, place) => requestsOf(prefix, place, STORES, DATE)).flat(2);
  for (let start = 0; start < all.length; start += 1000) {
    const part = all.slice(start, start + 1000);
    expect(await first.send(part, null)).toEqual(part.map(() => 'duplicate'));
  }
  first.close();
});
