import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { RequestFilteringHttpAgent } from 'request-filtering-agent';

/** Where messages may go: an address of the open internet, by https. */

/** In the order in which they are looked at. */
export type AddressProblem =
  | 'bad_url'
  | 'https_needed'
  | 'url_with_password'
  | 'bad_port'
  | 'private_address';

const MOST_CHARACTERS = 2000;
const HTTPS_PORT = 443;
/** Below it stand the system's own services. */
const FIRST_FREE_PORT = 1024;
/** As long as a name server may think. */
const LOOKUP_MS = 5000;

/** Whether this server may post to private addresses and by http, as its settings say: for a test receiver alone. */
export function allowsPrivateReceivers(): boolean {
  return process.env.SLUICE_WEBHOOK_PRIVATE === '1';
}

const agent = new RequestFilteringHttpAgent();

/** By the very rule that each post is sent by. Nothing is sent: what would be connected is closed at once. */
function isPrivate(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { createConnection } = agent as unknown as {
      createConnection(options: { host: string; port: number }): Socket;
    };
    const socket = createConnection.call(agent, { host: address, port: HTTPS_PORT });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === undefined));
    setImmediate(() => {
      resolve(false);
      socket.destroy();
    });
  });
}

async function addressesOf(hostname: string): Promise<string[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return [host];
  const patience = new Promise<never[]>((resolve) => setTimeout(() => resolve([]), LOOKUP_MS).unref());
  // A name that nobody knows yet may be known by the time that something is sent: it is looked at again then.
  const found = lookup(host, { all: true, verbatim: true }).catch(() => []);
  return (await Promise.race([found, patience])).map(({ address }) => address);
}

/**
 * The address as it is kept, or what is wrong with it. Names are looked up here, for whoever writes one to hear of it;
 * what counts is where a name leads as each message is sent.
 */
export async function readReceiver(
  text: string,
  { isPrivateAllowed }: { isPrivateAllowed: boolean },
): Promise<{ url: string } | { problem: AddressProblem }> {
  const written = text.trim();
  if (written.length > MOST_CHARACTERS || /\p{Cc}/u.test(written) || !URL.canParse(written))
    return { problem: 'bad_url' };
  const url = new URL(written);
  if (!['https:', 'http:'].includes(url.protocol) || url.hostname === '') return { problem: 'bad_url' };
  if (url.protocol === 'http:' && !isPrivateAllowed) return { problem: 'https_needed' };
  if (url.username !== '' || url.password !== '') return { problem: 'url_with_password' };
  url.hash = '';
  if (isPrivateAllowed) return { url: url.href };
  const port = Number(url.port || HTTPS_PORT);
  if (port !== HTTPS_PORT && port < FIRST_FREE_PORT) return { problem: 'bad_port' };
  for (const address of await addressesOf(url.hostname))
    if (await isPrivate(address)) return { problem: 'private_address' };
  return { url: url.href };
}
