const LONGEST = 2000;
/** Stands for the portal, wherever it is reached. */
const HERE = 'http://portal.invalid';

/**
 * Where to go after signing in, as an address asks for it; null where that is no page of our own: whoever sends somebody
 * here must not be able to send them on to a place that only looks like ours.
 */
export function nextPath(asked: unknown): string | null {
  if (typeof asked !== 'string' || asked.length > LONGEST) return null;
  // Browsers read a backslash as a slash, and pass over control characters.
  if (!asked.startsWith('/') || /[\\\p{Cc}]/u.test(asked) || !URL.canParse(asked, HERE)) return null;
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  if (origin !== HERE || asked.startsWith('//') || pathname.startsWith('//')) return null;
  return `${pathname}${search}${hash}`;
}

/** The address with the page to go to afterwards, where there is one. */
export function withNext(path: string, next: string | null): string {
  if (next === null) return path;
  return `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`;
}
