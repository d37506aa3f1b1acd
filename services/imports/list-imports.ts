import type { Database } from '../../db/client';
import { listImportRows, type NamedImport } from '../../db/queries/imports';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { parseInstant } from '../../engine/calendar';
import { authorize } from '../authorize';

export type { NamedImport };

export interface ImportList {
  imports: NamedImport[];
  timezone: string;
  next: string | null;
}

const IMPORTS_PER_PAGE = 20;

function readPlace(cursor: string | null): { madeAt: string; importId: string } | null {
  const [madeAt, importId] = cursor?.split('~') ?? [];
  if (madeAt === undefined || importId === undefined || parseInstant(madeAt) === null) return null;
  return { madeAt, importId };
}

/** The files that were brought, the latest first. */
export async function listImports(
  database: Database,
  actor: Actor,
  ask: { cursor: string | null; limit?: number },
): Promise<ImportList> {
  authorize(actor, 'imports.read');
  const limit = ask.limit ?? IMPORTS_PER_PAGE;
  const { policy } = await readMarketplace(database.drizzle);
  const rows = await listImportRows(database.drizzle, readPlace(ask.cursor), limit + 1);
  const imports = rows.slice(0, limit);
  const last = imports.at(-1)?.row;
  return {
    ...{ imports, timezone: policy.timezone },
    next: rows.length > limit && last !== undefined ? `${last.madeAt.toISOString()}~${last.importId}` : null,
  };
}
