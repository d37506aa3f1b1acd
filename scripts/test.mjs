import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, install, isBuilt, isInstalled, requireNode, root } from './prepare.mjs';

// `npm test` on a machine with Node alone: installs, and runs everything, to the end even where
// something fails. A check that fails counts as one failed test.

requireNode();
process.chdir(root);
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

const count = { passed: 0, failed: 0, skipped: 0 };
/** What failed, by name: said again at the end, where it is found without reading it all. */
const failures = [];

function heading(text) {
  process.stdout.write(`\n== ${text}\n`);
}

/** Runs one of the installed commands; undefined where a signal ended it. */
function run(command, args, env = {}) {
  const ran = spawnSync(process.execPath, [join(root, command), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return ran.status;
}

function check(name, steps) {
  heading(name);
  const began = Date.now();
  const isFine = steps.every(([command, ...args]) => run(command, args) === 0);
  if (!isFine) {
    count.failed++;
    failures.push(name);
  }
  process.stdout.write(`${isFine ? 'ok' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
}

/** What the tests counted; where they could not even count, or failed outside any test, one that failed. */
function tally(status, file, read) {
  let found = { passed: 0, failed: 0, skipped: 0 };
  try {
    found = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    process.stdout.write('The tests left no result.\n');
    status = 1;
  }
  if (status !== 0 && found.failed === 0) found.failed = 1;
  for (const key of Object.keys(count)) count[key] += found[key];
  failures.push(...(found.failures ?? []));
}

/** The failed tests of Playwright's report, each with its file and its project. */
function failedSpecs({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ projectName }) => `[${projectName}] ${file} > ${title}`),
  );
  return [...own, ...suites.flatMap(failedSpecs)];
}

if (!isInstalled()) {
  heading('Packages');
  if (!install()) {
    process.stderr.write('The packages could not be installed.\n');
    process.exit(1);
  }
}

check('Types', [
  ['node_modules/next/dist/bin/next', 'typegen'],
  ['node_modules/typescript/bin/tsc', '--noEmit'],
]);
check('Lint and format', [['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']]);
check('Arrows between the folders', [['scripts/arrows.mjs']]);
check('Unused files, exports and packages', [['node_modules/knip/bin/knip.js']]);
check('Migrations', [['scripts/migrations.mjs']]);

mkdirSync(join(root, '.data'), { recursive: true });
const results = mkdtempSync(join(root, '.data', 'results-'));
try {
  heading('Unit, property and database tests');
  const unitFile = join(results, 'vitest.json');
  const unit = run('node_modules/vitest/vitest.mjs', [
    ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitFile}`],
  ]);
  tally(unit, unitFile, (result) => ({
    passed: result.numPassedTests,
    // A file that could not be loaded has no tests to fail.
    failed:
      result.numFailedTests +
      result.testResults.filter(
        ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
      ).length,
    skipped: result.numPendingTests + result.numTodoTests,
    failures: result.testResults.flatMap(({ name, message, status, assertionResults }) => {
      const failed = assertionResults.filter((each) => each.status === 'failed');
      const first = (text) => text?.split('\n')[0] ?? '';
      if (status === 'failed' && failed.length === 0) return [`${relative(root, name)}: ${first(message)}`];
      return failed.map(
        (each) => `${relative(root, name)} > ${each.fullName}: ${first(each.failureMessages[0])}`,
      );
    }),
  }));

  heading('Build');
  if (isBuilt()) process.stdout.write('The build is of these sources\n');
  if (isBuilt() || (await build())) {
    heading('Browser tests');
    const { findBrowser } = await import('./browser.mjs');
    const browser = await findBrowser({ mayInstall: true });
    if (browser) {
      process.stdout.write(`Browser: ${browser.name}\n`);
      const browserFile = join(results, 'playwright.json');
      const status = run('node_modules/playwright/cli.js', ['test', '--reporter=list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: browserFile,
        SLUICE_BROWSER: JSON.stringify(browser),
      });
      tally(status, browserFile, ({ stats, suites }) => ({
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected,
        skipped: stats.skipped,
        failures: suites.flatMap(failedSpecs),
      }));
    } else {
      process.stdout.write(
        'There is no browser, and none could be installed: name one with CHROMIUM_PATH.\n',
      );
      count.failed++;
    }
  } else {
    process.stdout.write('FAILED\n');
    count.failed++;
  }
} finally {
  rmSync(results, { recursive: true, force: true });
}

if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((each) => `  ${each}\n`).join('')}`);
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`);
process.exitCode = count.failed > 0 ? 1 : 0;
