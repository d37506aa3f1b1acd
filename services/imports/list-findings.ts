import type { Database } from '../../db/client';
import {
  type FindingChoice,
  type FindingRow,
  type FindingsAsk,
  listFindingRows,
} from '../../db/queries/imports';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';

export type { FindingChoice, FindingRow };

export interface FindingPage {
  findings: FindingRow[];
  /** The line after which the next page begins; null on the last one. */
  next: number | null;
}

/** The lines of an import that came to nothing, or wait, in the file's order. */
export async function listFindings(database: Database, actor: Actor, ask: FindingsAsk): Promise<FindingPage> {
  authorize(actor, 'imports.read');
  const rows = await listFindingRows(database.drizzle, { ...ask, limit: ask.limit + 1 });
  const findings = rows.slice(0, ask.limit);
  return { findings, next: rows.length > ask.limit ? (findings.at(-1)?.line ?? null) : null };
}
