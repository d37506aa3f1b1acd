import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// The browser for the tests: the first one, in the order of trouble it makes, that opens a page.

export const isRoot = process.getuid?.() === 0;

/** The browser does what the test asks and nothing of its own. */
export const browserArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Its sandbox refuses to run as root.
  ...(isRoot ? ['--no-sandbox'] : []),
];

const ON_THE_MACHINE = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * What Playwright is to launch: its own browser where there is no `path`, with `env` on top of the environment.
 * @typedef {{ name: string, path?: string, env?: Record<string, string> }} Browser
 */

/**
 * @param {{ mayInstall?: boolean }} [options]
 * @returns {Promise<Browser | undefined>} undefined where no browser opens a page
 */
export async function findBrowser({ mayInstall = false } = {}) {
  // Found before, by the process that started this one.
  if (process.env.SLUICE_BROWSER) return JSON.parse(process.env.SLUICE_BROWSER);
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    const browser = { name: `${named} (CHROMIUM_PATH)`, path: named };
    if (await opensPage(browser)) return browser;
    process.stderr.write(`CHROMIUM_PATH names ${named}, which opens no page.\n`);
  }
  const own = { name: "Playwright's own" };
  if (await opensPage(own)) return own;
  const there = await findOnTheMachine();
  if (there) return there;
  if (mayInstall && installByApt()) {
    const installed = await findOnTheMachine();
    if (installed) return { ...installed, name: `${installed.name}, installed by apt-get` };
  }
  const packaged = await findPackaged();
  if (packaged && (await opensPage(packaged))) return packaged;
  return undefined;
}

/** @returns {Promise<Browser | undefined>} */
async function findOnTheMachine() {
  for (const path of ON_THE_MACHINE[process.platform] ?? []) {
    const browser = { name: path, path };
    if (existsSync(path) && (await opensPage(browser))) return browser;
  }
  return undefined;
}

/** @param {Browser} browser */
async function opensPage({ path, env }) {
  const { chromium } = await import('playwright');
  try {
    const browser = await chromium.launch({
      executablePath: path,
      args: browserArgs,
      env: { ...process.env, ...env },
      timeout: 30_000,
    });
    try {
      const page = await browser.newPage();
      await page.goto('data:text/html,<title>ready</title>');
      return (await page.title()) === 'ready';
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}

function installByApt() {
  if (process.platform !== 'linux' || !isRoot || !existsSync('/usr/bin/apt-get')) return false;
  process.stdout.write('No browser here: installing chromium with apt-get\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  // A machine may have package lists that are old but good while the update fails, so try both ways.
  apt('-qq', 'update');
  return apt('-qq', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
}

/** @returns {Promise<Browser | undefined>} */
async function findPackaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const before = { ...process.env };
  try {
    // It unpacks the libraries that a bare machine lacks only where it believes to be in a lambda, and puts
    // them before everybody's: they are for the browser alone.
    process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    const env = {};
    for (const name of ['LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (process.env[name] !== undefined && process.env[name] !== before[name])
        env[name] = process.env[name];
    }
    return { name: '@sparticuz/chromium', path, env };
  } catch {
    return undefined;
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browser = await findBrowser({ mayInstall: process.argv.includes('--install') });
  process.stdout.write(`${browser ? browser.name : 'no browser'}\n`);
  process.exit(browser ? 0 : 1);
}
