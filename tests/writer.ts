import { openDatabase } from '@/db/client';
import type { CalendarDate } from '@/engine/calendar';
import { recordFacts } from '@/services/record-facts';
import { runDay } from '@/services/run-day';
import { OPERATOR } from '@/tests/actors';

/** A process of its own that records facts and runs days, as it is told; many-processes.test.ts starts some. */

export type Order = { run: CalendarDate } | { record: unknown[] };
export type Report = { status: string } | { statuses: string[] } | { failure: string };

const [ownerUrl = ''] = process.argv.slice(2);
const database = openDatabase(ownerUrl, 'public', 3);

async function obey(order: Order): Promise<Report> {
  if ('run' in order)
    return { status: (await runDay(database, OPERATOR, order.run, { chunkSize: 2 })).status };
  return { statuses: (await recordFacts(database, OPERATOR, order.record)).map((answer) => answer.status) };
}

process.on('message', (order: Order) => {
  obey(order).then(
    (report) => process.send?.(report),
    (error: unknown) =>
      process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : 'failed' }),
  );
});
process.on('disconnect', () => void database.close());
