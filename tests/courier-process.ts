import { openDatabase } from '@/db/client';
import { startCourier } from '@/server/courier';
import { log } from '@/services/log';
import { OPERATOR } from '@/tests/actors';

/** A server's courier in a process of its own, in a hurry; webhook-processes.test.ts starts some, and kills them. */

/** What it says once it runs. */
export type Said = 'started';

const [ownerUrl = '', answerMs = ''] = process.argv.slice(2);
const database = openDatabase(ownerUrl, 'public', 6);
const courier = startCourier({
  database,
  actor: OPERATOR,
  log: log(),
  isPrivateAllowed: true,
  patience: { pausesMs: [5, 20, 50], giveUpMs: 3 * 86_400_000 },
  places: { all: 8, ofEndpoint: 6, ofFailing: 2 },
  lookMs: 20,
  answerMs: Number(answerMs),
  leaseMs: 1000,
});
process.send?.('started' satisfies Said);
process.on('disconnect', () => void courier.stop().then(() => database.close()));
