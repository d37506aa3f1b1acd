import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { ACCOUNTS } from '../engine/accounts';
import { DEFAULT_POLICY } from '../engine/policy';

/** The real command, as a process of its own, called from another folder. */

const COMMAND = join(import.meta.dirname, 'bin.js');

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

let folder: string;
let books: TestBooks;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
  chmodSync(folder, 0o755);
  books = await makeBooks();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await books.drop();
});

async function sluice(
  args: string[],
  over: { input?: string | Buffer; env?: Record<string, string | undefined> } = {},
): Promise<Ended> {
  const env = {
    ...process.env,
    DATABASE_URL: books.ownerUrl,
    SLUICE_DATA: undefined,
    SLUICE_DEBUG: undefined,
    ...over.env,
  };
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, env });
  const ended: Ended = { status: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ended.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ended.stderr += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(over.input ?? '');
  [ended.status] = (await once(child, 'close')) as [number | null];
  return ended;
}

function file(name: string, content: unknown): string {
  const isText = typeof content === 'string' || Buffer.isBuffer(content);
  writeFileSync(join(folder, name), isText ? content : JSON.stringify(content));
  return name;
}

const lines = (raws: object[]) => raws.map((raw) => `${JSON.stringify(raw)}\n`).join('');

const POLICY = {
  assessment: { min_orders: 0, min_store_age_days: 0 },
  tiers: [{ name: 'A', min_score: 0, release_after_days: 2, deposit_bps: 1000 }],
};
const STORY = [
  fact('f1', 'merchant.opened', '2026-01-01', { merchant: 'm' }),
  fact('f2', 'order.paid', '2026-01-01', { order: 'o1', merchant: 'm', amount: 10_000, currency: 'USD' }),
  fact('f3', 'order.shipped', '2026-01-02', { order: 'o1' }),
  fact('f4', 'order.paid', '2026-01-03', { order: 'o2', merchant: 'm', amount: 700, currency: 'USD' }),
];

/** Bad arguments or input: one line on standard error that says what, nothing on standard output, and 2. */
function expectOneLine(ended: Ended, says: RegExp): void {
  expect(ended.stderr).toMatch(says);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(ended.stderr.endsWith('\n')).toBe(true);
  expect(ended.stdout).toBe('');
  expect(ended.status).toBe(2);
}

describe('bad arguments', () => {
  it.each<[string[], RegExp]>([
    [['frobnicate'], /^sluice: unknown command 'frobnicate'/],
    [['import'], /^sluice: missing required argument 'file'/],
    [['import', '--fast', 'x'], /^sluice: unknown option '--fast'/],
    [['import', 'x', '--until', '2026-01-01'], /^sluice: --until goes with --run-daily/],
    [['import', 'x', '--run-daily', '--until', 'soon'], /^sluice: --until soon: must be a date/],
    [['run', '--date', '2026-02-30'], /^sluice: --date 2026-02-30: must be a date, such as 2026-03-04/],
    [['run', '--date', '2026-03-05', '--to', '2026-03-04'], /^sluice: --to 2026-03-04 is before 2026-03-05/],
    [['policy', 'forget'], /^sluice: unknown command 'forget'/],
    [['policy', 'set', 'missing.json'], /^sluice: missing\.json: cannot be read \(ENOENT\)/],
    [['import', 'missing.ndjson'], /^sluice: missing\.ndjson: there is no such file/],
  ])('%j', async (args, says) => {
    expectOneLine(await sluice(args), says);
  });

  it('--help is no mistake', async () => {
    const helps = await Promise.all(
      ['', 'import', 'policy'].map((verb) => sluice([...(verb ? [verb] : []), '--help'])),
    );
    for (const { status, stdout, stderr } of helps) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: sluice/);
    }
  });

  it('no verb at all prints what there is', async () => {
    const { status, stderr } = await sluice([]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Usage: sluice/);
  });
});

describe('a database that cannot be reached', () => {
  it.each<[string, string, RegExp]>([
    [
      'nobody listens',
      'postgres://postgres:secret@127.0.0.1:1/sluice',
      /^sluice: the database at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/,
    ],
    [
      'no such host',
      'postgres://postgres@nowhere.invalid/sluice',
      /^sluice: the database at nowhere\.invalid cannot be used: /,
    ],
    ['no address', 'mysql://localhost/sluice', /^sluice: DATABASE_URL must be an address such as postgres:/],
  ])('%s', async (_what, DATABASE_URL, says) => {
    expectOneLine(await sluice(['summary'], { env: { DATABASE_URL } }), says);
  });

  it('no such database, and no password in what is said', async () => {
    const url = new URL(books.ownerUrl);
    url.pathname = '/no_such_database';
    url.password ||= 'secret-of-the-owner';
    const ended = await sluice(['verify'], { env: { DATABASE_URL: url.href } });
    expectOneLine(ended, /^sluice: the database at .* cannot be used: /);
    expect(ended.stderr).not.toContain(decodeURIComponent(url.password));
  });
});

it('without DATABASE_URL the embedded database is used, in the folder that SLUICE_DATA names', async () => {
  const data = join(folder, 'data');
  const env = { DATABASE_URL: undefined, SLUICE_DATA: data };
  const imported = await sluice(['import', '-'], { env, input: lines(STORY) });
  expect(imported).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(data).length).toBeGreaterThan(0);
  const summary = await sluice(['summary', '--json'], { env });
  expect(JSON.parse(summary.stdout)).toMatchObject({ entries: 2, orders: { held: 2 } });
});

// One story from here on: each test goes on where the one before it left the books.
describe('a marketplace at the command line', () => {
  const summary = async () => JSON.parse((await sluice(['summary', '--json'])).stdout);

  it('summary --json of empty books', async () => {
    const { status, stdout, stderr } = await sluice(['summary', '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      business_date: null,
      totals: {},
      orders: {},
      enrolment: {},
      open_holds: 0,
      entries: 0,
    });
  });

  it('policy show prints what policy set takes', async () => {
    const { status, stdout, stderr } = await sluice(['policy', 'show']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(DEFAULT_POLICY);
    expect(stderr).toBe('policy version 1\n');
    expect(await sluice(['policy', 'set', '-'], { input: stdout })).toEqual({
      status: 0,
      stdout: 'policy version 2: in force now\n',
      stderr: '',
    });
  });

  it('policy set merges over the default policy, in force at once while there is no fact', async () => {
    file('policy.json', POLICY);
    expect(await sluice(['policy', 'set', 'policy.json'])).toMatchObject({
      status: 0,
      stdout: 'policy version 3: in force now\n',
    });
    const shown = JSON.parse((await sluice(['policy', 'show'])).stdout);
    expect(shown).toEqual({
      ...DEFAULT_POLICY,
      tiers: POLICY.tiers,
      assessment: { ...DEFAULT_POLICY.assessment, ...POLICY.assessment },
    });
  });

  it.each<[string, unknown, RegExp]>([
    [
      'a bad value',
      { assessment: { every_days: 0 } },
      /^sluice: bad-policy\.json: the policy is refused: assessment\.every_days: must be a whole number of days, 1 or more/,
    ],
    [
      'an unknown key',
      { colour: 'red' },
      /^sluice: bad-policy\.json: the policy is refused: colour: is no key of a policy/,
    ],
    ['no JSON', '{"tiers": [', /^sluice: bad-policy\.json: is not JSON: /],
    ['no JSON, over several lines', '{\n"tiers": \n[,]\n}', /^sluice: bad-policy\.json: is not JSON: /],
  ])('policy set refuses %s', async (_what, content, says) => {
    file('bad-policy.json', content);
    expectOneLine(await sluice(['policy', 'set', 'bad-policy.json']), says);
  });

  it('import merges files by time, tells bad lines by file and line, and goes on', async () => {
    const [opened, paid, shipped, other] = STORY;
    file('one.ndjson', `${lines([opened as object, shipped as object])}{"id": \n`);
    file(
      'two.csv.gz',
      gzipSync(
        `id,type,at,order,merchant,amount,currency\nf2,order.paid,${paid?.at},o1,m,10000,USD\nf4,order.paid,${other?.at},o2,m,700,USD\nf5,order.paid,2026-01-03T05:00:00Z,o3,m,0,USD\n`,
      ),
    );
    expect(await sluice(['import', 'one.ndjson', 'two.csv.gz'])).toEqual({
      status: 1,
      stdout: '4 facts applied, 0 known already, 0 parked, 0 rejected, 2 bad lines, 0 daily runs\n',
      stderr: expect.stringMatching(
        /^one\.ndjson:3: is not JSON\ntwo\.csv\.gz:4: bad_amount: amount: must be [^\n]*\n$/,
      ),
    });
  });

  it('import again takes nothing, and what is refused for what it meets is no bad line', async () => {
    const conflict = { ...STORY[1], amount: 5 };
    expect(await sluice(['import', '-'], { input: lines([...STORY, conflict]) })).toEqual({
      status: 0,
      stdout: '0 facts applied, 4 known already, 0 parked, 1 rejected, 0 bad lines, 0 daily runs\n',
      stderr: '-:5: conflict: something else was recorded under this id before\n',
    });
  });

  it('import from standard input knows CSV and gzip by what they hold', async () => {
    const [opened] = STORY;
    const csv = `id,type,at,merchant\n${opened?.id},${opened?.type},${opened?.at},m\n`;
    for (const input of [csv, gzipSync(csv), gzipSync(lines(STORY.slice(0, 1)))]) {
      const { status, stdout } = await sluice(['import', '-'], { input });
      expect({ status, stdout }).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^0 facts applied, 1 known already/),
      });
    }
  });

  it('import of a broken gzip', async () => {
    const whole = gzipSync(lines(STORY));
    file('broken.ndjson.gz', whole.subarray(0, whole.length - 12));
    expectOneLine(
      await sluice(['import', 'broken.ndjson.gz']),
      /^sluice: broken\.ndjson\.gz: its gzip is broken or cut off/,
    );
  });

  it('import --run-daily opens every day, on to --until, and does no day twice', async () => {
    file('story.ndjson', lines(STORY));
    const first = await sluice(['import', 'story.ndjson', '--run-daily', '--until', '2026-01-05']);
    expect(first).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^0 facts applied, 4 known already, .* 4 daily runs\n$/),
    });
    const after = await summary();
    expect(after).toMatchObject({ business_date: '2026-01-05', orders: { held: 1, released_early: 1 } });
    const again = await sluice(['import', 'story.ndjson', '--run-daily', '--until', '2026-01-05']);
    expect(again.stdout).toMatch(/ 0 daily runs\n$/);
    expect(await summary()).toEqual(after);
  });

  it('run does the next day, and names what it did', async () => {
    expect(await sluice(['run'])).toEqual({
      status: 0,
      stdout:
        '2026-01-06: 1 merchants visited, 1 assessed, 0 enrolment changes, 0 orders released, 0 holds given back\n',
      stderr: '',
    });
    const { stdout } = await sluice(['run', '--to', '2026-01-08']);
    expect(stdout.split('\n').map((line) => line.slice(0, 10))).toEqual(['2026-01-07', '2026-01-08', '']);
    expect((await sluice(['run', '--date', '2026-01-08'])).stdout).toMatch(/^2026-01-08: .* 0 assessed/);
  });

  it('run refuses a date in the past', async () => {
    expectOneLine(
      await sluice(['run', '--date', '2026-01-07']),
      /^sluice: the run of 2026-01-07 is refused: .*closed_day/,
    );
    expect(await summary()).toMatchObject({ business_date: '2026-01-08' });
  });

  it('policy set comes into force with the next run once there are facts, and the time zone stays', async () => {
    file('policy.json', { ...POLICY, deposit: { release_days_after_shipment: 30 } });
    expect((await sluice(['policy', 'set', 'policy.json'])).stdout).toBe(
      'policy version 4: in force from the next run on\n',
    );
    expect((await sluice(['policy', 'show'])).stderr).toBe(
      'policy version 3; version 4 comes into force with the next run\n',
    );
    file('bad-policy.json', { timezone: 'UTC' });
    expectOneLine(
      await sluice(['policy', 'set', 'bad-policy.json']),
      /^sluice: bad-policy\.json: the policy is refused: timezone: cannot change from Asia\/Shanghai to UTC/,
    );
  });

  it('policy set is refused where there are people, whatever the file says', async () => {
    await books.ask(
      "insert into people (person_id, name, email, role) values ('ann', 'Ann', 'ann@example.com', 'approver')",
    );
    expectOneLine(
      await sluice(['policy', 'set', 'policy.json']),
      /^sluice: .* with people it takes two, on the page$/m,
    );
    await books.ask("update people set ended_at = now() where person_id = 'ann'");
    expect((await sluice(['policy', 'show'])).stderr).toMatch(/version 4 comes into force/);
  });

  it('what commands do is in the audit log, under the name of whoever runs them', async () => {
    const rows = await books.ask(
      "select distinct actor_kind, actor_name, action from audit_log where action <> 'person.added' order by action",
    );
    const by = { actor_kind: 'operator', actor_name: userInfo().username };
    expect(rows).toEqual([
      { ...by, action: 'facts.imported' },
      { ...by, action: 'policy.set' },
      { ...by, action: 'run.started' },
    ]);
  });

  it('summary, in both forms', async () => {
    expect(await summary()).toEqual({
      business_date: '2026-01-08',
      totals: {
        USD: {
          order_funds: '700',
          payment_account: '9000',
          marketplace_account: '0',
          deposit: '1000',
          receivable: '0',
          fees: '0',
          platform_loss: '0',
          clearing: '-10700',
        },
      },
      orders: { held: 1, released_early: 1 },
      enrolment: { enrolled: 1 },
      open_holds: 1,
      entries: 3,
    });
    expect(Object.keys((await summary()).totals.USD)).toEqual([...ACCOUNTS]);
    const { stdout } = await sluice(['summary']);
    expect(stdout).toMatch(/^Business date {2}2026-01-08$/m);
    expect(stdout).toMatch(/^ {2}clearing +-107\.00$/m);
  });

  it('verify and replay find nothing wrong', async () => {
    const [verified, replayed] = await Promise.all([sluice(['verify']), sluice(['replay'])]);
    expect(verified).toMatchObject({ status: 0, stderr: '' });
    expect(verified.stdout).not.toContain('BAD');
    for (const invariant of [1, 2, 3, 4, 5, 6, 7])
      expect(verified.stdout).toMatch(new RegExp(`^ok   ${invariant}\\. .*: \\d+ .*, holds$`, 'm'));
    expect(verified.stdout).toMatch(
      /^ok {3}8\. The audit chain is unbroken: (\d+) rows, holds; its last row is \1 with hash [0-9a-f]{64}$/m,
    );
    expect(replayed).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(/^identical: 4 facts and 8 runs .* rows of \d+ tables/),
    });
    expect(await books.ask("select nspname from pg_namespace where nspname like 'scratch%'")).toEqual([]);
  });

  it('verify and replay find what nobody but the owner of the database can do, and where', async () => {
    const change = (by: number) =>
      books.ask(
        `update balances set payment_account = payment_account + $1, clearing = clearing - $1 where booked_on = '2026-01-04'`,
        [by],
      );
    await change(1);
    const [verified, replayed] = await Promise.all([sluice(['verify']), sluice(['replay'])]);
    await change(-1);
    expect(verified).toMatchObject({ status: 1, stderr: '' });
    const bad = verified.stdout.split('\n').filter((line) => line.startsWith('BAD'));
    expect(bad).toEqual([
      expect.stringMatching(
        /^BAD {2}2\. Every balance equals the sum of its postings: \d+ balances, 1 wrong: m USD 2026-01-04$/,
      ),
    ]);
    expect(replayed).toMatchObject({ status: 1, stderr: '' });
    expect(replayed.stdout).toMatch(
      /^different: .*\n {2}balances of m: recorded \(m,USD,2026-01-04,700,9001,.*\), played again \(m,USD,2026-01-04,700,9000,.*\)\n$/,
    );
  });

  it('replay waits for a run that is not finished', async () => {
    await books.ask("update runs set status = 'running', finished_at = null where run_on = '2026-01-08'");
    await books.ask('update marketplace set is_running = true');
    expect(await sluice(['replay'])).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^sluice: the run of 2026-01-08 is not finished: finish it with sluice run --date 2026-01-08, then replay\n$/,
      ),
    });
    expect((await sluice(['run', '--date', '2026-01-08'])).status).toBe(0);
    expect((await sluice(['replay'])).status).toBe(0);
  });
});

describe('scenario', () => {
  const steps = [
    ...STORY.slice(0, 3).map((each) => ({ fact: each })),
    { fact: { ...STORY[1], amount: 5 } },
    { run: '2026-01-04' },
    { run: '2026-01-03' },
    { ask: 'end', expect: { m: { accounts: { USD: { deposit: '1000', payment_account: '9000' } } } } },
  ];
  const scenario = { title: 'a story', policy: POLICY, steps };
  const differs = (deposit: string) => ({
    ...scenario,
    steps: [...steps.slice(0, -1), { ask: 'end', expect: { m: { accounts: { USD: { deposit } } } } }],
  });

  it('prints one JSON object of its steps and asks, and touches no books', async () => {
    const before = await sluice(['summary', '--json']);
    file('story.json', scenario);
    const { status, stdout, stderr } = await sluice(['scenario', 'story.json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual(['steps', 'asks']);
    expect(answer.steps).toEqual([
      { step: 0, status: 'applied' },
      { step: 1, status: 'applied' },
      { step: 2, status: 'applied' },
      { step: 3, status: 'rejected', code: 'conflict' },
      { step: 4, status: 'done' },
      { step: 5, status: 'rejected', code: 'closed_day' },
    ]);
    expect(answer.asks.end.m).toEqual({
      enrolment: 'enrolled',
      tier: 'A',
      cancelled_on: null,
      accounts: {
        USD: {
          order_funds: '0',
          payment_account: '9000',
          marketplace_account: '0',
          deposit: '1000',
          receivable: '0',
          fees: '0',
          platform_loss: '0',
          clearing: '-10000',
        },
      },
      holds: [{ order: 'o1', currency: 'USD', amount: '1000', release_on: '2026-03-03' }],
      orders: { o1: { state: 'released_early', released_on: '2026-01-04' } },
      assessment: {
        date: '2026-01-04',
        eligible: true,
        score: 77,
        tier: 'A',
        failed_gates: [],
        metrics: {
          store_age_days: 3,
          orders: 1,
          dispute_bps: 0,
          refund_bps: 0,
          late_shipment_bps: 0,
          feedback_bps: null,
        },
      },
    });
    expect(await sluice(['summary', '--json'])).toEqual(before);
    expect(await books.ask("select nspname from pg_namespace where nspname like 'scratch%'")).toEqual([]);
  });

  it('comes from standard input too', async () => {
    const { status, stdout } = await sluice(['scenario', '-'], { input: JSON.stringify(scenario) });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).steps).toHaveLength(6);
  });

  it('an expectation that does not hold is told on standard error, and the answer is printed all the same', async () => {
    file('wrong.json', { ...differs('999'), expect_steps: [] });
    const { status, stdout, stderr } = await sluice(['scenario', 'wrong.json']);
    expect(status).toBe(1);
    expect(stderr.split('\n')).toEqual([
      'wrong.json: ask "end".m.accounts.USD.deposit: expected "999", got "1000"',
      expect.stringMatching(/^wrong\.json: steps: expected \[\], got \[/),
      '',
    ]);
    expect(JSON.parse(stdout).asks.end.m.accounts.USD.deposit).toBe('1000');
  });

  it('several print a line each, with the worst status', async () => {
    file('story.json', scenario);
    file('wrong.json', differs('999'));
    file('bad.json', { steps: [{ jump: 1 }] });
    const two = await sluice(['scenario', 'story.json', 'wrong.json', 'story.json']);
    expect(two.status).toBe(1);
    const printed = two.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(printed.map(({ file: name }) => name)).toEqual(['story.json', 'wrong.json', 'story.json']);
    expect(Object.keys(printed[0])).toEqual(['file', 'steps', 'asks']);
    expect(printed[2]).toEqual(printed[0]);

    const three = await sluice(['scenario', 'wrong.json', 'bad.json', 'story.json']);
    expect(three.status).toBe(2);
    expect(
      three.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).file),
    ).toEqual(['wrong.json', 'story.json']);
    expect(three.stderr).toMatch(
      /^wrong\.json: ask [^\n]*\nsluice: bad\.json: is not a scenario: steps\.0: [^\n]*\n$/,
    );
  });

  it('a file that is none is told with the place and the reason', async () => {
    const bad: [string, unknown, RegExp][] = [
      [
        'no such step',
        { steps: [{ run: '2026-01-04' }, { jump: 1 }] },
        /is not a scenario: steps\.1: must be one of: a fact; a run/,
      ],
      ['a step of two kinds', { steps: [{ run: '2026-01-04', fact: {} }] }, /is not a scenario: steps\.0: /],
      ['a run with no date', { steps: [{ run: '2026-02-30' }] }, /is not a scenario: steps\.0/],
      [
        'an expectation beside a run',
        { steps: [{ run: '2026-01-04', expect: {} }] },
        /is not a scenario: steps\.0/,
      ],
      ['no steps', { title: 'x' }, /is not a scenario: steps: /],
      ['steps that are no list', { steps: {} }, /is not a scenario: steps: /],
      ['an unknown key', { steps: [], colour: 'red' }, /is not a scenario: .*colour/],
      ['a list', [], /is not a scenario: the file: /],
      [
        'a bad policy',
        { policy: { tiers: [] }, steps: [] },
        /is not a scenario: policy: tiers: must hold at least one tier/,
      ],
      [
        'a bad policy on the way',
        { steps: [{ policy: { colour: 1 } }] },
        /is not a scenario: steps\.0\.policy: colour: is no key/,
      ],
      [
        'another time zone once there is a fact',
        { steps: [{ fact: STORY[0] }, { policy: { timezone: 'UTC' } }] },
        /is not a scenario: steps\.1\.policy: timezone: cannot change/,
      ],
      ['no JSON', '{"steps": [', /is not JSON: /],
    ];
    const names = bad.map(([, content], index) => file(`bad-${index}.json`, content));
    const { status, stdout, stderr } = await sluice(['scenario', ...names]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const said = stderr.trimEnd().split('\n');
    expect(said).toHaveLength(bad.length);
    for (const [index, [what, , says]] of bad.entries()) {
      expect(said[index], what).toMatch(new RegExp(`^sluice: bad-${index}\\.json: `));
      expect(said[index], what).toMatch(says);
    }
  });

  it('a file that is missing', async () => {
    expectOneLine(
      await sluice(['scenario', 'missing.json']),
      /^sluice: missing\.json: cannot be read \(ENOENT\)/,
    );
  });
});
