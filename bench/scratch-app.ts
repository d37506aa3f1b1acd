import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders with something to build and serve, inside the checkout, whose packages they share. */

const checkout = join(import.meta.dirname, '..');
/** What the portal is not made of. */
const NOT_OF_IT = /^(\.|node_modules$|bench$|e2e$|docs$|tests$|test-results$|playwright-report$)/;

function makeFolder(): string {
  mkdirSync(join(checkout, '.bench'), { recursive: true });
  return mkdtempSync(join(checkout, '.bench', 'app-'));
}

function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder();
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function build(folder: string, script: string, ...args: string[]): void {
  const ran = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (ran.status !== 0) throw new Error(`it could not be built: ${ran.stdout}${ran.stderr}`);
}

export const NEXT = join(checkout, 'node_modules/next/dist/bin/next');
const ROOT = `turbopack: { root: ${JSON.stringify(checkout)} }`;

/** A page of the framework's that says a word, built: what any page of it loads, and any server of it does. */
export function withEmptyApp<T>(work: (folder: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    write(folder, {
      'package.json': '{"private":true,"type":"module"}',
      'next.config.js': `export default { ${ROOT}, typescript: { ignoreBuildErrors: true } };\n`,
      'app/layout.jsx':
        'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
      'app/page.jsx':
        "export const dynamic = 'force-dynamic';\nexport default function Page() {\n  return <p>Hello</p>;\n}\n",
    });
    build(folder, NEXT, 'build');
    return work(folder);
  });
}

/** The portal as it is, with more files in it, built as `npm start` builds it. */
export function withPortalAnd<T>(
  files: Record<string, string>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    for (const name of readdirSync(checkout).filter((each) => !NOT_OF_IT.test(each)))
      cpSync(join(checkout, name), join(folder, name), { recursive: true });
    symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const config = join(folder, 'next.config.js');
    const text = readFileSync(config, 'utf8');
    const ours = text.replace(/turbopack: \{ root: .*? \}/, ROOT);
    if (!ours.includes(ROOT)) throw new Error('next.config.js says no root');
    writeFileSync(config, ours);
    write(folder, files);
    build(folder, join(folder, 'scripts/build.mjs'));
    return work(folder);
  });
}
