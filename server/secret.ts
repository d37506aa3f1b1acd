import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The server's own secret, where its settings name none: what sessions are signed by. */

const FILE = 'secret';
const BYTES = 32;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function make(folder: string, path: string): string {
  const kept = read(path);
  if (kept !== undefined) return kept;
  // Whatever the umask: the embedded database's own user passes through this folder.
  if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o755);
  const draft = join(folder, `${FILE}.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, `${randomBytes(BYTES).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const agreed = read(path);
  if (agreed === undefined) throw new Error('it is empty');
  return agreed;
}

/**
 * The secret that is kept in the data folder; the first to ask makes it. Two processes that start together agree: the
 * file appears whole, under its name, by a link, which only one of them can make.
 */
export function keptSecret(folder: string): string {
  const path = join(folder, FILE);
  try {
    return make(folder, path);
  } catch (error) {
    throw new Error(
      `The server's secret cannot be kept in ${path} (${(error as Error).message}). ` +
        'Write one into SLUICE_SECRET, or name another folder with SLUICE_DATA.',
      { cause: error },
    );
  }
}
