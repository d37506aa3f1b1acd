import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// What comes before everything else, so with Node alone: no package is there yet.

export const root = fileURLToPath(new URL('..', import.meta.url));

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Sluice needs Node.js 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

/** True where every package of the lockfile is there in its version; `npm ci` notes what it installed. */
export function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const there = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
      const found = there[path];
      if (path === '') return true;
      return found ? found.version === version : Boolean(optional || devOptional || peer);
    });
  } catch {
    return false;
  }
}

export function install() {
  // Built with development packages too, so with them even where NODE_ENV says production.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const ran = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return ran.status === 0;
}

const SOURCES = ['app', 'components', 'db', 'demo', 'engine', 'public', 'scripts', 'server', 'services'];
const SETTINGS =
  /^(package(-lock)?\.json|tsconfig\.json|(next|postcss)\.config\.\w+|(proxy|instrumentation)[\w-]*\.ts)$/;
const STAMP = join(root, '.next', 'sluice-sources');

/** Names what a build is made of: two equal ones make the same build. */
function sourcesHash() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  const add = (path) => {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  };
  const walk = (folder) => {
    const inside = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of inside.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (!/\.test\.tsx?$/.test(path)) add(path);
    }
  };
  for (const name of readdirSync(root).sort()) {
    if (SOURCES.includes(name)) walk(name);
    else if (SETTINGS.test(name)) add(name);
  }
  return hash.digest('hex');
}

export function isBuilt() {
  if (!existsSync(join(root, '.next', 'BUILD_ID')) || !existsSync(STAMP)) return false;
  return readFileSync(STAMP, 'utf8') === sourcesHash();
}

/** Where the built server is: what `npm start` becomes. */
const SERVER = join(root, '.next', 'sluice-server');
export const server = pathToFileURL(join(SERVER, 'serve.mjs')).href;

/** In a bundle, a file's folder is found from the bundle's own. */
const KEEPS_FOLDERS = {
  name: 'keeps folders',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.dirname')) return undefined;
      const folder = JSON.stringify(`/${relative(SERVER, dirname(path)).replaceAll('\\', '/')}`);
      const contents = text.replaceAll('import.meta.dirname', `(import.meta.dirname + ${folder})`);
      return { contents, loader: 'ts' };
    });
  },
};

/** The server's own code as JavaScript, so that a start has nothing to translate; packages stay where they are. */
async function buildServer() {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['scripts/serve.ts'],
    outdir: SERVER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [KEEPS_FOLDERS],
  });
}

/** Builds the portal and its server; false where it could not, which has been said. */
export async function build() {
  // Taken before, so that what is saved while it builds is built again.
  const hash = sourcesHash();
  const next = join(root, 'node_modules/next/dist/bin/next');
  const ran = spawnSync(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (ran.status !== 0) return false;
  try {
    await buildServer();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return false;
  }
  writeFileSync(STAMP, hash);
  return true;
}
