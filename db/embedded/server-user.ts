import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './process-lock';

/** Who runs the server, and which folders that user can enter. */

/** Who runs the server: ourselves, or, as PostgreSQL refuses root, another user of the machine. */
export type ServerUser = { uid: number; gid: number } | undefined;

export function halfMade(name: string): string {
  return `${name}.new-${process.pid}-${randomBytes(6).toString('hex')}`;
}

/** What a killed process left. Its initdb may be running still: what cannot be removed now is removed later. */
export function clearHalfMade(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = /[.]new-(\d+)-/.exec(name)?.[1];
    if (maker === undefined || isAlive(Number(maker))) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    } catch {}
  }
}

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

export function serverUser(): ServerUser {
  if (!runsAsRoot()) return undefined;
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout || Number.NaN);
    const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout || Number.NaN);
    if (uid > 0 && gid >= 0) return { uid, gid };
  }
  throw new Error(
    'The embedded PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it. ' +
      'Start as another user, or name a PostgreSQL with DATABASE_URL.',
  );
}

export function canEnter(folder: string, user: ServerUser): boolean {
  if (!user) return true;
  const entered = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  if (entered.error) {
    throw new Error(
      `The embedded PostgreSQL refuses to run as root, and this process may not start it as another user ` +
        `(${entered.error.message}). Start as another user, or name a PostgreSQL with DATABASE_URL.`,
    );
  }
  return entered.status === 0;
}

/** A folder of root's that every user can enter, for what must not lie under the project. */
export function reachableFolder(): string {
  const tried: string[] = [];
  for (const folder of ['/var/lib/sluice', join(tmpdir(), 'sluice')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      // In a folder that all may write, another user could have made it first, to read what we put there.
      if (statSync(folder).uid === 0 && !lstatSync(folder).isSymbolicLink()) return folder;
      tried.push(`${folder} belongs to another user`);
    } catch (error) {
      tried.push((error as Error).message);
    }
  }
  throw new Error(
    `There is no folder that the database server's user can enter (${tried.join('; ')}): name one with SLUICE_DATA.`,
  );
}
