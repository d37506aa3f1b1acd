import type { Database } from '@/db/client';
import { authentication } from '@/services/sign-in/authentication';

/** Browsers, as far as the services know of one: each keeps the cookies that it is given, and sends them along. */

/** Says whose the cookies of an answer are. */
const NAME = 'x-test-browser';

export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly name: string,
    private readonly address: string,
    private readonly userAgent: string,
  ) {}

  /** What it sends with its next request. */
  headers(): Headers {
    const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    return new Headers({
      [NAME]: this.name,
      'x-client-address': this.address,
      'user-agent': this.userAgent,
      'x-request-id': `request-of-${this.name}`,
      ...(pairs.length > 0 ? { cookie: pairs.join('; ') } : {}),
    });
  }

  /** Another one with the same cookies: of a thief, or of who goes back to an older page. */
  copy(name: string): Browser {
    const other = new Browser(name, this.address, this.userAgent);
    for (const [key, value] of this.cookies) other.cookies.set(key, value);
    return other;
  }

  keep(setCookies: string[]): void {
    for (const text of setCookies) {
      const [pair = '', ...attributes] = text.split('; ');
      const cut = pair.indexOf('=');
      const name = pair.slice(0, cut);
      if (attributes.some((each) => each.toLowerCase() === 'max-age=0')) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(cut + 1));
    }
  }
}

type Call = (input: Record<string, unknown>) => Promise<unknown>;

/**
 * Makes the browsers of a test. Outside a request of Next's, the cookies that the library sets go nowhere; so its
 * answers are asked for with their headers, and the cookies in them kept in the browser that asked.
 */
export function browsersOf(
  database: Database,
): (name: string, about?: { address?: string; userAgent?: string }) => Browser {
  const open = new Map<string, Browser>();
  const { api } = authentication(database);
  const calls = api as unknown as Record<string, Call>;
  for (const [key, call] of Object.entries(calls)) {
    calls[key] = Object.assign(async (input: Record<string, unknown>) => {
      const answer = (await call({ ...input, returnHeaders: true })) as {
        headers?: Headers;
        response: unknown;
      };
      const name = input.headers instanceof Headers ? input.headers.get(NAME) : null;
      open.get(name ?? '')?.keep(answer.headers?.getSetCookie() ?? []);
      return answer.response;
    }, call);
  }
  return (name, { address = '192.0.2.1', userAgent = 'A test' } = {}) => {
    const browser = new Browser(name, address, userAgent);
    open.set(name, browser);
    return browser;
  };
}
