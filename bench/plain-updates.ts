import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

/** What PostgreSQL does by itself: rows updated with a commit each. By `pgbench` where there is one, else by pg's clients. */

export const CONNECTIONS = 16;
/** As many branches as connections, as pgbench's manual has it: 100,000 accounts each. */
const SCALE = 16;
const ACCOUNTS = SCALE * 100_000;
const SCHEMA = 'plain';

const run = promisify(execFile);

/** Tables of pgbench's, and one row for all, in a schema beside the books. */
export async function makePlainTables(owner: pg.Client): Promise<void> {
  const statements = [
    `create schema ${SCHEMA}`,
    `set search_path = ${SCHEMA}`,
    'create table pgbench_accounts (aid int not null, bid int, abalance int, filler char(84)) with (fillfactor = 100)',
    'create table pgbench_branches (bid int primary key, bbalance int, filler char(88))',
    'create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84))',
    'create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))',
    'create table one_row (id int primary key, n bigint not null) with (fillfactor = 50)',
    `insert into pgbench_branches select i, 0, '' from generate_series(1, ${SCALE}) as i`,
    `insert into pgbench_tellers select i, (i - 1) / 10 + 1, 0, '' from generate_series(1, ${SCALE * 10}) as i`,
    `insert into pgbench_accounts select i, (i - 1) / 100000 + 1, 0, '' from generate_series(1, ${ACCOUNTS}) as i`,
    'alter table pgbench_accounts add primary key (aid)',
    'insert into one_row values (1, 0)',
    'reset search_path',
  ];
  for (const statement of statements) await owner.query(statement);
}

/** One of the statements that a connection repeats; its numbers are drawn anew for each transaction. */
interface Script {
  /** The name of pgbench's own script; without one it is given the statements. */
  builtin?: string;
  statements: { text: string; values(drawn: Drawn): unknown[] }[];
}

interface Drawn {
  aid: number;
  bid: number;
  tid: number;
  delta: number;
}

function drawn(): Drawn {
  const from = (count: number) => 1 + Math.floor(Math.random() * count);
  return { aid: from(ACCOUNTS), bid: from(SCALE), tid: from(SCALE * 10), delta: from(10_001) - 5001 };
}

const nothing = () => [];

export const ONE_ROW: Script = {
  statements: [{ text: 'update one_row set n = n + 1 where id = 1', values: nothing }],
};

/** pgbench's own script of that name. */
export const SIMPLE_UPDATE: Script = {
  builtin: 'simple-update',
  statements: [
    { text: 'begin', values: nothing },
    {
      text: 'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
      values: ({ delta, aid }) => [delta, aid],
    },
    { text: 'select abalance from pgbench_accounts where aid = $1', values: ({ aid }) => [aid] },
    {
      text: `insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)`,
      values: ({ tid, bid, aid, delta }) => [tid, bid, aid, delta],
    },
    { text: 'end', values: nothing },
  ],
};

/** Who sends the plain updates. */
export async function plainSender(): Promise<string> {
  try {
    return (await run('pgbench', ['--version'])).stdout.trim();
  } catch {
    return 'node-postgres';
  }
}

/** How many transactions a second so many take, over all connections; their statements are prepared. */
export async function plainPerSecond(
  ownerUrl: string,
  script: Script,
  transactions: number,
  sender: string,
): Promise<number> {
  const each = Math.ceil(transactions / CONNECTIONS);
  return sender.startsWith('pgbench') ? byPgbench(ownerUrl, script, each) : byClients(ownerUrl, script, each);
}

async function byPgbench(ownerUrl: string, { builtin, statements }: Script, each: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
  try {
    const file = join(folder, 'script.sql');
    await writeFile(file, `${statements.map(({ text }) => text).join(';\n')};\n`);
    const bounds = [
      '-n',
      '-M',
      'prepared',
      '-c',
      `${CONNECTIONS}`,
      '-j',
      '2',
      '-t',
      `${each}`,
      '-s',
      `${SCALE}`,
    ];
    const script = builtin === undefined ? ['-f', file] : ['-b', builtin];
    const { stdout } = await run('pgbench', [...bounds, ...script, ownerUrl], {
      env: { ...process.env, PGOPTIONS: `-c search_path=${SCHEMA}` },
    });
    const perSecond = Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1]);
    const done = /actually processed: (\d+)\/(\d+)/.exec(stdout)?.[1];
    if (!(perSecond > 0) || done !== `${each * CONNECTIONS}`) throw new Error(`pgbench: ${stdout}`);
    return perSecond;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function byClients(ownerUrl: string, script: Script, each: number): Promise<number> {
  const clients = Array.from(
    { length: CONNECTIONS },
    () => new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${SCHEMA}` }),
  );
  try {
    await Promise.all(clients.map((client) => client.connect()));
    const began = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        for (let transaction = 0; transaction < each; transaction += 1) {
          const numbers = drawn();
          for (const [place, { text, values }] of script.statements.entries())
            await client.query({ name: `plain ${place}`, text, values: values(numbers) });
        }
      }),
    );
    return (each * CONNECTIONS * 1000) / (performance.now() - began);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
