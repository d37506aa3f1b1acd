import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, untilReady } from './portal';
import type { Bound, Result } from './report';
import { ROUNDS } from './scale';
import { NEXT, withEmptyApp } from './scratch-app';
import { inTurns, timed } from './turns';

/**
 * How long `npm start` takes until the portal is ready, with everything installed and built, against the framework's own
 * server of an empty page. An operator's restart is measured: the data folder is there, its database server is to be
 * started; and besides, with a database server that runs already.
 */

const BOUND: Bound = { is: 'at most', must: 3, aim: 1.5, unit: 'times' };
const EVERY_MS = 10;
const checkout = join(import.meta.dirname, '..');

interface Kind {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** What answers 200 once it can serve. */
  path: string;
}

function launch({ command, args, cwd, env }: Kind, port: number): ChildProcess {
  return spawn(command, args, {
    ...{ cwd, stdio: 'ignore', detached: true },
    env: { ...process.env, ...env, PORT: String(port), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
}

/** Tells npm and the server, as Ctrl-C does, and waits until both have ended. */
async function end({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  for (const signal of ['SIGTERM', ...Array(1200).fill(0)]) {
    try {
      process.kill(-pid, signal);
    } catch {
      return;
    }
    await pause(50);
  }
  throw new Error('the server did not end');
}

/** Starts a server, waits until it is ready, and ends it. */
async function start(kind: Kind): Promise<number> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  try {
    return await timed(async () => {
      child = launch(kind, port);
      await untilReady(`http://127.0.0.1:${port}${kind.path}`, child, EVERY_MS);
    });
  } finally {
    if (child !== undefined) await end(child);
  }
}

export async function measureStart(onProgress: (done: number, total: number) => void): Promise<Result> {
  const data = mkdtempSync(join(tmpdir(), 'sluice-bench-start-'));
  const portal: Kind = {
    ...{ command: 'npm', args: ['start', '--silent'], cwd: checkout, path: '/api/ready' },
    env: {
      HOST: '127.0.0.1',
      SLUICE_DATA: data,
      SLUICE_DEMO: '0',
      DATABASE_URL: '',
      SLUICE_LOG_LEVEL: 'error',
    },
  };
  try {
    return await withEmptyApp(async (folder) => {
      const bare: Kind = {
        ...{ command: process.execPath, args: [NEXT, 'start', '-H', '127.0.0.1'], cwd: folder, path: '/' },
        env: {},
      };
      // Builds what is not built, and makes the database.
      await start(portal);
      await start(bare);
      const total = ROUNDS * 2;
      const turns = await inTurns({ bare: () => start(bare), portal: () => start(portal) }, (done) =>
        onProgress(done, total),
      );
      const { ensureEmbeddedDatabase } = await import('../db/embedded');
      process.env.SLUICE_DATA = data;
      const embedded = await ensureEmbeddedDatabase();
      const beside = { ...portal, env: { ...portal.env, DATABASE_URL: embedded.url } };
      const besides = await inTurns({ bare: () => start(bare), portal: () => start(beside) }, (done) =>
        onProgress(ROUNDS + done, total),
      ).finally(() => embedded.release());
      const ratio = (of: typeof turns) => of.ratio('portal', 'bare');
      const tellRatio = ({ median, spread }: { median: number; spread: number }) => ({
        ...{ what: 'ratio', ratio: Number(median.toFixed(2)), spread: Number(spread.toFixed(2)) },
      });
      const row = (what: string, { median, spread }: { median: number; spread: number }) => ({
        ...{ what, 'ms until ready': Math.round(median), spread: Math.round(spread) },
      });
      return {
        name: 'start',
        value: ratio(turns).median,
        bound: BOUND,
        rows: [
          row('the bare framework server', turns.middle.bare),
          row('npm start, database server to be started', turns.middle.portal),
          tellRatio(ratio(turns)),
          row('npm start, database server running', besides.middle.portal),
          tellRatio(ratio(besides)),
        ],
      };
    });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
