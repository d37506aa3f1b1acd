import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './prepare.mjs';

// Whether the migrations make the schema that the code names: a migration generated now must be empty.

const drizzle = join(root, 'node_modules/drizzle-kit/bin.cjs');
const run = (...args) => spawnSync(process.execPath, [drizzle, ...args], { cwd: root, encoding: 'utf8' });
const fail = (text) => {
  process.stderr.write(`${text.trim()}\n`);
  process.exitCode = 1;
};

const checked = run('check');
if (checked.status !== 0) fail(`${checked.stdout}${checked.stderr}`);

mkdirSync(join(root, '.data'), { recursive: true });
const trial = mkdtempSync(join(root, '.data', 'migrations-'));
try {
  const migrations = join(root, 'db', 'migrations');
  if (existsSync(migrations)) cpSync(migrations, trial, { recursive: true });
  const before = new Set(readdirSync(trial));
  const generated = run(
    ...['generate', '--dialect', 'postgresql', '--schema', './db/schema/*.ts'],
    ...['--out', `./${relative(root, trial).replaceAll('\\', '/')}`, '--name', 'missing'],
  );
  const missing = readdirSync(trial).filter((name) => name.endsWith('.sql') && !before.has(name));
  if (generated.status !== 0) fail(`${generated.stdout}${generated.stderr}`);
  else if (missing.length > 0) {
    fail('The schema has changed and no migration does it: run npm run db:generate. It would be:');
    for (const name of missing) fail(readFileSync(join(trial, name), 'utf8'));
  } else if (!/No schema changes/.test(generated.stdout)) fail(`${generated.stdout}${generated.stderr}`);
  else process.stdout.write('The migrations make the schema\n');
} finally {
  rmSync(trial, { recursive: true, force: true });
}
