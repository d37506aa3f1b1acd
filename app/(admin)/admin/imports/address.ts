import type { FindingChoice } from '@/services/imports/list-findings';

export const PATH = '/admin/imports';
export const UPLOAD_PATH = `${PATH}/upload`;

/** Which findings of an import are asked for. */
export interface FindingsShown {
  choice: FindingChoice;
  /** Those of later lines only. */
  afterLine: number;
}

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; what it does not know, it passes over. */
export function readShown(params: SearchParams): FindingsShown {
  const { after } = params;
  return {
    choice: params.show === 'waits' ? 'waits' : 'refused',
    afterLine: typeof after === 'string' && /^\d{1,12}$/.test(after) ? Number(after) : 0,
  };
}

function queryOf({ choice, afterLine }: Partial<FindingsShown>): string {
  const params = new URLSearchParams();
  if (choice === 'waits') params.set('show', choice);
  if (afterLine) params.set('after', String(afterLine));
  return params.size === 0 ? '' : `?${params}`;
}

export function importAddress(importId: string, shown: Partial<FindingsShown> = {}, place = ''): string {
  return `${PATH}/${encodeURIComponent(importId)}${queryOf(shown)}${place}`;
}

export function findingsFileAddress(importId: string, { choice }: FindingsShown): string {
  return `${PATH}/${encodeURIComponent(importId)}/export${queryOf({ choice })}`;
}
