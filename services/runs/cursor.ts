/** A place in a list that is ordered by two texts: the key of its last row, as an address carries it. */
export function cursorOf(first: string, second: string): string {
  return Buffer.from(JSON.stringify([first, second])).toString('base64url');
}

/** The key that a cursor names; null where it is none. */
export function readCursor(cursor: string | null | undefined): [string, string] | null {
  if (!cursor) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 2) return null;
    return parts.every((part) => typeof part === 'string' && !part.includes('\0'))
      ? (parts as [string, string])
      : null;
  } catch {
    return null;
  }
}
