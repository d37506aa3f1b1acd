import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A lock between processes, which a dead one does not keep. */

/** A pid alone does not name a process: pids are given out again, and soon so in a container. */
interface Identity {
  pid: number;
  started: string;
  nonce: string;
}

let myStart: string | undefined;

export function myIdentity(): Identity {
  myStart ??= startOf(process.pid);
  return { pid: process.pid, started: myStart, nonce: randomBytes(8).toString('hex') };
}

export function readIdentity(file: string): Identity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Identity;
  } catch {
    return undefined;
  }
}

export function lives({ pid, started }: Identity): boolean {
  return isAlive(pid) && startOf(pid) === started;
}

/** A process that has ended and was not yet fetched by its parent still has its pid, but does not live. */
export function isAlive(pid: number): boolean {
  return hasProcess(pid) && !/^\d+ \(.*\) [ZX] /s.test(readText(`/proc/${pid}/stat`) ?? '');
}

export function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function startOf(pid: number): string {
  if (process.platform === 'win32') return '';
  const stat = readText(`/proc/${pid}/stat`);
  // The 22nd field, counted after the name, which may hold spaces and brackets itself.
  if (stat) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** The lock file comes into being whole, by a link to a finished file: nobody reads half a name. */
export function tryAcquire(path: string): (() => void) | undefined {
  const identity = myIdentity();
  const own = `${path}-${identity.pid}-${identity.nonce}`;
  writeFileSync(own, JSON.stringify(identity));
  try {
    linkSync(own, path);
    return () => rmSync(path, { force: true });
  } catch (error) {
    if (isCode(error, 'EEXIST')) return undefined;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

export async function acquire(path: string): Promise<() => void> {
  for (;;) {
    const unlock = tryAcquire(path);
    if (unlock) return unlock;
    const holder = readIdentity(path);
    if (holder && !lives(holder)) {
      // Two that find a dead holder must not both remove the lock: the second would remove the first's.
      // So who removes it holds a lock named after this very holder, and looks again.
      const unlockRemoval = await acquire(`${path}.${basename(holder.nonce)}`);
      try {
        if (readIdentity(path)?.nonce === holder.nonce) rmSync(path, { force: true });
      } finally {
        unlockRemoval();
      }
      continue;
    }
    await pause(50);
  }
}

export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as Error & { code?: string }).code === code;
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? 'no reason given';
}
