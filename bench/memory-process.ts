import { readFileSync } from 'node:fs';
import { type Database, openDatabase } from '../db/client';
import { takeFile } from './import';
import { release } from './release';

/** Does one work, named in its words, and says how much memory that took at most, in MB. */

const KB = 1024;

const WORKS: Record<string, (database: Database, ...words: string[]) => Promise<unknown>> = {
  release: (database, on = '', orders = '') => release(database, on, Number(orders)),
  import: (database, file = '') => takeFile(database, file),
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
const database = openDatabase(process.env.DATABASE_URL ?? '');
await work(database, ...words);
await database.close();
process.stdout.write(`${peakKb() / KB}\n`);
