import { type Database, openDatabase } from '../db/client';
import { ensureEmbeddedDatabase } from '../db/embedded';
import { migrate } from '../db/migrate';

/** A database that cannot be reached or used, with where and why in one line. */
export class DatabaseUnavailable extends Error {
  constructor(problem: string, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'DatabaseUnavailable';
  }
}

function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || 'DATABASE_URL' : 'DATABASE_URL';
}

/**
 * Opens the books for a command: those that `DATABASE_URL` names, or else the embedded database's, which is started
 * where it does not run. The schema is brought up to date first. Throws `DatabaseUnavailable`.
 */
export async function withBooks<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const named = process.env.DATABASE_URL;
  if (named !== undefined && named !== '' && !/^postgres(ql)?:\/\//.test(named)) {
    throw new DatabaseUnavailable(
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/name',
    );
  }
  const embedded = named ? null : await ensureEmbeddedDatabase();
  const ownerUrl = named || (embedded?.url ?? '');
  try {
    await migrate(ownerUrl).catch((error: unknown) => {
      const reason =
        error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
      throw new DatabaseUnavailable(`the database at ${placeOf(ownerUrl)} cannot be used: ${reason}`, {
        cause: error,
      });
    });
    const database = openDatabase(ownerUrl);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await embedded?.release();
  }
}
