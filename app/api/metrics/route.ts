import { createHash, timingSafeEqual } from 'node:crypto';
import { onlyBy, problem } from '../v1/problem';
import { metricsText } from './metrics';

const hash = (text: string) => createHash('sha256').update(text).digest();

/** Whether the request brings the token of the settings, where they have one. */
function mayRead(request: Request): boolean {
  const token = process.env.SLUICE_METRICS_TOKEN?.trim();
  if (!token) return true;
  const [, brought = ''] = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  return timingSafeEqual(hash(brought), hash(token));
}

/**
 * How the daily runs and this process are, for Prometheus. Open to whoever reaches it, unless the settings name a token:
 * no money, and nobody's name.
 */
export async function GET(request: Request): Promise<Response> {
  if (!mayRead(request))
    return problem(request, 'key_needed', {
      headers: { 'www-authenticate': 'Bearer' },
      detail: 'The metrics are read with the token of SLUICE_METRICS_TOKEN.',
    });
  const { text, type } = await metricsText(new Date());
  return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
