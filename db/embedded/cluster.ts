import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { binary, run } from './binaries';
import { lastLine } from './process-lock';
import {
  canEnter,
  clearHalfMade,
  halfMade,
  reachableFolder,
  runsAsRoot,
  type ServerUser,
  serverUser,
} from './server-user';

/** The cluster: the files of one server, and who may run it. */

/** The owner of the database, and the superuser of its server. */
export const OWNER = 'sluice';

export interface Cluster {
  /** realpath of `<folder>/data` */
  data: string;
  folder: string;
  password: string;
  user: ServerUser;
}

export function openCluster(home: string): Cluster | undefined {
  const path = join(home, 'postgres');
  if (!lstatSync(path, { throwIfNoEntry: false })) return undefined;
  if (!existsSync(path)) {
    // A link to a folder that is gone, as when only the project's folder was carried to another machine.
    rmSync(path);
    return undefined;
  }
  const folder = realpathSync(path);
  const data = join(folder, 'data');
  const password = readFileSync(join(folder, 'password'), 'utf8').trim();
  const { uid, gid } = statSync(data);
  return { folder, data, password, user: runsAsRoot() ? { uid, gid } : undefined };
}

export async function createCluster(home: string, note: (line: string) => void): Promise<Cluster> {
  const user = serverUser();
  const inPlace = canEnter(home, user);
  const parent = inPlace ? home : reachableFolder();
  clearHalfMade(parent);
  // The name `postgres` is given to whole clusters only.
  const making = join(parent, halfMade('postgres'));
  // Where root keeps it, the server's user owns data/ and the log and no more: root must not be made to
  // write through a link that somebody else put here.
  mkdirSync(making);
  chmodSync(making, user ? 0o711 : 0o700);
  mkdirSync(join(making, 'data'), { mode: 0o700 });
  writeFileSync(join(making, 'server.log'), '', { mode: 0o600 });
  writeFileSync(join(making, 'password'), `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (user) {
    for (const part of ['data', 'server.log', 'password']) chownSync(join(making, part), user.uid, user.gid);
  }
  const initdb = ['-D', join(making, 'data'), '-U', OWNER, '--pwfile', join(making, 'password')];
  initdb.push('-A', 'scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions');
  const made = await run(binary('initdb', user), initdb, user);
  if (made.code !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw new Error(`The embedded PostgreSQL could not be set up in ${making}: ${lastLine(made.output)}`);
  }

  if (user) chownSync(join(making, 'password'), 0, 0);

  if (inPlace) {
    renameSync(making, join(home, 'postgres'));
  } else {
    const folder = join(parent, `postgres-${randomBytes(6).toString('hex')}`);
    renameSync(making, folder);
    symlinkSync(folder, join(home, 'postgres'));
    note(
      `The database server may not run as root, and no other user can enter ${home}: its files are in ${folder}.`,
    );
  }
  const cluster = openCluster(home);
  if (!cluster) throw new Error(`The embedded PostgreSQL was not set up in ${home}.`);
  return cluster;
}
