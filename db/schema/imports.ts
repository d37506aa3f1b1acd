import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { ColumnMapping } from '../../engine/import-columns';
import {
  type CheckResult,
  FINDING_CODES,
  FINDING_PHASES,
  IMPORT_FORMATS,
  IMPORT_STATUSES,
  type LineCounts,
} from '../../engine/imports';
import { instant, oneOf } from './columns';
import { people } from './people';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A file of facts that a person brought, and how far it is. */
export const imports = pgTable(
  'imports',
  {
    /** The id of the form that brought it. */
    importId: text('import_id').primaryKey(),
    fileName: text('file_name').notNull(),
    format: text('format', { enum: IMPORT_FORMATS }).notNull(),
    /** As it was sent, perhaps gzipped. */
    fileBytes: bigint('file_bytes', { mode: 'number' }).notNull(),
    fileHash: text('file_hash').notNull(),
    status: text('status', { enum: IMPORT_STATUSES }).notNull().default('uploaded'),
    /** The columns of a CSV, as its first line names them. */
    columns: text('columns').array(),
    /** Which field of a fact each column is, and what is the same on every line; empty for NDJSON. */
    mapping: jsonb('mapping').$type<ColumnMapping | Record<string, never>>().notNull().default({}),
    /** Lines with something in them, of the phase that is under way or was the last. */
    linesRead: bigint('lines_read', { mode: 'number' }).notNull().default(0),
    /** Of the file as it was sent, in that phase. */
    bytesRead: bigint('bytes_read', { mode: 'number' }).notNull().default(0),
    /** In the file, known once it was checked. */
    linesTotal: bigint('lines_total', { mode: 'number' }),
    /** What would become of the lines, as the check found it. */
    checked: jsonb('checked').$type<CheckResult>(),
    /** What became of the lines so far. */
    recorded: jsonb('recorded').$type<LineCounts>(),
    /** Why it failed. */
    error: text('error'),
    stopAskedBy: text('stop_asked_by').references(() => people.id),
    madeBy: text('made_by')
      .notNull()
      .references(() => people.id),
    madeAt: instant('made_at').notNull().defaultNow(),
    recordedBy: text('recorded_by').references(() => people.id),
    endedAt: instant('ended_at'),
    /** When the file itself was forgotten, and by whom; nobody: it was old. */
    removedAt: instant('removed_at'),
    removedBy: text('removed_by').references(() => people.id),
  },
  (table) => [
    oneOf('imports_format', table.format, IMPORT_FORMATS),
    oneOf('imports_status', table.status, IMPORT_STATUSES),
    check(
      'imports_file',
      sql`${table.status} = 'uploading' or (${table.fileBytes} > 0 and ${table.fileHash} ~ '^[0-9a-f]{64}$')`,
    ),
    check(
      'imports_columns',
      sql`${table.status} = 'uploading' or (${table.format} = 'csv') = (${table.columns} is not null)`,
    ),
    check(
      'imports_recorded_by',
      sql`${table.status} not in ('recording', 'recorded') or ${table.recordedBy} is not null`,
    ),
    index('imports_by_time').on(table.madeAt, table.importId),
    index('imports_by_file').on(table.fileHash),
    index('imports_under_way').on(table.importId).where(sql`status in ('checking', 'recording')`),
  ],
);

/** The file itself, in pieces. */
export const importParts = pgTable(
  'import_parts',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.importId, { onDelete: 'cascade' }),
    partNo: integer('part_no').notNull(),
    content: bytes('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.partNo] })],
);

/** A line that is, or would be, not taken: what it says and why. */
export const importFindings = pgTable(
  'import_findings',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.importId, { onDelete: 'cascade' }),
    phase: text('phase', { enum: FINDING_PHASES }).notNull(),
    line: bigint('line', { mode: 'number' }).notNull(),
    /** Null where the line is no fact at all. */
    code: text('code', { enum: FINDING_CODES }),
    reason: text('reason').notNull(),
    /** The line as it stands in the file. */
    text: text('text').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.phase, table.line] }),
    oneOf('import_findings_phase', table.phase, FINDING_PHASES),
    oneOf('import_findings_code', table.code, FINDING_CODES),
    check('import_findings_line', sql`${table.line} > 0`),
  ],
);
