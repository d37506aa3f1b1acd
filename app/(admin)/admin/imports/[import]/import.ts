import { cache } from 'react';
import { requireActor } from '@/app/actor';
import { getImport } from '@/services/imports/get-import';
import { portalDatabase } from '@/services/portal';

/** The import of the address; null where there is none. Read once a request. */
export const importOf = cache(async (segment: string) => {
  const actor = await requireActor('imports.read');
  return /^[0-9a-f-]{36}$/.test(segment) ? getImport(portalDatabase(), actor, segment) : null;
});
