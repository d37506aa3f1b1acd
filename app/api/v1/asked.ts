import type { z } from 'zod';
import { makeCursor, readCursor } from '@/engine/api/cursor';
import { readQuery } from '@/engine/api/queries';
import { problem } from './problem';

/** What a request asks for by its address. */

/** The parts of an address after `/api/v1`, decoded exactly: what stands between its slashes is an id's to say. */
export function partsOf(request: Request): string[] {
  const { pathname } = new URL(request.url);
  return pathname.split('/').slice(3).map(decodeURIComponent);
}

type Asked<Query> = { query: Query; refusal?: undefined } | { query?: undefined; refusal: Response };

/** The parameters of the address; or the answer that says which are wrong. */
export function askedBy<Schema extends z.ZodObject>(
  request: Request,
  schema: Schema,
): Asked<z.output<Schema>> {
  const read = readQuery(schema, new URL(request.url).searchParams);
  if (read.ok) return { query: read.query };
  return { refusal: problem(request, 'bad_parameter', { errors: read.errors }) };
}

/** A list that is read page by page: its name, and what it is of. */
export type List = readonly [name: string, ...of: string[]];

/**
 * Where a list goes on. Without a cursor at its beginning; `undefined` where the cursor is not one of its own.
 *
 * @param read makes a place of a cursor's texts; null where they are none
 */
export function placeIn<Place>(
  list: List,
  cursor: string | undefined,
  read: (texts: string[]) => Place | null,
): Place | null | undefined {
  if (cursor === undefined) return null;
  const texts = readCursor(list, cursor);
  return (texts === null ? null : read(texts)) ?? undefined;
}

interface NextPage {
  next_cursor: string | null;
  headers: Record<string, string>;
}

/** What an answer says of the page after it: its cursor, and its address as a header. */
export function nextPage(request: Request, list: List, place: readonly string[] | null): NextPage {
  if (place === null) return { next_cursor: null, headers: {} };
  const cursor = makeCursor(list, place);
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set('cursor', cursor);
  return { next_cursor: cursor, headers: { link: `<${pathname}?${searchParams}>; rel="next"` } };
}

/** A place in a merchant's sequence of entries, of a cursor's text. */
export function readSeq(texts: string[]): bigint | null {
  const [text = ''] = texts;
  return texts.length === 1 && /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : null;
}
