import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The house's arrows, checked. A checker that read nothing finds nothing wrong: so the files are counted.

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = [
  'app',
  'bench',
  'cli',
  'components',
  'db',
  'demo',
  'docs',
  'e2e',
  'engine',
  'scripts',
  'server',
  'services',
  'tests',
];

const ran = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    ...folders.filter((folder) => existsSync(join(root, folder))),
  ],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
);
let cruised;
try {
  cruised = JSON.parse(ran.stdout);
} catch {
  process.stderr.write(`The arrows were not checked: ${ran.stderr || ran.stdout || ran.error}\n`);
  process.exit(1);
}

const own = cruised.modules.filter(
  ({ source }) => /\.(ts|tsx)$/.test(source) && !source.includes('node_modules'),
);
const read = own.filter(({ dependencies }) => dependencies.length > 0);
for (const { from, to, rule, cycle } of cruised.summary.violations) {
  const way = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
  process.stdout.write(`${rule.name}: ${from} -> ${way}\n`);
}
const { error } = cruised.summary;
process.stdout.write(`${own.length} files, ${read.length} with imports, ${error} wrong\n`);
if (read.length === 0) {
  process.stderr.write('The arrows were not checked: no import was read.\n');
  process.exit(1);
}
process.exit(error > 0 ? 1 : 0);
