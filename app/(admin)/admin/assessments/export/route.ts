import type { NextRequest } from 'next/server';
import { requireActor } from '@/app/actor';
import { readAsk } from '../(list)/address';
import { exportStores } from './stores-export';
import { exportWork } from './work-export';

/** The stores that the address's filter leaves, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('assessments.read');
  const ask = readAsk(Object.fromEntries(request.nextUrl.searchParams));
  return ask.view === 'work' ? exportWork(actor, ask) : exportStores(actor, ask);
}
