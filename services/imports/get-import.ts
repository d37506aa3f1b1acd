import type { Database } from '../../db/client';
import {
  countAhead,
  countFindings,
  findSameFile,
  type NamedImport,
  readImport,
} from '../../db/queries/imports';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { ColumnMapping } from '../../engine/import-columns';
import type { FindingCode, FindingPhase } from '../../engine/imports';
import type { Policy } from '../../engine/policy';
import { authorize } from '../authorize';
import { type FactLine, UnreadableFile } from '../fact-lines';
import { broughtLines, mappingOf } from './brought-file';
import { cellsOfFinding } from './finding-cells';
import { readBrought } from './read-brought';

/** A line as it would be read. */
export interface PreviewLine {
  line: number;
  /** What it says, by field. */
  fields: [name: string, value: string][];
  /** Why it is no fact yet; null where it is one. */
  problem: string | null;
}

/** A CSV's columns as they stand in it, and as they are named. */
export interface NamedColumns {
  columns: string[];
  mapping: ColumnMapping;
  /** The cells of the first lines. */
  examples: string[][];
}

export interface ImportView extends NamedImport {
  timezone: string;
  /** The very same file, brought before. */
  same: NamedImport | null;
  /** How many imports are worked on before this one; 0 where it is its turn, or nothing is to be done. */
  ahead: number;
  /** How many findings are listed, of the last phase that has any. */
  phase: FindingPhase;
  listed: { code: FindingCode | null; count: number }[];
  /** Of a CSV. */
  named: NamedColumns | null;
  /** The first lines, while the columns of a CSV are to be named. */
  preview: PreviewLine[];
}

const PREVIEW_LINES = 5;
const EXAMPLES = 2;

function namedColumns({ columns, ...row }: NamedImport['row'], lines: FactLine[]): NamedColumns | null {
  const mapping = mappingOf(row);
  if (columns === null || mapping === null) return null;
  const cells = lines.slice(0, EXAMPLES).map(({ text }) => cellsOfFinding(text, { columns, mapping }) ?? []);
  return { columns, mapping, examples: cells };
}

function previewOf(line: FactLine, policy: Policy): PreviewLine {
  if (line.problem !== null) return { line: line.line, fields: [], problem: line.problem };
  const fields = Object.entries(line.raw as Record<string, unknown>);
  const read = readBrought(line.raw, policy);
  return {
    line: line.line,
    fields: fields.map(([name, value]) => [name, String(value)]),
    problem: read.ok ? null : read.reason,
  };
}

async function firstLines(database: Database, row: NamedImport['row']): Promise<FactLine[]> {
  const lines: FactLine[] = [];
  try {
    for await (const line of broughtLines(database, row)) {
      lines.push(line);
      if (lines.length === PREVIEW_LINES) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
  return lines;
}

/** A file that was brought, with how far it is and what was found; null where there is none of that id. */
export async function getImport(
  database: Database,
  actor: Actor,
  importId: string,
): Promise<ImportView | null> {
  authorize(actor, 'imports.read');
  const { drizzle } = database;
  const found = await readImport(drizzle, importId);
  if (found === null) return null;
  const { row } = found;
  const { policy } = await readMarketplace(drizzle);
  const isUnderWay = row.status === 'checking' || row.status === 'recording';
  const isToBeNamed =
    row.format === 'csv' && row.recordedBy === null && row.removedAt === null && !isUnderWay;
  const lines = isToBeNamed ? await firstLines(database, row) : [];
  const phase = row.recordedBy === null ? 'check' : 'record';
  return {
    ...found,
    timezone: policy.timezone,
    same: await findSameFile(drizzle, row),
    ahead: isUnderWay ? await countAhead(drizzle, row) : 0,
    phase,
    listed: await countFindings(drizzle, importId, phase),
    named: namedColumns(row, lines),
    preview: lines.map((line) => previewOf(line, policy)),
  };
}
