import type { NextRequest } from 'next/server';
import { requireActor } from '@/app/actor';
import { portalDatabase } from '@/services/portal';
import { findAnything } from '@/services/search/find-anything';
import { readAsk } from '../address';
import { foundItems } from '../results';

/** What fits so far, for whoever is still typing. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('search.use');
  const { text } = readAsk(Object.fromEntries(request.nextUrl.searchParams));
  const result = await findAnything(portalDatabase(), actor, { text });
  return Response.json(await foundItems(text, null, result), { headers: { 'cache-control': 'no-store' } });
}
