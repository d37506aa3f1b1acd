import { openDatabase } from '@/db/client';
import { runDueDays } from '@/services/runs/run-due-days';
import { SCHEDULER } from '@/services/runs/starter';

/** A process of its own that does the runs that are due at the instants it is told; scheduler-processes.test.ts starts some. */

export type Report = { done: string[] } | { failure: string };

const [ownerUrl = ''] = process.argv.slice(2);
const database = openDatabase(ownerUrl, 'public', 4);

process.on('message', (now: string) => {
  runDueDays(database, SCHEDULER, { runAt: '00:10', now: () => new Date(now) }).then(
    (done) => process.send?.({ done }),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? error.message : 'failed' }),
  );
});
process.on('disconnect', () => void database.close());
