/**
 * Where a list goes on, as a text that only the list itself can read: its version, the list and what it is of, and the
 * place of the last row that was given. Rows that are added meanwhile move no place.
 */

const VERSION = 1;

/** Makes the cursor of a list (its name, then what it is of) that goes on after a place. */
export function makeCursor(list: readonly string[], place: readonly string[]): string {
  return Buffer.from(JSON.stringify([VERSION, list, place])).toString('base64url');
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && each.isWellFormed());
}

/** The place in a cursor of this list; null where it is none, another list's, or of a version that is no more. */
export function readCursor(list: readonly string[], cursor: string): string[] | null {
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(cursor, 'base64url')));
  } catch {
    return null;
  }
  if (!Array.isArray(read) || read.length !== 3) return null;
  const [version, of, place] = read as unknown[];
  if (version !== VERSION || !isTexts(of) || !isTexts(place)) return null;
  const isOfList = of.length === list.length && of.every((each, index) => each === list[index]);
  // One text a place: whoever compares cursors may do so.
  return isOfList && makeCursor(list, place) === cursor ? place : null;
}
