import { parse } from 'bowser';

/** The browser and the system that a user agent's text names, such as "Firefox · Windows"; null where it names none. */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = parse(userAgent);
  return [browser.name, os.name].filter(Boolean).join(' · ') || null;
}
