import { onlyBy } from '../v1/problem';
import { metricsText } from './metrics';

/** How the daily runs and this process are, for Prometheus. Open to whoever reaches it: no money, and nobody's name. */
export async function GET(): Promise<Response> {
  const { text, type } = await metricsText(new Date());
  return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
