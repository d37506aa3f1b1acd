import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { type CalendarDate, dateOf } from '../../engine/calendar';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { inTransaction } from '../transaction';
import { EXPORTED_TABLES, type ExportedTable } from './exported-tables';

/** What the filter of an exported table asks for; what is null was not asked for. */
export type ExportFilter = Readonly<Record<string, string | number | boolean | null>>;

export interface ExportAsk {
  table: ExportedTable;
  /** The merchant that all rows are about, where they are about one. */
  merchantId?: string;
  filter: ExportFilter;
  /** No more rows than these are in the file. */
  atMost: number;
  now: Date;
}

/**
 * Records that a table is about to be taken away, by whom and with which filter, whether or not whoever asks reads to
 * the end. Throws `Refused` to whoever may not read the table itself.
 *
 * @returns the date of the export, in the policy's time zone
 */
export async function noteExport(database: Database, actor: Actor, ask: ExportAsk): Promise<CalendarDate> {
  authorize(actor, EXPORTED_TABLES[ask.table]);
  const { timezone } = (await readMarketplace(database.drizzle)).policy;
  const asked = Object.entries(ask.filter).filter(([, value]) => value !== null);
  await inTransaction(database, (executor) =>
    recordAudit(executor, actor, {
      action: 'table.exported',
      merchantId: ask.merchantId,
      subject: ask.table,
      after: { ...Object.fromEntries(asked), at_most: ask.atMost },
    }),
  );
  return dateOf(ask.now.getTime(), timezone);
}
