import { isIP, isIPv4 } from 'node:net';

/** An address as it is written in X-Forwarded-For: perhaps with a port, in brackets or quotes. */
function addressOf(text: string): string | null {
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  const inBrackets = /^\[([^\]]+)\](?::\d+)?$/.exec(bare)?.[1];
  const withPort = /^([\d.]+):\d+$/.exec(bare)?.[1];
  const address = inBrackets ?? withPort ?? bare;
  return isIP(address) ? plain(address) : null;
}

/** An IPv4 address that came through an IPv6 socket, as itself. */
function plain(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  return mapped !== undefined && isIPv4(mapped) ? mapped : address;
}

/**
 * Where a request comes from. Each proxy adds, at the right of X-Forwarded-For, whom it heard from; so with n proxies of
 * ours the n-th from the right is the first address that nobody could make up. Where there are fewer, the request went
 * past the proxies, and the socket says it.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const heard = plain(socketAddress ?? '');
  if (trustedProxies === 0) return heard;
  const chain = forwardedFor?.split(',') ?? [];
  return addressOf(chain.at(-trustedProxies) ?? '') ?? heard;
}
