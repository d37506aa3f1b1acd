import { spawn } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, serverEnvironment } from './binaries';
import type { Cluster } from './cluster';
import { lives, myIdentity, readIdentity, tryAcquire } from './process-lock';
import { readPostmaster } from './server';

/** Who uses the server now: the last to leave stops it. */

interface Use {
  /** False where this use was ended before. */
  forget(): boolean;
  /** To be asked with the lock held. */
  isLast(): boolean;
}

export function enterUser(home: string, cluster: Cluster): Use {
  const users = join(home, 'users');
  const identity = myIdentity();
  const file = join(users, `${identity.pid}-${identity.nonce}`);
  writeFileSync(file, JSON.stringify(identity));
  let entered = true;

  const use: Use = {
    forget() {
      if (!entered) return false;
      entered = false;
      process.removeListener('exit', onExit);
      rmSync(file, { force: true });
      return true;
    },
    isLast() {
      let others = 0;
      for (const name of readdirSync(users)) {
        const other = readIdentity(join(users, name));
        if (other && lives(other)) others++;
        else rmSync(join(users, name), { force: true });
      }
      return others === 0;
    },
  };

  // For a process that ends without release(): it can start the stop, and not wait for it.
  const onExit = () => {
    try {
      if (!use.forget()) return;
      const unlock = tryAcquire(join(home, 'lock'));
      if (!unlock) return;
      if (use.isLast() && readPostmaster(cluster) !== undefined) {
        const args = ['stop', '-D', cluster.data, '-m', 'fast', '-W', '-s'];
        spawn(binary('pg_ctl', cluster.user), args, {
          ...cluster.user,
          cwd: process.platform === 'win32' ? undefined : '/',
          detached: true,
          windowsHide: true,
          stdio: 'ignore',
          env: serverEnvironment(),
        }).unref();
      }
      unlock();
    } catch {
      // The server stays, and the next process finds it.
    }
  };
  process.on('exit', onExit);
  return use;
}
