import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCluster, openCluster } from './embedded/cluster';
import { acquire, isCode } from './embedded/process-lock';
import { findRunning, startServer, stopServer } from './embedded/server';
import { enterUser } from './embedded/users';

/**
 * The PostgreSQL that comes with the product, for machines without one.
 *
 * In the data folder:
 *   postgres/   the cluster: data/ (what PostgreSQL calls its data directory), password, port, server.log.
 *               A link to such a folder elsewhere, where the server's user cannot enter the data folder
 *   users/      one file for each process that uses the server now; the last to leave stops it
 *   lock        held by the process that finds, makes, starts or stops the server
 *
 * The server is no child of ours: it outlives a process that is killed, and the next one finds it.
 */
export interface EmbeddedDatabase {
  /** Connects as the owner of the database. */
  url: string;
  /** The folder of the cluster, as the server itself names it. */
  dataDir: string;
  /** Ends this use. The last one stops the server, so end your connections first. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Defaults to `SLUICE_DATA`, else `.data` in the project's folder. */
  folder?: string;
  /** Told what an operator should know; defaults to stderr. */
  onNote?: (line: string) => void;
}

export function dataFolder(): string {
  return resolve(process.env.SLUICE_DATA || join(import.meta.dirname, '..', '.data'));
}

export async function ensureEmbeddedDatabase(options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const home = resolve(options.folder ?? dataFolder());
  const note = options.onNote ?? ((line: string) => void process.stderr.write(`${line}\n`));
  try {
    // Whatever the umask: the server's user must be able to pass through.
    if (mkdirSync(home, { recursive: true })) chmodSync(home, 0o755);
    mkdirSync(join(home, 'users'), { recursive: true });
    const lock = join(home, 'lock');
    const unlock = await acquire(lock);
    try {
      const cluster = openCluster(home) ?? (await createCluster(home, note));
      const url = (await findRunning(cluster)) ?? (await startServer(cluster));
      const leave = enterUser(home, cluster);
      return {
        url,
        dataDir: cluster.data,
        async release() {
          if (!leave.forget()) return;
          const unlockAgain = await acquire(lock);
          try {
            if (leave.isLast()) await stopServer(cluster);
          } finally {
            unlockAgain();
          }
        },
      };
    } finally {
      unlock();
    }
  } catch (error) {
    if (isCode(error, 'EACCES') || isCode(error, 'EPERM') || isCode(error, 'EROFS')) {
      throw new Error(
        `The data folder ${home} cannot be used by this user (${(error as Error).message}). ` +
          'Run as the user who made it, or name another folder with SLUICE_DATA.',
        { cause: error },
      );
    }
    throw error;
  }
}
