import { spawn } from 'node:child_process';
import { get as httpGet } from 'node:http';
import { browserArgs, findBrowser } from '../scripts/browser.mjs';
import { makeBigStores } from './big-store';
import { end, freePort, startPortal, untilReady } from './portal';
import type { Bound, Result } from './report';
import { NEXT, withEmptyApp } from './scratch-app';
import { withScratchDatabase } from './scratch-database';

/**
 * The JavaScript that a seller's first page loads, as it travels, against that of an empty page of the same framework. A
 * browser tells what it really loads, also what is fetched once the page is there; without one it is what the page names.
 */

const BOUND: Bound = { is: 'at most', must: 100, aim: 40, unit: 'kB' };
const STORE = { merchantId: 'store', orders: 100, days: 60 };
/** Where a seller begins. */
const FIRST = '/capital';
const QUIET_MS = 3000;

/** How many bytes of an answer's body travel, packed as a browser asks for it. */
function bytesOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    httpGet(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.once('end', () =>
        response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${response.statusCode}`)),
      );
      response.once('error', reject);
    }).once('error', reject);
  });
}

/** The scripts that a page names, in its tags or for later, but for those that a browser of today leaves out. */
function namedScripts(html: string): string[] {
  const old = new Set(
    [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*\snomodule/gi)].map(([, source]) => source),
  );
  const named = [...html.matchAll(/\/_next\/static\/[\w./~%-]+\.js/g)].map(([path]) => path);
  return [...new Set(named)].filter((path) => !old.has(path));
}

/** The scripts that a browser loads for a page, until it has been quiet for a while; null where there is no browser. */
async function loadedScripts(url: string, cookie: string | null): Promise<string[] | null> {
  const found = await findBrowser();
  if (found === undefined) return null;
  const { chromium } = await import('playwright');
  const browser = await chromium.launch({
    ...(found.path === undefined ? {} : { executablePath: found.path }),
    args: browserArgs,
    env: { ...(process.env as Record<string, string>), ...found.env },
  });
  try {
    const page = await browser.newPage(cookie === null ? {} : { extraHTTPHeaders: { cookie } });
    const scripts = new Set<string>();
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('.js')) scripts.add(pathname);
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.waitForTimeout(QUIET_MS);
    return [...scripts];
  } finally {
    await browser.close();
  }
}

interface Weight {
  named: number;
  loaded: number | null;
  files: number;
}

async function weigh(origin: string, path: string, cookie: string | null): Promise<Weight> {
  const headers: Record<string, string> = cookie === null ? {} : { cookie };
  const response = await fetch(origin + path, { headers, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
  const sum = async (scripts: string[]) => {
    const sizes = await Promise.all(scripts.map((script) => bytesOf(origin + script)));
    return sizes.reduce((all, bytes) => all + bytes, 0);
  };
  const named = namedScripts(await response.text());
  const loaded = await loadedScripts(origin + path, cookie);
  return {
    named: await sum(named),
    loaded: loaded === null ? null : await sum(loaded),
    files: (loaded ?? named).length,
  };
}

async function weighEmpty(): Promise<Weight> {
  return withEmptyApp(async (folder) => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [NEXT, 'start', '-H', '127.0.0.1', '-p', String(port)], {
      ...{ cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    try {
      await untilReady(origin, child);
      return await weigh(origin, '/', null);
    } finally {
      await end(child);
    }
  });
}

async function weighPortal(onProgress: (done: number, total: number) => void): Promise<Weight> {
  return withScratchDatabase(async (database) => {
    await makeBigStores(database, [STORE], onProgress);
    const portal = await startPortal(database);
    try {
      return await weigh(portal.origin, FIRST, await portal.signIn(STORE.merchantId));
    } finally {
      await portal.stop();
    }
  });
}

export async function measureWeight(onProgress: (done: number, total: number) => void): Promise<Result> {
  const empty = await weighEmpty();
  const ours = await weighPortal(onProgress);
  const kb = (bytes: number) => Number((bytes / 1000).toFixed(1));
  const of = ({ loaded, named }: Weight) => loaded ?? named;
  const row = (page: string, { named, loaded, files }: Weight) => ({
    ...{ page, files, 'kB that the page names': kb(named) },
    'kB that a browser loads': loaded === null ? 'no browser here' : kb(loaded),
  });
  return {
    name: 'weight',
    value: (of(ours) - of(empty)) / 1000,
    bound: BOUND,
    rows: [row('an empty page', empty), row(FIRST, ours)],
  };
}
