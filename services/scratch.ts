import { randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '../db/client';
import { createScratchSchema, dropScratchSchema } from '../db/migrate';

/**
 * Does the work on an empty set of books in a schema of its own, which is dropped afterwards whatever happens.
 *
 * @param beginning what the schema's name begins with, where it must be found again should the process be killed
 */
export async function inScratch<T>(
  ownerUrl: string,
  work: (scratch: Database) => Promise<T>,
  beginning = 'scratch',
): Promise<T> {
  const schema = `${beginning}_${process.pid}_${randomBytes(6).toString('hex')}`;
  try {
    await createScratchSchema(ownerUrl, schema);
    const scratch = openDatabase(ownerUrl, schema, 4);
    try {
      return await work(scratch);
    } finally {
      await scratch.close();
    }
  } finally {
    await dropScratchSchema(ownerUrl, schema);
  }
}
