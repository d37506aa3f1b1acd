import { readFileSync } from 'node:fs';
import { openDatabase } from '../db/client';
import { release } from './release';

/** Does one work, named in its words, and says how much memory that took at most, in MB. */

const KB = 1024;

const WORKS: Record<string, (ownerUrl: string, ...words: string[]) => Promise<void>> = {
  release: async (ownerUrl, on = '', orders = '') => {
    const database = openDatabase(ownerUrl);
    try {
      await release(database, on, Number(orders));
    } finally {
      await database.close();
    }
  },
};

/** Linux counts what the process that started this one had into `maxRSS`; VmHWM begins with the program. */
function peakKb(): number {
  try {
    const [, kb] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kb !== undefined) return Number(kb);
  } catch {
    // Not on this system.
  }
  return process.resourceUsage().maxRSS;
}

const [name = '', ...words] = process.argv.slice(2);
const work = WORKS[name];
if (work === undefined) throw new Error(`there is no work ${name}`);
await work(process.env.DATABASE_URL ?? '', ...words);
process.stdout.write(`${peakKb() / KB}\n`);
