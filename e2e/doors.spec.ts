import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext, type Browser, expect, test } from '@playwright/test';
import { Shell } from './pages/shell';

/**
 * Every page, action and API route, by everybody who should not get in. What there is to knock at is read from the
 * build: a new page or action fails here until it is in the tables.
 */

const VISITORS = [
  'nobody',
  'seller:lumen-loom',
  'seller:volt-pocket',
  'reviewer',
  'approver',
  'auditor',
  'administrator',
] as const;
type Visitor = (typeof VISITORS)[number];

const SELLERS = ['seller:lumen-loom', 'seller:volt-pocket'] as const;
const READERS = ['reviewer', 'approver', 'auditor'] as const;
const SIGNED_IN = [...SELLERS, ...READERS, 'administrator'] as const;

interface Door {
  /** Where to knock, and what of it should be told apart by nobody outside. */
  paths: [string, ...string[]];
  who: readonly Visitor[];
}

/** By the build's name for it. */
const PAGES: Record<string, Door> = {
  '/page': { paths: ['/'], who: SIGNED_IN },
  '/(seller)/capital/(overview)/page': { paths: ['/capital', '/capital?currency=USD'], who: SELLERS },
  // The reason of a figure, beside the page that it is asked on; and no reason.
  '/(seller)/capital/@panel/(.)why/page': { paths: ['/capital/why'], who: SELLERS },
  '/(seller)/capital/@panel/page': { paths: ['/capital'], who: SELLERS },
  '/(seller)/capital/calendar/[date]/page': {
    paths: ['/capital/calendar/2026-12-01', '/capital/calendar/nonsense'],
    who: SELLERS,
  },
  '/(seller)/capital/why/page': {
    paths: ['/capital/why?figure=deposit', '/capital/why?entry=1', '/capital/why?entry=999999999'],
    who: SELLERS,
  },
  '/(seller)/capital/value/page': { paths: ['/capital/value'], who: SELLERS },
  '/(seller)/capital/standing/page': {
    paths: ['/capital/standing', '/capital/standing?on=2026-10-01'],
    who: SELLERS,
  },
  '/(seller)/capital/orders/(list)/page': { paths: ['/capital/orders'], who: SELLERS },
  '/(seller)/capital/orders/[order]/page': {
    paths: ['/capital/orders/nobodys-order', '/capital/orders/nobody-paid-this'],
    who: SELLERS,
  },
  '/(seller)/capital/early-loan-margin/page': { paths: ['/capital/early-loan-margin'], who: SELLERS },
  '/(seller)/capital/statements/page': { paths: ['/capital/statements'], who: SELLERS },
  '/(seller)/capital/statements/[month]/[format]/route': {
    paths: ['/capital/statements/2026-10/csv', '/capital/statements/2026-10/pdf', '/capital/statements/x/y'],
    who: SELLERS,
  },
  '/(seller)/capital/withdrawals/page': { paths: ['/capital/withdrawals'], who: SELLERS },
  '/(seller)/capital/withdrawals/bank-accounts/page': {
    paths: ['/capital/withdrawals/bank-accounts', '/capital/withdrawals/bank-accounts?replaces=nobodys'],
    who: SELLERS,
  },
  '/(seller)/capital/notices/page': { paths: ['/capital/notices'], who: SELLERS },
  '/(seller)/capital/certificate/page': { paths: ['/capital/certificate'], who: SELLERS },
  '/(seller)/capital/certificate/pdf/route': { paths: ['/capital/certificate/pdf'], who: SELLERS },
  '/(admin)/admin/assessments/(list)/page': { paths: ['/admin/assessments'], who: READERS },
  '/(admin)/admin/assessments/export/route': {
    paths: ['/admin/assessments/export', '/admin/assessments/export?view=all'],
    who: READERS,
  },
  '/(admin)/admin/assessments/[merchant]/notes/page': {
    paths: ['/admin/assessments/lumen-loom/notes', '/admin/assessments/nobody-is-called-so/notes'],
    who: READERS,
  },
  '/(admin)/admin/assessments/[merchant]/orders/page': {
    paths: [
      '/admin/assessments/lumen-loom/orders?metric=disputed',
      '/admin/assessments/nobody-is-called-so/orders',
    ],
    who: READERS,
  },
  '/(admin)/admin/assessments/[merchant]/orders/export/route': {
    paths: [
      '/admin/assessments/lumen-loom/orders/export',
      '/admin/assessments/nobody-is-called-so/orders/export',
    ],
    who: READERS,
  },
  '/(admin)/admin/assessments/[merchant]/(overview)/page': {
    paths: ['/admin/assessments/lumen-loom', '/admin/assessments/nobody-is-called-so'],
    who: READERS,
  },
  '/(admin)/admin/assessments/[merchant]/entries/page': {
    paths: ['/admin/assessments/lumen-loom/entries', '/admin/assessments/nobody-is-called-so/entries'],
    who: READERS,
  },
  '/(admin)/admin/assessments/[merchant]/entries/[seq]/page': {
    paths: ['/admin/assessments/lumen-loom/entries/1', '/admin/assessments/lumen-loom/entries/nonsense'],
    who: READERS,
  },
  '/(admin)/admin/assessments/[merchant]/entries/export/route': {
    paths: ['/admin/assessments/lumen-loom/entries/export', '/admin/assessments/nobody/entries/export'],
    who: READERS,
  },
  '/(admin)/admin/orders/[order]/page': { paths: ['/admin/orders/nobody-paid-this'], who: READERS },
  '/(admin)/admin/orders/[order]/export/route': {
    paths: ['/admin/orders/nobody-paid-this/export'],
    who: READERS,
  },
  '/(admin)/admin/search/page': { paths: ['/admin/search', '/admin/search?q=lumen'], who: READERS },
  '/(admin)/admin/search/results/route': { paths: ['/admin/search/results?q=lumen'], who: READERS },
  '/(admin)/admin/search/facts/[fact]/page': {
    paths: ['/admin/search/facts/nobody-sent-this'],
    who: READERS,
  },
  '/(admin)/admin/proposals/page': {
    paths: ['/admin/proposals', '/admin/proposals?status=open'],
    who: READERS,
  },
  '/(admin)/admin/proposals/export/route': { paths: ['/admin/proposals/export'], who: READERS },
  '/(admin)/admin/proposals/[proposal]/page': {
    paths: ['/admin/proposals/nobody-proposed-this', '/admin/proposals/nonsense.of.another.shape'],
    who: READERS,
  },
  '/(admin)/admin/proposals/new/[kind]/page': {
    paths: [
      '/admin/proposals/new/override',
      '/admin/proposals/new/write_off?merchant=apex-air',
      '/admin/proposals/new/nothing',
    ],
    who: ['reviewer'],
  },
  '/(admin)/admin/imports/page': { paths: ['/admin/imports'], who: ['reviewer', 'approver'] },
  '/(admin)/admin/imports/upload/route': { paths: ['/admin/imports/upload'], who: ['reviewer', 'approver'] },
  '/(admin)/admin/imports/[import]/page': {
    paths: ['/admin/imports/nobodys', '/admin/imports/00000000-0000-4000-8000-000000000000'],
    who: ['reviewer', 'approver'],
  },
  '/(admin)/admin/imports/[import]/export/route': {
    paths: ['/admin/imports/nobodys/export', '/admin/imports/00000000-0000-4000-8000-000000000000/export'],
    who: ['reviewer', 'approver'],
  },
  '/(admin)/admin/payouts/page': { paths: ['/admin/payouts', '/admin/payouts?place=to_send'], who: READERS },
  '/(admin)/admin/payouts/export/route': { paths: ['/admin/payouts/export'], who: READERS },
  '/(admin)/admin/payouts/batches/page': { paths: ['/admin/payouts/batches'], who: READERS },
  '/(admin)/admin/payouts/batches/export/route': { paths: ['/admin/payouts/batches/export'], who: READERS },
  '/(admin)/admin/payouts/new/page': {
    paths: ['/admin/payouts/new?currency=USD', '/admin/payouts/new?currency=nonsense'],
    who: ['reviewer', 'approver'],
  },
  '/(admin)/admin/payouts/answer/page': { paths: ['/admin/payouts/answer'], who: ['reviewer', 'approver'] },
  '/(admin)/admin/payouts/withdrawals/[withdrawal]/page': {
    paths: [
      '/admin/payouts/withdrawals/d0000000-0000-4000-8000-000000000001',
      '/admin/payouts/withdrawals/nobodys',
    ],
    who: READERS,
  },
  '/(admin)/admin/payouts/[batch]/page': {
    paths: ['/admin/payouts/d0000000-0000-4000-9000-000000000001', '/admin/payouts/nobodys'],
    who: READERS,
  },
  '/(admin)/admin/payouts/[batch]/export/route': {
    paths: ['/admin/payouts/d0000000-0000-4000-9000-000000000001/export', '/admin/payouts/nobodys/export'],
    who: READERS,
  },
  '/(admin)/admin/payouts/[batch]/file/[format]/route': {
    paths: [
      '/admin/payouts/d0000000-0000-4000-9000-000000000001/file/csv',
      '/admin/payouts/nobodys/file/xml',
    ],
    who: ['reviewer', 'approver'],
  },
  '/(admin)/admin/exposure/(now)/page': {
    paths: ['/admin/exposure', '/admin/exposure?currency=JPY', '/admin/exposure?currency=XXX'],
    who: READERS,
  },
  '/(admin)/admin/exposure/debts/page': { paths: ['/admin/exposure/debts'], who: READERS },
  '/(admin)/admin/exposure/losses/page': { paths: ['/admin/exposure/losses'], who: READERS },
  '/(admin)/admin/exposure/exits/page': { paths: ['/admin/exposure/exits'], who: READERS },
  ...Object.fromEntries(
    ['', '/merchants', '/debts', '/losses', '/losses/coverage', '/exits'].map((table) => [
      `/(admin)/admin/exposure${table}/export/route`,
      { paths: [`/admin/exposure${table}/export`] as [string], who: READERS },
    ]),
  ),
  '/(admin)/admin/policy/page': {
    paths: ['/admin/policy', '/admin/policy?on=2026-01-01'],
    who: READERS,
  },
  '/(admin)/admin/policy/export/route': { paths: ['/admin/policy/export'], who: READERS },
  '/(admin)/admin/policy/versions/[version]/page': {
    paths: ['/admin/policy/versions/1', '/admin/policy/versions/nonsense'],
    who: READERS,
  },
  '/(admin)/admin/policy/drafts/[draft]/page': {
    paths: ['/admin/policy/drafts/00000000-0000-4000-8000-000000000000', '/admin/policy/drafts/nonsense'],
    who: READERS,
  },
  '/(admin)/admin/policy/drafts/[draft]/edit/page': {
    paths: ['/admin/policy/drafts/00000000-0000-4000-8000-000000000000/edit'],
    who: ['reviewer', 'approver'],
  },
  '/(admin)/admin/policy/backtests/[backtest]/page': {
    paths: [
      '/admin/policy/backtests/00000000-0000-4000-8000-000000000000',
      '/admin/policy/backtests/nonsense',
    ],
    who: READERS,
  },
  '/(admin)/admin/policy/backtests/[backtest]/export/route': {
    paths: ['/admin/policy/backtests/00000000-0000-4000-8000-000000000000/export'],
    who: READERS,
  },
  '/(admin)/admin/runs/page': { paths: ['/admin/runs'], who: READERS },
  '/(admin)/admin/runs/[date]/page': {
    paths: ['/admin/runs/2026-11-01', '/admin/runs/1999-01-01', '/admin/runs/nonsense'],
    who: READERS,
  },
  '/(admin)/admin/runs/[date]/export/route': {
    paths: ['/admin/runs/2026-11-01/export?left=order_in_dispute', '/admin/runs/nonsense/export'],
    who: READERS,
  },
  '/(admin)/admin/runs/export/route': { paths: ['/admin/runs/export'], who: READERS },
  '/(admin)/admin/audit/page': { paths: ['/admin/audit'], who: READERS },
  '/(admin)/admin/audit/export/route': { paths: ['/admin/audit/export'], who: READERS },
  '/(admin)/admin/webhooks/page': { paths: ['/admin/webhooks'], who: ['administrator'] },
  '/(admin)/admin/webhooks/[endpoint]/page': {
    paths: ['/admin/webhooks/nobodys', '/admin/webhooks/nobodys?status=dead'],
    who: ['administrator'],
  },
  '/(admin)/admin/webhooks/[endpoint]/export/route': {
    paths: ['/admin/webhooks/nobodys/export'],
    who: ['administrator'],
  },
  '/(admin)/admin/access/(sections)/(people)/page': { paths: ['/admin/access'], who: ['administrator'] },
  '/(admin)/admin/access/(sections)/invitations/page': {
    paths: ['/admin/access/invitations'],
    who: ['administrator'],
  },
  '/(admin)/admin/access/(sections)/keys/page': { paths: ['/admin/access/keys'], who: ['administrator'] },
  '/(admin)/admin/access/(sections)/changes/page': {
    paths: ['/admin/access/changes'],
    who: ['administrator'],
  },
  '/(admin)/admin/access/[person]/page': {
    paths: ['/admin/access/demo-reviewer', '/admin/access/nobody-is-called-so'],
    who: ['administrator'],
  },
  '/rules/page': { paths: ['/rules'], who: SIGNED_IN },
  '/account/page': { paths: ['/account'], who: SIGNED_IN },
  '/account/second-factor/page': { paths: ['/account/second-factor'], who: SIGNED_IN },
};
/** For everybody: how one comes in, and what anybody may be told. */
const OPEN_PAGES = [
  '/_global-error/page',
  '/_not-found/page',
  '/icon.svg/route',
  '/api/metrics/route',
  '/api/v1/openapi.json/route',
  '/developers/page',
  '/sign-in/page',
  '/sign-in/code/page',
  '/invitation/[token]/page',
];
/** For keys, not for people: services ask for the key's scope. */
const API = [
  '/api/[[...rest]]/route',
  '/api/calendar/[token]/route',
  '/api/v1/facts/route',
  '/api/v1/merchants/[merchant]/entries/route',
  '/api/v1/merchants/[merchant]/holds/route',
  '/api/v1/merchants/[merchant]/route',
  '/api/v1/orders/[order]/route',
  '/api/v1/summary/route',
];

/** By file and name: who may do it. */
const ACTIONS: Record<string, readonly Visitor[]> = {
  'app/(seller)/capital/standing/actions.ts#changeParticipationAction': SELLERS,
  'app/(seller)/capital/withdrawals/actions.ts#withdrawAction': SELLERS,
  'app/(seller)/capital/withdrawals/bank-accounts/actions.ts#addBankAccountAction': SELLERS,
  'app/(seller)/capital/withdrawals/bank-accounts/actions.ts#removeBankAccountAction': SELLERS,
  'app/(seller)/capital/notices/actions.ts#markNoticesAction': SELLERS,
  'app/(admin)/admin/proposals/new/[kind]/actions.ts#proposeAction': ['reviewer'],
  'app/(admin)/admin/proposals/[proposal]/actions.ts#decideAction': ['approver'],
  'app/(admin)/admin/proposals/[proposal]/actions.ts#withdrawAction': ['reviewer'],
  ...Object.fromEntries(
    ['actions.ts#markSentAction', 'actions.ts#markReturnedAction', 'actions.ts#markBatchSentAction']
      .concat(['new/actions.ts#makeBatchAction', 'answer/actions.ts#answerAction'])
      .map((action) => [`app/(admin)/admin/payouts/${action}`, ['reviewer', 'approver']]),
  ),
  'app/(admin)/admin/assessments/[merchant]/notes/actions.ts#writeNoteAction': ['reviewer', 'approver'],
  ...Object.fromEntries(
    ['askBacktestAction', 'endDraftAction', 'makeDraftAction', 'stopBacktestAction'].map((name) => [
      `app/(admin)/admin/policy/actions.ts#${name}`,
      ['reviewer', 'approver'] as const,
    ]),
  ),
  'app/(admin)/admin/policy/actions.ts#proposePolicyAction': ['reviewer'],
  'app/(admin)/admin/policy/drafts/[draft]/edit/change.ts#changeDraftAction': ['reviewer', 'approver'],
  'app/(admin)/admin/runs/actions.ts#startRun': ['reviewer', 'approver'],
  ...Object.fromEntries(
    [
      ...['makeEndpointAction', 'changeEndpointAction', 'switchEndpointAction', 'removeEndpointAction'],
      ...['renewSecretAction', 'sendTestAction', 'resendAction', 'resendDeadAction'],
    ].map((name) => [`app/(admin)/admin/webhooks/actions.ts#${name}`, ['administrator'] as const]),
  ),
  ...Object.fromEntries(
    ['checkAction', 'recordAction', 'stopAction', 'removeFileAction'].map((name) => [
      `app/(admin)/admin/imports/actions.ts#${name}`,
      ['reviewer', 'approver'] as const,
    ]),
  ),
  ...Object.fromEntries(
    [
      'changePersonAction',
      'endOrRestoreAction',
      'endSessionsAction',
      'inviteAction',
      'makeKeyAction',
      'passwordLinkAction',
      'removeSecondFactorAction',
      'revokeInvitationAction',
      'revokeKeyAction',
    ].map((name) => [`app/(admin)/admin/access/actions.ts#${name}`, ['administrator'] as const]),
  ),
  ...Object.fromEntries(
    ['changeOwnPassword', 'moveSecondFactor', 'renewOwnBackupCodes', 'endSessions'].map((name) => [
      `app/account/actions.ts#${name}`,
      SIGNED_IN,
    ]),
  ),
  'app/(seller)/capital/statements/actions.ts#changeFeeds': SELLERS,
  'app/account/second-factor/actions.ts#setSecondFactor': SIGNED_IN,
};
/** For everybody: how one comes in and goes, and what one likes to look at. */
const OPEN_ACTIONS = [
  'app/actions.ts#chooseLocale',
  'app/actions.ts#chooseTheme',
  'app/account/actions.ts#signOutAction',
  'app/invitation/[token]/actions.ts#acceptByLink',
  'app/sign-in/actions.ts#signInAsDemo',
  'app/sign-in/actions.ts#signInByPassword',
  'app/sign-in/code/actions.ts#confirmByCode',
];

const BUILT = join(import.meta.dirname, '..', '.next', 'server');

function built(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(BUILT, file), 'utf8'));
}

interface BuiltAction {
  id: string;
  name: string;
  /** A page that carries it. */
  path: string;
}

function builtActions(): BuiltAction[] {
  const { node } = built('server-reference-manifest.json') as {
    node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>;
  };
  return Object.entries(node).map(([id, { workers, filename, exportedName }]) => {
    const worker = Object.keys(workers).map((each) => each.slice('app'.length));
    const page = worker.find((each) => PAGES[each] !== undefined) ?? '/page';
    return { id, name: `${filename}#${exportedName}`, path: PAGES[page]?.paths[0] ?? '/' };
  });
}

const knocking = new Map<Visitor, APIRequestContext>();

/** The requests of a visitor, signed in where it is somebody. */
async function as(browser: Browser, visitor: Visitor): Promise<APIRequestContext> {
  const known = knocking.get(visitor);
  if (known !== undefined) return known;
  const context = await browser.newContext();
  if (visitor !== 'nobody') await new Shell(await context.newPage()).be(visitor);
  knocking.set(visitor, context.request);
  return context.request;
}

/** What an address is about: the parts of it that name something, such as a store, an order, a version. */
function subjectsOf(path: string): string[] {
  const [address = ''] = path.split('?');
  return address.split('/').slice(3).map(decodeURIComponent);
}

/** A page without what differs from one answer to the next whatever it says; also without what the others are about. */
function plain(html: string, path: string, others: readonly string[] = [path]): string {
  const [address = '', query] = path.split('?');
  const subjects = [...new Set(others.flatMap(subjectsOf))].toSorted((a, b) => b.length - a.length);
  const bare = (query === undefined ? html : html.replaceAll(`?${query}`, ''))
    .replaceAll(/nonce(\\?["=: ])+[^"\\]*/g, 'nonce')
    .replaceAll(address, 'PATH');
  return subjects
    .reduce((text, subject) => text.replaceAll(subject, 'SUBJECT'), bare)
    .replaceAll(/"q":"[^"]*"/g, '');
}

test.describe.configure({ mode: 'default' });

test('every page, route and action is in the tables', () => {
  const pages = Object.keys(built('app-paths-manifest.json'));
  expect(pages.sort()).toEqual([...Object.keys(PAGES), ...OPEN_PAGES, ...API].sort());
  const actions = builtActions().map(({ name }) => name);
  expect([...new Set(actions)].sort()).toEqual([...Object.keys(ACTIONS), ...OPEN_ACTIONS].sort());
});

for (const visitor of VISITORS) {
  test(`pages: ${visitor} sees what is theirs and nothing else`, async ({ browser }) => {
    const requests = await as(browser, visitor);
    for (const [name, { paths, who }] of Object.entries(PAGES)) {
      const isTheirs = who.includes(visitor);
      const refusals = new Set<string>();
      for (const path of paths) {
        const answer = await requests.get(path, { maxRedirects: 0 });
        const where = `${visitor} at ${path} (${name})`;
        if (isTheirs) {
          expect.soft([200, 307, 404], where).toContain(answer.status());
          if (answer.status() === 307)
            expect.soft(answer.headers().location, where).not.toContain('/sign-in');
        } else if (visitor === 'nobody') {
          expect.soft(answer.status(), where).toBe(307);
          expect.soft(answer.headers().location, where).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
        } else {
          expect.soft(answer.status(), where).toBe(403);
          refusals.add(plain(await answer.text(), path, paths));
        }
      }
      if (!isTheirs && visitor !== 'nobody') {
        expect.soft(refusals.size, `${name}: what is there and what is not look alike to ${visitor}`).toBe(1);
      }
    }
  });

  test(`actions: ${visitor} may do what is theirs and nothing else`, async ({ browser, baseURL }) => {
    const requests = await as(browser, visitor);
    for (const { id, name, path } of builtActions()) {
      const who = ACTIONS[name];
      if (who === undefined || who.includes(visitor)) continue;
      const answer = await requests.post(path, {
        headers: { 'next-action': id, origin: baseURL ?? '', 'content-type': 'text/plain;charset=UTF-8' },
        data: '[null,null]',
        maxRedirects: 0,
      });
      const where = `${visitor} does ${name}`;
      if (visitor === 'nobody') {
        // 200 where the page that it leads to is sent along.
        expect.soft([200, 303], where).toContain(answer.status());
        expect.soft(answer.headers()['x-action-redirect'], where).toContain('/sign-in');
      } else {
        expect.soft(answer.status(), where).toBe(403);
      }
    }
  });
}

for (const visitor of VISITORS) {
  test(`the API: the session of ${visitor} opens nothing`, async ({ browser }) => {
    const requests = await as(browser, visitor);
    for (const [path, status] of [
      ['/api/v1/summary', 401],
      ['/api/v1/merchants/lumen-loom', 401],
      ['/api/v1/merchants/lumen-loom/entries', 401],
      ['/api/v1/merchants/lumen-loom/holds', 401],
      ['/api/v1/merchants/nobody-made-this', 401],
      ['/api/v1/orders/nobody-made-this', 401],
      ['/api/anything', 404],
      ['/api/calendar/nobody-made-this', 404],
    ] as const) {
      const answer = await requests.get(path);
      expect.soft(answer.status(), path).toBe(status);
      expect.soft(answer.headers()['content-type'], path).toContain('application/problem+json');
    }
  });
}

test('no action is done for a form of another site', async ({ browser, baseURL }) => {
  const requests = await as(browser, 'reviewer');
  for (const { id, name, path } of builtActions()) {
    for (const origin of ['https://elsewhere.example', 'null', undefined]) {
      const answer = await requests.post(path, {
        headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...(origin && { origin }) },
        data: '[]',
        maxRedirects: 0,
      });
      expect.soft(answer.status(), `${name} from ${origin}, not ${baseURL}`).toBe(403);
    }
  }
});

test('an order of another store and one that does not exist look the same', async ({ browser }) => {
  const others = await (await as(browser, 'seller:volt-pocket')).get('/capital?currency=USD');
  const [, foreign] = /[?&](?:amp;)?order=([\w-]+)/.exec(await others.text()) ?? [];
  expect(foreign).toBeDefined();
  // What a page is put together to, for the order of its pieces is another each time.
  const own = new Shell(await browser.newPage());
  await own.be('seller:lumen-loom');
  const looks: string[] = [];
  for (const order of [foreign ?? '', `${foreign?.slice(0, -4)}zzzz`]) {
    const answer = await own.page.goto(`/capital/early-loan-margin?order=${order}`);
    expect(answer?.status()).toBe(200);
    await expect(
      own.page.getByRole('heading', { level: 1, name: 'Early Loan Margin Inquiry' }),
    ).toBeVisible();
    await own.page.waitForLoadState('networkidle');
    looks.push((await own.page.locator('main').innerHTML()).replaceAll(order, 'ORDER'));
  }
  expect(looks[0]).toBe(looks[1]);
  expect(looks[0]).toContain('ORDER');
  await own.page.close();
});
